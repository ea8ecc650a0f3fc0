"""When contacts are active, by looking at the shop's clock every quarter of an hour."""

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.metrics.activity import mean_activity
from smwidgets.sections._moments import measured

PERIODS = (
    "today", "yesterday", "last_7_days", "last_30_days", "current_month", "previous_month", "current_quarter",
    "previous_year", "last_12_months",
)  # fmt: skip
ZONES = ("Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
MOMENTS = (
    "2024-03-05T12:00:00+01:00",
    "2025-03-30T12:00:00+02:00",
    "2025-10-26T02:30:00+01:00",  # half past two for the second time
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
CHANGES = (
    ("Europe/Warsaw", date(2025, 3, 30), {2: 0}),
    ("Europe/Warsaw", date(2025, 10, 26), {2: 2}),
    ("America/New_York", date(2025, 3, 9), {2: 0}),
    ("America/New_York", date(2025, 11, 2), {1: 2}),
    ("Australia/Lord_Howe", date(2025, 10, 5), {}),  # half of the hour 2
    ("Australia/Lord_Howe", date(2025, 4, 6), {1: 2}),  # half of the hour 1 again
    ("Asia/Kathmandu", date(2025, 3, 30), {}),
)
FIRST, LAST = datetime(2024, 2, 1), datetime(2026, 4, 10)  # noqa: DTZ001 - hypothesis gives them a zone


@pytest.fixture(scope="session")
def many_visits(sample):
    """The sample shop's visits, and many more in the hours about each change of a clock."""
    random, more = Random(20250330), []  # noqa: S311 - the same visits at every run
    for zone, day, _ in CHANGES:
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        more += [noon + timedelta(seconds=random.triangular(-40 * 3_600, 40 * 3_600, -9 * 3_600)) for _ in range(800)]
    ids = sample["visits"]["visit_id"].max() + 1 + pd.RangeIndex(len(more))
    added = pd.DataFrame({"visit_id": ids, "contact_id": sample["contacts"]["contact_id"][0], "started_at": more})
    return pd.concat([sample["visits"], added.astype({"contact_id": sample["visits"]["contact_id"].dtype})])


@pytest.fixture(scope="session")
def active(sample, many_visits):
    """What such a shop knows of activity, in several zones."""
    tables = {"visits": many_visits, "interactions": sample["interactions"]}
    shops = {zone: sm.connect(tables, timezone=zone) for zone in ZONES}
    yield shops
    for shop in shops.values():
        shop.close()


@pytest.fixture(scope="session")
def moments(naive_contacts, many_visits, sample_rows, rows_of):
    return naive_contacts.deeds(rows_of(many_visits), sample_rows["interactions"])


def found(shop, start, end):
    return measured(shop, "contact_activity", mean_activity, [start, end], shop.timezone)


def check(naive_contacts, shop, moments, start, end):
    known = found(shop, start, end)
    within = moments[bisect_left(moments, start) : bisect_left(moments, end)]
    wanted = naive_contacts.activity(within, start.astimezone(UTC), end.astimezone(UTC), shop.timezone)
    assert known.by_hour.dropna().to_dict() == {key: float(one) for key, one in wanted.by_hour.items()}
    assert known.by_weekday.dropna().to_dict() == {key: float(one) for key, one in wanted.by_weekday.items()}
    cells = known.by_weekday_hour.stack().dropna().to_dict()  # noqa: PD013
    assert cells == {key: float(one) for key, one in wanted.by_both.items()}
    assert known.total == wanted.total
    assert known.by_weekday_hour.shape == (7, 24)
    assert (len(known.by_hour), len(known.by_weekday)) == (24, 7)


@pytest.mark.spec("CA5")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("as_of", MOMENTS)
def test_activity_of_the_sample_shop(naive_contacts, active, moments, as_of, zone):
    shop = active[zone]
    now = datetime.fromisoformat(as_of).astimezone(shop.timezone)
    for period in PERIODS:
        current = resolve(period, now).current
        check(naive_contacts, shop, moments, current.start, current.end)


@pytest.mark.spec("CA5")
@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_the_days_on_which_the_clocks_change(naive_contacts, active, moments, zone, day, hours):
    shop = active[zone]
    now = datetime(2026, 3, 1, tzinfo=shop.timezone)
    for before, after in ((0, 1), (1, 1), (0, 2), (6, 1), (20, 20)):
        custom = sm.Period(day - timedelta(days=before), day + timedelta(days=after))
        current = resolve(custom, now).current
        check(naive_contacts, shop, moments, current.start, current.end)
    the_day = resolve(sm.Period(day, day + timedelta(days=1)), now).current
    known = found(shop, the_day.start, the_day.end)
    assert known.hours.to_dict() == dict.fromkeys(range(24), 1) | hours
    assert known.weekdays.to_dict() == dict.fromkeys(range(7), 0) | {day.weekday(): 1}
    assert set(known.by_hour[known.by_hour.isna()].index) == {hour for hour, times in hours.items() if not times}
    assert known.by_weekday[day.weekday()] == known.total > 300
    assert (known.by_hour.dropna() > 0).all()


@pytest.mark.spec("CA5")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("Europe/Warsaw", datetime(2025, 10, 26, 0, 30, tzinfo=UTC), timedelta(hours=1))
@example("Europe/Warsaw", datetime(2025, 10, 26, 0, tzinfo=UTC), timedelta(hours=1))  # the first hour 2 of both
@example("Australia/Lord_Howe", datetime(2025, 4, 5, 15, 0, tzinfo=UTC), timedelta(minutes=30))  # the half hour
@example("Asia/Kathmandu", datetime(2025, 4, 5, 18, 15, tzinfo=UTC), timedelta(days=7))  # midnight to midnight
@given(
    st.sampled_from(ZONES),
    st.datetimes(FIRST, LAST, timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=40)),
)
def test_any_range(naive_contacts, active, moments, zone, start, length):
    start = start.replace(second=0, microsecond=0) - timedelta(minutes=start.minute % 15)
    length -= length % timedelta(minutes=15)
    check(naive_contacts, active[zone], moments, start, start + length)


@pytest.mark.spec("CA5")
def test_an_hour_counts_when_it_is_over_and_not_a_moment_before(active, naive_contacts, moments):
    shop = active["Europe/Warsaw"]
    start, hour = datetime(2026, 3, 6, tzinfo=shop.timezone), datetime(2026, 3, 6, 18, tzinfo=shop.timezone)
    microsecond = timedelta(microseconds=1)
    counted = [int(found(shop, start, at).hours.sum()) for at in (hour - microsecond, hour, hour + microsecond)]
    assert counted == [17, 18, 18]
    assert int(found(shop, start + microsecond, hour).hours.sum()) == 17
    for at in (hour - timedelta(days=7), hour):
        check(naive_contacts, shop, moments, at - timedelta(days=3), at)


@pytest.mark.spec("CA5")
def test_neither_anonymous_visits_nor_clicks_are_activity_of_contacts(sample, moments):
    tables = {
        "visits": sample["visits"].assign(
            contact_id=lambda visits: visits["contact_id"].mask(visits["contact_id"].notna())
        ),
        "interactions": sample["interactions"].assign(kind="click"),
    }
    with sm.connect(tables) as shop:
        known = found(shop, moments[0], moments[-1])
    assert known.total == 0
    assert (known.by_hour == 0).all()


@pytest.mark.spec("CA5", "J2")
def test_what_machines_open_is_no_activity(naive_contacts, sample, sample_rows):
    marked = sample["interactions"].assign(machine=lambda rows: rows.index % 3 == 0)
    marked["machine"] = marked["machine"].astype("boolean").mask(marked.index % 3 == 1)
    people = [one for place, one in enumerate(sample_rows["interactions"]) if place % 3]
    wanted = naive_contacts.deeds(sample_rows["visits"], people)
    with sm.connect({"visits": sample["visits"], "interactions": marked}) as shop:
        start = datetime(2025, 12, 1, tzinfo=shop.timezone)
        check(naive_contacts, shop, wanted, start, start + timedelta(days=60))


@pytest.mark.spec("CA5")
@pytest.mark.parametrize("as_of", ["2011-12-09T12:50:00", "2011-10-30T15:00:00"])
def test_orders_of_online_retail_as_visits(naive_contacts, uci_events, as_of):
    london = ZoneInfo("Europe/London")
    visits = [
        {"visit_id": one["event_id"], "contact_id": one["contact_id"], "started_at": one["occurred_at"].astimezone(UTC)}
        for one in uci_events
    ]
    opened = {
        "interaction_id": 1, "contact_id": visits[0]["contact_id"], "occurred_at": datetime(2000, 1, 1, tzinfo=UTC),
        "kind": "open", "channel": "email", "own": True,
    }  # fmt: skip
    moments = naive_contacts.deeds(visits, [opened])
    tables = {"visits": pd.DataFrame(visits), "interactions": pd.DataFrame([opened])}
    with sm.connect(tables, timezone="Europe/London") as shop:
        now = datetime.fromisoformat(as_of).replace(tzinfo=london)
        for period in ("last_7_days", "last_30_days", "current_year", "last_12_months"):
            current = resolve(period, now).current
            check(naive_contacts, shop, moments, current.start, current.end)
        known = found(shop, datetime(2010, 12, 1, tzinfo=london), datetime(2011, 12, 10, tzinfo=london))
    assert known.total == 18_532
    assert known.by_weekday[5] == 0  # the shop took no orders on Saturdays

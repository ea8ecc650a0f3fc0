"""The contact base, contact by contact: its groups, why people leave it, the monitoring flag, the domains."""

import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.data.contact_domains import domains
from smwidgets.metrics.contact_base import monitored_share, opt_outs_by_reason, top_domains
from smwidgets.sections._contact_groups import group_figures, group_totals, groups_by_bucket
from smwidgets.sections._moments import measured

PERIODS = (
    "last_7_days", "last_30_days", "current_month", "previous_month", "current_quarter", "previous_quarter",
    "current_year", "previous_year", "last_12_months",
)  # fmt: skip
MOMENTS = (
    "2021-09-18T12:00:00+02:00",  # when the first contacts came
    "2025-03-30T12:00:00+02:00",
    "2025-04-02T00:00:00+02:00",
    "2025-10-26T02:30:00+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
ZONES = ("Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
FIRST, LAST = datetime(2024, 2, 1, tzinfo=UTC), datetime(2026, 4, 10, tzinfo=UTC)
REASONS = (
    "never_signed_up", "too_many_messages", "topic_not_interesting", "content_mismatch", "other", "not_given",
)  # fmt: skip
GROUPS = ("all", "new", "opted_out", "monitored")


@pytest.fixture(scope="session")
def bases(sample):
    """The contacts of the sample shop in several zones."""
    shops = {zone: sm.connect({"contacts": sample["contacts"]}, timezone=zone) for zone in ZONES}
    yield shops
    for shop in shops.values():
        shop.close()


def reasons(shop, period):
    found = measured(shop, "opt_outs", opt_outs_by_reason, [period.start, period.end])
    assert tuple(found.index) == REASONS
    return {reason: number for reason, number in found.items() if number}


def share(shop, at):
    return measured(shop, "contacts", monitored_share, [at]).iloc[0].to_dict()


def listed(shop, at):
    found = domains(shop, at)
    order = [(-row.contacts, row.domain is None, row.domain or "") for row in found.itertuples()]
    assert order == sorted(order)
    return dict(zip(found["domain"], found["contacts"], strict=True))


def check(naive_contacts, shop, contacts, period, now):
    """Every figure at a moment, and what each group comes to in the period and in the one before."""
    timeframe = resolve(period, now.astimezone(shop.timezone))
    current = timeframe.current.start.astimezone(UTC), timeframe.current.end.astimezone(UTC)
    assert group_figures(shop, timeframe) == {
        "all": naive_contacts.everybody(contacts, now),
        "new": naive_contacts.group(contacts, "new", *current),
        "opted_out": naive_contacts.opted_out(contacts, now),
        "monitored": naive_contacts.everybody(contacts, now) - naive_contacts.opted_out(contacts, now),
    }
    periods = (timeframe.current, timeframe.previous)
    totals = group_totals(shop, GROUPS, periods)
    for one, found in zip(periods, totals.to_dict("records"), strict=True):
        ends = one.start.astimezone(UTC), one.end.astimezone(UTC)
        assert found == {group: naive_contacts.group(contacts, group, *ends) for group in GROUPS}, one
    assert reasons(shop, timeframe.current) == naive_contacts.reasons(contacts, *current)
    assert sum(reasons(shop, timeframe.current).values()) == totals["opted_out"][0]
    assert share(shop, now) == naive_contacts.by_flag(contacts, now)


@pytest.mark.spec("CA1", "CA2", "CA3")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("as_of", MOMENTS)
def test_groups_of_the_sample_shop_bucket_by_bucket(naive, naive_contacts, bases, sample_rows, as_of, zone):
    contacts, now, shop = sample_rows["contacts"], datetime.fromisoformat(as_of).astimezone(UTC), bases[zone]
    for period in PERIODS:
        timeframe, frame = resolve(period, now.astimezone(shop.timezone)), naive.frame(period, now, shop.timezone)
        for buckets, span in (
            (timeframe.buckets(), frame.current),
            (timeframe.previous_buckets(), frame.previous),
        ):
            wanted = naive.buckets(span, frame.grain, shop.timezone)
            found = groups_by_bucket(shop, GROUPS, buckets)
            assert found.index.tolist() == [bucket.start.replace(tzinfo=None) for bucket in wanted], period
            assert set(found.dtypes.astype(str)) == {"int64"}
            for group in GROUPS:
                numbers = [naive_contacts.group(contacts, group, *bucket) for bucket in wanted]
                assert found[group].tolist() == numbers, (period, group)


@pytest.mark.spec("CA1", "CA2", "CA6", "CA8")
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("as_of", MOMENTS)
def test_figures_of_the_sample_shop(naive_contacts, bases, sample_rows, as_of, zone):
    now = datetime.fromisoformat(as_of).astimezone(UTC)
    for period in PERIODS:
        check(naive_contacts, bases[zone], sample_rows["contacts"], period, now)


@pytest.mark.spec("CA1", "CA2", "CA3", "CA6", "CA8")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("Europe/Warsaw", datetime(2025, 10, 26, 0, 30, tzinfo=UTC), timedelta(hours=1), 90)  # twice half past two
@example("Europe/Warsaw", datetime(2025, 3, 30, 1, 0, tzinfo=UTC), timedelta(hours=23), 0)
@example("Australia/Lord_Howe", datetime(2025, 4, 5, 15, 10, tzinfo=UTC), timedelta(minutes=40), 5)
@given(
    st.sampled_from(ZONES),
    st.datetimes(FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)),
    st.timedeltas(timedelta(microseconds=1), timedelta(days=300)),
    st.integers(-5_000, 100_000),
)
def test_any_range_at_any_moment(naive_contacts, bases, sample_rows, zone, now, length, ago):
    start = now - timedelta(minutes=ago) - length
    if ago < 0 and start >= now:
        start = now - timedelta(microseconds=1)
    check(naive_contacts, bases[zone], sample_rows["contacts"], sm.Period(start, start + length), now)


MISMATCH = "TREŚĆ wiadomości nie była dopasowana do moich zainteresowań"
NOW = datetime(2026, 2, 10, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def odd_ones():
    """Contacts at the edges of every definition; times in UTC."""
    return pd.DataFrame(
        [
            (1, "Jan@Sklep.EXAMPLE", "2026-01-01 08:00", True, None, None),
            (2, "ola@sklep.example.", "2026-01-02 08:00", False, None, None),
            (3, "ewa@sklep.example", "2026-01-03 08:00", True, "2026-02-01 08:10", "Too many messages."),
            (4, '"a@b"@inny.example', "2026-02-05 09:40", True, "2026-01-20 10:00", "never_signed_up"),  # left first
            (5, "po@inny.example", "2026-02-10 13:00", True, "2026-02-10 14:00", "never_signed_up"),  # both to come
            (6, "bez-malpy", "2026-01-05 08:00", True, "2026-02-10 12:30", "Otrzymywałem zbyt wiele wiadomości,"),
            (7, "żółw@Żółw.example", "2026-01-06 08:00", True, "2026-02-10 12:29:59.999999", "  "),
            (8, "x@xn--w-uga1v8h.example", "2026-02-10 12:30", False, None, None),  # this very moment
            (9, "y@XN--W-UGA1V8H.example", "2026-02-10 12:29:59.999999", False, None, None),
            (10, "pusta@", "2026-01-07 08:00", False, None, None),
            (11, " z@ sklep.example ", "2026-01-08 08:00", True, "2026-02-02 00:00", "mam dość"),
            (12, "w@sklep.example", "2026-01-09 08:00", True, "2026-01-09 08:00", MISMATCH),
            (13, "v@sklep.example", "2026-01-09 08:00", False, "2026-02-03 00:00", "nie interesuje mnie ta tematyka"),
        ],
        columns=["contact_id", "email", "created_at", "monitored", "opted_out_at", "opt_out_reason"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def odd_shop(odd_ones):
    with sm.connect({"contacts": odd_ones}, timezone="UTC") as shop:
        yield shop


@pytest.fixture(scope="module")
def odd_rows(odd_ones, rows_of):
    times = {name: pd.to_datetime(odd_ones[name], format="ISO8601") for name in ("created_at", "opted_out_at")}
    return rows_of(odd_ones.assign(**times))


@pytest.mark.spec("CA1", "CA6", "CA7", "CA8")
def test_monitored_says_consent_in_the_base_and_the_flag_in_the_share(odd_shop):
    figures = group_figures(odd_shop, resolve(sm.Period("2026-02-01", "2026-02-11"), NOW))
    assert figures == {"all": 11, "new": 2, "opted_out": 6, "monitored": 5}
    assert share(odd_shop, NOW) == {"monitored": 7, "not_monitored": 4}
    assert reasons(odd_shop, sm.Period(datetime(2026, 2, 1, tzinfo=UTC), NOW)) == {
        "too_many_messages": 1, "never_signed_up": 1, "topic_not_interesting": 1, "other": 1, "not_given": 1,
    }  # fmt: skip
    assert listed(odd_shop, NOW) == {"sklep.example": 2, None: 2, "xn--w-uga1v8h.example": 1}


@pytest.mark.spec("CA1", "CA2", "CA6", "CA7", "CA8")
@pytest.mark.parametrize(
    "now",
    [
        NOW,
        NOW + timedelta(microseconds=1),
        NOW - timedelta(microseconds=1),
        datetime(2026, 2, 5, 9, 40, tzinfo=UTC),
        datetime(2026, 2, 5, 9, 40, 0, 1, tzinfo=UTC),
        datetime(2026, 1, 9, 8, 0, tzinfo=UTC),
        datetime(2026, 1, 9, 8, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 2, 10, 15, 0, tzinfo=UTC),
        datetime(2025, 12, 31, tzinfo=UTC),
    ],
)
def test_edges_of_the_definitions(naive_contacts, odd_shop, odd_rows, now):
    for period in (*PERIODS, "today", sm.Period(now - timedelta(microseconds=1), now + timedelta(hours=1))):
        check(naive_contacts, odd_shop, odd_rows, period, now)
    assert listed(odd_shop, now) == naive_contacts.domains(odd_rows, now)


@pytest.mark.spec("CA7")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_domains_of_the_sample_shop(naive_contacts, bases, sample_rows, as_of):
    now = datetime.fromisoformat(as_of).astimezone(UTC)
    wanted = naive_contacts.domains(sample_rows["contacts"], now)
    assert listed(bases["Asia/Kathmandu"], now) == wanted
    largest, rest = top_domains(domains(bases["Europe/Warsaw"], now), 3)
    counts = sorted(wanted.values(), reverse=True)
    assert largest["contacts"].tolist() == counts[:3]
    assert rest == sum(counts[3:])


@pytest.fixture(scope="session")
def chinook_rows(chinook_file):
    """The customers of Chinook, each added with its first invoice: it does not say when else, nor who opted out."""
    with sqlite3.connect(f"file:{chinook_file}?mode=ro", uri=True) as database:
        rows = database.execute(
            "SELECT CustomerId, Email, SupportRepId, (SELECT min(InvoiceDate) FROM Invoice WHERE"
            " Invoice.CustomerId = Customer.CustomerId) FROM Customer"
        ).fetchall()
    database.close()
    return [
        {
            "contact_id": number,
            "email": email,
            "created_at": datetime.fromisoformat(created).replace(tzinfo=UTC),
            "monitored": owner is not None,
        }
        for number, email, owner, created in rows
    ]


@pytest.mark.spec("CA1", "CA7", "CA8")
@pytest.mark.parametrize("as_of", ["2021-06-01", "2022-01-01T12:20:00", "2026-01-01"])
def test_customers_of_chinook(naive_contacts, chinook_rows, as_of):
    now = datetime.fromisoformat(as_of).replace(tzinfo=UTC)
    with sm.connect({"contacts": pd.DataFrame(chinook_rows)}, timezone="America/Edmonton") as shop:
        found = listed(shop, now)
        assert found == naive_contacts.domains(chinook_rows, now)
        assert share(shop, now) == naive_contacts.by_flag(chinook_rows, now)
        figures = group_figures(shop, resolve("last_12_months", now.astimezone(shop.timezone)))
        assert figures["all"] == naive_contacts.everybody(chinook_rows, now) == sum(found.values())
        assert (figures["opted_out"], figures["monitored"]) == (None, None)
    if as_of == "2026-01-01":
        assert (found["gmail.com"], found["yahoo.de"], sum(found.values())) == (8, 2, 59)


@pytest.mark.spec("CA1", "CA2", "CA3")
@pytest.mark.parametrize("as_of", ["2011-12-09T12:50:00", "2011-03-27T12:00:00", "2011-10-30T00:20:00"])
def test_customers_of_online_retail_by_their_first_order(naive, naive_contacts, uci_events, as_of):
    first = {}
    for one in uci_events:
        first[one["contact_id"]] = min(first.get(one["contact_id"], one["occurred_at"]), one["occurred_at"])
    contacts = [
        {"contact_id": number, "email": "", "created_at": at.astimezone(UTC), "monitored": True}
        for number, at in first.items()
    ]
    london = ZoneInfo("Europe/London")
    now = datetime.fromisoformat(as_of).replace(tzinfo=UTC)
    with sm.connect({"contacts": pd.DataFrame(contacts)}, timezone="Europe/London") as shop:
        for period in PERIODS:
            timeframe, frame = resolve(period, now.astimezone(london)), naive.frame(period, now, london)
            for buckets, span in (
                (timeframe.buckets(), frame.current),
                (timeframe.previous_buckets(), frame.previous),
            ):
                wanted = naive.buckets(span, frame.grain, london)
                found = groups_by_bucket(shop, ("all", "new"), buckets)
                for group in ("all", "new"):
                    assert found[group].tolist() == [
                        naive_contacts.group(contacts, group, *bucket) for bucket in wanted
                    ]
        if as_of.startswith("2011-12-09"):
            assert group_figures(shop, timeframe)["all"] == 4_338

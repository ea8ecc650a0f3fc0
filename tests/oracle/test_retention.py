"""Customers by number of purchases, and those who may become some, counted contact by contact."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

import smwidgets as sm

MOMENTS = (
    "2024-03-05T12:00:00+01:00",
    "2025-03-30T12:00:00+02:00",
    "2025-10-26T02:30:00+01:00",
    "2026-01-06T12:00:00+01:00",
    "2026-03-06T18:20:31.5+01:00",
)
PERIODS = ("today", "last_30_days", "current_quarter", "last_12_months")
KEYS = ("1", "2", "3", "4", "5+")


def assert_history(naive, found, as_of, zone, states):
    """The frame has the buckets of the period and, at the end of each, the state that was."""
    now = datetime.fromisoformat(as_of).astimezone(UTC)
    frame = naive.frame(found.period, now, zone)
    buckets = naive.buckets(frame.current, frame.grain, zone)
    assert [at.astimezone(UTC) for at in found.frame["start"]] == [bucket.start for bucket in buckets], found.period
    for row, bucket in zip(found.frame.to_dict("records"), buckets, strict=True):
        wanted = states(bucket.end)
        assert {key: row[key] for key in wanted} == wanted, (found.period, bucket)


@pytest.mark.spec("F1", "F3")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_retention_of_the_sample_shop(naive, naive_base, sample_rows, sample_shop, section, as_of):
    model, events = sm.DashboardModel(sample_shop, as_of=as_of), sample_rows["events"]
    now = datetime.fromisoformat(as_of).astimezone(UTC)
    wanted = naive_base.retention(events, now)
    for period in PERIODS:
        found = section("CustomerRetention")(model, period=period)
        assert found.figures == {**wanted, "total": naive_base.customers(events, now)}
        assert_history(naive, found, as_of, sample_shop.timezone, lambda at: naive_base.retention(events, at))


@pytest.mark.spec("F1")
def test_retention_in_other_groups(naive_base, sample_rows, sample_shop, section):
    now = datetime.fromisoformat(MOMENTS[3]).astimezone(UTC)
    found = section("CustomerRetention")(sm.DashboardModel(sample_shop, as_of=MOMENTS[3]), groups="1,2,4,10")
    each = naive_base.retention(sample_rows["events"], now, most=10)
    assert found.figures == {
        "1": each["1"],
        "2-3": each["2"] + each["3"],
        "4-9": sum(each[str(number)] for number in range(4, 10)),
        "10+": each["10+"],
        "total": sum(each.values()),
    }
    found.hidden = ("1", "10+")
    assert found.figures["total"] == sum(each.values()) - each["1"] - each["10+"]


@pytest.mark.spec("F1", "F3", "M2")
def test_retention_since_contacts_were_added(naive, naive_base, sample, sample_rows, rows_of, section):
    """Contacts added in the middle of their purchases, some nowhere; counted both ways, now and over time."""
    contacts = sample["contacts"].iloc[:500].copy()
    contacts["created_at"] += pd.to_timedelta(contacts.index % 300, "D")
    events, added = sample_rows["events"], rows_of(contacts)
    with sm.connect({"contacts": contacts, "events": sample["events"]}) as shop:
        for as_of in MOMENTS[1:4]:
            model, now = sm.DashboardModel(shop, as_of=as_of), datetime.fromisoformat(as_of).astimezone(UTC)
            found = section("CustomerRetention")(model, period="last_30_days", counted="since_added")
            wanted = naive_base.retention_since_added(events, added, now)
            assert found.figures == {**wanted, "total": sum(wanted.values())}
            assert wanted != naive_base.retention(events, now)
            assert_history(
                naive, found, as_of, shop.timezone, lambda at: naive_base.retention_since_added(events, added, at)
            )
            _, figures = found.evidence(shop, found.timeframe())
            assert shop.execute(figures).iloc[0].to_dict() == wanted
            on_record = section("CustomerRetention")(model, period="last_30_days")
            assert on_record.figures["total"] == naive_base.customers(events, now)


@pytest.mark.spec("F2")
@pytest.mark.parametrize("as_of", MOMENTS)
def test_potential_customers_of_the_sample_shop(naive, naive_base, sample_rows, sample_shop, section, as_of):
    model, events = sm.DashboardModel(sample_shop, as_of=as_of), sample_rows["events"]
    for period in PERIODS:
        found = section("PotentialCustomers")(model, period=period)
        wanted = naive_base.potential(events, datetime.fromisoformat(as_of).astimezone(UTC))
        assert found.figures == {"potential": wanted}
        assert_history(
            naive, found, as_of, sample_shop.timezone, lambda at: {"potential": naive_base.potential(events, at)}
        )


@pytest.mark.spec("F1", "F2")
def test_crowded_histories_with_many_ties(naive, naive_base, rows_of, sample, section):
    few = sample["events"].assign(occurred_at=sample["events"]["occurred_at"].dt.floor("12h"))
    few["contact_id"] = few["contact_id"] + few["event_id"] % 3 * 1_000_000
    events = rows_of(few)
    together = [{key: one[key] for key in ("contact_id", "occurred_at")} for one in events if one["type"] == "PURCHASE"]
    filled = [{key: one[key] for key in ("contact_id", "occurred_at")} for one in events if one["type"] == "CART"]
    assert any(one in filled for one in together)
    with sm.connect({"events": few}) as shop:
        for as_of in MOMENTS[1:4]:
            model = sm.DashboardModel(shop, as_of=as_of)
            found = section("CustomerRetention")(model, period="last_30_days")
            assert_history(naive, found, as_of, shop.timezone, lambda at: naive_base.retention(events, at))
            found = section("PotentialCustomers")(model, period="last_30_days")
            assert_history(
                naive, found, as_of, shop.timezone, lambda at: {"potential": naive_base.potential(events, at)}
            )


@pytest.mark.spec("F1", "F3")
@pytest.mark.parametrize("as_of", ["2012-01-01", "2011-03-27T12:00:00+01:00", "2011-12-09T12:50:00"])
def test_retention_of_online_retail(naive, naive_base, uci_store, uci_events, section, as_of):
    london = ZoneInfo("Europe/London")
    local = datetime.fromisoformat(as_of)
    now = (local if local.tzinfo else local.replace(tzinfo=london)).astimezone(UTC)
    found = section("CustomerRetention")(sm.DashboardModel(uci_store, as_of=now), period="last_12_months")
    assert [found.figures[key] for key in KEYS] == list(naive_base.retention(uci_events, now).values())
    if as_of == "2012-01-01":
        assert [found.figures[key] for key in KEYS] == [1_493, 835, 508, 388, 1_114]
        assert found.figures["total"] == 4_338
    assert_history(naive, found, now.isoformat(), london, lambda at: naive_base.retention(uci_events, at))


@pytest.mark.spec("F2")
def test_online_retail_tells_of_no_carts(uci_store, section):
    model = sm.DashboardModel(uci_store, as_of=datetime(2011, 12, 9, tzinfo=UTC) - timedelta(days=30))
    assert section("PotentialCustomers")(model).figures == {"potential": 0}

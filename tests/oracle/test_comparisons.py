# ruff: noqa: DTZ001 - naive local times are what people give
"""Any range at any moment: what is compared with what, against the oracle, and what flat sales come to."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.periods import PERIOD_NAMES, Period, resolve

ZONES = ("Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
CLOCK_CHANGES = tuple(
    map(
        datetime.fromisoformat,
        ("2025-03-30T02:00", "2025-10-26T02:00", "2026-03-08T02:00", "2025-11-02T01:00", "2025-04-06T01:30",
         "2025-10-05T02:00"),
    )
)  # fmt: skip
FIRST, LAST = datetime(2024, 1, 1), datetime(2026, 6, 1)


@st.composite
def ranges(draw):
    """A name, whole months, whole days, or anything, of local time."""
    kind = draw(st.sampled_from(["name", "months", "days", "times"]))
    if kind == "name":
        return draw(st.sampled_from(PERIOD_NAMES))
    if kind == "months":
        first, count = draw(st.integers(2024 * 12, 2026 * 12 + 4)), draw(st.integers(1, 24))
        return tuple(datetime(month // 12, month % 12 + 1, 1) for month in (first, first + count))
    start = draw(st.datetimes(FIRST, datetime(2026, 5, 25)))
    if kind == "days":
        start = datetime(start.year, start.month, start.day)
        return start, start + timedelta(days=draw(st.integers(1, 400)))
    start = start.replace(second=0, microsecond=0)
    return start, start + timedelta(minutes=draw(st.integers(120, 200_000)))


@st.composite
def moments(draw):
    """Mostly near a change of some clock, or the turn of a month."""
    wall = draw(st.datetimes(datetime(2024, 2, 1), LAST))
    if draw(st.booleans()):
        near = draw(
            st.sampled_from([*CLOCK_CHANGES, datetime(2024, 3, 1), datetime(2025, 3, 31), datetime(2026, 1, 1)])
        )
        wall = near + timedelta(minutes=draw(st.integers(-3_000, 3_000)))
    return wall.replace(tzinfo=UTC)


def compared(zone, period, now):
    """The package's rows: a bucket of each period, in UTC."""
    shown = Period(*period) if isinstance(period, tuple) else period
    frame = resolve(shown, now.astimezone(zone))
    ours, theirs, pairs = frame.buckets(), frame.previous_buckets(), frame.pairs()

    def span(buckets, index):
        return None if index is None else tuple(end.astimezone(UTC) for end in buckets.bounds[index : index + 2])

    rows = [
        (span(ours, a), span(theirs, b)) for a, b in zip(pairs.current, pairs.previous, strict=True)
    ]  # fmt: skip
    return frame, rows


@pytest.mark.spec("M1", "M4", "M8", "B5", "CA3")
@settings(max_examples=200, deadline=None)
@example("Europe/Warsaw", (datetime(2025, 4, 1), datetime(2025, 7, 1)), datetime(2026, 1, 6, tzinfo=UTC))
@example("Europe/Warsaw", (datetime(2025, 2, 1), datetime(2025, 3, 1)), datetime(2026, 1, 6, tzinfo=UTC))
@example("Europe/Warsaw", (datetime(2025, 2, 1), datetime(2025, 4, 1)), datetime(2026, 1, 6, tzinfo=UTC))
@example("Europe/Warsaw", (datetime(2025, 3, 2), datetime(2025, 5, 31)), datetime(2026, 1, 6, tzinfo=UTC))
@example("Europe/Warsaw", (datetime(2024, 1, 1), datetime(2025, 1, 1)), datetime(2026, 1, 6, tzinfo=UTC))
@example("Europe/Warsaw", "yesterday", datetime(2025, 3, 31, 8, tzinfo=UTC))
@example("Europe/Warsaw", "yesterday", datetime(2025, 10, 28, 8, tzinfo=UTC))
@example("Australia/Lord_Howe", "yesterday", datetime(2025, 4, 6, 20, tzinfo=UTC))
@example("Asia/Kathmandu", "today", datetime(2025, 4, 6, 20, 7, tzinfo=UTC))
@given(st.sampled_from(ZONES), ranges(), moments())
def test_buckets_are_paired_by_what_they_are(naive, naive_comparison, zone, period, now):
    zone = ZoneInfo(zone)
    if isinstance(period, tuple) and naive.instant(period[0], zone) >= now:
        return
    frame, rows = compared(zone, period, now)
    expected = naive_comparison.rows(naive, period, now, zone)
    assert [tuple(row) for row in rows] == [tuple(row) for row in expected]

    ours, theirs, pairs = frame.buckets(), frame.previous_buckets(), frame.pairs()
    for buckets, places in ((ours, pairs.current), (theirs, pairs.previous)):
        assert [place for place in places if place is not None] == list(range(len(buckets)))
    if has_as_many(period, frame):
        assert pairs.current == pairs.previous == tuple(range(len(ours)))
    for a, b in zip(pairs.current, pairs.previous, strict=True):
        if a is not None and b is not None and a not in ours.partial and b not in theirs.partial:
            lengths = [np.diff(buckets.edges)[place] for buckets, place in ((ours, a), (theirs, b))]
            # A month of 28 days beside one of 31, a day of 23 hours beside one of 25; Lord Howe's half hours.
            assert max(lengths) <= {"hour": 2, "day": 25 / 23, "month": 31 / 28 + 0.01}[frame.grain] * min(lengths)


def has_as_many(period, frame):
    """Whether both periods have as many buckets: by equal length, and by units that are shown in months.

    Not so months that are shown in days, a day whose clock is moved, and what is cut at the end of a shorter unit.
    """
    if frame.to_date:
        return frame.grain == "day" and period != "current_month" and not isinstance(period, tuple)
    if frame.grain == "hour":
        return isinstance(period, tuple) and bool((period[1] - period[0]) % timedelta(days=1))
    if frame.grain == "day":
        return period in {"last_7_days", "last_30_days"} or (isinstance(period, tuple) and period[0].day != 1)
    return True


@pytest.fixture(scope="module")
def flat():
    """A shop that sells for 100 every hour, and wins a contact: two years in Warsaw."""
    at = pd.date_range("2023-12-31", "2026-02-01", freq="h", tz="UTC")
    orders = pd.DataFrame({"event_id": range(len(at)), "contact_id": 1, "type": "PURCHASE", "occurred_at": at})
    contacts = pd.DataFrame({"contact_id": range(len(at)), "created_at": at, "monitored": True, "email": "a@b.example"})
    with sm.connect({"events": orders.assign(value=100.0), "contacts": contacts}, timezone="Europe/Warsaw") as shop:
        yield shop


@pytest.mark.spec("M4", "M5", "B5", "CA3")
@pytest.mark.parametrize("as_of", ["2025-12-30 12:00", "2026-01-06 00:00", "2025-10-26 12:00", "2025-03-31 09:30"])
def test_flat_sales_change_by_nothing(flat, as_of):
    model = sm.DashboardModel(flat, as_of=as_of)
    customs = [
        ("2025-01-15", "2025-03-29"), ("2025-01-10", "2025-02-11"), ("2024-11-20", "2025-03-02"),
        ("2025-02-14 09:00", "2025-02-14 17:00"), ("2024-11-05 06:00", "2025-01-31 18:00"),
    ]  # fmt: skip
    for period in ("last_7_days", "last_30_days", *(sm.Period(*one) for one in customs)):
        sales = sm.sections.SalesAnalytics(model, period=period, compare=True)
        base = sm.sections.ContactBase(model, period=period)
        moved = _clock_moved(model.timeframe(period))
        frame = sales.frame
        assert frame[["start", "previous_start"]].notna().all(axis=None), period
        assert sales.trends["aov"].percent == 0
        if not moved:
            assert sales.trends["revenue"].percent == 0, period
            whole = [place for place in range(len(frame)) if place not in model.timeframe(period).buckets().partial]
            assert frame["revenue"][whole].tolist() == frame["previous_revenue"][whole].tolist(), period
            assert base.frame["new"][whole].tolist() == base.frame["previous_new"][whole].tolist(), period


@pytest.mark.spec("M4", "B5")
@pytest.mark.parametrize(
    ("start", "end", "buckets"),
    [("2025-04-01", "2025-07-01", 3), ("2025-01-01", "2026-01-01", 12), ("2024-10-01", "2025-04-01", 6)],
)
def test_whole_months_and_flat_sales_differ_by_their_days_alone(flat, start, end, buckets):
    model = sm.DashboardModel(flat, as_of="2026-01-20 12:00")
    section = sm.sections.SalesAnalytics(model, period=sm.Period(start, end), compare=True)
    frame = section.frame
    assert len(frame) == buckets
    assert section.trends["aov"].percent == 0
    assert abs(section.trends["revenue"].percent) < 2.5
    for column, hours in (("start", frame["orders"]), ("previous_start", frame["previous_orders"])):
        assert {at.day for at in frame[column]} == {1}
        assert set(hours) <= {24 * days + hour for days in (28, 29, 30, 31) for hour in (-1, 0, 1)}
    months = [
        (at.month - before.month) % 12 for at, before in zip(frame["start"], frame["previous_start"], strict=True)
    ]
    assert len(set(months)) == 1


def _clock_moved(frame):
    offsets = {end.utcoffset() for one in (frame.current, frame.previous) for end in (one.start, one.end)}
    return len(offsets) > 1


@pytest.mark.spec("M4")
@settings(max_examples=50, deadline=None)
@given(st.sampled_from(ZONES), ranges(), moments())
def test_like_periods_step_back_as_the_previous_one_does(naive, zone, period, now):
    zone = ZoneInfo(zone)
    if isinstance(period, tuple) and naive.instant(period[0], zone) >= now:
        return
    frame, _ = compared(zone, period, now)
    like = frame.like(4)
    assert like[0] == frame.previous
    for newer, older in pairwise(like):
        assert older.end.astimezone(UTC) <= newer.start.astimezone(UTC)

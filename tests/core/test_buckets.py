# ruff: noqa: DTZ001 - naive local times are what is tested
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.buckets import days_touched, grain_of, tile
from smwidgets.core.clock import moment, utc

ZONES = ["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]
GRAINS = ["hour", "day", "month"]


def between(start: str, end: str, zone: str = "Europe/Warsaw") -> tuple[datetime, datetime]:
    return moment(start, ZoneInfo(zone)), moment(end, ZoneInfo(zone))


def label(at: datetime, grain: str) -> tuple[object, ...]:
    """What the wall clock reads at this grain; the offset tells the repeated hour from the first."""
    parts = {"hour": (at.month, at.day, at.hour, at.utcoffset()), "day": (at.month, at.day), "month": (at.month,)}
    return at.year, *parts[grain]


@pytest.mark.spec("M8", "M1")
@pytest.mark.parametrize(
    ("day", "next_day", "zone", "hours"),
    [
        ("2026-01-05", "2026-01-06", "Europe/Warsaw", 24),
        ("2026-03-29", "2026-03-30", "Europe/Warsaw", 23),
        ("2026-10-25", "2026-10-26", "Europe/Warsaw", 25),
        ("2026-03-08", "2026-03-09", "America/New_York", 23),
        ("2026-11-01", "2026-11-02", "America/New_York", 25),
        ("2026-03-29", "2026-03-30", "Asia/Kathmandu", 24),
        ("2024-04-26", "2024-04-27", "Africa/Cairo", 23),
    ],
)
def test_a_day_has_the_hours_its_clock_has(day, next_day, zone, hours):
    start, end = between(day, next_day, zone)
    buckets = tile(start, end, "hour")
    assert len(buckets) == hours
    lengths = np.diff(buckets.edges)
    assert (lengths == np.timedelta64(1, "h")).all()
    assert all(bucket.minute == 0 for bucket in buckets.starts)


@pytest.mark.spec("M8")
def test_edges_are_naive_utc_and_cannot_be_written():
    buckets = tile(*between("2026-01-05", "2026-01-07"), "day")
    assert buckets.edges.dtype == "datetime64[us]"
    assert list(buckets.edges.astype(str)) == [
        "2026-01-04T23:00:00.000000",
        "2026-01-05T23:00:00.000000",
        "2026-01-06T23:00:00.000000",
    ]
    with pytest.raises(ValueError, match="read-only"):
        buckets.edges[0] = buckets.edges[1]


@pytest.mark.spec("M8")
def test_a_half_hour_zone_has_buckets_at_its_own_full_hours():
    buckets = tile(*between("2026-01-05 00:20", "2026-01-05 03:00", "Asia/Kathmandu"), "hour")
    assert [f"{start:%H:%M}" for start in buckets.starts] == ["00:20", "01:00", "02:00"]
    assert str(buckets.edges[1]) == "2026-01-04T19:15:00.000000"


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("start", "end", "zone", "clock"),
    [
        ("2026-04-05 00:00", "2026-04-05 03:00", "Australia/Lord_Howe", "00:00 01:00 01:30 02:00"),
        ("2026-10-04 00:00", "2026-10-04 04:00", "Australia/Lord_Howe", "00:00 01:00 02:30 03:00"),
        ("2006-10-28 22:00", "2006-10-29 02:00", "America/St_Johns", "22:00 23:00 00:00 23:01 00:00 01:00"),
    ],
)
def test_a_change_of_the_clock_within_an_hour_begins_a_bucket(start, end, zone, clock):
    assert " ".join(f"{bucket:%H:%M}" for bucket in tile(*between(start, end, zone), "hour").starts) == clock


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("start", "end", "grain"),
    [
        ("2026-01-05", "2026-01-06", "hour"),
        ("2026-01-05 13:00", "2026-01-05 13:00:00.000001", "hour"),
        ("2026-01-05", "2026-01-06 00:00:00.000001", "day"),
        ("2026-10-25", "2026-10-26", "hour"),
        ("2026-01-01", "2026-03-04", "day"),
        ("2026-01-01", "2026-03-05", "month"),
        ("2026-03-01", "2026-05-02", "day"),
        ("2026-03-01", "2026-05-02 00:00:00.000001", "month"),
    ],
)
def test_one_date_is_drawn_in_hours_62_in_days_more_in_months(start, end, grain):
    assert grain_of(*between(start, end)) == grain


@pytest.mark.spec("M8")
def test_months_begin_on_the_first_and_are_clipped():
    buckets = tile(*between("2025-01-06", "2025-04-01"), "month")
    assert [f"{start:%m-%d}" for start in buckets.starts] == ["01-06", "02-01", "03-01"]
    assert [f"{end:%m-%d}" for end in buckets.ends] == ["02-01", "03-01", "04-01"]


@pytest.mark.spec("M1", "M8")
def test_a_range_may_begin_a_microsecond_before_its_clock_is_set_back():
    start, end = between("2026-10-25 02:59:59.999999", "2026-10-25 04:00")
    assert [f"{bucket:%H:%M:%S}" for bucket in tile(start, end, "hour").starts] == ["02:59:59", "02:00:00", "03:00:00"]


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("start", "end", "grain", "partial"),
    [
        ("2025-01-06", "2026-01-06", "month", (0, 12)),
        ("2025-01-01", "2026-01-01", "month", ()),
        ("2025-01-31", "2025-04-01", "month", (0,)),
        ("2026-01-06 00:00", "2026-01-06 12:20", "hour", (12,)),
        ("2026-01-06 12:10", "2026-01-06 12:20", "hour", (0,)),
        ("2026-03-29 01:00", "2026-03-29 03:00", "hour", ()),
        ("2026-10-25 02:00", "2026-10-25 03:00", "hour", ()),
        ("2026-01-05 12:00", "2026-01-08", "day", (0,)),
    ],
)
def test_a_bucket_that_the_range_cuts_is_partial(start, end, grain, partial):
    assert tile(*between(start, end), grain).partial == partial


@pytest.mark.spec("M8")
def test_a_clock_change_within_an_hour_cuts_nothing():
    assert tile(*between("2026-04-05", "2026-04-06", "Australia/Lord_Howe"), "hour").partial == ()
    assert tile(*between("2026-04-05 01:30", "2026-04-06", "Australia/Lord_Howe"), "hour").partial == (0,)


@pytest.mark.spec("M8")
def test_a_date_that_the_zone_skipped_has_no_bucket():
    buckets = tile(*between("2011-12-29", "2012-01-01", "Pacific/Apia"), "day")
    assert [start.day for start in buckets.starts] == [29, 31]


@pytest.mark.spec("M8")
def test_the_last_bucket_runs_until_its_own_end():
    start, now = between("2026-01-06", "2026-01-06 12:30")
    assert tile(start, now, "hour", now).running == 12
    assert tile(start, now, "day", now).running == 0
    start, now = between("2026-01-06", "2026-01-06 12:00")
    assert tile(start, now, "hour", now).running is None
    assert tile(start, now, "month", now).running == 0
    assert tile(start, now, "month").running is None


def test_an_empty_range_has_no_bucket():
    start, end = between("2026-01-06", "2026-01-06")
    buckets = tile(start, end, "hour", start)
    assert (len(buckets), buckets.starts, len(buckets.edges), buckets.running) == (0, (), 1, None)
    assert days_touched(start, end) == 0


@st.composite
def ranges(draw):
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    first = moment(draw(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1))), zone)
    length = timedelta(days=draw(st.integers(0, 40))) + draw(
        st.timedeltas(timedelta(microseconds=1), timedelta(days=1))
    )
    return first, (utc(first) + length).astimezone(zone)


@pytest.mark.spec("M1", "M8")
@settings(deadline=None, max_examples=300)
@given(ranges(), st.sampled_from(GRAINS), st.floats(0, 0.999))
def test_buckets_tile_the_range_and_each_holds_one_reading_of_the_clock(limits, grain, position):
    first, last = limits
    buckets = tile(first, last, grain)

    assert (buckets.starts[0], buckets.ends[-1]) == (first, last)
    assert buckets.starts[1:] == buckets.ends[:-1]
    assert (np.diff(buckets.edges) > np.timedelta64(0)).all()
    labels = [label(bucket, grain) for bucket in buckets.starts]
    assert len(set(labels)) == len(labels)
    for start_at, end_at, reading in zip(buckets.starts, buckets.ends, labels, strict=True):
        length = utc(end_at) - utc(start_at)
        last_instant = length - timedelta(microseconds=1)
        for inside in (timedelta(0), min(length * position, last_instant), last_instant):
            assert label((utc(start_at) + inside).astimezone(first.tzinfo), grain) == reading
    for edge, bound in zip(buckets.edges.tolist(), buckets.bounds, strict=True):
        assert edge.replace(tzinfo=UTC) == utc(bound)

# ruff: noqa: DTZ001 - naive local times are what people give
from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from smwidgets.core.buckets import tile
from smwidgets.core.clock import moment
from smwidgets.core.pairing import Pairs, pair
from smwidgets.core.periods import Period, resolve


def buckets(start: str, end: str, grain: str, zone: str = "Europe/Warsaw"):
    return tile(moment(start, ZoneInfo(zone)), moment(end, ZoneInfo(zone)), grain)


def frame(period, now: str = "2026-01-06 12:00", zone: str = "Europe/Warsaw"):
    return resolve(Period(*period) if isinstance(period, tuple) else period, moment(now, ZoneInfo(zone)))


@pytest.mark.spec("M4")
def test_months_stand_beside_months_and_the_surplus_alone():
    pairs = pair(buckets("2025-04-01", "2025-07-01", "month"), buckets("2025-01-01", "2025-03-15", "month"))
    assert pairs == Pairs((0, 1, 2), (0, 1, 2))
    pairs = pair(buckets("2025-02-01", "2025-03-01", "day"), buckets("2025-01-01", "2025-02-01", "day"))
    assert pairs.current == (*range(28), None, None, None)
    assert pairs.previous == tuple(range(31))


@pytest.mark.spec("M4")
def test_days_of_two_months_are_paired_within_each_month():
    february, december = buckets("2025-02-01", "2025-04-01", "day"), buckets("2024-12-01", "2025-02-01", "day")
    pairs = pair(february, december, month_by_month=True)
    assert len(pairs) == 62
    first_of_march = pairs.current.index(28)
    assert december.starts[pairs.previous[first_of_march]].date() == datetime(2025, 1, 1).date()
    assert pairs.current[28:31] == (None, None, None)


@pytest.mark.spec("M4", "M1")
@pytest.mark.parametrize(
    ("now", "zone", "current", "previous"),
    [
        ("2026-03-30 09:00", "Europe/Warsaw", (0, 1, None, 2), (0, 1, 2, 3)),
        ("2026-03-31 09:00", "Europe/Warsaw", (0, 1, 2, 3), (0, 1, None, 2)),
        ("2026-10-26 09:00", "Europe/Warsaw", (0, 1, 2, 3, 4), (0, 1, 2, None, 3)),
        ("2026-11-02 09:00", "America/New_York", (0, 1, 2, 3), (0, 1, None, 2)),
        ("2026-04-06 09:00", "Australia/Lord_Howe", (0, 1, 2, 3), (0, 1, None, 2)),
        ("2026-04-06 09:00", "Asia/Kathmandu", (0, 1, 2, 3), (0, 1, 2, 3)),
    ],
)
def test_hours_are_paired_by_the_reading_of_the_clock(now, zone, current, previous):
    pairs = frame("yesterday", now, zone).pairs()
    assert pairs.current[: len(current)] == current
    assert pairs.previous[: len(previous)] == previous


@pytest.mark.spec("M4", "M8")
def test_pieces_of_months_are_compared_with_pieces_as_long():
    found = frame(("2025-03-02", "2025-05-31"))
    assert [len(found.buckets()), len(found.previous_buckets())] == [3, 3]
    assert [f"{start:%m-%d}" for start in found.previous_buckets().starts] == ["12-02", "01-01", "01-31"]
    assert found.previous_buckets().partial == found.buckets().partial == (0, 2)
    assert found.pairs() == Pairs((0, 1, 2), (0, 1, 2))


@pytest.mark.spec("M4", "M8")
def test_a_previous_range_beyond_62_days_is_drawn_as_the_current_one_is():
    found = frame(("2025-01-01", "2025-03-01"))
    assert (found.grain, len(found.buckets()), len(found.previous_buckets())) == ("day", 59, 61)
    found = frame(("2025-07-01", "2025-09-01"))
    assert (found.grain, len(found.buckets()), len(found.previous_buckets())) == ("day", 62, 61)
    assert len(found.pairs()) == 62

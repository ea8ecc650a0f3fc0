# ruff: noqa: DTZ001 - naive local times are what is tested
from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.clock import moment, utc
from smwidgets.core.errors import ConfigurationError, EmptyPeriodError, PeriodError, UnknownNameError
from smwidgets.core.periods import CUSTOM, PERIOD_NAMES, Period, resolve

WARSAW = ZoneInfo("Europe/Warsaw")
ZONES = ["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "Australia/Lord_Howe"]


def local(text: str, zone: str = "Europe/Warsaw") -> datetime:
    return moment(text, ZoneInfo(zone))


def ends(period: Period) -> str:
    """Wall clock of both ends, without the offset."""
    return "/".join(f"{end:%Y-%m-%d %H:%M}" for end in (period.start, period.end))


@pytest.mark.spec("M3", "M4")
@pytest.mark.parametrize(
    ("name", "current", "previous"),
    [
        ("today", "2026-01-06 00:00/2026-01-06 12:00", "2026-01-05 00:00/2026-01-05 12:00"),
        ("yesterday", "2026-01-05 00:00/2026-01-06 00:00", "2026-01-04 00:00/2026-01-05 00:00"),
        ("last_7_days", "2025-12-30 00:00/2026-01-06 00:00", "2025-12-23 00:00/2025-12-30 00:00"),
        ("last_30_days", "2025-12-07 00:00/2026-01-06 00:00", "2025-11-07 00:00/2025-12-07 00:00"),
        ("current_month", "2026-01-01 00:00/2026-01-06 12:00", "2025-12-01 00:00/2025-12-06 12:00"),
        ("previous_month", "2025-12-01 00:00/2026-01-01 00:00", "2025-11-01 00:00/2025-12-01 00:00"),
        ("current_quarter", "2026-01-01 00:00/2026-01-06 12:00", "2025-10-01 00:00/2025-10-06 12:00"),
        ("previous_quarter", "2025-10-01 00:00/2026-01-01 00:00", "2025-07-01 00:00/2025-10-01 00:00"),
        ("current_year", "2026-01-01 00:00/2026-01-06 12:00", "2025-01-01 00:00/2025-01-06 12:00"),
        ("previous_year", "2025-01-01 00:00/2026-01-01 00:00", "2024-01-01 00:00/2025-01-01 00:00"),
        ("last_12_months", "2025-01-06 00:00/2026-01-06 00:00", "2024-01-06 00:00/2025-01-06 00:00"),
    ],
)
def test_each_name_on_6_january_at_noon(name, current, previous):
    frame = resolve(name, local("2026-01-06 12:00"))
    assert (ends(frame.current), ends(frame.previous)) == (current, previous)
    assert frame.to_date == (name == "today" or name.startswith("current_"))


def test_the_names_are_the_eleven_of_the_specification():
    assert len(PERIOD_NAMES) == 11
    assert CUSTOM not in PERIOD_NAMES


@pytest.mark.spec("M4")
@pytest.mark.parametrize(
    ("name", "now", "previous"),
    [
        ("current_month", "2026-03-31 12:00", "2026-02-01 00:00/2026-03-01 00:00"),
        ("current_month", "2026-03-28 12:00", "2026-02-01 00:00/2026-02-28 12:00"),
        ("current_year", "2024-12-31 18:00", "2023-01-01 00:00/2024-01-01 00:00"),
        ("last_12_months", "2024-02-29 12:00", "2022-02-28 00:00/2023-02-28 00:00"),
        # Elapsed time is read off the wall clock, also over the days that have 23 or 25 hours.
        ("today", "2026-03-29 12:00", "2026-03-28 00:00/2026-03-28 12:00"),
        ("today", "2026-03-30 02:30", "2026-03-29 00:00/2026-03-29 03:00"),
        ("today", "2026-10-25 12:00", "2026-10-24 00:00/2026-10-24 12:00"),
        ("today", "2026-10-26 12:00", "2026-10-25 00:00/2026-10-25 12:00"),
        ("current_month", "2026-04-10 09:15", "2026-03-01 00:00/2026-03-10 09:15"),
    ],
)
def test_to_date_ranges_compare_equal_elapsed_time(name, now, previous):
    assert ends(resolve(name, local(now)).previous) == previous


@pytest.mark.spec("M1", "M8")
@pytest.mark.parametrize(
    ("now", "zone", "hours", "hours_before"),
    [
        ("2026-03-30 09:00", "Europe/Warsaw", 23, 24),
        ("2026-03-31 09:00", "Europe/Warsaw", 24, 23),
        ("2026-10-26 09:00", "Europe/Warsaw", 25, 24),
        ("2026-03-09 09:00", "America/New_York", 23, 24),
        ("2026-11-02 09:00", "America/New_York", 25, 24),
        ("2026-11-02 09:00", "Asia/Kathmandu", 24, 24),
    ],
)
def test_yesterday_has_the_hours_that_its_clock_had(now, zone, hours, hours_before):
    frame = resolve("yesterday", local(now, zone))
    assert (len(frame.buckets()), len(frame.previous_buckets())) == (hours, hours_before)
    assert frame.grain == "hour"
    assert frame.one_day


@pytest.mark.spec("M1")
def test_last_7_days_over_a_change_of_the_clock_is_an_hour_short_or_long():
    def length(now):
        current = resolve("last_7_days", local(now)).current
        return utc(current.end) - utc(current.start)

    assert length("2026-04-01 12:00") == timedelta(days=7, hours=-1)
    assert length("2026-10-28 12:00") == timedelta(days=7, hours=1)


@pytest.mark.spec("M3", "M4")
@pytest.mark.parametrize(
    ("start", "end", "previous"),
    [
        ("2026-03-28", "2026-03-31", "2026-03-25 00:00/2026-03-28 00:00"),
        ("2026-03-30", "2026-04-02", "2026-03-27 00:00/2026-03-30 00:00"),
        ("2026-03-28 12:00", "2026-03-30 12:00", "2026-03-26 12:00/2026-03-28 12:00"),
        ("2026-03-29 01:00", "2026-03-29 04:00", "2026-03-28 23:00/2026-03-29 01:00"),
    ],
)
def test_a_custom_range_compares_with_the_equally_long_range_before(start, end, previous):
    frame = resolve(Period(start, end), local("2026-06-01 12:00"))
    assert ends(frame.previous) == previous
    assert (frame.name, frame.to_date) == (CUSTOM, False)


@pytest.mark.spec("M4")
@pytest.mark.parametrize(
    ("start", "end", "now", "previous"),
    [
        ("2025-04-01", "2025-07-01", "2026-06-01", "2025-01-01 00:00/2025-04-01 00:00"),
        ("2025-02-01", "2025-03-01", "2026-06-01", "2025-01-01 00:00/2025-02-01 00:00"),
        ("2024-02-01", "2024-03-01", "2026-06-01", "2024-01-01 00:00/2024-02-01 00:00"),
        ("2024-01-01", "2025-01-01", "2026-06-01", "2023-01-01 00:00/2024-01-01 00:00"),
        ("2023-01-01", "2025-01-01", "2026-06-01", "2021-01-01 00:00/2023-01-01 00:00"),
        ("2025-02-01", "2025-07-01", "2026-06-01", "2024-09-01 00:00/2025-02-01 00:00"),
        ("2026-04-01", "2026-07-01", "2026-04-11 12:00", "2026-01-01 00:00/2026-01-11 12:00"),
        ("2026-03-01", "2026-04-01", "2026-03-30 09:00", "2026-02-01 00:00/2026-03-01 00:00"),
        ("2025-04-01", "2025-06-30", "2026-06-01", "2025-01-01 00:00/2025-04-01 00:00"),
        ("2025-04-02", "2025-07-01", "2026-06-01", "2025-01-02 00:00/2025-04-02 00:00"),
    ],
)
def test_a_range_of_whole_months_compares_with_as_many_before(start, end, now, previous):
    assert ends(resolve(Period(start, end), local(now)).previous) == previous


@pytest.mark.spec("M4", "M7")
def test_the_like_periods_of_a_quarter_by_dates_are_those_of_the_named_one():
    now = local("2026-05-20 12:00")
    by_dates = resolve(Period("2026-01-01", "2026-04-01"), now)
    assert by_dates.like(8) == resolve("previous_quarter", now).like(8)


@pytest.mark.spec("M4")
def test_a_custom_range_that_holds_now_is_cut_there_and_so_is_the_one_before():
    frame = resolve(Period("2026-03-27", "2026-04-03"), local("2026-03-30 12:30"))
    assert frame.to_date
    assert ends(frame.whole) == "2026-03-27 00:00/2026-04-03 00:00"
    assert ends(frame.current) == "2026-03-27 00:00/2026-03-30 12:30"
    assert ends(frame.previous) == "2026-03-20 00:00/2026-03-23 12:30"
    assert frame.buckets().running == 3
    assert frame.previous_buckets().running is None


def test_a_custom_range_in_a_zone_whose_days_may_begin_at_one_is_still_whole_days():
    frame = resolve(Period("2024-04-26", "2024-04-28"), local("2024-06-01", "Africa/Cairo"))
    assert ends(frame.current) == "2024-04-26 01:00/2024-04-28 00:00"
    assert ends(frame.previous) == "2024-04-24 00:00/2024-04-26 01:00"


@pytest.mark.parametrize("start", ["2026-01-06 12:00", "2026-01-07"])
def test_a_range_that_has_not_begun_is_refused(start):
    with pytest.raises(EmptyPeriodError, match="has not begun"):
        resolve(Period(start, "2026-02-01"), local("2026-01-06 12:00"))


def test_an_unknown_name_is_corrected():
    with pytest.raises(UnknownNameError, match="did you mean 'last_30_days'"):
        resolve("last_30_day", local("2026-01-06"))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ConfigurationError, match="no time zone"):
        resolve("today", datetime(2026, 1, 6))


def test_a_range_that_the_zone_skips_is_refused():
    with pytest.raises(PeriodError, match="not after its start"):
        resolve(Period("2026-03-29 02:10", "2026-03-29 02:40"), local("2026-06-01"))


@pytest.mark.spec("M2", "M3")
@pytest.mark.parametrize("name", ["today", "current_month", "current_quarter", "current_year"])
def test_a_range_that_begins_this_very_moment_is_empty_but_no_error(name):
    frame = resolve(name, local("2026-01-01 00:00"))
    assert frame.current.empty
    assert frame.previous.empty
    assert (len(frame.buckets()), len(frame.previous_buckets()), frame.one_day) == (0, 0, True)


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("name", "now", "running"),
    [
        ("today", "2026-01-06 12:30", 12),
        ("today", "2026-01-06 12:00", None),
        ("current_month", "2026-01-06 12:00", 5),
        ("current_month", "2026-01-06 00:00", None),
        ("current_year", "2026-06-06 00:00", 5),
        ("last_7_days", "2026-01-06 12:00", None),
    ],
)
def test_only_a_bucket_that_is_not_over_runs(name, now, running):
    assert resolve(name, local(now)).buckets().running == running


@pytest.mark.spec("M7")
def test_like_periods_are_cut_as_the_current_one():
    frame = resolve("current_month", local("2026-03-30 12:00"))
    assert [ends(period) for period in frame.like(4)] == [
        "2026-02-01 00:00/2026-03-01 00:00",
        "2026-01-01 00:00/2026-01-30 12:00",
        "2025-12-01 00:00/2025-12-30 12:00",
        "2025-11-01 00:00/2025-11-30 12:00",
    ]


def test_like_periods_end_where_the_calendar_begins():
    frame = resolve(Period("1900-01-01", "2200-01-01"), local("2026-01-06"))
    assert 1 <= len(frame.like(100)) < 8


periods = st.sampled_from(PERIOD_NAMES)


@st.composite
def custom(draw):
    start = draw(st.datetimes(datetime(2024, 1, 1), datetime(2026, 5, 31)))
    if draw(st.booleans()):
        start = datetime(start.year, start.month, start.day)
        return Period(start, start + timedelta(days=draw(st.integers(1, 400))))
    # A range inside an hour that the clock skips would be refused.
    return Period(start, start + draw(st.timedeltas(timedelta(hours=2), timedelta(days=200))))


@st.composite
def moments(draw):
    wall = draw(st.datetimes(datetime(2026, 6, 1), datetime(2028, 6, 1)))
    # Most of them near a change of the clock.
    change = draw(
        st.sampled_from([None, datetime(2027, 3, 28, 2), datetime(2026, 10, 25, 2), datetime(2027, 3, 14, 2)])
    )
    if change is not None:
        wall = change + draw(st.timedeltas(timedelta(days=-2), timedelta(days=2)))
    return moment(wall.replace(fold=draw(st.integers(0, 1))), ZoneInfo(draw(st.sampled_from(ZONES))))


@pytest.mark.spec("M1", "M3", "M4", "M8")
@settings(deadline=None, max_examples=400)
@given(periods | custom(), moments())
def test_what_holds_for_every_period_at_every_moment(period, now):
    frame = resolve(period, now)
    current, previous = frame.current, frame.previous

    assert utc(current.start) <= utc(current.end) <= utc(now)
    assert utc(previous.start) <= utc(previous.end) <= utc(current.start)
    assert frame.like(1) == (previous,)
    assert frame.to_date == (utc(frame.whole.end) > utc(now))
    if not frame.to_date:
        assert previous.end == current.start
        assert current == frame.whole

    like = frame.like(8)
    assert len(like) == 8
    for newer, older in pairwise(like):
        assert utc(older.start) < utc(newer.start)
        assert utc(older.end) <= utc(newer.start)

    for buckets, limits in ((frame.buckets(), current), (frame.previous_buckets(), previous)):
        assert buckets.grain == frame.grain
        assert buckets.edges[0] == np.datetime64(utc(limits.start).replace(tzinfo=None))
        assert buckets.edges[-1] == np.datetime64(utc(limits.end).replace(tzinfo=None))
        assert (np.diff(buckets.edges) > np.timedelta64(0)).all()
    if len(frame.buckets()):
        assert len(frame.buckets()) <= {"hour": 25, "day": 62, "month": 24}[frame.grain]


@pytest.mark.spec("M4")
@settings(deadline=None)
@given(moments(), moments(), st.sampled_from(["today", "current_month", "current_quarter", "current_year"]))
def test_the_range_before_grows_as_time_passes(one, other, name):
    earlier, later = sorted((one.astimezone(WARSAW), other.astimezone(WARSAW)), key=utc)
    before, after = resolve(name, earlier), resolve(name, later)
    if before.whole == after.whole and earlier.fold == later.fold:
        assert utc(before.previous.end) <= utc(after.previous.end)

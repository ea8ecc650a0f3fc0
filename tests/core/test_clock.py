# ruff: noqa: DTZ001 - naive local times are what is tested
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core import clock
from smwidgets.core.errors import ConfigurationError, UnknownNameError

WARSAW = ZoneInfo("Europe/Warsaw")
NEW_YORK = ZoneInfo("America/New_York")


def test_a_zone_has_its_iana_name():
    assert clock.zone("Asia/Kathmandu") == ZoneInfo("Asia/Kathmandu")


@pytest.mark.parametrize("name", ["europe/warsaw", "Warsaw", "Europe/Warsav"])
def test_an_unknown_zone_is_corrected(name):
    with pytest.raises(UnknownNameError, match="did you mean 'Europe/Warsaw'"):
        clock.zone(name)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "Europe", "/etc/localtime", "Mars/Olympus"])
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(UnknownNameError, match="unknown time zone"):
        clock.zone(name)


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 1, 6, 12, 0),
        "2026-01-06 12:00",
        "2026-01-06T12:00:00+01:00",
        "2026-01-06T11:00Z",
        datetime(2026, 1, 6, 11, 0, tzinfo=UTC),
        pd.Timestamp("2026-01-06 12:00"),
        pd.Timestamp("2026-01-06 06:00", tz="America/New_York"),
    ],
)
def test_every_way_to_write_a_moment_is_the_same_instant_in_the_zone(value):
    moment = clock.moment(value, WARSAW)
    assert moment.isoformat() == "2026-01-06T12:00:00+01:00"
    assert moment.tzinfo is WARSAW
    assert type(moment) is datetime


@pytest.mark.parametrize("value", [date(2026, 1, 6), "2026-01-06"])
def test_a_date_is_its_midnight(value):
    assert clock.moment(value, WARSAW).isoformat() == "2026-01-06T00:00:00+01:00"


@pytest.mark.parametrize("value", ["soon", "", "2026-13-01", pd.NaT, 20260106, None])
def test_what_is_no_moment_is_refused(value):
    with pytest.raises(ConfigurationError, match="not a moment"):
        clock.moment(value, WARSAW)


@pytest.mark.parametrize("value", ["0002-01-06", "0202-01-06", date(9999, 12, 31)])
def test_years_that_are_typing_slips_are_refused(value):
    with pytest.raises(ConfigurationError, match="outside 1900 to 2200"):
        clock.moment(value, WARSAW)


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        ("2026-03-29 02:00", "Europe/Warsaw", "2026-03-29T03:00:00+02:00"),
        ("2026-03-29 02:30", "Europe/Warsaw", "2026-03-29T03:00:00+02:00"),
        ("2026-03-08 02:59:59.999999", "America/New_York", "2026-03-08T03:00:00-04:00"),
        ("2024-04-26 00:00", "Africa/Cairo", "2024-04-26T01:00:00+03:00"),
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-04T02:30:00+11:00"),
        ("2011-12-30 12:00", "Pacific/Apia", "2011-12-31T00:00:00+14:00"),
    ],
)
def test_a_skipped_local_time_is_the_first_instant_after_the_gap(local, zone, expected):
    assert clock.moment(local, ZoneInfo(zone)).isoformat() == expected


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        (datetime(2026, 10, 25, 2, 30), WARSAW, "2026-10-25T02:30:00+02:00"),
        (datetime(2026, 10, 25, 2, 30, fold=1), WARSAW, "2026-10-25T02:30:00+01:00"),
        (datetime(2026, 11, 1, 1, 30), NEW_YORK, "2026-11-01T01:30:00-04:00"),
    ],
)
def test_a_repeated_local_time_is_the_first_unless_it_says_otherwise(local, zone, expected):
    assert clock.moment(local, zone).isoformat() == expected


@pytest.mark.spec("M1")
@settings(deadline=None)
@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2037, 1, 1)),
    st.sampled_from(["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]),
)
def test_local_times_are_placed_as_pandas_places_the_rows(local, name):
    expected = pd.Timestamp(local).tz_localize(name, ambiguous=True, nonexistent="shift_forward")
    assert clock.utc(clock.moment(local, ZoneInfo(name))) == expected.to_pydatetime().astimezone(UTC)


@pytest.mark.spec("M2")
def test_the_present_is_read_anew_at_each_call():
    before = datetime.now(UTC)
    first, second = clock.now(WARSAW), clock.now(WARSAW)
    assert before <= clock.utc(first) <= clock.utc(second) <= datetime.now(UTC)
    assert first.tzinfo is WARSAW


@pytest.mark.spec("M2")
def test_a_fixed_moment_stands_still():
    assert clock.now(WARSAW, "2026-01-06 12:00").isoformat() == "2026-01-06T12:00:00+01:00"


@settings(deadline=None)
@given(st.integers(-5_000, 5_000), st.integers(1, 5_000))
def test_an_offset_change_is_found_to_the_second(before_s, after_s):
    change = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    before = change - timedelta(seconds=abs(before_s) + 1)
    found = clock.offset_change(WARSAW, before, change + timedelta(seconds=after_s, microseconds=7))
    assert clock.utc(found) == change

# ruff: noqa: DTZ001 - naive local times are what is tested
from __future__ import annotations

import pickle
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.clock import moment
from smwidgets.core.errors import PeriodError
from smwidgets.core.period import Period

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 1, 1), date(2026, 1, 8)),
        ("2026-01-01", "2026-01-08"),
        (datetime(2026, 1, 1), pd.Timestamp("2026-01-08")),
    ],
)
def test_every_way_to_write_a_range_is_the_same_range(start, end):
    period = Period(start, end)
    assert period == Period("2026-01-01T00:00", "2026-01-08T00:00")
    assert hash(period) == hash(Period("2026-01-01", "2026-01-08"))
    assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301 - our own bytes


@pytest.mark.spec("M1")
def test_a_range_is_placed_in_the_zone():
    period = Period("2026-03-29", "2026-03-30T12:00Z").localize(WARSAW)
    assert str(period) == "2026-03-29T00:00:00+01:00/2026-03-30T14:00:00+02:00"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-08", "2026-01-08"),
        ("2026-01-08", "2026-01-01"),
        ("2026-01-08T12:00+02:00", "2026-01-08T12:00+03:00"),
        ("soon", "2026-01-08"),
        ("2026-01-08", "0202-01-09"),
    ],
)
def test_what_is_no_range_is_refused(start, end):
    with pytest.raises(PeriodError):
        Period(start, end)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2026-03-29 02:10", "2026-03-29 02:50"), ("2026-01-08 12:00", "2026-01-08T11:00Z")],
)
def test_a_range_that_is_empty_in_the_zone_is_refused_there(start, end):
    period = Period(start, end)
    with pytest.raises(PeriodError, match="in Europe/Warsaw"):
        period.localize(WARSAW)


def test_the_hour_that_is_repeated_is_a_range():
    first, second = datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW), datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW, fold=1)
    assert not Period(first, second).empty
    with pytest.raises(PeriodError):
        Period(second, first)


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2000, 1, 1)), st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1))
)
def test_a_range_is_read_back_from_its_text(start, end):
    period = Period(start, end)
    assert Period.parse(str(period)) == period
    # By text: Python holds datetimes of two zones unequal in the hour that one of them repeats.
    placed = str(period.localize(WARSAW))
    assert str(Period.parse(placed).localize(WARSAW)) == placed


def test_a_text_that_is_no_range_is_refused():
    with pytest.raises(PeriodError, match="not a range"):
        Period.parse("last_7_days")


def test_the_last_date_of_a_range_is_not_before_its_first():
    assert Period("2026-11-01", "2026-12-01").last_on.isoformat() == "2026-11-30"
    noon = moment("2026-11-30 12:00", ZoneInfo("Europe/Warsaw"))
    assert Period.between(noon, noon).last_on == noon.date()
    midnight = moment("2026-11-30", ZoneInfo("Europe/Warsaw"))
    assert Period.between(midnight, midnight).last_on == midnight.date()

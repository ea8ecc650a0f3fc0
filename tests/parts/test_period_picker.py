from __future__ import annotations

from datetime import date, datetime

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.periods import PERIOD_NAMES, Period
from smwidgets.parts import PeriodPicker


def choose(picker, start, end):
    """What the form answers when a range is applied."""
    answers = []
    picker.send = answers.append
    picker._handle_custom_msg({"kind": "range", "start": start, "end": end}, [])
    return answers


@pytest.mark.spec("M3")
def test_it_offers_the_named_periods_in_the_language():
    picker = PeriodPicker()
    picker.relabel("pl")
    assert [name for name, _ in picker.options] == list(PERIOD_NAMES)
    assert dict(picker.options)["last_7_days"] == "Ostatnie 7 dni"
    picker.relabel("en")
    assert dict(picker.options)["last_7_days"] == "Last 7 days"


@pytest.mark.spec("M3")
def test_a_range_of_two_dates_includes_both():
    picker = PeriodPicker()
    assert choose(picker, "2025-12-30", "2026-01-05") == [{"kind": "range", "message": ""}]
    assert picker.period == Period("2025-12-30", "2026-01-06")
    assert (picker.start, picker.end, picker.value) == ("2025-12-30", "2026-01-05", "")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-05", "2025-12-30"),
        ("", "2026-01-05"),
        ("2026-02-30", "2026-03-01"),
        (None, 5),
        ("2019-01-01", "2026-01-01"),
    ],
)
def test_an_invalid_range_says_so_and_changes_nothing(start, end):
    picker = PeriodPicker()
    picker.limit(date(2020, 1, 1), datetime(2026, 6, 1, 12))  # noqa: DTZ001 naive moments are the shop's
    picker.period = "yesterday"
    (answer,) = choose(picker, start, end)
    assert answer["message"]
    assert picker.period == "yesterday"


def test_the_last_day_of_the_calendar_has_no_end():
    assert choose(PeriodPicker(), "9999-12-31", "9999-12-31")[0]["message"]


def test_names_from_the_browser_are_those_on_offer():
    picker = PeriodPicker(("last_7_days", "last_30_days"))
    picker.set_state({"value": "last_30_days"})
    assert picker.period == "last_30_days"
    picker.set_state({"value": "today", "options": [], "start": "x"})
    assert picker.period == "last_30_days"


def test_a_period_in_force_from_elsewhere_is_listed():
    picker = PeriodPicker(("last_7_days",))
    picker.period = "current_year"
    assert [name for name, _ in picker.options] == ["last_7_days", "current_year"]
    picker.period = "last_7_days"
    assert [name for name, _ in picker.options] == ["last_7_days"]


def test_out_of_force_it_takes_nothing():
    picker = PeriodPicker()
    picker.disable("The dashboard's period rules.")
    picker.set_state({"value": "yesterday"})
    choose(picker, "2026-01-01", "2026-01-02")
    assert picker.period == PERIOD_NAMES[0]
    picker.disable()
    picker.set_state({"value": "yesterday"})
    assert picker.period == "yesterday"


@pytest.mark.spec("W7")
def test_no_period_is_a_choice_where_it_is_offered():
    picker = PeriodPicker(label={"pl": "Wszystkich", "en": "Of all"}, none={"pl": "Własny", "en": "Each its own"})
    heard = []
    picker.observe(lambda change: heard.append(change.new), "period")
    assert (picker.period, picker.value) == (None, "none")
    assert picker.options[0] == ["none", "Własny"]
    assert len(picker.options) == 1 + len(PERIOD_NAMES)
    choose(picker, "2026-01-01", "2026-01-02")
    picker.set_state({"value": "none"})
    picker.set_state({"value": "yesterday"})
    picker.period = None
    assert heard == [Period("2026-01-01", "2026-01-03"), None, "yesterday", None]
    picker.relabel("en")
    assert picker.options[0] == ["none", "Each its own"]
    assert picker.texts["label"] == "Of all"


def test_elsewhere_there_always_is_a_period():
    picker = PeriodPicker()
    with pytest.raises(UnknownNameError):
        picker.period = None
    picker.set_state({"value": "none"})
    picker.set_state({"value": ""})
    assert picker.period == PERIOD_NAMES[0]
    assert picker.texts["label"] == "Okres"


def test_unknown_names_are_errors():
    with pytest.raises(UnknownNameError, match="last_7_days"):
        PeriodPicker(("last_7_day",))
    with pytest.raises(UnknownNameError):
        PeriodPicker().period = "tomorrow"


def test_python_hears_each_change_once():
    picker, heard = PeriodPicker(), []
    picker.observe(lambda change: heard.append(change.new), "period")
    picker.set_state({"value": "yesterday"})
    picker.period = "last_7_days"
    choose(picker, "2026-01-01", "2026-01-02")
    assert heard == ["yesterday", "last_7_days", Period("2026-01-01", "2026-01-03")]

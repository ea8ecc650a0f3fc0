from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.units import RULES

TODAY = date(2026, 1, 6)


@pytest.mark.spec("M3")
@pytest.mark.parametrize(
    ("name", "first", "end"),
    [
        ("today", date(2026, 1, 6), date(2026, 1, 7)),
        ("yesterday", date(2026, 1, 5), date(2026, 1, 6)),
        ("last_7_days", date(2025, 12, 30), date(2026, 1, 6)),
        ("last_30_days", date(2025, 12, 7), date(2026, 1, 6)),
        ("current_month", date(2026, 1, 1), date(2026, 2, 1)),
        ("previous_month", date(2025, 12, 1), date(2026, 1, 1)),
        ("current_quarter", date(2026, 1, 1), date(2026, 4, 1)),
        ("previous_quarter", date(2025, 10, 1), date(2026, 1, 1)),
        ("current_year", date(2026, 1, 1), date(2027, 1, 1)),
        ("previous_year", date(2025, 1, 1), date(2026, 1, 1)),
        ("last_12_months", date(2025, 1, 6), date(2026, 1, 6)),
    ],
)
def test_the_span_of_each_name(name, first, end):
    assert RULES[name].span(TODAY, 0) == (first, end)


@pytest.mark.spec("M3")
def test_a_year_before_29_february_is_28_february():
    assert RULES["last_12_months"].span(date(2024, 2, 29), 0) == (date(2023, 2, 28), date(2024, 2, 29))
    assert RULES["last_12_months"].span(date(2024, 2, 29), 4)[0] == date(2019, 2, 28)
    assert RULES["last_12_months"].span(date(2024, 2, 29), 3)[0] == date(2020, 2, 29)


@pytest.mark.spec("M4")
@given(st.sampled_from(sorted(RULES)), st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 12))
def test_the_spans_of_a_rule_tile_the_calendar(name, today, back):
    rule = RULES[name]
    start, end = rule.span(today, back)
    assert start < end
    assert rule.span(today, back + 1)[1] == start


@pytest.mark.spec("M3")
@given(st.sampled_from(sorted(RULES)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_only_today_and_the_current_units_hold_today(name, today):
    start, end = RULES[name].span(today, 0)
    assert (start <= today < end) == (name == "today" or name.startswith("current_"))

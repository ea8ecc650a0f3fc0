# ruff: noqa: DTZ001 - the shop's clock

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.data.exports import Sheet, file_stem

AT = datetime(2026, 2, 1, 12, 30, 59)


@pytest.mark.parametrize(
    ("section", "period", "stem"),
    [
        ("Wizyty monitorowane", "2026-01-01_2026-01-31", "wizyty-monitorowane_2026-01-01_2026-01-31_2026-02-01_12-30"),
        ("Zażółć gęślą jaźń", None, "zazolc-gesla-jazn_2026-02-01_12-30"),
        ("Sprzedaż: 50% / kampanie", "last_30_days", "sprzedaz-50-kampanie_last_30_days_2026-02-01_12-30"),
        ("../../etc/passwd\0", "../x", "etc-passwd_x_2026-02-01_12-30"),
        ("電子", "", "export_2026-02-01_12-30"),
    ],
)
def test_a_file_says_what_is_in_it_of_which_dates_and_when_it_was_made(section, period, stem):
    assert file_stem(section, period, AT) == stem


@given(st.text(), st.none() | st.text())
def test_any_title_makes_a_name_that_every_file_system_takes(section, period):
    stem = file_stem(section, period, AT)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", stem)
    assert len(stem) <= 140


@given(st.text(), st.integers(1, 9999))
def test_any_text_makes_a_title_that_every_spreadsheet_takes(name, number):
    title = Sheet(name).title(number)
    assert 1 <= len(title.encode("utf-16-le", "surrogatepass")) // 2 <= 31
    assert not re.search(r"[\x00-\x1f\[\]:*?/\\]|^'|'$", title)
    assert title.strip()


def test_titles_of_one_workbook_differ():
    for name in ("", "a" * 40, "Zakupy", "😀" * 20):
        assert len({Sheet(name).title(number) for number in range(1, 120)}) == 119


def test_headers_are_those_given_else_the_names():
    sheet = Sheet("x", {"a": "A"})
    assert (sheet.header("a"), sheet.header("b"), Sheet("x").header("a")) == ("A", "b", "a")

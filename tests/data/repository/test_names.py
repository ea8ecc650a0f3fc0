"""Names that people give, and the message when one is refused; hostile ones are in tests/security."""

from __future__ import annotations

import doctest
import unicodedata

import pytest

from smwidgets.core.errors import ConfigurationError, InvalidNameError
from smwidgets.core.text import check_text, say
from smwidgets.data.repository import VALID_NAMES, names, valid_name
from smwidgets.data.repository.names import LONGEST, numbered, split_path, valid_suffix

HARMLESS = [
    "a",
    "7",
    "Wizyty",
    "Wizyty, styczeń 2026",
    "zażółć gęślą jaźń",
    "ŻÓŁĆ",
    "raport.v1.2",
    "wizyty-monitorowane_2026-01-01_2026-01-31_2026-02-01_12-30",
    "A&B + C (kopia)",
    "Звіт за січень",
    "Έσοδα",
    "Über Größe, naïve Œuvre",
    "conference",
    "Nullen",
    "COM10",
    "com",
    "x" * LONGEST,
]


@pytest.mark.spec("R1")
@pytest.mark.parametrize("name", HARMLESS)
def test_names_people_give_are_kept_as_they_are(name):
    assert valid_name(name) == name


@pytest.mark.spec("R1")
def test_a_name_has_one_form_however_it_was_typed():
    typed = unicodedata.normalize("NFD", "Żółte łódki")
    assert typed != "Żółte łódki"
    assert valid_name(typed) == "Żółte łódki"


@pytest.mark.spec("R1")
def test_a_refused_name_is_told_why_and_what_a_valid_one_is_but_not_repeated():
    with pytest.raises(InvalidNameError) as refused:
        valid_name("secret<b>")
    assert str(refused.value) == f"A name cannot have U+003C. {say(VALID_NAMES, 'en')}"


def test_the_rule_is_said_in_every_language():
    check_text(VALID_NAMES)


def test_a_path_is_a_folder_and_a_file():
    assert split_path("Wizyty/styczeń.v2.csv") == ("Wizyty", "styczeń.v2.csv")
    for path in ("Wizyty", "Wizyty/", "/styczeń.csv", "a/b/c.csv", "a/b", "a/.csv", "a/b.CSV", "a/b.csv.", "", None):
        with pytest.raises(InvalidNameError):
            split_path(path)


@pytest.mark.parametrize("suffix", ["", ".", "csv", ".CSV", ".c/v", ".csv ", "..csv", ".averylongone", ".\u200b", None])
def test_a_suffix_is_ours_to_choose_and_has_one_form(suffix):
    with pytest.raises(ConfigurationError):
        valid_suffix(suffix)


def test_a_long_stem_makes_room_for_its_number():
    assert numbered("wizyty", 1, ".csv") == "wizyty.csv"
    assert numbered("wizyty", 2, ".csv") == "wizyty-2.csv"
    cut = numbered("x" * LONGEST, 12, ".csv")
    assert cut == "x" * (LONGEST - 3) + "-12.csv"
    assert valid_name(cut.removesuffix(".csv"))
    spaced = numbered("x" * (LONGEST - 3) + " yz", 2, ".csv")
    assert spaced == "x" * (LONGEST - 3) + "-2.csv"


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(names).failed == 0

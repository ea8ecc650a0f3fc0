from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.core.text import LOCALES, check_text, say

ORDERS = {
    "pl": {"one": "{count} zakup", "few": "{count} zakupy", "many": "{count} zakupów", "other": "{count} zakupu"},
    "en": {"one": "{count} order", "other": "{count} orders"},
}


@pytest.mark.parametrize(
    ("count", "polish", "english"),
    [
        (0, "0 zakupów", "0 orders"),
        (1, "1 zakup", "1 order"),
        (2, "2 zakupy", "2 orders"),
        (5, "5 zakupów", "5 orders"),
        (12, "12 zakupów", "12 orders"),
        (22, "22 zakupy", "22 orders"),
        (1_234, "1\xa0234 zakupy", "1,234 orders"),
        (1.5, "1,5 zakupu", "1.5 orders"),
        (2.0, "2 zakupy", "2 orders"),
        (np.int64(3), "3 zakupy", "3 orders"),
    ],
)
def test_plurals_follow_the_language(count, polish, english):
    assert say(ORDERS, "pl", count) == polish
    assert say(ORDERS, "en", count) == english


def test_placeholders_are_filled():
    text = {"pl": "{name}: {amount}", "en": "{amount} of {name}"}
    assert say(text, "en", name="A", amount=3) == "3 of A"


@given(st.text())
def test_values_are_never_interpreted(value):
    assert say({"pl": "<{value}>", "en": "-"}, "pl", value=value) == f"<{value}>"


def test_braces_in_a_value_stay_braces():
    assert say({"pl": "{a}", "en": "{a}"}, "pl", a="{a.__class__} {0} {{") == "{a.__class__} {0} {{"


@pytest.mark.parametrize(("text", "count"), [(ORDERS, None), ({"pl": {"one": "x"}}, 5), ({"pl": "{name}"}, 1)])
def test_a_text_that_cannot_be_said_says_so(text, count):
    with pytest.raises(ConfigurationError, match="the text"):
        say(text, "pl", count)


def test_an_unknown_language_is_refused():
    with pytest.raises(UnknownNameError, match="unknown language 'de'"):
        say(ORDERS, "de", 1)


def test_a_whole_text_passes():
    check_text(ORDERS)
    check_text({"pl": "Dzisiaj", "en": "Today", "de": "Heute"})
    assert LOCALES == ("pl", "en")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ({"pl": "Dzisiaj"}, "not in the language 'en'"),
        ({"pl": {"one": "x", "few": "x", "other": "x"}, "en": "x"}, "no plural 'many'"),
        ({"pl": "x", "en": {"one": "x"}}, "no plural 'other'"),
        ({"pl": "x", "en": {"one": "x", "other": "x", "otherr": "x"}}, "did you mean 'other'"),
    ],
)
def test_a_text_with_a_hole_is_refused(text, message):
    with pytest.raises(ConfigurationError, match=message):
        check_text(text)

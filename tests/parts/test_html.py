from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from traitlets import TraitError

from smwidgets.parts import Html, markup
from smwidgets.parts._html import LIMIT, plain

TAGS = '<img src=x onerror="a">'


def test_values_are_escaped_and_isolated():
    assert markup("<b>{x}</b>", x=TAGS) == "<b><bdi>&lt;img src=x onerror=&quot;a&quot;&gt;</bdi></b>"
    assert markup('<b title="{x:attr}">', x='" onclick="a') == '<b title="&quot; onclick=&quot;a">'


@given(st.text())
def test_no_value_opens_a_tag_or_closes_an_attribute(value):
    found = markup('<i title="{value:attr}">{value}</i>', value=value)
    assert found.count("<") == found.count(">") == 4
    assert found.count('"') == 2


def test_control_and_direction_characters_are_dropped():
    assert plain("a\x00\x1b[31m\u202eb\u2066c\n") == "a[31mbc\n"


def test_long_values_are_cut():
    assert len(plain("x" * (LIMIT + 1))) == LIMIT
    assert plain("x" * (LIMIT + 1)).endswith("…")


def test_markup_nests_and_braces_in_values_mean_nothing():
    inner = markup("<i>{x}</i>", x="{y}")
    assert markup("<b>{inner}</b>", inner=inner) == "<b><i><bdi>{y}</bdi></i></b>"


@pytest.mark.parametrize("template", ["{x.__class__}", "{x[0]}", "{0}", "{x:>10}"])
def test_templates_reach_into_no_value(template):
    with pytest.raises((ValueError, KeyError, IndexError)):
        markup(template, x="abc")


def test_an_html_part_takes_markup_only():
    html = Html()
    html.value = markup("<b>{x}</b>", x=1)
    with pytest.raises(TraitError, match="markup"):
        html.value = "<b>1</b>"
    html.set_state({"value": "<script>"})
    assert html.value == "<b><bdi>1</bdi></b>"

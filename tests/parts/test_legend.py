from __future__ import annotations

import pytest

from smwidgets.parts import Legend, LegendItem


@pytest.fixture
def legend():
    made = Legend()
    made.show([LegendItem("a", "A", "red"), LegendItem("b", "<b>" + "x" * 200, "blue", dash=True)])
    return made


def test_items_reach_the_browser_as_text(legend):
    assert legend.items[0] == {"key": "a", "label": "A", "colour": "red", "dash": False}
    assert len(legend.items[1]["label"]) == 80


def test_the_browser_hides_known_series_only(legend):
    legend.set_state({"hidden": ["b", "zzz", 3]})
    assert legend.hidden == ["b"]
    legend.set_state({"hidden": "b", "items": []})
    assert legend.hidden == ["b"]
    assert len(legend.items) == 2


def test_a_series_that_comes_back_is_still_hidden(legend):
    legend.set_state({"hidden": ["b"]})
    legend.show([LegendItem("a", "A", "red")])
    legend.set_state({"hidden": ["b", "a"]})
    assert legend.hidden == ["b", "a"]

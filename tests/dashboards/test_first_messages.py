"""What a page is told before it shows the Main dashboard: each widget once, and none that is not seen."""

from __future__ import annotations

from collections import Counter

import pytest

import smwidgets as sm
from smwidgets.parts import theme

A_CARD = 14
"""Section, layout, card, five slots, three texts, and a picker, settings and tabs in them."""

A_CHART = 14
"""Chart, legend, plot, figure and layout, four marks, two scales, axis, hover, and figures under it."""


@pytest.fixture
def told(corner, listen):
    theme()
    told = []
    listen(lambda kind, _, data, __: told.append((kind, data.get("state", {}))))
    dashboard = sm.MainDashboard(corner)
    dashboard._repr_mimebundle_()
    yield dashboard, told
    dashboard.close()


def test_no_widget_is_told_twice(told):
    assert {kind for kind, _ in told[1]} == {"comm_open"}


def test_no_more_widgets_than_cards_and_charts_are_made_of(told):
    dashboard, messages = told
    assert len(messages) < len(dashboard.sections) * (A_CARD + A_CHART)


def test_nothing_of_a_dialog_and_no_bars_or_areas_of_a_line_chart_are_told(told):
    names = Counter(state["_model_name"] for _, state in told[1])
    assert names["BarsModel"] <= 2, "customers by purchases"
    places = len(told[0].sections) + 4
    assert names["LayoutModel"] <= places + names["FigureModel"], "sections and headings on the grid, and bqplot's own"
    assert names["HTMLStyleModel"] == names["ButtonStyleModel"] == 0
    assert [state["body"] for _, state in told[1] if "body" in state] == [None] * 5

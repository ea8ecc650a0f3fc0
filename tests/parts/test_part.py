from __future__ import annotations

import logging

import numpy as np
import pytest
from ipywidgets import VBox
from traitlets import Int

from smwidgets import parts
from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import Part, Placed, theme


class Dial(Part, VBox):
    _client_writable = frozenset({"level"})
    level = Int().tag(sync=True)
    secret = Int().tag(sync=True)


@pytest.mark.parametrize(
    "make",
    [
        parts.ActionButton,
        parts.Banner,
        parts.Card,
        parts.DataTable,
        parts.Dialog,
        parts.Donut,
        parts.Download,
        parts.FigureStrip,
        parts.FilterMenu,
        lambda: parts.Grid([(parts.Tile(), 2)]),
        parts.Html,
        parts.Legend,
        parts.MeasureTabs,
        parts.Pager,
        parts.PeriodPicker,
        parts.Select,
        parts.SettingsMenu,
        parts.Tile,
        parts.TimeChart,
    ],
)
def test_closing_leaves_nothing_behind_and_may_be_repeated(make, living):
    made = make()
    if isinstance(made, parts.TimeChart):
        series = parts.Series("a", "A", np.arange(4.0))
        made.draw([series], ticks=[], format_ticks=lambda values: [str(value) for value in values])
    assert living() > 0
    made.close()
    made.close()
    assert living() == 0
    assert theme().comm is not None


def test_closing_a_card_closes_what_was_placed_on_it(living):
    card, inner = parts.Card(), parts.TimeChart()
    card.place(picker=parts.PeriodPicker(), tabs=parts.MeasureTabs(), body=(inner,), footer=(parts.FigureStrip(),))
    card.close()
    assert living() == 0
    assert inner.comm is None


def test_a_misspelt_argument_is_an_error():
    with pytest.raises(UnknownNameError, match="did you mean 'level'"):
        Dial(levl=3)


def test_the_browser_writes_only_what_is_declared(caplog):
    dial = Dial()
    with caplog.at_level(logging.WARNING):
        dial.set_state({"level": 3, "secret": 9, "children": []})
    assert (dial.level, dial.secret) == (3, 0)
    assert "secret" in caplog.text


def test_a_value_that_the_trait_refuses_changes_nothing(caplog):
    dial = Dial()
    with caplog.at_level(logging.WARNING):
        dial.set_state({"level": "<script>"})
    assert dial.level == 0
    assert "level" in caplog.text


def test_every_bqplot_part_is_closed_to_the_browser():
    chart = parts.TimeChart()
    figure = chart.children[1].children[0]
    figure.set_state({"title": "hacked"})
    figure.marks[0].set_state({"visible": False})
    assert figure.title == ""


def test_placed_parts_hear_of_it_when_displayed_or_given_to_a_parent():
    calls = []

    class Late(Placed, VBox):
        def __init__(self):
            super().__init__()
            self._placeable = True

        def show(self):
            calls.append("shown")

    late = Late()
    assert calls == []
    VBox([late])
    assert calls
    calls.clear()
    late._repr_mimebundle_()
    assert calls

from __future__ import annotations

import pytest
from ipywidgets import Box, Label, Widget
from ipywidgets.widgets import widget

from smwidgets.parts import Placed


class Late(Placed, Box):
    """A box that is filled when it is first placed."""

    def __init__(self):
        self.shown = 0
        super().__init__()
        self._placeable = True

    def show(self):
        self.shown += 1
        if not self.children:
            self.children = (Label(),)


class Control:
    """The comm by which a page that connects asks for all widgets."""

    def __init__(self):
        self.sent = []

    def on_msg(self, callback):
        self.ask = lambda: callback({"content": {"data": {"method": "request_states"}}})

    def send(self, data, **_):
        self.sent.append(data)


@pytest.fixture
def late(living, monkeypatch):
    """The only widget of its kernel: what other tests left behind may hold closed ones."""
    monkeypatch.setattr(widget, "_instances", {})
    late = Late()
    assert late.model_id  # a page may hear of it before it stands anywhere
    return late


def test_it_is_shown_when_a_parent_or_a_display_names_it(late):
    assert late.shown == 0
    Box([late])
    assert late.shown == 1
    Box().children = (late,)
    assert late.shown == 2
    late._repr_mimebundle_()
    assert late.shown == 3


@pytest.mark.spec("W1")
def test_a_page_that_connects_is_told_of_all_widgets_and_places_none(late, monkeypatch):
    monkeypatch.setattr(Widget, "_control_comm", None)
    control = Control()
    Widget.handle_control_comm_opened(control, {"metadata": {"version": "1.0.0"}})
    control.ask()
    assert control.sent[0]["method"] == "update_states"
    assert control.sent[0]["states"][late.model_id]["state"]["children"] == []
    assert late.shown == 0


def test_a_page_that_connects_wakes_nothing_that_rests(late, monkeypatch):
    Box([late])
    monkeypatch.setattr(Widget, "_control_comm", None)
    control = Control()
    Widget.handle_control_comm_opened(control, {"metadata": {"version": "1.0.0"}})
    control.ask()
    assert late.shown == 1


def test_embedding_places_nothing(late):
    assert late.model_id in Widget.get_manager_state()["state"]
    assert late.shown == 0

from __future__ import annotations

import pytest
from ipywidgets import Box, Widget
from ipywidgets.widgets import widget
from traitlets import Int

from smwidgets.parts import Part, Placed, _plain, batch
from smwidgets.parts.first_question import wait_for_the_page


class Dial(Part, Box):
    level = Int().tag(sync=True)


class Late(Placed, Box):
    def __init__(self):
        super().__init__()
        self._placeable = True

    def show(self):
        if not self.children:
            self.children = (Dial(level=1),)


class Page:
    """A page that connects, and what it is told."""

    def __init__(self):
        self.told = []

    def on_msg(self, callback):
        self.ask = lambda: callback({"content": {"data": {"method": "request_states"}}})

    def send(self, data, **_):
        self.told.append(data)


@pytest.fixture
def page(listen, monkeypatch):
    page = Page()
    listen(lambda _kind, _identity, data, _buffers: page.told.append(data))
    monkeypatch.setattr(widget, "_instances", {})
    monkeypatch.setattr(_plain, "_made", {})
    monkeypatch.setattr(Widget, "_control_comm", None)
    monkeypatch.setattr(Widget, "_handle_control_comm_msg", Widget._handle_control_comm_msg)
    wait_for_the_page()
    Widget.handle_control_comm_opened(page, {"metadata": {"version": "1.0.0"}})
    yield page
    page.ask()


def test_a_page_that_has_not_asked_is_told_nothing_and_then_everything_at_once(page):
    late = Late()
    box = Dial(children=(late,))
    box.level = 1
    with batch():
        box.level = 2
    assert page.told == []
    page.ask()
    states = page.told[0]["states"]
    (dial,) = late.children
    assert [states[one.model_id]["state"]["level"] for one in (box, dial)] == [2, 1]
    assert states[late.model_id]["state"]["children"] == [f"IPY_MODEL_{dial.model_id}"]
    named = {one["state"][name][10:] for one in states.values() for name in ("layout", "style") if name in one["state"]}
    assert named <= set(states), "a page makes nothing of a widget that names one it never hears of"


def test_a_page_that_has_asked_is_told_as_ever(page):
    box = Dial()
    page.ask()
    page.told.clear()
    box.level = 3
    box.children = (Dial(level=4),)
    assert page.told[0]["state"] == {"level": 3}
    assert page.told[1]["state"]["level"] == 4
    assert page.told[2]["state"] == {"children": [f"IPY_MODEL_{box.children[0].model_id}"]}


def test_a_page_that_asks_each_widget_by_itself_is_answered(page):
    box = Dial(level=1)
    box._handle_msg({"content": {"data": {"method": "request_state"}}})
    assert page.told[0]["state"]["level"] == 1

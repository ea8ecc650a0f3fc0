"""A hundred thousand messages that no page of ours sends, to the widgets of whole dashboards."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from ipywidgets import Widget
from ipywidgets.widgets import widget as ipywidgets_widget

import smwidgets as sm
from smwidgets.parts._guard import ClientGuard
from smwidgets.parts.page_guard import client_writable, guard_page

CANARY = "attacker-canary"
UPDATES = 80_000
OTHERS = 20_000


@pytest.fixture
def guarded(monkeypatch):
    """The guard of published pages, taken off again."""
    monkeypatch.setattr(Widget, "set_state", Widget.set_state)
    guard_page()


@pytest.fixture
def widgets(model, guarded):
    """Every widget of both dashboards, as a visitor has them."""
    before = set(ipywidgets_widget._instances)
    boards = [sm.MainDashboard(model), sm.ContactAnalytics(model)]
    for board in boards:
        for section in board.sections.values():
            section.show()
    boards.append(sm.Workspace(model, read_only=True))
    yield [made for key, made in ipywidgets_widget._instances.items() if key not in before]
    for board in boards:
        board.close()


def writable(widget):
    return widget._client_writable if isinstance(widget, ClientGuard) else client_writable(widget)


def value(chance):
    kinds = (
        lambda: CANARY,
        lambda: None,
        lambda: chance.choice([True, False]),
        lambda: chance.choice([0, -1, 1 << 70, 0.5, float("nan"), float("inf")]),
        lambda: f"<script src=https://{CANARY}.example></script>",
        lambda: "x" * 10_000,
        lambda: [value(chance) for _ in range(chance.randrange(3))],
        lambda: {chance.choice(["id", "value", "__proto__", ""]): value(chance) for _ in range(chance.randrange(3))},
        lambda: f"IPY_MODEL_{chance.choice(list(ipywidgets_widget._instances))}",
        lambda: "IPY_MODEL_none",
        lambda: "'; DROP TABLE contacts; --",
    )
    return chance.choice(kinds)()


def said(data, buffers=()):
    return {"content": {"comm_id": "c", "data": data}, "buffers": list(buffers), "metadata": {}}


def state_of(widgets):
    """Every synced trait as text, by widget and name."""
    return {
        (number, name): repr(plain(found))
        for number, widget in enumerate(widgets)
        for name, found in widget.get_state().items()
    }


def plain(found):
    if isinstance(found, dict):
        return {name: plain(one) for name, one in found.items()}
    return bytes(found) if isinstance(found, memoryview) else found


@pytest.mark.spec("R6")
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_no_message_writes_what_only_python_may_write(widgets, caplog):
    caplog.set_level("CRITICAL")
    chance = random.Random(7)  # noqa: S311 - the same every time
    names = {widget: [name for name in widget.keys if name not in writable(widget)] for widget in widgets}
    assert len(widgets) > 300
    before = state_of(widgets)
    for _ in range(UPDATES):
        widget = chance.choice(widgets)
        attacked = chance.sample(names[widget], chance.randrange(1, 4))
        state = {name: value(chance) for name in attacked} | (
            {"_esm": CANARY, "_unknown": 1} if chance.random() < 0.1 else {}
        )
        widget._handle_msg(said({"method": "update", "state": state, "buffer_paths": []}))
    after = state_of(widgets)
    assert after.keys() == before.keys()
    assert {key for key in before if before[key] != after[key]} == set()


@pytest.mark.spec("R6")
@pytest.mark.slow
@pytest.mark.timeout(180)
def test_no_message_stops_a_dashboard_or_is_written_into_it(widgets, caplog):
    """Also what pages do send, with values that they do not: clicks, choices, texts, malformed ones."""
    caplog.set_level("CRITICAL")
    chance = random.Random(8)  # noqa: S311 - the same every time
    for _ in range(OTHERS):
        widget = chance.choice(widgets)
        state = {name: value(chance) for name in writable(widget)}
        data = chance.choice(
            [
                {"method": "update", "state": state, "buffer_paths": []},
                {"method": "custom", "content": value(chance)},
                {"method": "custom", "content": {"kind": CANARY, "event": CANARY, "value": value(chance)}},
                {"method": "request_state"},
                {"method": CANARY},
                {"method": "update", "state": state, "buffer_paths": [[CANARY, 0]]},
                {"method": "update"},
                {},
            ]
        )
        # ipywidgets itself stumbles over what is malformed; a kernel catches that, and the page is not told.
        with suppress(KeyError, IndexError):
            widget._handle_msg(said(data, [b"\x00"] if chance.random() < 0.1 else []))
    for widget in widgets:
        for name, found in widget.get_state().items():
            assert name in writable(widget) or CANARY not in repr(found), (type(widget).__name__, name)

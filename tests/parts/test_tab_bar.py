from __future__ import annotations

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts.tab_bar import BarButton, Tab, TabBar

TABS = [Tab("main", "Główny", deletable=False), Tab("mine", "Mój")]


@pytest.fixture
def bar():
    made = TabBar()
    made.heard = []
    made.on_tab(lambda action, key: made.heard.append((action, key)))
    made.on_button(made.heard.append)
    made.show(TABS, "main", [BarButton("new", "Nowy"), BarButton("undo", "Cofnij", "undo", enabled=False)])
    yield made
    made.close()


def send(bar, **content):
    bar._handle_custom_msg(content, [])


@pytest.mark.spec("W1")
def test_it_shows_tabs_and_buttons_as_text_in_one_go(bar):
    bar.show([Tab("a", "<b>\u202e A" + "x" * 200)], "a", [BarButton("b", "\x00B")], texts={"tabs": "Zakładki"})
    assert (bar.tabs[0]["key"], bar.value) == ("a", "a")
    assert bar.tabs[0]["label"].startswith("<b> A")
    assert len(bar.tabs[0]["label"]) == 100
    assert bar.buttons[0]["label"] == "B"
    with pytest.raises(UnknownNameError, match="tab"):
        bar.show(TABS, "men")


@pytest.mark.spec("W1", "W2")
def test_tabs_are_opened_always_and_changed_while_they_are_managed(bar):
    for action in ("open", "left", "right", "rename", "delete"):
        send(bar, kind=action, key="mine")
    assert bar.heard == [("open", "mine")]
    bar.show(TABS, "main", managed=True)
    for action in ("open", "left", "right", "rename", "delete"):
        send(bar, kind=action, key="mine")
        send(bar, kind=action, key="main")
    assert ("delete", "mine") in bar.heard
    assert ("rename", "main") in bar.heard
    assert ("delete", "main") not in bar.heard
    assert len(bar.heard) == 10


@pytest.mark.spec("R6")
@pytest.mark.parametrize(
    "content",
    [
        None,
        "open",
        [],
        {},
        {"kind": "open"},
        {"kind": "open", "key": "none"},
        {"kind": "open", "key": ["main"]},
        {"kind": "open", "key": {"a": 1}},
        {"kind": "explode", "key": "main"},
        {"kind": ["open"], "key": "main"},
        {"kind": "button", "key": "undo"},
        {"kind": "button", "key": "drop"},
        {"kind": "button", "key": None},
    ],
)
def test_what_the_bar_does_not_offer_is_not_done(bar, content):
    bar._handle_custom_msg(content, [])
    assert bar.heard == []


def test_a_button_is_pressed_while_it_is_enabled(bar):
    send(bar, kind="button", key="new")
    bar.show(TABS, "main", [BarButton("undo", "Cofnij", "undo")])
    send(bar, kind="button", key="undo")
    send(bar, kind="button", key="new")
    assert bar.heard == ["new", "undo"]


@pytest.mark.spec("R6")
def test_the_page_writes_no_trait(bar):
    bar.set_state({"managed": True, "tabs": [{"key": "x"}], "buttons": [], "value": "mine", "_esm": "alert(1)"})
    assert (bar.managed, bar.value, len(bar.tabs), len(bar.buttons)) == (False, "main", 2, 2)
    assert "alert" not in bar._esm

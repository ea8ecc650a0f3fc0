from __future__ import annotations

from itertools import permutations

import pytest
from ipywidgets import Box, Layout
from traitlets import Int

from smwidgets.parts import Dialog, Download, Html, Part, Placed, _plain, batch, theme


class Dial(Part, Box):
    level = Int().tag(sync=True)
    lowest = Int().tag(sync=True)
    highest = Int().tag(sync=True)


class Late(Placed, Box):
    def __init__(self):
        super().__init__()
        self._placeable = True

    def show(self):
        if not self.children:
            self.children = (Dial(level=1),)
            self.children[0].level = 2


@pytest.fixture
def sent(listen):
    """What the page is told: kind of message, identity of the widget, and the state or content."""
    theme()
    told = []
    listen(lambda kind, identity, data, _: told.append((kind, identity, data.get("state", data.get("content")))))
    return told


def kinds(sent):
    return [kind for kind, _, _ in sent]


def test_what_is_made_in_a_batch_is_told_once_in_its_last_state(sent):
    with batch():
        dial = Dial(level=1)
        dial.level = 2
        dial.add_class("mine")
        assert sent == []
    assert sent == []
    Box([dial])
    assert kinds(sent)[:1] == ["comm_open"]
    assert "comm_msg" not in kinds(sent)
    assert (sent[0][2]["level"], sent[0][2]["_dom_classes"]) == (2, ("mine",))


@pytest.mark.parametrize("names", list(permutations(("level", "lowest", "highest"))), ids=" ".join)
def test_what_is_changed_is_told_in_the_order_of_the_changes(sent, names):
    dial = Dial()
    sent.clear()
    with batch():
        for value, name in enumerate(names, 1):
            setattr(dial, name, value)
    assert [list(state) for _, _, state in sent] == [list(names)]


def test_what_is_changed_in_a_batch_is_told_once_in_its_last_state(sent):
    dial = Dial()
    sent.clear()
    with batch():
        with batch():
            dial.level = 1
        dial.level, dial.tooltip = 2, "b"
        assert sent == []
    assert [state for _, _, state in sent] == [{"level": 2, "tooltip": "b"}]


def test_children_are_told_before_the_parent_that_names_them(sent):
    with batch():
        parent = Box()
        sent.clear()
        child = Dial()
        parent.children = (child,)
        child.level = 3
    assert [identity for kind, identity, _ in sent if kind == "comm_open"] == [child.model_id]
    assert kinds(sent)[-1] == "comm_msg"


def test_an_error_in_a_batch_leaves_nothing_untold(sent):
    dial = Dial()
    sent.clear()

    @batch()
    def fail():
        dial.level = 1
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert kinds(sent) == ["comm_msg"]
    dial.level = 2
    assert kinds(sent) == ["comm_msg"] * 2


def test_a_message_of_its_own_comes_after_the_state_it_is_about(sent):
    with batch():
        dial = Dial()
        dial.level = 1
        dial.send({"kind": "look"})
    assert kinds(sent) == ["comm_open", "comm_msg"]
    assert sent[0][2]["level"] == 1


def test_what_was_closed_in_its_batch_is_never_told(sent):
    with batch():
        dial = Dial()
        dial.close()
        assert dial.closed
    assert sent == []


def test_what_is_built_when_placed_waits_until_it_is_placed(sent):
    with batch():
        late = Late()
    assert (sent, late.closed) == ([], False)
    Box([late])
    assert kinds(sent).count("comm_msg") == 0
    assert [state["level"] for _, _, state in sent if state and "level" in state] == [2]


def test_what_is_built_when_placed_is_told_when_displayed(sent):
    with batch():
        late = Late()
    spec = late._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]
    assert spec["model_id"] == late.model_id == sent[-1][1]


def test_widgets_without_looks_of_their_own_share_one_layout_and_one_style(sent):
    one, other = Html(), Html()
    assert kinds(sent) == ["comm_open"] * 2
    first, second = (state for _, _, state in sent)
    assert (first["layout"], first["style"]) == (second["layout"], second["style"])
    one.close()
    assert not other.closed


def test_a_layout_of_its_own_reaches_the_page_and_no_other_widget(sent):
    one, other = Html(), Html()
    common = sent[0][2]["layout"]
    one.layout.width = "50%"
    assert sent[-2][2] == {"layout": f"IPY_MODEL_{one.layout.model_id}"}
    assert sent[-1][2] == {"width": "50%"}
    assert other.get_state("layout") == {"layout": common}
    with batch():
        late = Html()
        late.layout.width = "10%"
    assert next(state for _, identity, state in sent if identity == late.model_id)["layout"] != common
    given = Html(layout=Layout(height="1px"))
    assert given.layout.height == "1px"
    one.close()
    assert one.layout.comm is None


def test_the_page_cannot_write_the_common_looks(sent):
    common = theme().get_state("layout")["layout"]
    widget = next(one for one in _plain._made.values() if f"IPY_MODEL_{one.model_id}" == common)
    widget.set_state({"display": "none"})
    assert widget.display is None


def test_what_stands_nowhere_is_not_told_and_a_dialog_tells_of_its_body_when_opened(sent):
    with batch():
        dialog, dial = Dialog(), Dial(level=1)
        dialog.place((dial,))
        Box([dialog])
    assert [state["body"] for _, _, state in sent if state and "body" in state] == [None]
    assert not any("level" in (state or {}) for _, _, state in sent)
    sent.clear()
    dialog.open_dialog()
    assert sent[-1][2] == {"body": f"IPY_MODEL_{dialog.body.model_id}", "opened": True}
    assert kinds(sent) == ["comm_open", "comm_open", "comm_msg"]
    assert sent[0][2]["level"] == 1


def test_a_download_works_though_it_stands_nowhere(sent):
    with batch():
        Download()
    assert kinds(sent) == ["comm_open"]

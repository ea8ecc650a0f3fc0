from __future__ import annotations

import pytest
from ipywidgets import Box
from traitlets import Bytes, Int

from smwidgets.parts import Part, batch
from smwidgets.parts.batch import _queue
from smwidgets.parts.theme import Theme


class Dial(Part, Box):
    level = Int().tag(sync=True)
    grain = Bytes().tag(sync=True)


@pytest.fixture
def told(listen, monkeypatch):
    """What the page is told: kind of message, identity of the widget, data and buffers."""
    told = []
    listen(lambda *message: told.append(message))
    monkeypatch.setattr(_queue, "carrier", None)
    return told


@pytest.fixture
def carrier(told):
    return Theme()


def say_ready(carrier):
    carrier._handle_custom_msg({"kind": "ready"}, [])


@pytest.fixture
def dials(carrier, told):
    dials = [Dial(), Dial(), Dial()]
    say_ready(carrier)
    told.clear()
    return dials


def seen(message):
    """The updates of one message, as the page takes it apart."""
    kind, _, data, buffers = message
    assert (kind, data["method"], data["content"]["kind"]) == ("comm_msg", "custom", "together")
    left = list(buffers)
    found = []
    for identity, told, paths in data["content"]["updates"]:
        state = dict(told)
        for [name] in paths:
            state[name] = bytes(left.pop(0))
        found.append((identity, state))
    assert left == []
    return found


def test_what_changes_together_is_one_message_in_the_order_of_the_changes(carrier, dials, told):
    one, other, third = dials
    with batch():
        other.level = 1
        one.level = 2
        other.tooltip = "b"
        third.level = 3
    assert [identity for _, identity, _, _ in told] == [carrier.model_id]
    assert seen(told[0]) == [
        (other.model_id, {"level": 1, "tooltip": "b"}),
        (one.model_id, {"level": 2}),
        (third.model_id, {"level": 3}),
    ]


def test_each_widget_gets_its_own_buffers(dials, told):
    one, other, third = dials
    with batch():
        one.grain = b"one"
        third.level = 1
        other.grain = b"other"
    assert seen(told[0]) == [
        (one.model_id, {"grain": b"one"}),
        (third.model_id, {"level": 1}),
        (other.model_id, {"grain": b"other"}),
    ]


def test_a_widget_that_changes_alone_gets_its_message_itself(dials, told):
    with batch():
        dials[0].level = 1
    dials[1].level = 2
    assert [(identity, data["state"]) for _, identity, data, _ in told] == [
        (dials[0].model_id, {"level": 1}),
        (dials[1].model_id, {"level": 2}),
    ]


def test_before_a_page_has_said_that_it_takes_them_apart_each_gets_its_own(carrier, told):
    one, other = Dial(), Dial()
    told.clear()
    with batch():
        one.level, other.level = 1, 2
    assert [(identity, data["method"]) for _, identity, data, _ in told] == [
        (one.model_id, "update"),
        (other.model_id, "update"),
    ]


def test_without_the_carrier_each_gets_its_own(carrier, dials, told):
    carrier.close()
    told.clear()
    with batch():
        for dial in dials:
            dial.level = 1
    assert [data["method"] for _, _, data, _ in told] == ["update"] * 3


def test_what_is_new_is_told_before_the_message_that_names_it(dials, told):
    one, other, _ = dials
    with batch():
        other.level = 1
        child = Dial()
        one.children = (child,)
    assert [(kind, identity) for kind, identity, _, _ in told][:-1] == [("comm_open", child.model_id)]
    assert seen(told[-1]) == [
        (other.model_id, {"level": 1}),
        (one.model_id, {"children": [f"IPY_MODEL_{child.model_id}"]}),
    ]


def test_a_message_of_its_own_comes_after_the_state_it_is_about(dials, told):
    one, other, third = dials

    class Speaking(Dial):
        def get_state(self, key=None, drop_defaults=False):
            if key is not None:
                one.send({"kind": "look"})
            return super().get_state(key, drop_defaults)

    speaking = Speaking()
    told.clear()
    with batch():
        one.level = other.level = 1
        speaking.level = third.level = 1
    assert seen(told[0]) == [(one.model_id, {"level": 1}), (other.model_id, {"level": 1})]
    assert (told[1][1], told[1][2]["content"]) == (one.model_id, {"kind": "look"})
    assert seen(told[2]) == [(speaking.model_id, {"level": 1}), (third.model_id, {"level": 1})]


def test_what_was_closed_meanwhile_is_left_out(dials, told):
    one, other, third = dials
    with batch():
        for dial in dials:
            dial.level = 1
        other.close()
    assert [identity for identity, _ in seen(told[-1])] == [one.model_id, third.model_id]


def test_an_error_leaves_nothing_untold(dials, told):
    one, other, _ = dials

    @batch()
    def fail():
        one.level = other.level = 1
        raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert len(seen(told[0])) == 2


def test_a_second_page_is_told_what_it_may_have_missed_as_it_is_now(carrier, dials, told):
    one, other, third = dials
    with batch():
        one.level = other.level = 1
    one.level = 5
    third.level = 6
    told.clear()
    say_ready(carrier)
    assert [seen(message) for message in told] == [[(one.model_id, {"level": 5}), (other.model_id, {"level": 1})]]


@pytest.mark.parametrize("content", [None, "ready", {"kind": "together", "updates": []}, {"kind": ["ready"]}, {}])
def test_what_else_the_page_says_to_it_changes_nothing(carrier, told, content):
    dials = [Dial(), Dial()]
    told.clear()
    carrier._handle_custom_msg(content, [])
    with batch():
        for dial in dials:
            dial.level = 1
    assert [data["method"] for _, _, data, _ in told] == ["update"] * 2

from __future__ import annotations

import json
import random
from collections import Counter

import pytest
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from smwidgets.apps.client_messages import (
    LONGEST_MESSAGE,
    MOST_WAITING,
    ClientMessages,
    Message,
    RefusedMessageError,
    check,
)

pytestmark = pytest.mark.spec("R6")

FORBIDDEN = [
    "execute_request",
    "inspect_request",
    "complete_request",
    "history_request",
    "is_complete_request",
    "connect_request",
    "shutdown_request",
    "interrupt_request",
    "debug_request",
    "input_reply",
    "create_subshell_request",
    "usage_request",
    "apply_request",
    "abort_request",
    "status",
    "display_data",
    "",
    "COMM_MSG",
    "comm_msg ",
    "unheard_of",
    None,
    7,
    ["comm_msg"],
]


def message(kind="comm_msg", content=None, *, channel="shell", header=None, parts=None, buffers=()):
    said = {"comm_id": "c", "data": {"method": "request_state"}} if content is None else content
    parts = parts or [{"msg_type": kind, "msg_id": "m"} | (header or {}), {}, {"version": "1.0.0"}, said]
    packed = [part if isinstance(part, bytes) else json.dumps(part).encode() for part in parts]
    return serialize_msg_to_ws_v1([*packed, *buffers], channel)


def refused(raw, *protocol):
    try:
        check(raw, *protocol)
    except RefusedMessageError:
        return True
    return False


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("comm_msg", {"comm_id": "c", "data": {"method": "update", "state": {"value": 1}}}),
        ("comm_open", {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}),
        ("comm_close", {"comm_id": "c", "data": {}}),
        ("comm_info_request", {"target_name": "jupyter.widget"}),
        ("kernel_info_request", {}),
    ],
)
def test_what_a_page_has_to_say_is_passed_on(kind, content):
    assert not refused(message(kind, content))
    assert not refused(message(kind, content, buffers=[b"\x00\xff"] * 3))


@pytest.mark.parametrize("kind", FORBIDDEN)
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_every_other_type_is_dropped(kind, channel):
    assert refused(message(kind, {"code": "1"}, channel=channel))


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "hb", "", "SHELL", "shell\x00"])
def test_other_channels_are_closed(channel):
    assert refused(message(channel=channel))


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "", None, 1, ["jupyter.widget"]])
def test_a_page_makes_no_widgets(target):
    assert refused(message("comm_open", {"comm_id": "c", "target_name": target, "data": {}}))


def test_two_readers_cannot_be_told_different_types():
    twice = b'{"msg_id": "m", "msg_type": "comm_msg", "msg_type": "execute_request"}'
    for header in (twice, twice.replace(b"comm_msg", b"x").replace(b"execute_request", b"comm_msg")):
        assert refused(message(parts=[header, {}, {}, {}]))


@pytest.mark.parametrize(
    "raw",
    [
        "text",
        json.dumps({"channel": "shell", "header": {"msg_type": "comm_msg", "msg_id": "m"}, "content": {}}),
        b"",
        b"\x00",
        (1 << 62).to_bytes(8, "little"),  # Jupyter's reader would make a list that long
        (6).to_bytes(8, "little") + b"\xff" * 48,
        message(header={"subshell_id": "s"}),
        message(header={"msg_id": None}),
        message(header={"msg_id": "m" * 101}),
        message(content={"comm_id": ["c"], "data": {}}),
        message(content=[1]),
        message(parts=[b"not JSON", {}, {}, {}]),
        message(parts=[b"\xff\xfe", {}, {}, {}]),
        message(parts=[{"msg_type": "comm_msg", "msg_id": "m"}, {}, {}, b"[" * 100_000]),
        message(buffers=[b""] * 33),
        message(buffers=[b"x" * LONGEST_MESSAGE]),
    ],
)
def test_malformed_and_oversized_messages_are_dropped(raw):
    assert refused(raw)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"method": None},
        {"method": ["update"]},
        {"method": "x"},
        {"method": "update", "state": []},
        {"method": "update", "state": None},
        {"method": "update", "state": {}, "buffer_paths": {}},
        {"method": "update", "state": {"a": 1}, "buffer_paths": [["a", "b"]]},
        {"method": "update", "state": {"a": [None]}, "buffer_paths": [["a", 1]]},
        {"method": "update", "state": {"a": {}}, "buffer_paths": [["a", ["b"]]]},
        {"method": "update", "state": {}, "buffer_paths": [["a", "b"]]},
        {"method": "update", "state": {}, "buffer_paths": [[]]},
        {"method": "update", "state": {}, "buffer_paths": ["a"]},
    ],
)
def test_what_a_widget_would_stumble_over_is_dropped(data):
    assert refused(message(content={"comm_id": "c", "data": data}, buffers=[b"x"]))


def test_buffers_go_where_the_front_end_took_them_from():
    state = {"a": {"b": [None]}, "c": {}}
    data = {"method": "update", "state": state, "buffer_paths": [["a", "b", 0], ["c", "d"], ["e"]]}
    assert not refused(message(content={"comm_id": "c", "data": data}, buffers=[b"x"] * 3))


def test_another_version_of_the_widgets_protocol_is_dropped():
    opening = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}
    for metadata in ({}, {"version": None}, {"version": "2.0.0"}):
        assert refused(message(parts=[{"msg_type": "comm_open", "msg_id": "m"}, {}, metadata, opening]))


@pytest.fixture
def connection():
    """A page's connection whose kernel reads nothing until it is told; ``sent`` is what reached it."""
    connection = ClientMessages.__new__(ClientMessages)
    connection._waiting = Counter()
    return connection


def said(message_id, *, asks=False):
    return Message({"msg_id": message_id}, asks=asks)


def test_a_kernel_is_sent_so_much_that_it_has_not_read_and_still_asked_for_its_state(connection):
    for n in range(MOST_WAITING):
        assert connection._counted(said(f"m{n}"))
    assert not connection._counted(said("more"))
    assert connection._counted(said("question", asks=True))
    for _ in range(2):
        connection._uncount("m0", {"execution_state": "busy"})
        connection._uncount("m0", {"execution_state": "idle"})
        connection._uncount("of another page", {"execution_state": "idle"})
        connection._uncount(None, {})
    connection._uncount("m1", {"execution_state": "idle"})
    assert connection._counted(said("m"))


def test_what_a_kernel_is_not_sent_is_answered_so_that_its_widget_goes_on(connection, monkeypatch):
    """ipywidgets holds back a widget's next change until the kernel is done with the one before."""
    told = []
    connection.session = Session(key=b"")
    monkeypatch.setattr(connection, "handle_outgoing_message", lambda stream, parts: told.append((stream, parts)))
    connection._let_go_on(said("lost"))
    ((stream, parts),) = told
    _, (_, header, parent, _, content) = connection.session.feed_identities(parts)
    assert stream == "iopub"
    assert json.loads(header)["msg_type"] == "status"
    assert json.loads(parent)["msg_id"] == "lost"
    assert json.loads(content) == {"execution_state": "idle"}


def test_messages_by_one_name_are_counted_each(connection):
    for _ in range(MOST_WAITING):
        assert connection._counted(said("m"))
    assert not connection._counted(said("m"))


@pytest.mark.parametrize("protocol", [None, "", "v2.kernel.websocket.jupyter.org"])
def test_other_protocols_are_dropped(protocol):
    assert refused(message(), protocol)


def test_100_000_broken_messages_are_judged_without_a_crash():
    chance = random.Random(7)  # noqa: S311 - the same every time
    whole = [message(kind, {"comm_id": "c", "target_name": "t"}) for kind in (*FORBIDDEN, "comm_open")]
    for _ in range(100_000):
        raw = bytearray(chance.choice(whole))
        for _ in range(chance.randrange(4)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        assert refused(bytes(raw[: chance.randrange(len(raw) + 1)] if chance.random() < 0.3 else raw))

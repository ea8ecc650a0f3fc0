"""Attacks on the websocket between a published page and its kernel."""

from __future__ import annotations

import json
from contextlib import contextmanager, suppress
from uuid import uuid4

import psutil
import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PAGE = """
from pathlib import Path
from ipywidgets import Label
Label("drawn")
"""
TOUCH = "open({!r}, 'w').close()"


@pytest.fixture(scope="module")
def server(attacked):
    return attacked(PAGE)


@pytest.fixture(scope="module")
def team(attacked):
    return attacked(PAGE, profile="team")


@pytest.fixture
def page(server):
    page = server.ask()
    yield page
    server.ask(f"/voila/api/shutdown/{page.kernel}", "POST")


@contextmanager
def channel(server, kernel, protocol=PROTOCOL, **headers):
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id={uuid4()}"
    options = {"subprotocols": [protocol]} if protocol else {}
    with connect(address, additional_headers=headers, open_timeout=120, max_size=None, **options) as socket:
        yield socket


def packed(kind, content, *, to="shell", metadata=None):
    header = {"msg_id": uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
    header["date"] = "2026-01-06T12:00:00Z"
    parts = [json.dumps(part).encode() for part in (header, {}, metadata or {}, content)]
    return header["msg_id"], serialize_msg_to_ws_v1(parts, to)


def answers_until(socket, asked):
    """Read messages until the reply to `asked`: what each answers and its type."""
    found = []
    while True:
        _, parts = deserialize_msg_from_ws_v1(socket.recv(timeout=120))
        header, parent = json.loads(bytes(parts[0])), json.loads(bytes(parts[1]))
        found.append((parent.get("msg_id"), header["msg_type"]))
        if parent.get("msg_id") == asked and header["msg_type"] == "kernel_info_reply":
            return found


def heard(socket, seconds):
    """Yield what comes until nothing has come for some seconds, or the connection ends."""
    with suppress(TimeoutError, ConnectionClosed):
        while True:
            said = socket.recv(timeout=seconds)
            yield said.encode() if isinstance(said, str) else said


ATTACKS = {
    "execute_request": {
        "code": "",
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": True,
    },
    "inspect_request": {"code": "Path", "cursor_pos": 4, "detail_level": 1},
    "complete_request": {"code": "Pa", "cursor_pos": 2},
    "history_request": {"output": True, "raw": True, "hist_access_type": "tail", "n": 10},
    "is_complete_request": {"code": "1"},
    "connect_request": {},
    "shutdown_request": {"restart": False},
    "interrupt_request": {},
    "debug_request": {"type": "request", "seq": 1, "command": "debugInfo"},
    "input_reply": {"value": "1", "status": "ok"},
    "create_subshell_request": {},
    "list_subshell_request": {},
    "usage_request": {},
    "unheard_of_request": {},
    "comm_open": {"comm_id": "x", "target_name": "jupyter.widget", "data": {"state": {"_model_name": "LabelModel"}}},
}


@pytest.mark.spec("R6")
@pytest.mark.parametrize("to", ["shell", "control", "stdin", "iopub"])
def test_nothing_but_widget_state_is_answered(server, page, to, tmp_path):
    touched = tmp_path / "touched"
    attacks = ATTACKS | {"execute_request": ATTACKS["execute_request"] | {"code": TOUCH.format(str(touched))}}
    with channel(server, page.kernel) as socket:
        sent = {}
        for kind, content in attacks.items():
            message_id, message = packed(kind, content, to=to)
            sent[message_id] = kind
            socket.send(message)
        asked, question = packed("kernel_info_request", {})
        socket.send(question)
        found = answers_until(socket, asked)
    assert [sent[parent] for parent, _ in found if parent in sent] == []
    assert not touched.exists()
    assert server.ask(f"/api/kernels/{page.kernel}").status == 200


@pytest.mark.spec("R6")
@pytest.mark.parametrize("protocol", [None, "", "v0.kernel.websocket.jupyter.org"])
def test_the_older_protocol_is_no_way_around(server, page, protocol, tmp_path):
    touched = tmp_path / "touched"
    content = ATTACKS["execute_request"] | {"code": TOUCH.format(str(touched))}
    header = {"msg_id": "a", "msg_type": "execute_request", "username": "", "session": "s", "version": "5.3"}
    for kind in ("execute_request", "comm_msg"):
        message = {"channel": "shell", "header": header | {"msg_type": kind}, "parent_header": {}, "metadata": {}}
        with channel(server, page.kernel, protocol) as socket:
            socket.send(json.dumps(message | {"content": content}))
            assert b'"msg_id": "a"' not in b"".join(heard(socket, 1))
    assert not touched.exists()


@pytest.mark.spec("R6")
def test_broken_messages_leave_the_connection_and_the_server_alive(server, page):
    broken = [b"", b"\x00", (1 << 62).to_bytes(8, "little"), b"\xff" * 4096, "text", '{"channel": "shell"}']
    with channel(server, page.kernel) as socket:
        for message in broken:
            socket.send(message)
        asked, question = packed("kernel_info_request", {})
        socket.send(question)
        assert answers_until(socket, asked)
    assert not any("Traceback" in line for line in server.log)


@pytest.mark.spec("R6")
def test_a_page_that_provokes_an_error_is_not_told_where(server, page):
    with channel(server, page.kernel) as socket:
        _, question = packed("comm_info_request", {"target_name": "jupyter.widget"})
        socket.send(question)
        comms = {}
        for said in heard(socket, 2):
            _, parts = deserialize_msg_from_ws_v1(said)
            comms |= json.loads(bytes(parts[3])).get("comms", {})
        assert comms
        for comm in comms:
            for data in (
                {"method": "update"},
                {},
                {"method": "update", "state": {"value": "x"}, "buffer_paths": [[1]]},
            ):
                socket.send(packed("comm_msg", {"comm_id": comm, "data": data})[1])
        told = b"".join(heard(socket, 2))
        assert b"status" in told
        for word in (b"Traceback", b"KeyError", b"site-packages", b'"value": "x"'):
            assert word not in told


@pytest.mark.spec("R6")
def test_a_message_beyond_a_megabyte_ends_the_connection(server, page):
    with channel(server, page.kernel) as socket:
        _, message = packed("comm_msg", {"comm_id": "c", "data": "x" * (2 << 20)})
        with suppress(ConnectionClosed):
            socket.send(message)
        list(heard(socket, 30))
        assert socket.close_code in {1006, 1009}  # 1006 where the sender met the closed door before it read why
    assert server.ask("/nothing").status == 404


@pytest.mark.spec("R4", "R6")
def test_nobody_else_gets_the_channel(team, server):
    mine = team.ask(X_Forwarded_User="ala")
    try:
        for user in ({}, {"X-Forwarded-User": "ola"}, {"X-Forwarded-User": "ala,ola"}):
            with pytest.raises(InvalidStatus) as refused, channel(team, mine.kernel, **user):
                pass
            assert refused.value.response.status_code in {403, 404}
        with channel(team, mine.kernel, **{"X-Forwarded-User": "ala"}) as socket:
            asked, question = packed("kernel_info_request", {})
            socket.send(question)
            assert answers_until(socket, asked)
    finally:
        team.ask(f"/voila/api/shutdown/{mine.kernel}", "POST", X_Forwarded_User="ala")


@pytest.mark.spec("R6")
@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_other_pages_get_no_channel(server, page, origin):
    with pytest.raises(InvalidStatus) as refused, channel(server, page.kernel, Origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_no_channel_to_a_kernel_that_is_not_there(server):
    with pytest.raises(InvalidStatus) as refused, channel(server, uuid4()):
        pass
    assert refused.value.response.status_code == 404


def test_twenty_pages_that_leave_give_their_kernels_back(team, kernels_of):
    """Orderly ends, as a browser's: within ten seconds no process is left."""
    process = psutil.Process(team.process.pid)
    before = set(kernels_of(process))
    pages = [team.ask(X_Forwarded_User=f"user{n}") for n in range(20)]
    kernels = set(kernels_of(process)) - before
    assert len(kernels) == 20
    for n, page in enumerate(pages):
        with channel(team, page.kernel, **{"X-Forwarded-User": f"user{n}"}) as socket:
            socket.close(1001)
    assert psutil.wait_procs(kernels, timeout=60)[1] == []


def test_kernels_of_pages_that_died_are_culled(attacked, kernels_of):
    """Connections that just break, as those of a killed browser: nobody says goodbye. The test's server waits 8 s."""
    server = attacked(PAGE, 8)
    process = psutil.Process(server.process.pid)
    before = set(kernels_of(process))
    for _ in range(3):
        page = server.ask()
        with suppress(ConnectionClosed), channel(server, page.kernel) as socket:
            socket.socket.shutdown(2)
    server.ask()  # a visitor who left before the page was there
    kernels = set(kernels_of(process)) - before
    assert psutil.wait_procs(kernels, timeout=40)[1] == []

"""What reaches the server's log, from whom and how much of it."""

from __future__ import annotations

import json
import socket
import threading
import time
from uuid import uuid4

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PAGE = """
import logging, os, threading
from ipywidgets import Text
print("printed by a cell")
os.write(1, b"written by a library\\n")
logging.getLogger("smwidgets.page").error("an export failed, reference %s", "1a2b3c4d", exc_info=ValueError("why"))
def fail(_):
    raise RuntimeError("a callback's own error")
thread = threading.Thread(target=int, args=("of a thread",))
thread.start()
thread.join()
field = Text()
field.observe(fail, "value")
field
"""


@pytest.fixture(scope="module", params=["forked", "started"])
def server(request, attacked):
    with pytest.MonkeyPatch.context() as environment:
        if request.param == "started":
            environment.setenv("SMWIDGETS_NO_FORK", "1")
        return attacked(PAGE)


@pytest.fixture(scope="module")
def page(server):
    return server.ask()


def logged(server, text, seconds=30):
    """Wait until a line of the log has a text in it."""
    arrived = threading.Event()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for line in server.log:
            if text in line:
                return line
        arrived.wait(0.05)
    raise AssertionError(f"{text!r} is not in the log:\n{''.join(server.log)}")


def packed(kind, content, metadata=None):
    header = {"msg_id": uuid4().hex, "msg_type": kind, "username": "", "session": "s", "version": "5.3"}
    header["date"] = "2026-01-06T12:00:00Z"
    parts = [json.dumps(part).encode() for part in (header, {}, metadata or {}, content)]
    return serialize_msg_to_ws_v1(parts, "shell")


def channel(server, kernel, session=None):
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id={session or uuid4()}"
    return connect(address, subprotocols=[PROTOCOL], open_timeout=60, max_size=None)


def comm_of(connected):
    """Return the comm of the page's field."""
    connected.send(packed("comm_info_request", {"target_name": "jupyter.widget"}))
    while True:
        _, parts = deserialize_msg_from_ws_v1(connected.recv(timeout=30))
        if json.loads(bytes(parts[0]))["msg_type"] == "comm_info_reply":
            return list(json.loads(bytes(parts[3]))["comms"])


def test_all_that_a_kernel_says_is_in_the_log(server, page):
    line = logged(server, "reference 1a2b3c4d")
    assert f"kernel {page.kernel[:8]} ERROR smwidgets.page: " in line
    assert "ValueError: why" in line
    for said in ("stdout: printed by a cell", "written by a library", "of a thread"):
        logged(server, said)
    with channel(server, page.kernel) as connected:
        for comm in comm_of(connected):
            data = {"method": "update", "state": {"value": "x"}}
            connected.send(packed("comm_msg", {"comm_id": comm, "data": data}))
        logged(server, "a callback's own error")
    assert page.kernel not in "".join(server.log)


def test_what_a_page_sends_is_one_line_and_no_traceback(server, page):
    before = len(server.log)
    with channel(server, page.kernel) as connected:
        for n in range(500):
            connected.send(packed(f"forged\n2026 CRITICAL {n}", {}))
            connected.send(
                packed("comm_msg", {"comm_id": f"forged\nCRITICAL \x1b[2J{n}", "data": {"method": "update"}})
            )
            connected.send(packed("comm_msg", {"comm_id": "c", "data": {}}))
            connected.send(packed("comm_open", {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}))
        comm_of(connected)
    server.ask("/a%0aCRITICAL" + "x" * 5000)
    server.ask("/", host="evil.example")
    logged(server, "404 GET /a%0aCRITICAL")
    lines = server.log[before:]
    assert len(lines) < 150
    assert all(len(line) < 1500 for line in lines)
    assert all(line[:4].isdigit() and "\x1b" not in line for line in lines)
    assert "Traceback" not in "".join(lines)


@pytest.mark.parametrize("session", ["x" * 300, "%00", "a%0ab", ""])
def test_no_session_is_a_way_to_a_traceback(server, page, session):
    before = len(server.log)
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{page.kernel}/channels?session_id={session}"
    with pytest.raises(InvalidStatus) as refused, connect(address, subprotocols=[PROTOCOL], open_timeout=60):
        pass
    assert refused.value.response.status_code == 400
    assert "Traceback" not in "".join(server.log[before:])


def test_a_socket_to_an_unknown_kernel_ends_quietly(server):
    before = len(server.log)
    with pytest.raises(InvalidStatus) as refused, channel(server, uuid4()):
        pass
    assert refused.value.response.status_code == 404
    logged(server, "no such kernel")
    assert len(server.log) - before <= 3
    assert "Traceback" not in "".join(server.log[before:])


def test_a_kernel_has_four_channels_and_the_fifth_is_refused(server, page):
    held = [channel(server, page.kernel) for _ in range(4)]
    try:
        connected = [one.__enter__() for one in held]
        with pytest.raises(InvalidStatus) as refused, channel(server, page.kernel):
            pass
        assert refused.value.response.status_code == 429
    finally:
        for one in held:
            one.__exit__(None, None, None)
    assert len(connected) == 4


def test_a_channel_ends_with_its_kernel(server):
    page = server.ask()
    with channel(server, page.kernel) as connected:
        server.ask(f"/voila/api/shutdown/{page.kernel}", "POST")
        with pytest.raises(ConnectionClosed):
            list(iter(lambda: connected.recv(timeout=30), None))


def test_the_head_of_a_page_is_answered_and_nothing_runs(server):
    before = sum("printed by a cell" in line for line in server.log)
    answer = server.ask(method="HEAD")
    assert (answer.status, answer.text) == (200, "")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" in answer.headers["content-security-policy"]
    assert server.ask("/nothing", "HEAD").status == 404
    assert sum("printed by a cell" in line for line in server.log) == before


def test_names_of_hosts_have_no_case(server):
    assert server.ask(method="HEAD", host="LOCALHOST").status == 200
    assert server.ask(method="HEAD", host="LocalHost.example").status == 403


def test_half_a_request_keeps_nobody_waiting(server):
    halves = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(700)]
    try:
        for half in halves:
            half.sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert server.ask(method="HEAD").status == 200
    finally:
        for half in halves:
            half.close()

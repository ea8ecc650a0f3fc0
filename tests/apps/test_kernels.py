from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from jupyter_client.manager import KernelManager
from tornado.web import HTTPError

from smwidgets.apps.kernels import SessionKernels, ThisPython, Visit

HALF_A_DAY = 12 * 3600


@pytest.fixture
def kernels(monkeypatch):
    """Kernels whose processes are only pretended; what was shut down is in ``.ended``."""
    kernels = SessionKernels(cull_idle_timeout=0)
    kernels.cull_idle_timeout, kernels.cull_connected = HALF_A_DAY, True
    kernels.ended = []

    async def shutdown_kernel(kernel_id, *_, **__):
        kernels.ended.append(kernel_id)
        await asyncio.sleep(0)
        del kernels._kernels[kernel_id]

    monkeypatch.setattr(kernels, "shutdown_kernel", shutdown_kernel)
    return kernels


def _add(kernels, *, idle, connections=0, state="idle"):
    kernels._kernels["k"] = SimpleNamespace(
        last_activity=datetime.now(UTC) - timedelta(seconds=idle),
        execution_state=state,
        kernel_name="python3",
        kernel_spec=SimpleNamespace(metadata={}),
    )
    kernels._kernel_connections["k"] = connections


@pytest.mark.parametrize(
    ("kernel", "ended"),
    [
        ({"idle": 61}, True),
        ({"idle": 59}, False),
        ({"idle": 600, "connections": 1}, False),
        ({"idle": 299, "state": "busy"}, False),
        ({"idle": 301, "state": "busy"}, True),
        ({"idle": HALF_A_DAY + 1, "connections": 1}, True),
        ({"idle": 0, "state": "dead"}, True),
    ],
)
def test_kernels_are_let_go_when_their_page_is_gone_or_forgotten(kernels, kernel, ended):
    _add(kernels, **kernel)
    asyncio.run(kernels.cull_kernel_if_idle("k"))
    assert kernels.ended == (["k"] if ended else [])


def test_goodbye_said_twice_ends_the_kernel_once(kernels):
    async def goodbyes():
        await asyncio.gather(kernels.free("k"), kernels.free("k"))
        await kernels.free("k")

    _add(kernels, idle=0, connections=1)
    asyncio.run(goodbyes())
    assert kernels.ended == ["k"]


def test_visitor_beyond_the_limit_is_asked_to_come_later(kernels):
    kernels.max_sessions = 1
    kernels._visits["k"] = Visit()
    with pytest.raises(HTTPError) as refused:
        asyncio.run(kernels.start_kernel())
    assert refused.value.status_code == 503


def test_one_visitor_cannot_hold_all_places(kernels):
    kernels.max_sessions, kernels.max_of_visitor = 4, 2
    kernels._visits |= {n: Visit("ala", "ala") for n in "ab"}
    with pytest.raises(HTTPError) as refused:
        asyncio.run(kernels.start_kernel(counted="ala"))
    assert refused.value.status_code == 429
    assert kernels.counted("a") == "ala"
    assert kernels.counted("gone") is None
    assert kernels._starting.total() == 0


def test_only_this_python_runs_notebooks():
    specifications = ThisPython()
    assert list(specifications.find_kernel_specs()) == ["python3"]
    assert specifications.get_kernel_spec("python3").argv[0] == sys.executable


def test_kernel_of_a_page_keeps_every_message_until_it_is_read(monkeypatch, tmp_path):
    """ZeroMQ's own limits keep about 2,000 of these 6,000 messages for a reader that is slow."""
    monkeypatch.chdir(tmp_path)  # its sockets lie where it is started
    manager = KernelManager(kernel_spec_manager=ThisPython(), transport="ipc")
    manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=120)
        client.execute("for _ in range(6000): display('x' * 2000)")
        client.get_shell_msg(timeout=120)
        shown = 0
        while (message := client.get_iopub_msg(timeout=120))["content"].get("execution_state") != "idle":
            shown += message["msg_type"] == "display_data"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
    assert shown == 6000


def test_a_connection_that_ends_while_its_kernel_does_is_closed(kernels):
    _add(kernels, idle=0)
    closed = []
    socket = SimpleNamespace(closed=False)
    channel = SimpleNamespace(socket=socket, on_recv=lambda _: None, close=lambda: closed.append("shell"))
    kernels.start_buffering("k", "k:page", {"shell": channel})
    kernels.remove_kernel("k")
    assert closed == ["shell"]
    assert kernels.get_buffer("k", "k:page") is None
    kernels.remove_kernel("k")

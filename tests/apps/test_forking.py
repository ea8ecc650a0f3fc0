"""Kernels forked from a process that has everything, and what they have not."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from traitlets.config import Config

import smwidgets as sm
from smwidgets.apps.kernels import SessionKernels, ThisPython
from smwidgets.apps.session_process import NO_FORK, can_fork
from smwidgets.data.access import ANONYMOUS

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")]

_NUMBERS = re.compile(r"\d+")
_EVENT = "anon_inode:[eventfd]"

CONFIG = Config(
    {
        "KernelManager": {"transport": "ipc", "client_factory": "smwidgets.apps.session_client.SessionClient"},
        "KernelRestarter": {"restart_limit": 0},
    }
)


@pytest.fixture(scope="module")
def store(tmp_path_factory, seed_tables):
    path = tmp_path_factory.mktemp("forking") / "shop.duckdb"
    sm.import_shop(seed_tables, path)
    with sm.connect(path) as shop:
        shop.restricted(ANONYMOUS).close()
    return path


@pytest.fixture
def short_path():
    """A directory whose name leaves room for a socket's: there are 107 letters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def served(monkeypatch, short_path, store):
    """Run a coroutine function with the kernels of a server that publishes the store."""
    monkeypatch.chdir(short_path)
    monkeypatch.setenv("SMWIDGETS_SHOP", str(store))
    monkeypatch.setenv("IPYTHONDIR", str(short_path))
    monkeypatch.delenv("SMWIDGETS_RIGHTS", raising=False)

    def run(scenario, **settings):
        async def with_kernels():
            settings_ = {"fork": True, "cull_idle_timeout": 0} | settings
            kernels = SessionKernels(
                config=CONFIG, kernel_spec_manager=ThisPython(), connection_dir=str(short_path), **settings_
            )
            try:
                if kernels.forking is not None:
                    kernels.fill()
                    await asyncio.gather(*kernels.forking._coming.values())
                return await scenario(kernels)
            finally:
                await kernels.shutdown_all(now=True)

        return asyncio.run(with_kernels())

    return run


class _Session:
    """A kernel that is asked what it has."""

    def __init__(self, kernels, kernel_id):
        self.manager = kernels.get_kernel(kernel_id)
        self.id = kernel_id
        self.pid = self.manager.provisioner.pid
        self.forked = type(self.manager.provisioner.process).__name__ == "ForkedProcess"

    async def tell(self, code):
        """Run code, and return the value of its last line."""
        client = self.manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=120)
            *lines, last = code.strip().splitlines()
            asked = "\n".join(["import json", *lines, f"said = json.dumps({last})"])
            reply = await client.execute(asked, user_expressions={"said": "said"}, reply=True, timeout=120)
        finally:
            client.stop_channels()
        assert reply["content"]["status"] == "ok", reply["content"]
        return json.loads(eval(reply["content"]["user_expressions"]["said"]["data"]["text/plain"]))  # noqa: S307


async def _start(kernels, **environment):
    published = {**os.environ, "SERVER_SOFTWARE": "voila/0"}
    return _Session(kernels, await kernels.start_kernel(env={**published, **environment}, path=""))


def _own_files():
    """Count the open files of this process by kind; ZeroMQ closes its events when it likes."""
    kinds = Counter(_NUMBERS.sub("", file) for file in _open_files("self"))
    return kinds - Counter({_EVENT: kinds[_EVENT]})


def _open_files(pid):
    found = []
    for path in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # the directory that is listed
            found.append(str(path.readlink()))
    return found


@pytest.mark.spec("R5", "R6")
def test_a_forked_kernel_has_nothing_of_the_server_or_of_another_visitor(served, store):
    async def scenario(kernels):
        first = await _start(kernels, QUERY_STRING="secret-of-the-first")
        second = await _start(kernels, QUERY_STRING="of-the-second")
        assert first.forked
        assert second.forked
        told = [
            await session.tell(
                "import os, random, uuid, numpy\n"
                "[dict(os.environ), random.random(), numpy.random.random(), uuid.uuid4().hex,"
                " os.getsid(0), os.getpid()]"
            )
            for session in (first, second)
        ]
        parents = [psutil.Process(session.pid).ppid() for session in (first, second)]
        return told, _open_files(second.pid), parents, psutil.Process(second.pid).environ()

    (one, other), files, parents, environ = served(scenario)
    assert other[0]["QUERY_STRING"] == "of-the-second"
    assert "secret-of-the-first" not in str(other[0]) + str(environ)
    assert "OPENBLAS_NUM_THREADS" not in set(other[0]) - set(os.environ)
    assert len({*one[1:4], *other[1:4]}) == 6  # nothing random is the same
    assert one[4] == one[5]
    assert other[4] == other[5]
    assert parents == [os.getpid()] * 2
    stores = [file for file in files if file.endswith(".duckdb")]
    assert len(stores) == 1
    assert ".scopes" in stores[0]  # what is masked, not the store
    assert not any(file.endswith(("fork_server", "keeper")) for file in files)


def test_forks_are_made_from_a_single_thread(served):
    async def scenario(kernels):
        await _start(kernels)
        names = {"smw-fork", "smw-keeper"}
        return {p.name(): p.num_threads() for p in psutil.Process().children() if p.name() in names}

    assert served(scenario) == {"smw-fork": 1, "smw-keeper": 1}


@pytest.mark.spec("R5")
def test_a_forked_kernel_shows_what_its_visitor_may_see_without_opening_the_store(served):
    async def scenario(kernels):
        session = await _start(kernels)
        return await session.tell(
            "import smwidgets as sm\n"
            "model = sm.DashboardModel.from_environment()\n"
            "revenue = float(model.shop.cube('sales')['revenue_all'].sum())\n"
            "[model.shop.rights.personal, revenue, model.shop._snapshot._connection is None,"
            " len(model.shop.execute(model.shop.table('events')))]"
        )

    personal, revenue, unopened, rows = served(scenario)
    assert not personal
    assert revenue > 0
    assert unopened
    assert rows > 0


_IMPORTS = """
import json, sys
from smwidgets.apps.fork_server import _import
_import()
print(json.dumps(sorted(sys.modules)))
"""


def test_what_a_page_needs_is_imported_before_kernels_are_forked(served):
    async def scenario(kernels):
        session = await _start(kernels)
        return await session.tell(
            "import sys, smwidgets as sm\n"
            "model = sm.DashboardModel.from_environment()\n"
            "sm.MainDashboard(model).show()\n"
            "model.shop.execute(model.shop.table('events').limit(1))\n"
            "sorted(sys.modules)"
        )

    ahead = json.loads(subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, check=True).stdout)
    # A thread of ZeroMQ's, a folder of time zones, and what runs modules as programs.
    assert set(served(scenario)) - set(ahead) <= {"zmq.utils.garbage", "tzdata", "runpy"}


def test_thirty_kernels_come_and_go_without_a_trace(served):
    async def scenario(kernels):
        seen = []
        for _ in range(31):
            session = await _start(kernels)
            seen.append(session.pid)
            await kernels.shutdown_kernel(session.id, now=True)
            if len(seen) == 1:
                before = _own_files()  # with the event loops that are made once
        left = [pid for pid in seen if psutil.pid_exists(pid)]
        return left, _own_files() - before

    left, opened = served(scenario)
    assert left == []
    assert not opened


def test_a_killed_kernel_is_reaped_at_once_and_never_signalled_again(served, monkeypatch):
    async def scenario(kernels):
        session = await _start(kernels)
        process = session.manager.provisioner.process
        os.kill(session.pid, signal.SIGKILL)
        assert await asyncio.wait_for(process.ended(), 5) == -signal.SIGKILL
        assert not psutil.pid_exists(session.pid)
        sent = []
        monkeypatch.setattr(os, "kill", lambda *signalled: sent.append(signalled))
        monkeypatch.setattr(os, "killpg", lambda *signalled: sent.append(signalled))
        process.kill()
        process.terminate()
        monkeypatch.undo()
        return sent

    assert served(scenario) == []


def test_kernels_start_the_ordinary_way_when_what_they_are_forked_from_ended(served):
    async def scenario(kernels):
        forking = kernels.forking
        for process in psutil.Process().children():
            process.kill()
        sessions = [await _start(kernels)]
        assert await sessions[0].tell("1") == 1
        assert await forking._server.ready() is None
        sessions.append(await _start(kernels))
        return [session.forked for session in sessions]

    assert served(scenario) == [False, True]


def test_a_replaced_store_is_read_anew(served, store, seed_tables, tmp_path, monkeypatch):
    path = tmp_path / "replaced.duckdb"
    sm.import_shop(seed_tables, path)
    monkeypatch.setenv("SMWIDGETS_SHOP", str(path))
    asked = (
        "import smwidgets as sm\nfloat(sm.DashboardModel.from_environment().shop.cube('sales')['revenue_all'].sum())"
    )

    async def scenario(kernels):
        before = await (await _start(kernels)).tell(asked)
        events = seed_tables["events"]
        sm.import_shop({**seed_tables, "events": events.assign(value=events["value"] * 2)}, path)
        return before, await (await _start(kernels)).tell(asked)

    before, after = served(scenario)
    assert after == pytest.approx(2 * before)


def test_nothing_is_forked_where_nobody_wants_it(served, monkeypatch):
    monkeypatch.setenv(NO_FORK, "1")
    assert not can_fork()

    async def scenario(kernels):
        session = await _start(kernels)
        return session.forked, await session.tell("1")

    assert served(scenario, fork=can_fork()) == (False, 1)


_PUBLISHES = """
import asyncio
from smwidgets.apps.kernels import SessionKernels, ThisPython

async def serve():
    kernels = SessionKernels(fork=True, kernel_spec_manager=ThisPython(), connection_dir=".", cull_idle_timeout=0)
    kernels.fill()
    await kernels.start_kernel(path="")
    print("started", flush=True)
    await asyncio.sleep(300)

asyncio.run(serve())
"""


def test_what_a_killed_server_forked_ends_with_it(short_path, store):
    environment = {**os.environ, "SMWIDGETS_SHOP": str(store), "IPYTHONDIR": str(short_path)}
    command = [sys.executable, "-c", _PUBLISHES]
    with subprocess.Popen(command, cwd=short_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout.readline() == "started\n"
            left = psutil.Process(server.pid).children(recursive=True)
        finally:
            server.kill()
    assert len(left) >= 2
    assert psutil.wait_procs(left, timeout=120)[1] == []

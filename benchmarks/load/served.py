"""A served shop, and what its processes hold."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START_SECONDS = 120
RECOVERY_SECONDS = 10
_QUIET = 0.05
"""Share of one processor below which a server rests."""


class Held(NamedTuple):
    """What the server and all processes below it hold."""

    processes: int
    handles: int
    threads: int
    unique: float
    """MiB of the server's own process that nobody shares."""
    proportional: float
    """MiB of all processes; what several share is counted once."""


@dataclass
class Served:
    """A running server of one dashboard on this machine."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def tree(self) -> list[psutil.Process]:
        """The server, and every process below it at whatever depth: a kernel may be forked from one between."""
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def count(self) -> int:
        return len(self.tree())

    def held(self) -> Held:
        processes = self.tree()
        memory = [process.memory_full_info() for process in processes]
        return Held(
            len(processes),
            sum(process.num_fds() for process in processes),
            sum(process.num_threads() for process in processes),
            memory[0].uss / 2**20,
            sum(one.pss for one in memory) / 2**20,
        )

    def wait_until(self, true: Callable[[], bool], seconds: float) -> float:
        """Wait, for so many seconds at most, and return how many it took; infinity if in vain."""
        began = time.monotonic()
        while not true():
            if time.monotonic() - began > seconds:
                return float("inf")
            time.sleep(0.05)
        return time.monotonic() - began

    def rest(self) -> None:
        """Wait until it does nothing, so that what it prepares for the next visitor is prepared."""
        for _ in range(START_SECONDS):
            before = self._spent()
            time.sleep(0.5)
            if self._spent() - before < 0.5 * _QUIET:
                return
        raise SystemExit("the server never rests")

    def _spent(self) -> float:
        seconds = 0.0
        for process in self.tree():
            with suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
        return seconds


@contextmanager
def served(shop: Path, *, profile: str, sessions: int, patience: float = 0) -> Iterator[Served]:
    """Serve a shop on a free port; `patience` 0 is the product's own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = Path(__file__).with_name("serve.py")
    command = [sys.executable, str(script), str(shop), str(port), profile, str(sessions), str(patience)]
    with tempfile.TemporaryDirectory(prefix="smwidgets-load-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as written:
            process = subprocess.Popen(command, stdout=written, stderr=written, start_new_session=True)
        server = Served(process, port, log)
        try:
            server.wait_until(lambda: process.poll() is not None or server.address in log.read_text(), START_SECONDS)
            if server.address not in log.read_text():
                raise SystemExit(f"the server did not start:\n{log.read_text()}")
            server.rest()
            yield server
        finally:
            _end(server)


def _end(server: Served) -> None:
    processes = server.tree() if server.process.poll() is None else []
    server.process.terminate()
    for one in psutil.wait_procs(processes, 20)[1]:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    server.process.wait(20)

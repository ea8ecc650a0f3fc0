"""A served shop, and what its processes hold."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from processes import Processes, free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START_SECONDS = 120
END_SECONDS = 20
RECOVERY_SECONDS = 10


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
class Served(Processes):
    """A running server of one dashboard on this machine."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def count(self) -> int:
        return len(self.tree())

    def held(self) -> Held:
        processes = self.tree()
        return Held(
            len(processes),
            sum(process.num_fds() for process in processes),
            sum(process.num_threads() for process in processes),
            processes[0].memory_full_info().uss / 2**20,
            self.memory(),
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
        """Wait until it does nothing."""
        if not self.comes_to_rest():
            raise SystemExit("the server never rests")


@contextmanager
def served(shop: Path, *, profile: str, sessions: int, patience: float = 0) -> Iterator[Served]:
    """Serve a shop on a free port; `patience` 0 is the product's own."""
    port = free_port()
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
            server.end(END_SECONDS)

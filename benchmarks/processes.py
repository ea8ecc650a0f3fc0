"""A server that is measured: a free port for it, all its processes, what they take, and their end."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    import subprocess

_QUIET = 0.05
"""Share of one processor below which a server rests."""

_LOOKS = 120
_LOOK_SECONDS = 0.5


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Processes:
    """A process, and every one below it at whatever depth: a kernel may be forked from one between."""

    process: subprocess.Popen[bytes]

    def tree(self) -> list[psutil.Process]:
        """List them, the one that was started first."""
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def memory(self) -> float:
        """MiB of all: the proportional set size, which counts shared pages once."""
        total = 0
        for process in self.tree():
            with suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total / 2**20

    def comes_to_rest(self) -> bool:
        """Wait until they do nothing, so that what is prepared for the next visitor is prepared; False if in vain."""
        for _ in range(_LOOKS):
            before = self._spent()
            time.sleep(_LOOK_SECONDS)
            if self._spent() - before < _LOOK_SECONDS * _QUIET:
                return True
        return False

    def end(self, patience: float) -> None:
        """Ask the first to end, and kill what is left of them after so many seconds."""
        processes = self.tree() if self.process.poll() is None else []
        self.process.terminate()
        for one in psutil.wait_procs(processes, patience)[1]:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        self.process.wait(patience)

    def _spent(self) -> float:
        seconds = 0.0
        for process in self.tree():
            with suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
        return seconds

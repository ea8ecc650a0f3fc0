"""A kit's server, the processes that belong to it, and what they take."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
import psutil
from kits import APPS, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kits import Kit
    from shops import Data

PATIENCE_SECONDS = 120
START_SECONDS = 900
"""The first time smwidgets serves a shop it writes down what the anonymous may see of it."""

_QUIET = 0.05
"""Share of one processor below which a server rests."""


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    origin: str
    url: str

    def tree(self) -> list[psutil.Process]:
        """Its processes."""
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]

    def memory(self) -> float:
        """MiB of the whole tree: the proportional set size, which counts shared pages once."""
        total = 0
        for process in self.tree():
            with suppress(psutil.Error):
                total += process.memory_full_info().pss
        return total / 2**20

    def rest(self) -> None:
        """Wait until it does nothing, so that what it prepares for the next visitor is prepared."""
        for _ in range(PATIENCE_SECONDS):
            before = self._spent()
            time.sleep(0.5)
            if self._spent() - before < 0.5 * _QUIET:
                return
        raise Problem(f"{self.url} never rests")

    def _spent(self) -> float:
        seconds = 0.0
        for process in self.tree():
            with suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
        return seconds


@contextmanager
def running(kit: Kit, data: Data, root: Path) -> Iterator[Server]:
    """Serve the kit's dashboard of a shop on a free port."""
    home = root / (kit.environment or "smwidgets")
    home.mkdir(exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = _notebook(kit, home) if kit.notebook else APPS / f"{kit.app}.py"
    command = [str(kit.python(root)), *(one.format(app=app, port=port, store=data.store) for one in kit.arguments)]
    jupyter = {f"JUPYTER_{name}_DIR": str(home / "jupyter" / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = os.environ | jupyter | kit.settings | {"PEERS_ORDERS": str(data.orders)}
    if kit.environment:
        environment["PYTHONPATH"] = str(APPS)
    with (home / f"{kit.name}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log, start_new_session=True)
    server = Server(process, f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/{kit.path}")
    try:
        _wait_until_listening(server, port, home / f"{kit.name}.log")
        yield server
    finally:
        processes = server.tree() if process.poll() is None else []
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        _, alive = psutil.wait_procs(processes, 10)
        for one in alive:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        process.wait(10)


def _notebook(kit: Kit, home: Path) -> Path:
    """Write the app as a notebook of one cell."""
    cell = nbformat.v4.new_code_cell((APPS / f"{kit.app}.py").read_text())
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    path = home / f"{kit.app}.ipynb"
    nbformat.write(notebook, path)
    return path


def _wait_until_listening(server: Server, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if server.process.poll() is not None:
            break
        time.sleep(0.05)
    raise Problem(f"{server.url} did not start:\n{log.read_text()}")

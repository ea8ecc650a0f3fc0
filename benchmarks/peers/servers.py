"""A kit's server, the processes that belong to it, and what they take."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
from kits import APPS, Problem
from processes import Processes, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kits import Kit
    from shops import Data

START_SECONDS = 900
"""The first time smwidgets serves a shop it writes down what the anonymous may see of it."""

END_SECONDS = 10


@dataclass
class Server(Processes):
    """A running server."""

    origin: str
    url: str

    def rest(self) -> None:
        """Wait until it does nothing."""
        if not self.comes_to_rest():
            raise Problem(f"{self.url} never rests")


@contextmanager
def running(kit: Kit, data: Data, root: Path) -> Iterator[Server]:
    """Serve the kit's dashboard of a shop on a free port."""
    home = root / (kit.environment or "smwidgets")
    home.mkdir(exist_ok=True)
    port = free_port()
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
        server.end(END_SECONDS)


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

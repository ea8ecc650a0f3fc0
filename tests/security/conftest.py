"""Hostile names, for whatever takes names; and real servers, for whoever attacks them."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import nbformat
import pytest

START_SECONDS = 180


def beside(name):
    """Load a module beside this one: test folders are no packages, so nothing imports it by name."""
    specification = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def hostile_names():
    """Names nobody may use, by what they try."""
    return beside("hostile_names").HOSTILE


@pytest.fixture(scope="session")
def planted():
    """A shop of signs: how it was planted."""
    return beside("planted")


@pytest.fixture(scope="session")
def planted_store(planted, tmp_path_factory):
    """A shop of signs, as a store."""
    return planted.plant(tmp_path_factory.mktemp("planted") / "shop.duckdb")


@pytest.fixture(scope="session")
def store_without_changes(planted, tmp_path_factory):
    """The same without what contacts were before, as a store."""
    return planted.plant(tmp_path_factory.mktemp("planted") / "shop.duckdb", without=("contact_changes",))


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def kernel(self) -> str:
        """Id of the kernel behind a page."""
        return re.search(r'"kernelId": ?"([0-9a-f-]{36})"', self.text).group(1)


@dataclass
class Attacked:
    """A server of one notebook."""

    process: subprocess.Popen[str]
    port: int
    root: Path
    log: list[str] = field(default_factory=list)

    def ask(self, path="/", method="GET", host="127.0.0.1", **headers) -> Answer:
        """Send one request; underscores in the names of headers are dashes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host)
            for name, value in headers.items():
                for one in value if isinstance(value, list) else [value]:
                    connection.putheader(name.replace("_", "-"), one)
            connection.endheaders()
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    """Serve a cell of Python: ``attacked(source, profile="team", …)``; it ends with the tests of its file."""
    with ExitStack() as servers:

        def start(source, *abandoned_seconds, **access):
            root = tmp_path_factory.mktemp("served")
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, root / "page.ipynb")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            script = Path(__file__).with_name("_serve_page.py")
            command = [sys.executable, str(script), str(root / "page.ipynb"), str(port), json.dumps(access)]
            process = subprocess.Popen(
                [*command, *map(str, abandoned_seconds)],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                env=os.environ | {"PYTHONUNBUFFERED": "1", "SMWIDGETS_REPOSITORY": str(root.with_name("exports"))},
            )
            servers.callback(_end, process)
            server = Attacked(process, port, root)
            listening = threading.Event()
            threading.Thread(target=_read, args=(server, listening), daemon=True).start()
            listening.wait(START_SECONDS)
            assert any(line.startswith("http://") for line in server.log), "".join(server.log)
            return server

        yield start


def _read(server, listening):
    for line in server.process.stdout:
        server.log.append(line)
        if line.startswith("http://"):
            listening.set()
    listening.set()


def _end(process):
    process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(60)
    process.stdout.close()

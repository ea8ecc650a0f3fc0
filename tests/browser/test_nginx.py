"""The sample configuration of the deployment guide, run by a real nginx in front of a real server."""

from __future__ import annotations

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import nbformat
import psutil
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.spec("R4")]

SAMPLE = Path(__file__).parents[2] / "docs" / "deployment" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
LOST_MS = 30_000
GONE = ("Failed to load resource", "WebSocket connection to", "Failed to fetch", "Connection lost", "ERR_CONNECTION")
PAGE = """
import os
from ipywidgets import Button, Label, VBox

who = os.environ["SMWIDGETS_USER"]
count = Label("0 zł")
button = Button(description="add")
button.on_click(lambda _: setattr(count, "value", f"{int(count.value.split()[0]) + 1} zł"))
VBox([button, count, Label(f"user is {who}", layout={"height": "300px"})])
"""


@pytest.fixture(scope="module")
def dashboard(run_server: Callable[..., object], free_port: Callable[[], int], tmp_path_factory) -> Iterator[object]:
    """A team's server behind nginx: ``.address`` of the server, ``.front`` of nginx, ``.nginx`` its process."""
    if not NGINX:
        pytest.skip("nginx is missing: make nginx")
    folder = tmp_path_factory.mktemp("nginx")
    cell = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PAGE)])
    nbformat.write(cell, folder / "page.ipynb")
    back, front = free_port(), free_port()
    script = Path(__file__).parents[1] / "security" / "_serve_page.py"
    access = '{"profile": "team", "hosts": ["dashboards.example.com"]}'
    server = run_server([sys.executable, str(script), str(folder / "page.ipynb"), str(back), access])
    (folder / "users").write_text("ala:{PLAIN}kot\nola:{PLAIN}pies\n")
    sample = SAMPLE.read_text("utf-8")
    for written, used in (
        ("server 127.0.0.1:8866;", f"server 127.0.0.1:{back};"),
        ("listen 80;", f"listen 127.0.0.1:{front};"),
        ("/etc/nginx/dashboards.htpasswd", str(folder / "users")),
    ):
        assert sample.count(written) == 1
        sample = sample.replace(written, used)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    root = "user root; " if os.getuid() == 0 else ""  # else its worker is nobody, who reads no file of ours
    (folder / "nginx.conf").write_text(
        f"{root}daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{sample}\n}}\n"
    )
    nginx = subprocess.Popen([NGINX, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"])
    try:
        _wait(front, nginx, folder)
        server.front, server.nginx = f"http://127.0.0.1:{front}/", nginx
        yield server
    finally:
        nginx.terminate()
        nginx.wait(60)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(200):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert process.poll() is None, (folder / "error.log").read_text()
        time.sleep(0.05)
    pytest.fail("nginx does not listen")


def _ask(address: str, user: str = "", **headers: str) -> tuple[int, str]:
    known = {"Authorization": "Basic " + base64.b64encode(user.encode()).decode()} if user else {}
    try:
        with urlopen(Request(address, headers=known | {k.replace("_", "-"): v for k, v in headers.items()})) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def test_the_dashboard_works_for_who_signed_in(browse: Callable[..., Page], dashboard: object) -> None:
    page = browse(width=400, http_credentials={"username": "ala", "password": "kot"})
    page.goto(dashboard.front)
    page.get_by_text("user is ala").wait_for()
    page.get_by_role("button", name="add").click()
    page.get_by_text("1 zł").wait_for()
    page.emulate_media(color_scheme="dark")
    page.locator('body[data-jp-theme-light="false"]').wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") == 400


def test_nobody_comes_in_unasked_or_under_another_name(dashboard: object) -> None:
    assert _ask(dashboard.front)[0] == 401
    assert _ask(dashboard.front, "ala:pies")[0] == 401
    assert _ask(dashboard.front, X_Forwarded_User="ala")[0] == 401
    status, text = _ask(dashboard.front, "ala:kot", X_Forwarded_User="ola")
    assert status == 200
    assert "user is ola" not in text
    kernel = re.search(r'"kernelId": ?"([0-9a-f-]{36})"', text).group(1)
    assert _ask(f"{dashboard.front}api/kernels/{kernel}", "ala:kot")[0] == 200
    assert _ask(f"{dashboard.front}api/kernels/{kernel}", "ola:pies", X_Forwarded_User="ala")[0] == 404
    assert _ask(dashboard.address)[0] == 403


def test_a_page_that_is_closed_gives_its_kernel_back(
    browse: Callable[..., Page], dashboard: object, kernels_of: Callable[..., list[psutil.Process]]
) -> None:
    server = psutil.Process(dashboard.process.pid)
    before = set(kernels_of(server))
    page = browse(http_credentials={"username": "ola", "password": "pies"})
    page.goto(dashboard.front)
    page.get_by_text("user is ola").wait_for()
    kernels = set(kernels_of(server)) - before
    assert len(kernels) == 1
    page.close(run_before_unload=True)
    assert psutil.wait_procs(kernels, timeout=60)[1] == []


def test_the_page_says_so_when_nginx_is_gone(browse: Callable[..., Page], dashboard: object) -> None:
    page = browse(tolerated=GONE, http_credentials={"username": "ala", "password": "kot"})
    page.goto(dashboard.front)
    page.get_by_text("user is ala").wait_for()
    nginx = psutil.Process(dashboard.nginx.pid)
    for process in (*nginx.children(), nginx):
        process.suspend()
    try:
        page.get_by_text("Połączenie z dashboardem zostało przerwane").wait_for(timeout=LOST_MS)
    finally:
        for process in (nginx, *nginx.children()):
            process.resume()
    page.locator("#smw-lost").wait_for(state="hidden")
    page.get_by_role("button", name="add").click()
    page.get_by_text("1 zł").wait_for()

"""Real servers and a real browser, for every test marked ``browser``."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

import nbformat
import pytest

from smwidgets.data.importing import import_shop
from smwidgets.data.sample import sample_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HERE = {"127.0.0.1", "localhost"}
KERNEL_IS_READY = """() => {
  const kernel = window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""
START_SECONDS = 180
PATIENCE_MILLISECONDS = 120_000
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")


@dataclass
class Server:
    """A process that printed the address it serves."""

    process: subprocess.Popen[str]
    address: str
    log: list[str]
    root: Path
    """Folder of its notebooks."""

    def stop(self) -> int:
        """Ask it to end and wait: its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)


@dataclass(frozen=True)
class Cell:
    """A notebook of one cell of Python."""

    notebook: Path
    repository: Path
    """Where its exports are kept."""


@dataclass
class Watch:
    """What a page did that it must not do."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    tolerated: list[str] = field(default_factory=list)
    """Regular expressions of the errors that a test provokes."""

    def follow(self, page: Page) -> None:
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._look_at(request.url))
        page.on("websocket", lambda websocket: self._look_at(websocket.url))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def _look_at(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in HERE:
            self.foreign.append(url)

    def verify(self) -> None:
        assert self.foreign == [], "the page asked other hosts"
        left = [error for error in self.errors if not any(re.search(known, error) for known in self.tolerated)]
        assert left == [], "errors in the browser's console"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is missing: make browser")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where there is a browser

    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


def _wait_for(page: Page, true: str, *, arg: object = None, timeout: float = PATIENCE_MILLISECONDS) -> None:
    """Do what `Page.wait_for_function` does, which evaluates text in the page: our content policy forbids that."""
    deadline = time.monotonic() + timeout / 1000
    while not page.evaluate(true, arg):
        assert time.monotonic() < deadline, f"waited in vain for {true}"
        page.wait_for_timeout(25)


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages: ``browse(width=…, height=…, tolerated=[…], **context_options)``.

    A page that logged an error or asked another host fails the test, unless ``tolerated`` has a pattern for the error.
    """
    watches: list[Watch] = []
    with ExitStack() as contexts:

        def open_page(
            *, width: int = 1400, height: int = 1000, tolerated: tuple[str, ...] = (), **options: object
        ) -> Page:
            options = {"locale": "pl-PL", "timezone_id": "Europe/Warsaw"} | options
            context = chromium.new_context(viewport={"width": width, "height": height}, **options)
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE_MILLISECONDS)
            page = context.new_page()
            page.wait_for_function = partial(_wait_for, page)
            watch = Watch(tolerated=list(tolerated))
            watch.follow(page)
            watches.append(watch)
            return page

        yield open_page
    for watch in watches:
        watch.verify()


@pytest.fixture
def page(browse: Callable[..., Page]) -> Page:
    """One page, 1400 pixels wide, in a Polish browser."""
    return browse()


@contextmanager
def _running(command: list[str], root: Path, scratch: Path, env: dict[str, str]) -> Iterator[Server]:
    folders = {
        name: str(scratch / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=root,
        env=os.environ | folders | {"PYTHONUNBUFFERED": "1"} | env,
    )
    log: list[str] = []
    found = threading.Event()

    def read() -> None:
        for line in process.stdout:
            log.append(line)
            if ADDRESS.search(line):
                found.set()
        found.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        found.wait(START_SECONDS)
        addresses = [match.group() for line in log if (match := ADDRESS.search(line))]
        assert addresses, f"{command} printed no address:\n{''.join(log)}"
        server = Server(process, addresses[0], log, root)
        _wait_until_listening(server)
        yield server
        if process.poll() is None:
            server.stop()
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(60)
        reader.join(60)
        process.stdout.close()


def _wait_until_listening(server: Server) -> None:
    """Wait for what follows the address: JupyterLab prints it a moment before it listens."""
    parts = urlsplit(server.address)
    for _ in range(20 * START_SECONDS):
        with suppress(ConnectionRefusedError), socket.create_connection((parts.hostname, parts.port), 1):
            return
        assert server.process.poll() is None, "".join(server.log)
        time.sleep(0.05)
    pytest.fail(f"nothing listens at {server.address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def run_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start any command that prints the address it serves; it ends with the tests of its file."""
    with ExitStack() as servers:

        def start(command: list[str]) -> Server:
            scratch = tmp_path_factory.mktemp("server")
            return servers.enter_context(_running(command, scratch, scratch, {}))

        yield start


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    return _free_port


@pytest.fixture(scope="session")
def voila_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start ``smwidgets serve``: ``voila_server(shop, "--locale", "en", env={…})``; all end with the session."""
    with ExitStack() as servers:

        def start(shop: Path, *arguments: str, env: dict[str, str] | None = None) -> Server:
            scratch = tmp_path_factory.mktemp("voila")
            command = [sys.executable, "-m", "smwidgets", "serve", str(shop), "--no-browser"]
            command += ["--port", str(_free_port()), *arguments]
            return servers.enter_context(_running(command, scratch, scratch, env or {}))

        yield start


@pytest.fixture(scope="session")
def lab_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """JupyterLab over an empty folder (``.root``), reading no settings of the user's."""
    root, scratch = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("lab")
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={root}"]
    command += ["--LabApp.expose_app_in_browser=True", "--LabApp.extension_manager=readonly"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    settings = scratch / "settings"
    news = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    with _running(command, root, scratch, {"JUPYTERLAB_SETTINGS_DIR": str(settings)}) as server:
        yield server


@pytest.fixture
def run_in_lab(lab_server: Server) -> Callable[..., None]:
    """Run a notebook in JupyterLab: ``run_in_lab(page, notebook, query="")`` returns once a widget is drawn."""

    def run(page: Page, notebook: Path, query: str = "") -> None:
        # A kernel of its own: JupyterLab deletes the subshells of a page that was closed, and the next page on the same
        # kernel may send a comm message to one of them, which ipykernel drops ("Unknown subshell_id").
        name = f"{notebook.stem}-{uuid4().hex[:8]}.ipynb"
        (lab_server.root / name).write_bytes(notebook.read_bytes())
        origin = lab_server.address.split("/lab")[0].rstrip("/")
        page.goto(f"{origin}/lab/tree/{name}?reset{query and '&'}{query}")
        # Cells that are run before the kernel has answered are lost without a word.
        page.wait_for_function(KERNEL_IS_READY)
        page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        page.locator(".jp-OutputArea-output .jupyter-widgets").first.wait_for()

    return run


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop of 6 March 2026 with 1,000 contacts."""
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    import_shop(sample_tables(7, date(2026, 3, 6), contacts=1_000), path, timezone="Europe/Warsaw", currency="PLN")
    return path


@pytest.fixture(scope="module")
def write_cell(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Cell]:
    """Write a cell of Python into a notebook, the same cell once."""
    written: dict[str, Cell] = {}

    def write(source: str) -> Cell:
        if source not in written:
            folder = tmp_path_factory.mktemp("notebook")
            repository = folder / "repository"
            code = f"import os\nos.environ['SMWIDGETS_REPOSITORY'] = {str(repository)!r}\n{source}"
            kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
            cell = nbformat.v4.new_code_cell(code)
            notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
            nbformat.write(notebook, folder / "cell.ipynb")
            written[source] = Cell(folder / "cell.ipynb", repository)
        return written[source]

    return write


@pytest.fixture(scope="module")
def serve_cell(write_cell: Callable[[str], Cell], run_server: Callable[..., Server]) -> Callable[[str], str]:
    """Serve a cell of Python by Voilà, the same cell once, and give its address."""
    served: dict[str, str] = {}
    script = Path(__file__).with_name("_serve_notebook.py")

    def serve(source: str) -> str:
        if source not in served:
            notebook = write_cell(source).notebook
            command = [sys.executable, str(script), str(notebook), str(_free_port()), "auto"]
            served[source] = run_server(command).address
        return served[source]

    return serve


@pytest.fixture(params=["voila", "lab"])
def host(request: pytest.FixtureRequest) -> str:
    """Each of the two places in which people look at a dashboard."""
    return request.param


@pytest.fixture
def show_cell(
    host: str, request: pytest.FixtureRequest, write_cell: Callable[[str], Cell]
) -> Callable[[Page, str], None]:
    """Show what a cell of Python ends with, in the host: ``show_cell(page, source)``."""

    def show(page: Page, source: str) -> None:
        if host == "voila":
            page.goto(request.getfixturevalue("serve_cell")(source))
        else:
            request.getfixturevalue("run_in_lab")(page, write_cell(source).notebook)

    return show


WIDE = """() => {
  const sheet = new CSSStyleSheet();
  const ours = ":is(.smw-dashboard, .smw-section, .smw-dialog, .smw-panel)";
  sheet.replaceSync(`${ours} * { letter-spacing: 0.12em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


@pytest.fixture(scope="session")
def widen() -> Callable[[Page], None]:
    """Write all text of a page a quarter wider: as on a machine whose fonts are other ones."""
    return lambda page: page.evaluate(WIDE)


@pytest.fixture
def paint(host: str) -> Callable[[Page, str], None]:
    """Give a page of the host its ``"light"`` or ``"dark"`` theme."""

    def change(page: Page, scheme: str) -> None:
        if host == "voila":
            page.emulate_media(color_scheme=scheme)
        else:
            command = "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })"
            page.evaluate(command, f"JupyterLab {scheme.title()}")
        page.locator(f'body[data-jp-theme-light="{str(scheme == "light").lower()}"]').wait_for(state="attached")

    return change

"""The page of a published dashboard, seen with a notebook of a few lines."""

from __future__ import annotations

import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import nbformat
import psutil
import pytest

from smwidgets.parts.palette import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

COUNTER = """
import time

time.sleep({pause})
from ipywidgets import Button, Label, VBox

count = Label("0 zł")
button = Button(description="add")
button.on_click(lambda _: setattr(count, "value", f"{{int(count.value.split()[0]) + 1}} zł"))
VBox([button, count, Label("tall", layout={{"height": "300px"}})])
"""
BROKEN = "raise RuntimeError('secret of the server')"
GONE = ("Failed to load resource", "WebSocket connection to", "Failed to fetch", "Connection lost", "ERR_CONNECTION")
BANNER = "#smw-lost"
READY = "html[data-ready]"
LOST_MS = 30_000
WATCHED_MS = 2000
"""Longer than the page waits before it first asks for its kernel."""
PATIENCE = 20
TEMPLATE = Path(__file__).parents[2] / "voila_templates" / "smwidgets"


@pytest.fixture(scope="module")
def serve(
    tmp_path_factory: pytest.TempPathFactory, run_server: Callable[..., object], free_port: Callable[[], int]
) -> Callable[..., object]:
    """Serve a cell of Python through the template, and others after it."""

    def start(source: str, theme: str = "auto", *, then: Sequence[str] = ()) -> object:
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (source, *then)])
        path = tmp_path_factory.mktemp("notebook") / "tiny.ipynb"
        nbformat.write(notebook, path)
        script = Path(__file__).with_name("_serve_notebook.py")
        return run_server([sys.executable, str(script), str(path), str(free_port()), theme])

    return start


@pytest.fixture(scope="module")
def counter(serve: Callable[..., object]) -> object:
    """A server that outlives its tests."""
    return serve(COUNTER.format(pause=0))


@pytest.fixture
def own_counter(serve: Callable[..., object]) -> object:
    """A server that its test may end."""
    return serve(COUNTER.format(pause=0))


def colour(page: Page, selector: str = "body") -> str:
    red, green, blue = re.findall(
        r"\d+", page.locator(selector).evaluate("one => getComputedStyle(one).backgroundColor")
    )
    return f"#{int(red):02x}{int(green):02x}{int(blue):02x}"


def test_loading_state_stands_before_the_kernel_has_answered(serve: Callable[..., object], page: Page) -> None:
    server = serve(COUNTER.format(pause=2))
    page.goto(server.address, wait_until="commit")
    page.locator(".smw-skeleton-tile").nth(5).wait_for()
    assert page.locator(READY).count() == 0
    assert page.title() == "Dashboard <Główny> & sklep"
    assert colour(page) == LIGHT["ground"]
    # What moves is drawn sixty times a second, by the processor that is to draw the dashboard.
    starts = page.evaluate("document.getAnimations().map(({ effect }) => effect.getTiming().delay)")
    assert len(starts) > 5
    assert min(starts) >= 1000
    page.locator(READY).wait_for(state="attached")
    assert page.get_by_text("0 zł").is_visible()
    assert not page.locator("#loading").is_visible()


SKELETON = """
requestAnimationFrame(function look() {
  const skeleton = document.querySelector(".smw-skeleton");
  if (!skeleton) return requestAnimationFrame(look);
  window.stood = skeleton.getBoundingClientRect().toJSON();
});"""


def test_cells_lie_where_the_skeleton_stood(page: Page, counter: object) -> None:
    page.add_init_script(SKELETON)
    page.goto(counter.address, wait_until="commit")
    page.locator(READY).wait_for(state="attached")
    before = page.evaluate("stood")
    after = page.locator("#rendered_cells .jupyter-widgets").first.bounding_box()
    assert before["width"] > 0
    assert (after["x"], after["y"], after["width"]) == (before["x"], before["y"], before["width"])


def test_widgets_answer(page: Page, counter: object) -> None:
    page.goto(counter.address)
    page.get_by_role("button", name="add").click()
    page.get_by_text("1 zł").wait_for()
    assert page.locator("html").get_attribute("lang") == "pl"
    assert page.locator("[role=main]").count() == 1


@pytest.mark.parametrize(("width", "expected"), [(1400, 1400), (2200, 1440), (400, 400)])
def test_page_is_as_wide_as_the_window_up_to_1440_pixels(
    browse: Callable[..., Page], counter: object, width: int, expected: int
) -> None:
    page = browse(width=width)
    page.goto(counter.address)
    page.locator(READY).wait_for(state="attached")
    box = page.locator("#rendered_cells .jupyter-widgets").first.bounding_box()
    assert box["width"] == expected
    assert box["x"] == (width - expected) / 2
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_theme_follows_the_visitors_system_while_the_page_is_open(page: Page, counter: object) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(counter.address)
    page.locator('body[data-jp-theme-light="false"]').wait_for()
    assert colour(page) == DARK["ground"]
    dark_text = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--jp-ui-font-color1')")
    page.emulate_media(color_scheme="light")
    page.locator('body[data-jp-theme-light="true"]').wait_for()
    assert colour(page) == LIGHT["ground"]
    light_text = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--jp-ui-font-color1')")
    assert dark_text != light_text


@pytest.mark.parametrize(("theme", "is_light", "ground"), [("light", "true", LIGHT), ("dark", "false", DARK)])
def test_fixed_theme_does_not_follow_the_system(
    page: Page, serve: Callable[..., object], theme: str, is_light: str, ground: dict[str, str]
) -> None:
    server = serve(COUNTER.format(pause=0), theme)
    page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page.goto(server.address)
    assert page.locator("body").get_attribute("data-jp-theme-light") == is_light
    assert colour(page) == ground["ground"]


def test_address_cannot_choose_another_theme_or_template(page: Page, counter: object) -> None:
    page.goto(f"{counter.address}?theme=dark&template=lab")
    assert page.locator("html").get_attribute("data-theme") == "auto"
    page.locator(READY).wait_for(state="attached")


def test_failed_cell_is_told_calmly_and_gives_nothing_away(page: Page, serve: Callable[..., object]) -> None:
    page.goto(serve(BROKEN).address)
    page.locator(".smw-failed:visible", has_text="Nie udało się wczytać dashboardu.").wait_for()
    content = page.content()
    assert "secret of the server" not in content
    assert "Traceback" not in content
    assert not page.locator("#loading").is_visible()


def test_later_cell_that_fails_says_so_in_its_place(page: Page, serve: Callable[..., object]) -> None:
    page.goto(serve(COUNTER.format(pause=0), then=[BROKEN]).address)
    page.locator(READY).wait_for(state="attached")
    failed = page.locator('[cell-index="2"] .smw-failed')
    failed.get_by_text("Tej części strony nie udało się obliczyć.").wait_for()
    assert not page.get_by_text("Nie udało się wczytać dashboardu.").first.is_visible()
    assert "secret of the server" not in page.content()


def test_page_without_output_says_so_instead_of_staying_blank(page: Page, serve: Callable[..., object]) -> None:
    page.goto(serve("nothing = None").address)
    page.locator(".smw-failed:visible", has_text="Nie udało się wczytać dashboardu.").wait_for()
    assert not page.locator("#loading").is_visible()


def test_no_message_is_lost_when_thousands_are_sent_at_once(page: Page, serve: Callable[..., object]) -> None:
    many = "from ipywidgets import Label, VBox\nVBox([Label(f'label {n}') for n in range(1500)])"
    page.goto(serve(many).address)
    page.get_by_text("label 1499", exact=True).wait_for()
    assert page.get_by_text(re.compile(r"^label \d+$")).count() == 1500


def open_whole(page: Page, counter: object) -> None:
    """Open the page and wait until it has loaded what its widgets load when they are drawn: MathJax, for a text."""
    page.goto(counter.address)
    page.get_by_text("0 zł").wait_for()
    page.wait_for_load_state("networkidle")


def test_banner_appears_when_the_server_is_killed(browse: Callable[..., Page], own_counter: object) -> None:
    page = browse(tolerated=GONE)
    open_whole(page, own_counter)
    assert not page.locator(BANNER).is_visible()
    own_counter.kill()
    page.get_by_text("Połączenie z dashboardem zostało przerwane").wait_for(timeout=LOST_MS)


class Torn(BaseHTTPRequestHandler):
    """A page whose settings stop in the middle for as long as the server is told to; no kernel is known."""

    def do_GET(self) -> None:
        self.send_response(404 if self.path.startswith("/api/") else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/":
            script = (TEMPLATE / "connection.js").read_text("utf-8")
            self.wfile.write(
                b'<link rel="icon" href="data:,"><body data-base-url="/voila/"><p id="smw-lost" hidden>lost</p>'
            )
            self.wfile.write(f"<script>{script}</script>".encode())
            self.wfile.write(b'<script id="jupyter-config-data" type="application/json">{"kernelId": ')
            self.wfile.flush()
            self.server.go_on.wait(PATIENCE)
            self.wfile.write(b'"gone"}</script>')

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_connection_is_watched_though_the_settings_arrive_in_pieces(browse: Callable[..., Page]) -> None:
    page = browse(tolerated=GONE)
    with ThreadingHTTPServer(("127.0.0.1", 0), Torn) as server:
        server.go_on = threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/", wait_until="commit")
        page.wait_for_timeout(WATCHED_MS)
        server.go_on.set()
        page.locator(BANNER).wait_for(timeout=LOST_MS)
        page.close()
        server.shutdown()


WAITING = """<!DOCTYPE html><link rel="icon" href="data:,">
<div id="loading"><p class="smw-long">still loading</p></div><div id="smw-empty" hidden>could not be loaded</div>
<div id="rendered_cells"><div class="jp-OutputArea-child"></div></div>
<style>{style}</style><script>{script}</script><script src="/slow.js" async></script><script>voila_finish()</script>"""


def test_a_slow_line_is_waited_for_and_said(page: Page) -> None:
    files = [(TEMPLATE / name).read_text("utf-8") for name in ("loading.css", "loading.js")]
    slow = []
    page.route("**/*", lambda route: route.fulfill(body=WAITING.format(style=files[0], script=files[1])))
    page.route("**/slow.js", lambda route: slow.append(route))  # noqa: PLW0108 - it marks what it calls
    page.clock.install()
    page.goto("http://127.0.0.1:9/", wait_until="commit")
    page.locator("#loading").wait_for(state="attached")
    assert not page.get_by_text("still loading").is_visible()
    page.clock.run_for(600_000)
    assert page.get_by_text("still loading").is_visible()
    assert not page.get_by_text("could not be loaded").is_visible()
    slow[0].fulfill(body="window.isHere = true", content_type="text/javascript")
    page.wait_for_function("window.isHere")
    page.clock.run_for(30_000)
    assert not page.get_by_text("could not be loaded").is_visible()
    page.clock.run_for(120_000)
    assert page.get_by_text("could not be loaded").is_visible()


FRAMED = """<link rel="icon" href="data:,"><div id="smw-framed" hidden><a>by itself</a><button>Close</button></div>
<script>{script}</script>"""


@pytest.mark.parametrize(
    ("sandbox", "said"),
    [
        ('sandbox="allow-scripts allow-same-origin"', True),
        ('sandbox="allow-scripts allow-downloads"', True),
        ("", False),
    ],
    ids=["no downloads", "of another origin", "no sandbox"],
)
def test_a_frame_that_may_save_nothing_is_told_with_a_way_out(page: Page, sandbox: str, said: bool) -> None:
    """A frame of another origin does not tell what it allows: there the page says that it may have failed."""
    script = (TEMPLATE / "framed.js").read_text("utf-8")
    page.route("**/framed", lambda route: route.fulfill(body=FRAMED.format(script=script), content_type="text/html"))
    page.route("**/around", lambda route: route.fulfill(body=f'<iframe {sandbox} src="/framed"></iframe>'))
    page.goto("http://127.0.0.1:9/around")
    frame = page.frames[1]
    frame.evaluate("document.dispatchEvent(new CustomEvent('smw-save'))")
    assert frame.locator("#smw-framed").is_visible() == said
    if said:
        assert frame.locator("a").get_attribute("href") == "http://127.0.0.1:9/framed"
        frame.locator("button").click()
        assert not frame.locator("#smw-framed").is_visible()


def test_banner_speaks_english_to_others(browse: Callable[..., Page], own_counter: object) -> None:
    page = browse(tolerated=GONE, locale="de-DE")
    open_whole(page, own_counter)
    own_counter.kill()
    page.get_by_role("button", name="Reload").wait_for(timeout=LOST_MS)


def test_banner_appears_when_the_server_hangs_and_goes_when_it_comes_back(
    browse: Callable[..., Page], own_counter: object
) -> None:
    page = browse(tolerated=GONE)
    open_whole(page, own_counter)
    process = psutil.Process(own_counter.process.pid)
    process.suspend()
    try:
        page.locator(BANNER).wait_for(timeout=LOST_MS)
        add = page.get_by_role("button", name="add")
        add.evaluate("one => one.addEventListener('click', () => { window.heard = true; })")
        add.click()
        add.press("Enter")
        assert page.evaluate("window.heard") is None, "a control that nobody hears looks as if it did something"
    finally:
        process.resume()
    page.locator(BANNER).wait_for(state="hidden")
    page.get_by_role("button", name="add").click()
    page.get_by_text("1 zł").wait_for()


def test_banner_appears_when_the_kernel_dies_and_reloading_mends_it(
    browse: Callable[..., Page], own_counter: object, kernels_of: Callable[..., list[psutil.Process]]
) -> None:
    page = browse(tolerated=GONE)
    open_whole(page, own_counter)
    for kernel in kernels_of(psutil.Process(own_counter.process.pid)):
        kernel.kill()
    page.locator(BANNER).wait_for(timeout=LOST_MS)
    page.get_by_role("button", name="Wczytaj ponownie").click()
    page.locator(BANNER).wait_for(state="hidden")
    page.get_by_text("0 zł").wait_for()


@pytest.mark.parametrize("says_goodbye", [True, False], ids=["closed", "ended"])
def test_pages_that_are_gone_give_their_kernels_back(
    browse: Callable[..., Page],
    own_counter: object,
    kernels_of: Callable[..., list[psutil.Process]],
    says_goodbye: bool,
) -> None:
    server = psutil.Process(own_counter.process.pid)
    pages = [browse() for _ in range(3)]
    for page in pages:
        page.goto(own_counter.address)
    for page in pages:
        page.get_by_text("0 zł").wait_for()
    kernels = kernels_of(server)
    assert len(kernels) == len(pages)
    for page in pages:
        page.close(run_before_unload=says_goodbye)
    psutil.wait_procs(kernels, timeout=60)
    assert kernels_of(server) == []


def test_server_ends_with_its_kernels_when_asked(page: Page, own_counter: object) -> None:
    open_whole(page, own_counter)
    processes = psutil.Process(own_counter.process.pid).children(recursive=True)
    page.close()
    assert own_counter.stop() == 0
    assert psutil.wait_procs(processes, timeout=60)[1] == []


def test_page_carries_a_policy_that_forbids_other_hosts(counter: object) -> None:
    with urlopen(counter.address) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 404), ("localhost:1", 404), ("rebound.example", 403)])
def test_other_host_names_are_refused(counter: object, host: str, status: int) -> None:
    request = Request(f"{counter.address}api/kernels/{uuid4()}", headers={"Host": host})
    with pytest.raises(HTTPError) as refused:
        urlopen(request)
    refused.value.close()
    assert refused.value.code == status


@pytest.mark.parametrize("path", ["voila/files/tiny.ipynb", "voila/files/../tiny.ipynb", "voila/tree/"])
def test_folder_of_the_notebook_is_not_served(counter: object, path: str) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(counter.address + path)
    refused.value.close()
    assert refused.value.code in {403, 404}

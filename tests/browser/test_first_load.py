"""What a browser asks the server for when a page is opened, and when it is opened again."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

MOST_REQUESTS = 25
FOR_EVER = "public, max-age=31536000, immutable"
READY = "html[data-ready]"
TRANSFERRED = """() => performance.getEntriesByType("resource")
  .filter(({ name, transferSize }) => transferSize > 0 && !name.startsWith("blob:") && !name.includes("/api/kernels/"))
  .map(({ name }) => name)"""
FORMULA = "from IPython.display import Math\nMath(r'\\sqrt{a^2 + b^2}')"


@pytest.fixture(scope="module")
def dashboard(voila_server: Callable[..., object], sample_store: Path) -> object:
    return voila_server(sample_store, "--as-of", "2026-03-06T12:00")


def open_page(page: Page, address: str) -> list[Response]:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if answer.url.startswith("http") else None)
    page.goto(address)
    page.locator(READY).wait_for(state="attached")
    page.locator("[data-figure]").first.wait_for()
    return answers


def test_a_first_load_asks_for_little_which_is_compressed_and_kept(page: Page, dashboard: object) -> None:
    answers = open_page(page, dashboard.address)
    assert len(answers) <= MOST_REQUESTS
    assert {answer.status for answer in answers} == {200}
    assets = [answer for answer in answers if "/voila/" in answer.url]
    assert len(assets) > 3
    assert {answer.header_value("cache-control") for answer in assets} == {FOR_EVER}
    assert {answer.header_value("content-encoding") for answer in [answers[0], *assets]} == {"gzip"}


def test_a_reload_loads_nothing_anew_but_the_page(page: Page, dashboard: object) -> None:
    open_page(page, dashboard.address)
    assert page.evaluate(TRANSFERRED) != []
    page.reload()
    page.locator(READY).wait_for(state="attached")
    page.locator("[data-figure]").first.wait_for()
    assert page.evaluate(TRANSFERRED) == []


def test_what_few_pages_need_is_loaded_when_one_does(page: Page, serve_cell: Callable[[str], str]) -> None:
    chunks: list[str] = []
    page.on("request", lambda request: chunks.append(request.url) if ".voila.js" in request.url else None)
    page.goto(serve_cell(FORMULA))
    page.locator("mjx-container mjx-sqrt").wait_for()
    assert chunks


DRAWINGS = """
window.drawings = [];
const look = () => drawings.push(
  [...document.querySelectorAll(".bqplot")].map((chart) => [chart.getBoundingClientRect().height,
    [...chart.querySelectorAll("path")].map((path) => path.getAttribute("d")).join()]));
new MutationObserver((_, observer) => {
  if (!("ready" in (document.documentElement?.dataset ?? {}))) return;
  observer.disconnect();
  requestAnimationFrame(look);
  setTimeout(look, 1000);
}).observe(document, { subtree: true, attributes: true });"""


def test_charts_that_are_shown_are_drawn_for_good(page: Page, dashboard: object) -> None:
    # As high as the dashboard: bqplot draws a chart anew when it comes into view.
    page.set_viewport_size({"width": 1400, "height": 4000})
    page.add_init_script(DRAWINGS)
    open_page(page, dashboard.address)
    page.wait_for_function("drawings.length === 2")
    first, later = page.evaluate("drawings")
    assert len(first) > 8
    assert all(drawing for _, drawing in first)
    assert later == first


TWINS = '''
import anywidget, ipywidgets, traitlets

class Twin(anywidget.AnyWidget):
    _esm = """
      let made = 0;
      export default { render({ model, el }) { el.textContent = `${model.get("name")} ${(made += 1)}`; } };
    """
    name = traitlets.Unicode().tag(sync=True)

ipywidgets.VBox([Twin(name=name, layout={"height": "40px"}) for name in ("one", "two", "three")])'''


def test_widgets_of_a_class_share_a_module(page: Page, serve_cell: Callable[[str], str]) -> None:
    page.goto(serve_cell(TWINS))
    twins = page.locator(".widget-vbox > *")
    page.get_by_text("three").wait_for()
    assert sorted(text.split()[1] for text in twins.all_text_contents()) == ["1", "2", "3"]


def status(address: str, path: str) -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname, parts.port)
    connection.request("GET", path)
    answer = connection.getresponse()
    connection.close()
    return answer.status


@pytest.mark.parametrize(
    "path",
    [
        "/voila/templates/smwidgets/static/page.0123456789abcdef0123.js",
        "/voila/templates/smwidgets/index.html.j2",
        "/voila/templates/smwidgets/static/../index.html.j2",
        "/voila/templates/smwidgets/static/%2e%2e/index.html.j2",
        "/voila/static/../conf.json",
        "/voila/static/..%2f..%2fsmwidgets%2fconf.json",
        "/voila/labextensions/bqplot/../../kernels/python3/kernel.json",
        "/voila/labextensions/bqplot/%2e%2e/jupyterlab_pygments/package.json",
        "/voila/labextensions/bqplot/package.json",
        "/voila/labextensions/bqplot/static/../package.json",
        "/voila/labextensions/bqplot/static/%2e%2e%2fpackage.json",
        "/voila/labextensions/jupyterlab_pygments/package.json",
    ],
)
def test_nothing_but_the_pages_own_assets_is_served(dashboard: object, path: str) -> None:
    assert status(dashboard.address, path) == 404


BUSY = """
window.WebSocket = class extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", ({ data }) => {
      if (!new TextDecoder().decode(data).includes("update_states")) return;
      for (const end = performance.now() + 2500; performance.now() < end;);
    });
  }
};"""


def test_a_browser_that_is_busy_for_seconds_shows_the_dashboard_late_not_never(
    page: Page, serve_cell: Callable[[str], str]
) -> None:
    page.add_init_script(BUSY)
    page.goto(serve_cell("from ipywidgets import Label\nLabel('late', layout={'height': '60px'})"))
    page.get_by_text("late", exact=True).wait_for()

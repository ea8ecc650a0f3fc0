"""The commands that people start, each up to a page in the browser."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import nbformat
import pandas as pd
import pytest

from smwidgets.data.importing import import_shop

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop that sold 400 zloty on 5 January 2026."""
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    events = pd.DataFrame(
        {
            "event_id": [1, 2, 3],
            "contact_id": ["a", "b", "a"],
            "type": "PURCHASE",
            "occurred_at": ["2026-01-05 10:00", "2026-01-05 11:00", "2026-01-05 12:00"],
            "value": [100.0, 250.5, 49.5],
        }
    )
    import_shop({"events": events}, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep <b>Zielony</b>")
    return path


@pytest.mark.parametrize(("locale", "title"), [("pl", "Dashboard Główny"), ("en", "Main dashboard")])
def test_serve_shows_the_main_dashboard_at_the_root(
    voila_server: Callable[..., object], page: Page, store: Path, locale: str, title: str
) -> None:
    server = voila_server(store, "--as-of", "2026-01-06T12:00", "--locale", locale)
    prepared = list((store.parent / f".{store.name}.scopes").iterdir())
    assert prepared, "the first visitor would wait until the masked shop is prepared"
    page.goto(server.address)
    page.get_by_text(re.compile(r"^400\s+(zł|PLN)$")).first.wait_for()
    assert page.title() == f"{title} · Sklep <b>Zielony</b>"
    assert page.locator("html").get_attribute("lang") == locale
    assert page.get_by_text("Sklep <b>Zielony</b>").first.is_visible()
    page.close()
    assert server.stop() == 0


SKELETON = """
window.stood = [];
requestAnimationFrame(function look() {
  if (!document.querySelector(".smw-skeleton-wide")) return requestAnimationFrame(look);
  const parts = ["header", "tabs", "tile"].map((part) => document.querySelector(`.smw-skeleton-${part}`));
  stood = parts.map((part) => part.getBoundingClientRect().toJSON());
});"""


def test_dashboard_appears_where_its_skeleton_stood(
    voila_server: Callable[..., object], page: Page, store: Path
) -> None:
    page.add_init_script(SKELETON)
    page.goto(voila_server(store, "--as-of", "2026-01-06T12:00").address, wait_until="commit")
    page.locator("html[data-ready]").wait_for(state="attached")
    before = page.evaluate("stood")
    real = (".smw-header", ".smw-tabbar", ".smw-tile")
    after = [page.locator(part).first.bounding_box() for part in real]
    assert all(stood["width"] > 0 for stood in before)
    for arrived, stood in zip(after, before, strict=True):
        assert [arrived[side] for side in ("x", "y", "width")] == pytest.approx(
            [stood[side] for side in ("x", "y", "width")], abs=1
        )
    page.close()


def test_notebook_runs_in_jupyterlab(run_in_lab: Callable[[Page, Path], None], page: Page, tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell("from ipywidgets import Label\nLabel('drawn by JupyterLab')")
    path = tmp_path / "tiny.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), path)
    run_in_lab(page, path)
    assert page.locator(".jupyter-widgets", has_text="drawn by JupyterLab").is_visible()


INJECTED = """
from ipywidgets import HTML

outside = "http://127.0.0.1:{port}"
HTML(
    f"<p id=injected style='height: 60px'>injected</p><img src={{outside}}/image><img src=x: onerror='window.ran = 1'>"
    f"<link rel=stylesheet href={{outside}}/style><iframe src={{outside}}/frame></iframe>"
    f"<base href={{outside}}/>"
)
"""
ATTEMPTS = """async outside => {
  const blocked = [];
  document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
  const load = (name, attributes) => new Promise((done) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.onload = () => done("loaded");
    element.onerror = () => done("blocked");
    document.body.append(element);
    setTimeout(() => done("blocked"), 3000);
  });
  const inline = document.createElement("script");
  inline.textContent = "window.ran = 1";
  document.body.append(inline);
  const tries = {
    script: await load("script", { src: `${outside}/script` }),
    image: await load("img", { src: `${outside}/image` }),
    style: await load("link", { rel: "stylesheet", href: `${outside}/style` }),
    fetch: await fetch(`${outside}/fetch`, { mode: "no-cors" }).then(() => "loaded", () => "blocked"),
    socket: await new Promise((done) => {
      const socket = new WebSocket(outside.replace("http", "ws"));
      socket.onopen = () => done("loaded");
      socket.onerror = () => done("blocked");
      setTimeout(() => done("blocked"), 3000);
    }),
    module: await import(`${outside}/module`).then(() => "loaded", () => "blocked"),
  };
  try { new Function("return 1")(); tries.eval = "loaded"; } catch { tries.eval = "blocked"; }
  tries.ran = window.ran ?? "blocked";
  return { tries, blocked };
}"""


@pytest.mark.spec("R6")
def test_a_page_into_which_something_was_written_loads_and_runs_nothing_of_it(
    serve_cell: Callable[[str], str], browse: Callable[..., Page]
) -> None:
    asked: list[str] = []

    class Outside(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Outside) as outside:
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        page = browse(
            tolerated=("Content Security Policy", "ERR_UNKNOWN_URL_SCHEME", "WebSocket connection", "Fetch API")
        )
        page.set_default_timeout(20_000)
        page.goto(serve_cell(INJECTED.format(port=outside.server_port)))
        page.locator("#injected").wait_for()
        seen = page.evaluate(ATTEMPTS, f"http://127.0.0.1:{outside.server_port}")
        page.get_by_text("injected", exact=True).wait_for()
        page.close()
        outside.shutdown()
    assert set(seen["tries"].values()) == {"blocked"}
    assert {"script-src-elem", "img-src", "style-src-elem", "connect-src"} <= set(seen["blocked"])
    assert asked == []

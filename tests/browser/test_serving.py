"""The commands that people start, each up to a page in the browser."""

from __future__ import annotations

import re
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
    page.goto(server.address)
    page.get_by_text(re.compile(r"^400\s+(zł|PLN)$")).first.wait_for()
    assert page.title() == f"{title} · Sklep <b>Zielony</b>"
    assert page.locator("html").get_attribute("lang") == locale
    assert page.get_by_text("Sklep <b>Zielony</b>").first.is_visible()
    page.close()
    assert server.stop() == 0


def test_dashboard_appears_where_its_skeleton_stood(
    voila_server: Callable[..., object], page: Page, store: Path
) -> None:
    page.goto(voila_server(store, "--as-of", "2026-01-06T12:00").address, wait_until="commit")
    page.locator(".smw-skeleton-wide").wait_for()
    before = [page.locator(f".smw-skeleton-{part}").first.bounding_box() for part in ("header", "tabs", "tile")]
    page.locator("html[data-ready]").wait_for(state="attached")
    real = (".smw-header", ".smw-tabbar", ".smw-tile")
    after = [page.locator(part).first.bounding_box() for part in real]
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

"""Saved dashboards, published: ``smwidgets serve --workspace``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from smwidgets.dashboards import steps
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, WorkspaceState
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
    order = {"event_id": [1], "contact_id": "a", "type": "PURCHASE", "occurred_at": "2026-01-05 10:00", "value": 400.0}
    import_shop(
        {"events": pd.DataFrame(order)}, path, timezone="Europe/Warsaw", currency="PLN", name="Sklep <b>Zielony</b>"
    )
    return path


@pytest.mark.spec("W5", "W6", "R6")
def test_serve_shows_saved_dashboards_at_a_link_and_leaves_their_file_alone(
    voila_server: Callable[..., object], page: Page, store: Path, tmp_path: Path
) -> None:
    main = DashboardState(id="main", name="Główny", builtin="main")
    state = steps.create_dashboard(WorkspaceState(dashboards=(main,), open="main"), "Nasz <b>zespół</b>", key="team")
    state = steps.add_tile(state, "team", "sales_analytics", (6, 9), {"attribution": "all"}, key="sales")
    path = tmp_path / "dashboards.json"
    WorkspaceFile(path).save(steps.open_dashboard(state, "main"))
    before = path.read_bytes()
    server = voila_server(store, "--as-of", "2026-01-06T12:00", "--workspace", str(path))
    page.goto(f"{server.address}?dashboard=team&period=yesterday")
    page.locator(".smw-figure-value", has_text=re.compile(r"^400\s+(zł|PLN)$")).wait_for()
    assert page.title() == "Dashboardy · Sklep <b>Zielony</b>"
    assert page.get_by_role("tab", name="Nasz <b>zespół</b>").get_attribute("aria-selected") == "true"
    assert page.get_by_role("button", name="Zarządzaj dashboardami").count() == 0
    page.get_by_role("radio", name="Transakcje").click()
    page.get_by_role("tab", name="Główny").click()
    page.get_by_text("Ten dashboard jest pusty.").wait_for()
    page.close()
    assert server.stop() == 0
    assert path.read_bytes() == before

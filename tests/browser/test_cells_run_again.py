"""A cell that runs again in JupyterLab: what it showed before leaves the output and the kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CELL = """
from ipywidgets.widgets import widget
import pandas as pd
import smwidgets as sm

if "model" not in globals():
    bought = {"event_id": [1], "contact_id": [7], "type": ["PURCHASE"], "value": [99.0]}
    bought["occurred_at"] = pd.to_datetime(["2026-01-05 12:30"])
    model = sm.DashboardModel(sm.connect({"events": pd.DataFrame(bought)}), as_of="2026-01-06 12:00", locale="en")
    runs = 0
runs += 1
print(f"run {runs}: {len(widget._instances)} widgets")
sm.MainDashboard(model)
"""
RUNS = 5


def test_one_dashboard_is_on_the_page_and_one_in_the_kernel(
    page: Page, write_cell: Callable[[str], object], run_in_lab: Callable[..., None]
) -> None:
    run_in_lab(page, write_cell(CELL).notebook)
    widgets = []
    for run in range(1, RUNS + 1):
        if run > 1:
            page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        told = page.get_by_text(f"run {run}: ")
        told.wait_for()
        page.locator(".smw-value:visible", has_text="99").first.wait_for()
        page.locator(".smw-dashboard").nth(1).wait_for(state="detached")
        widgets.append(int(told.inner_text().split(": ")[1].split()[0]))
    # Counted before the dashboard of the run is made: what the run before it left.
    assert widgets[-1] <= widgets[2]
    assert page.locator(".smw-card").count() > 10

"""The kits: how each is served, and how a person picks a period on its page."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

HERE = Path(__file__).parent
APPS = HERE / "apps"
AS_OF = "2025-12-01T00:00"
"""The midnight after the last order."""


class Problem(Exception):  # noqa: N818 - it is reported, not raised to anybody's surprise
    """Why a kit cannot be measured."""


def _press(page: Page, period: str) -> None:
    page.get_by_role("button", name=period, exact=True).click()


def _tick(page: Page, period: str) -> None:
    page.locator("label", has_text=period).last.click()


def _select(page: Page, period: str) -> None:
    names = {"7 days": "last_7_days", "30 days": "last_30_days", "Year": "last_12_months"}
    page.locator(".smw-select-period select").select_option(names[period])


@dataclass(frozen=True)
class Kit:
    """One way to build the dashboard.

    Parameters
    ----------
    name
        How it is chosen and printed.
    arguments
        What its Python is given, with ``{app}``, ``{port}``, ``{store}`` filled in.
    pick
        Chooses a period on its page.
    app
        File of ``apps`` without its ending.
    reader
        Entry of ``page.js`` that reads its page; its name by default.
    environment
        Virtual environment, named like a file of ``requirements``; empty is this Python.
    path
        Of the page.
    notebook
        Whether the app is served as a notebook of one cell.
    settings
        Environment variables.
    """

    name: str
    arguments: tuple[str, ...]
    pick: Callable[[Page, str], None]
    app: str
    environment: str = ""
    path: str = ""
    notebook: bool = False
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def reader(self) -> str:
        """Entry of ``page.js``."""
        return self.name.split("-")[0]

    def python(self, root: Path) -> Path:
        """Its interpreter."""
        return root / self.environment / "venv" / "bin" / "python" if self.environment else Path(sys.executable)


def _voila(name: str, app: str) -> Kit:
    arguments = ("-m", "voila", "{app}", "--no-browser", "--port={port}", "--Voila.ip=127.0.0.1")
    return Kit(name, arguments, _press, app, "voila", notebook=True)


def _smwidgets(profile: str) -> Kit:
    arguments = (str(HERE / "serve_smwidgets.py"), "{store}", "{app}", "{port}", AS_OF, profile)
    return Kit(f"smwidgets-{profile}", arguments, _select, "smwidgets_app", notebook=True)


KITS = {
    kit.name: kit
    for kit in (
        _smwidgets("demo"),
        _smwidgets("local"),
        _voila("floor", "floor_app"),
        _voila("voila", "voila_app"),
        Kit(
            "solara",
            ("-m", "solara", "run", "{app}", "--no-open", "--production", "--host=127.0.0.1", "--port={port}"),
            _press,
            "solara_app",
            "solara",
            settings={"SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False"},
        ),
        Kit(
            "panel",
            ("-m", "panel", "serve", "{app}", "--address=127.0.0.1", "--port={port}"),
            _press,
            "panel_app",
            "panel",
            path="panel_app",
        ),
        Kit(
            "streamlit",
            (
                *("-m", "streamlit", "run", "{app}", "--server.headless=true", "--browser.gatherUsageStats=false"),
                *("--server.fileWatcherType=none", "--server.address=127.0.0.1", "--server.port={port}"),
            ),
            _tick,
            "streamlit_app",
            "streamlit",
        ),
        Kit(
            "dash",
            ("-m", "gunicorn", "--workers=1", "--threads=4", "--bind=127.0.0.1:{port}", "dash_app:server"),
            _tick,
            "dash_app",
            "dash",
        ),
    )
}
PEERS = ("voila", "solara", "panel", "streamlit", "dash")

"""A workspace on a page, as a person works it, and the file that it is saved in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from smwidgets.dashboards import steps
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, WorkspaceState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from smwidgets.dashboards.state import TileState

FOCUS = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return "";
  return node.getAttribute("aria-label") || node.innerText || node.id || node.className;
}"""
Layout = dict[str, tuple[int, int, int, int]]


def small_state() -> WorkspaceState:
    """A Main dashboard of three sections and one called Zespół of two."""
    state = WorkspaceState(dashboards=(DashboardState(id="main", name="Główny", builtin="main"),), open="main")
    state = steps.create_dashboard(state, "Zespół", key="team")
    for dashboard, key, section, size, settings in (
        ("main", "all", "sales_analytics", (4, 9), {"attribution": "all"}),
        ("main", "channels", "channel_sales", (4, 9), {}),
        ("main", "views", "page_views", (6, 9), {}),
        ("team", "order_value", "average_order_value", (4, 9), {}),
        ("team", "clicks", "sales_analytics", (4, 9), {"attribution": "last_click", "period": "last_7_days"}),
    ):
        state = steps.add_tile(state, dashboard, section, size, settings, key=key)
    return steps.open_dashboard(state, "main")


class Saved:
    """The file of a workspace."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self, state: WorkspaceState | None = None, text: str | None = None) -> None:
        """Put a state, or any text, in the file's place, and take away what stood beside it."""
        for old in self.path.parent.glob("*.json"):
            old.unlink()
        if text is not None:
            self.path.write_text(text, encoding="utf-8")
        elif state is not None:
            WorkspaceFile(self.path).save(state)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def state(self) -> WorkspaceState:
        return WorkspaceState.model_validate(json.loads(self.text))

    def change(self, step: Callable[[WorkspaceState], WorkspaceState]) -> None:
        """Change it as another session does."""
        file = WorkspaceFile(self.path)
        file.save(step(file.load().state))

    def tiles(self, name: str) -> tuple[TileState, ...]:
        return next(one.tiles for one in self.state.dashboards if one.title("pl") == name)

    def layout(self, name: str) -> Layout:
        return {tile.id: (tile.x, tile.y, tile.w, tile.h) for tile in self.tiles(name)}

    def names(self) -> list[str]:
        return [one.title("pl") for one in self.state.dashboards]


class WorkspacePage:
    """The workspace that a page shows."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.locator(".smw-bar [role=tab]").first.wait_for()

    # --- waiting ---------------------------------------------------------------------------------------------------

    def until(self, what: str, true: Callable[[], Any]) -> None:
        """Wait until something is true outside of the page, such as in the file."""
        for _ in range(800):
            if true():
                return
            self.page.wait_for_timeout(25)
        pytest.fail(f"waited in vain until {what}; {self.page.evaluate(FOCUS)!r} has the focus")

    def tabs(self) -> list[str]:
        return self.page.locator(".smw-bar [role=tab]").all_inner_texts()

    def drawn(self, *keys: str) -> None:
        """Wait until sections show their numbers."""
        for key in keys:
            self.place(key).locator(":is(.bqplot path, [data-figure])").first.wait_for(state="attached")

    # --- finding ---------------------------------------------------------------------------------------------------

    def place(self, key: str) -> Locator:
        return self.page.locator(f".smw-place-{key}")

    def frame(self, key: str) -> Locator:
        return self.page.locator(f'.smw-frame[data-key="{key}"]')

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def tab(self, name: str) -> Locator:
        return self.page.get_by_role("tab", name=name, exact=True)

    def dialog(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title, exact=True)

    def period(self) -> Locator:
        """The period of the whole dashboard."""
        return self.page.get_by_role("combobox", name="Okres całego dashboardu")

    def notice(self) -> Locator:
        return self.page.locator(".smw-notice [role=status]")

    # --- by mouse --------------------------------------------------------------------------------------------------

    def press(self, name: str) -> None:
        self.button(name).click()

    def create(self, name: str) -> None:
        self.press("+ Nowy dashboard")
        self.page.get_by_role("textbox", name="Nazwa").fill(name)
        self.press("Utwórz")
        self.dialog("Biblioteka widżetów").wait_for()

    def drag(self, start: tuple[float, float], *goals: tuple[float, float]) -> None:
        self.page.mouse.move(*start)
        self.page.mouse.down()
        for goal in goals:
            self.page.mouse.move(*goal, steps=6)
        self.page.mouse.up()

    # --- by keyboard -----------------------------------------------------------------------------------------------

    def focus(self) -> str:
        """Name of what has the focus; nothing may ever be without."""
        name = self.page.evaluate(FOCUS)
        assert name, "the focus was lost"
        return str(name)

    def key(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self, name: str) -> None:
        """Wait until something has the focus."""
        self.until(f"{name!r} has the focus", lambda: self.page.evaluate(FOCUS) == name)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Go to a control with the tabulator, wherever the focus is, around the page if need be."""
        passed = []
        for _ in range(120):
            if self.page.evaluate(FOCUS) == name:
                return
            self.key("Shift+Tab" if back else "Tab")
            passed.append(self.page.evaluate(FOCUS))
        pytest.fail(f"the tabulator never came to {name!r}: {passed}")

"""Workspaces to try things with, and what a page sends."""

from __future__ import annotations

from smwidgets.dashboards.coding import from_json
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState


def tile(key, section, x=0, y=0, w=6, h=8, **its):
    return TileState(id=key, section=section, settings=its, x=x, y=y, w=w, h=h)


def state_of(*tiles, **more):
    dashboards = [DashboardState(id="main", name="Główny", builtin="main", tiles=tiles)]
    dashboards += [DashboardState(id=key, name=key.title(), tiles=its) for key, its in more.items()]
    return WorkspaceState(dashboards=tuple(dashboards), open="main")


SMALL = state_of(
    tile("sales", "sales_analytics", period="last_7_days"),
    tile("views", "page_views", x=6),
    mine=(tile("growth", "contact_growth"),),
)


def press(workspace, key):
    workspace._bar._handle_custom_msg({"kind": "button", "key": key}, [])


def tab(workspace, action, key):
    workspace._bar._handle_custom_msg({"kind": action, "key": key}, [])


def arrange(workspace, action, key, across=0, down=0):
    arranger = workspace._boards[workspace.state.open]._grid._arranger
    content = {"kind": "step", "action": action, "key": key, "across": across, "down": down}
    arranger._handle_custom_msg(content, [])


def answer(workspace, place):
    workspace._dialogs._question.press(place)


def asked(workspace):
    return workspace._dialogs._question.opened


def saved(path):
    return from_json(path.read_text("utf-8"))


def buttons(workspace):
    return {one["key"]: one for one in workspace._bar.buttons}


LED = state_of(
    tile("base", "contact_base", w=12),
    tile("activity", "contact_activity", y=8, w=12, period="yesterday"),
    tile("reasons", "opt_out_reasons", y=16),
)

"""Bringing what an older version saved to the present form, one version at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smwidgets.dashboards.arranging import COLUMNS, flow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ROWS = 8
"""Height of a section in version 0, which knew widths only."""


def _from_rows(saved: dict[str, Any]) -> dict[str, Any]:
    """Version 0: sections and headings in reading order, each with the columns it spans."""
    return saved | {"schema_version": 1, "dashboards": [_placed(one) for one in saved["dashboards"]]}


def _placed(dashboard: dict[str, Any]) -> dict[str, Any]:
    tiles: list[dict[str, Any]] = [
        {"id": f"heading-{number}", "section": "heading", "settings": {"text": one["heading"]}, "w": COLUMNS, "h": 1}
        if "heading" in one
        else {"id": one["key"], "section": one["section"], "settings": one["settings"], "w": one["span"], "h": _ROWS}
        for number, one in enumerate(dashboard["layout"], start=1)
    ]
    places = flow((tile["w"], tile["h"]) for tile in tiles)
    placed = [tile | {"x": x, "y": y} for tile, (x, y) in zip(tiles, places, strict=True)]
    return {name: value for name, value in dashboard.items() if name != "layout"} | {"tiles": placed}


MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {0: _from_rows}
"""From each older version to the next one. What they raise on a wrong file is told as damage."""

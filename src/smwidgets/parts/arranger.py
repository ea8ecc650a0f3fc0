"""The frames over tiles that are being arranged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Bool, Dict, List, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part
from smwidgets.parts.cell import ROW_PIXELS, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from smwidgets.parts.cell import Cell

Action = Literal["move", "resize", "up", "down", "left", "right", "wider", "narrower", "taller", "shorter", "remove"]

ACTIONS: tuple[Action, ...] = get_args(Action)

TEXTS = (*ACTIONS, "grip", "place")
"""Keys of the texts of a frame: what its buttons do, its grip, and where a tile lies: ``{x} {y} {w} {h}``."""

_MOST = 10_000
"""Columns and rows beyond this are no person's doing."""


@dataclass(frozen=True)
class Step:
    """What a person did to a tile.

    Parameters
    ----------
    action
        ``move`` to column ``across`` and row ``down``, both from 0; ``resize`` to ``across`` columns and ``down`` rows;
        the others are one step of a button.
    key
        Of the tile.
    across, down
        See ``action``; 0 for the others.
    """

    action: Action
    key: str
    across: int = 0
    down: int = 0


class Arranger(Part, AnyWidget):
    """A frame on each tile: a grip to drag it by, a corner to resize it, and a button for each step.

    Parameters
    ----------
    ask
        Where all tiles would be after a step; asked while a tile is dragged.
    """

    _esm: Any = Unicode(asset("js/arranger.js")).tag(sync=True)

    active: Any = Bool(default_value=False).tag(sync=True)
    """Whether there are frames."""

    tiles: Any = List(List()).tag(sync=True)
    """Key, label, x, y, w, h and grid area of each tile."""

    texts: Any = Dict().tag(sync=True)
    """Texts by the keys of ``TEXTS``."""

    row_pixels: Any = Unicode(str(ROW_PIXELS)).tag(sync=True)
    """Least height of a row, with its gap."""

    def __init__(self, ask: Callable[[Step], Mapping[str, Cell]]) -> None:
        self._ask, self._on_step = ask, CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def frame(self, tiles: Mapping[str, tuple[str, Cell]]) -> None:
        """Say which tiles there are: label and cell by key."""
        labels = {key: plain(label, 120) for key, (label, _) in tiles.items()}
        self.tiles = [
            [key, labels[key], *place] for key, *place in _rows({key: cell for key, (_, cell) in tiles.items()})
        ]

    def on_step(self, callback: Callable[[Step], None], *, remove: bool = False) -> None:
        """Call back with what a person did to a tile."""
        self._on_step.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        step = self._read(content)
        if step is None:
            return
        if content.get("kind") == "step":
            self._on_step(step)
        elif content.get("kind") == "try":
            self.send({"kind": "tried", "number": content.get("number"), "tiles": _rows(self._ask(step))})

    def _read(self, content: Any) -> Step | None:
        """Take a message of the page for what it says, if it says anything."""
        if not (self.active and isinstance(content, dict) and content.get("action") in ACTIONS):
            return None
        across, down = content.get("across", 0), content.get("down", 0)
        if content.get("key") not in [tile[0] for tile in self.tiles]:
            return None
        if not all(type(number) is int and 0 <= number <= _MOST for number in (across, down)):
            return None
        return Step(content["action"], content["key"], across, down)


def _rows(cells: Mapping[str, Cell]) -> list[list[Any]]:
    written = lines(cells)
    return [[key, cell.x, cell.y, cell.w, cell.h, written[key].area] for key, cell in cells.items()]

"""A grid whose tiles people move and resize."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ipywidgets import Box

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._part import Part
from smwidgets.parts.arranger import Arranger, Step
from smwidgets.parts.cell import Cell, lines
from smwidgets.parts.grid import Cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ipywidgets import DOMWidget

__all__ = ["GridTile", "Step", "TileGrid"]


@dataclass(frozen=True)
class GridTile:
    """A widget and its place.

    Parameters
    ----------
    key
        Letters, digits, ``-`` and ``_``; all keys of a grid differ.
    widget
        What stands there.
    cell
        Where.
    label
        What the tile is called while it is arranged.
    """

    key: str
    widget: DOMWidget
    cell: Cell
    label: str = ""


class TileGrid(Part, Box):
    """Widgets at places of twelve columns; those that begin or end together stand level.

    As wide as a page the places are kept; where there is less room the tiles follow one another in reading order, and
    on a phone in one column. While tiles are arranged each has a frame with a grip and buttons, and its content rests.

    The grid asks and draws: where the other tiles go when one is moved is for its owner to say (`on_try`, `on_step`).

    Parameters
    ----------
    arrangeable
        Whether `arrange` will ever be called.
    """

    def __init__(self, *, arrangeable: bool = False) -> None:
        self._tiles: tuple[GridTile, ...] = ()
        self._cells = Cells()
        self._arranger = Arranger(self._ask) if arrangeable else None
        self._nothing = Cells()
        self._nothing.add_class("smw-nowhere")
        self._steps: Callable[[Step], None] | None = None
        self._tries: Callable[[Step], Mapping[str, Cell]] | None = None
        self._cells.add_class("smw-cells")
        super().__init__(children=(self._cells,))
        self.add_class("smw-grid")
        self.add_class("smw-tiles")
        if self._arranger is not None:
            self._arranger.on_step(self._take)

    @property
    def tiles(self) -> tuple[GridTile, ...]:
        """The tiles, in reading order."""
        return self._tiles

    def show(self, tiles: Sequence[GridTile]) -> None:
        """Put tiles on the grid, in the place of those before; a widget that stays is only moved.

        Raises
        ------
        ConfigurationError
            Two tiles have one key.
        """
        ordered = tuple(sorted(tiles, key=lambda tile: (tile.cell.y, tile.cell.x)))
        if len({tile.key for tile in ordered}) < len(ordered):
            raise ConfigurationError(f"each tile has a key of its own: {', '.join(tile.key for tile in ordered)}")
        before = {tile.key: tile for tile in self._tiles}
        written = lines({tile.key: tile.cell for tile in ordered})
        for order, tile in enumerate(ordered):
            old = before.get(tile.key)
            tile.widget.add_class(f"smw-place-{tile.key}")
            if old is None or old.cell.w != tile.cell.w:
                if old is not None:
                    tile.widget.remove_class(f"smw-span-{old.cell.w}")
                tile.widget.add_class(f"smw-span-{tile.cell.w}")
            layout, place = tile.widget.layout, written[tile.key]
            with layout.hold_sync():
                layout.grid_area, layout.min_height = place.area, place.min_height
                layout.order = str(order)
        self._tiles = ordered
        self._put()

    def arrange(self, texts: Mapping[str, str] | None) -> None:
        """Let people arrange the tiles, or no longer.

        Parameters
        ----------
        texts
            What the frames say, by the keys of :data:`smwidgets.parts.arranger.TEXTS`; None ends it.

        Raises
        ------
        ConfigurationError
            The grid was not made to be arranged.
        """
        if self._arranger is None:
            raise ConfigurationError("a grid is arranged when it was made with arrangeable=True")
        self._arranger.active, self._arranger.texts = texts is not None, dict(texts or {})
        self._put()

    def on_step(self, callback: Callable[[Step], None]) -> None:
        """Hand over what a person did: moved, resized or removed a tile."""
        self._steps = callback

    def on_try(self, callback: Callable[[Step], Mapping[str, Cell]]) -> None:
        """Ask where all tiles would be if a person let go of one here."""
        self._tries = callback

    def close(self) -> None:
        """Close the grid and every tile; safe to call twice."""
        self._nothing.close()
        if self._arranger is not None:
            self._arranger.close()
        super().close()

    def _ask(self, step: Step) -> Mapping[str, Cell]:
        return {} if self._tries is None else self._tries(step)

    def _take(self, step: Step) -> None:
        if self._steps is not None:
            self._steps(step)

    def _put(self) -> None:
        """Bring the children in order.

        A box makes the views of all that it shifts anew. So while tiles are arranged none is shifted: one that goes
        leaves an empty place behind, and one that comes stands last.
        """
        widgets = [tile.widget for tile in self._tiles]
        if self._arranger is None:
            children = widgets
        else:
            self._arranger.frame({tile.key: (tile.label, tile.cell) for tile in self._tiles})
            children = [self._arranger, *widgets]
            if self._arranger.active:
                children = [child if child in children else self._nothing for child in self._cells.children]
                children += [widget for widget in widgets if widget not in children]
        if tuple(children) != self._cells.children:
            self._cells.children = tuple(children)

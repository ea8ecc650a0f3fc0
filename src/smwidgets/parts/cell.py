"""Where a tile lies on the 12-column grid, and how the page writes that down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts.grid import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_PIXELS = 48
"""Least height of one row of the grid, with the gap under it."""

_GAP_PIXELS = 16
_TRACKS = 8
"""Rows of the style sheet's grid in a band: cards that begin or end together share those of title, legend, picture."""


@dataclass(frozen=True)
class Cell:
    """A rectangle of the grid.

    Parameters
    ----------
    x, y
        Column and row of its upper left corner, from 0.
    w, h
        Columns and rows that it takes. Its height is at least that of its rows: what needs more room gets it.

    Raises
    ------
    ConfigurationError
        It does not lie within the twelve columns, or takes nothing.
    """

    x: int
    y: int
    w: int
    h: int

    def __post_init__(self) -> None:
        if self.x < 0 or self.y < 0 or self.w < 1 or self.h < 1 or self.x + self.w > COLUMNS:
            raise ConfigurationError(f"{self} does not lie within the {COLUMNS} columns of a grid")


@dataclass(frozen=True)
class Lines:
    """A cell in the words of a style sheet.

    Parameters
    ----------
    area
        ``grid-area``; ipywidgets clears its parts, ``grid-row`` and ``grid-column``, when it sets up a layout.
    min_height
        With its unit.
    """

    area: str
    min_height: str


def lines(cells: Mapping[str, Cell]) -> dict[str, Lines]:
    """Write down where cells lie.

    Between two neighbouring edges of any cells lies one band of the page, as high as its contents ask for: a grid of a
    hundred rows costs the browser no more than its few bands.

    Examples
    --------
    >>> lines({"a": Cell(0, 0, 4, 8), "b": Cell(4, 0, 8, 2)})["a"].area
    '1 / 1 / 17 / 5'
    """
    edges = sorted({edge for cell in cells.values() for edge in (cell.y, cell.y + cell.h)})
    line = {edge: _TRACKS * band + 1 for band, edge in enumerate(edges)}
    return {
        key: Lines(
            area=f"{line[cell.y]} / {cell.x + 1} / {line[cell.y + cell.h]} / {cell.x + cell.w + 1}",
            min_height=f"{cell.h * ROW_PIXELS - _GAP_PIXELS}px",
        )
        for key, cell in cells.items()
    }

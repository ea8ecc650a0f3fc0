"""The 12-column grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget

COLUMNS = 12


class Cells(Part, Box):
    """The grid itself, inside the box whose width decides how many columns there is room for."""


class Grid(Part, Box):
    """Widgets on twelve columns with equal heights in a row.

    How many columns a widget takes follows the width of the grid, not of the window: in JupyterLab an output is
    narrower. Under 1100 pixels four columns become six and two become four; under 640 everything is one column but the
    tiles (span 2), which stand two abreast.

    Parameters
    ----------
    items
        Widgets with the columns that each takes, 1 to 12, in reading order.

    Raises
    ------
    ConfigurationError
        A span is not between 1 and 12.
    """

    def __init__(self, items: Sequence[tuple[DOMWidget, int]] = ()) -> None:
        self._spans: dict[DOMWidget, int] = {}
        self._cells = Cells()
        self._cells.add_class("smw-cells")
        super().__init__(children=(self._cells,))
        self.add_class("smw-grid")
        self.items = items

    @property
    def items(self) -> tuple[tuple[DOMWidget, int], ...]:
        """Widgets and their columns."""
        return tuple(self._spans.items())

    @items.setter
    def items(self, items: Sequence[tuple[DOMWidget, int]]) -> None:
        for widget, span in self._spans.items():
            widget.remove_class(f"smw-span-{span}")
        for _, span in items:
            if not 1 <= span <= COLUMNS:
                raise ConfigurationError(f"a widget takes 1 to {COLUMNS} columns, not {span}")
        self._spans = dict(items)
        for widget, span in items:
            widget.add_class(f"smw-span-{span}")
        self._cells.children = tuple(self._spans)

"""A heat map: a value for each pair of a row and a column, as lightness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from ipywidgets import VBox

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._arrays import floats
from smwidgets.parts._bqplot import Figure, GridHeatMap, OrdinalColorScale, OrdinalScale, assign
from smwidgets.parts._chart_texts import table_texts as default_texts
from smwidgets.parts._html import Html, Markup, join, markup, plain
from smwidgets.parts._label_width import label_width
from smwidgets.parts._part import Part
from smwidgets.parts._table_columns import copied
from smwidgets.parts._tabled import Tabled, unique
from smwidgets.parts.heat_hover import HeatHover
from smwidgets.parts.palette import HEAT
from smwidgets.parts.time_chart import Plot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_GAP = -1
"""Level of a cell without value: bqplot gives NaN the colour of some other cell."""

_LEAST = 2
"""Rows, and columns: bqplot makes a list of a matrix with fewer."""

_TOP, _BOTTOM = 2, 24


@dataclass(frozen=True)
class Heat:
    """The arguments of one `HeatMap.draw`."""

    values: np.ndarray
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    titles: tuple[tuple[str, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    corner: str

    @property
    def levels(self) -> np.ndarray:
        """Place of each value among the colours, `_GAP` without a value.

        By equal steps of the square root from 0 to the largest: one hour of a mailing leaves the others apart.
        """
        there = np.isfinite(self.values)
        share = np.where(there, self.values, 0.0) / (self.most or 1.0)
        return np.where(there, np.clip(np.floor(np.sqrt(share) * len(HEAT)), 0, len(HEAT) - 1), _GAP)

    @property
    def most(self) -> float:
        """The largest value, 0 without any."""
        return float(self.values[np.isfinite(self.values)].max(initial=0.0))


class HeatMap(Tabled, Part, VBox):
    """Cells in the lightness of their values, with a small scale, a tooltip, and a table that may stand in its place.

    Everything is made once; a redraw only changes it. A cell without value stays empty.
    """

    def __init__(self) -> None:
        self._heat: Heat | None = None
        self._scale = Html()
        self._scale.add_class("smw-legend")
        colours = OrdinalColorScale(domain=[_GAP, *range(len(HEAT))], colors=["transparent", *HEAT])
        self._cells = GridHeatMap(
            color=np.full((_LEAST, _LEAST), float(_GAP)),
            row=np.arange(_LEAST, dtype=np.float64),
            column=np.arange(_LEAST, dtype=np.float64),
            scales={"row": OrdinalScale(reverse=True), "column": OrdinalScale(), "color": colours},
            stroke="transparent",
            interactions={},
        )
        self._figure = Figure(marks=[self._cells], axes=[], padding_x=0.0, padding_y=0.0, display_toolbar=False)
        self._hover = self._face = HeatHover()
        plot = Plot(children=(self._figure, self._hover))
        plot.add_class("smw-plot")
        super().__init__(children=(self._scale, plot))
        self.add_class("smw-chart")
        self.add_class("smw-heat")

    def draw(
        self,
        values: Iterable[Iterable[Any]],
        *,
        rows: Sequence[str],
        columns: Sequence[str],
        titles: Sequence[Sequence[str]],
        format_value: Callable[[float], str],
        measure: str = "",
        corner: str = "",
        summary: str = "",
        empty: str = "",
        scale_note: str = "",
        table_texts: Mapping[str, str] | None = None,
    ) -> None:
        """Draw cells, replacing what was drawn.

        Parameters
        ----------
        values
            By row and column, 0 or more; NaN is no value.
        rows, columns
            Short labels; of the columns as many are written as there is room for.
        titles
            What each cell is, in full, for the tooltip.
        format_value
            Writes a value, and the ends of the scale; NaN too.
        measure
            What is shown, with its unit, beside the scale.
        corner
            What the rows are, over their names in the table.
        summary
            The picture in a sentence, for those who cannot see it.
        empty
            What stands in the picture when no cell has a value.
        scale_note
            How the colours stand for values, under the scale: its steps are even in the square root of a value.
        table_texts
            Those of `smwidgets.parts.table_texts`, in the page's language.

        Raises
        ------
        ArrayError
            A value is no number.
        ConfigurationError
            There are not as many values or titles as cells, or fewer than two rows or columns.
        """
        numbers = [floats(row) for row in values]
        shape = [len(columns)] * len(rows)
        if min(len(rows), len(columns)) < _LEAST:
            raise ConfigurationError(f"a heat map has 2 rows and columns at least, not {len(rows)} and {len(columns)}")
        if [len(row) for row in numbers] != shape or [len(row) for row in titles] != shape:
            raise ConfigurationError(f"a heat map of {len(rows)} rows and {len(columns)} columns has a value for each")
        found = np.array(numbers)
        self._heat = Heat(
            found,
            tuple(rows),
            tuple(columns),
            tuple(map(tuple, titles)),
            tuple(tuple(format_value(float(value)) for value in row) for row in found),
            corner,
        )
        self._paint(found)
        # Halfway up the colours stands a quarter of the largest value.
        ends = [format_value(self._heat.most * share) for share in (0, 0.25, 1)]
        self._scale.value = _scale(measure, ends if self._heat.most else [], scale_note)
        margin = {"top": _TOP, "right": 0, "bottom": _BOTTOM, "left": label_width(rows) + 12}
        self._figure.fig_margin = margin
        texts = {**default_texts(), **(table_texts or {})}
        self._hover.view = {
            "margin": margin,
            "rows": [plain(one, 40) for one in rows],
            "columns": [plain(one, 40) for one in columns],
            "titles": [[plain(one, 80) for one in row] for row in titles],
            "values": [[plain(one, 40) for one in row] for row in self._heat.texts],
            "colours": [["" if at == _GAP else HEAT[int(at)] for at in row] for row in self._heat.levels],
            "measure": plain(measure, 80),
            "corner": plain(corner, 80),
            "summary": plain(summary),
            "message": "" if np.isfinite(found).any() else plain(empty),
            "texts": texts,
            "copied": copied([(str(head), column) for head, column in self.table().items()], texts["decimal"]),
        }

    def table(self) -> pd.DataFrame:
        """Give what the data table shows: a row for each row of cells, values as numbers."""
        if self._heat is None:
            return pd.DataFrame()
        frame = pd.DataFrame(np.array(self._heat.values))
        frame.insert(0, "", list(self._heat.rows))
        return frame.set_axis(unique([self._heat.corner, *self._heat.columns]), axis=1)

    def _paint(self, values: np.ndarray) -> None:
        assert self._heat is not None
        with self._cells.hold_sync():
            # The mark checks its rows against the colours it has.
            assign(self._cells, color=self._heat.levels)
            assign(
                self._cells,
                row=np.arange(values.shape[0], dtype=np.float64),
                column=np.arange(values.shape[1], dtype=np.float64),
            )


def _scale(measure: str, values: Sequence[str], note: str) -> Markup:
    half = len(HEAT) // 2
    parts = [_steps(HEAT[:half]), _steps(HEAT[half:])]
    labels = [markup("<span>{value}</span>", value=value) for value in values]
    scale = join([labels[0], parts[0], labels[1], parts[1], labels[2]]) if labels else Markup()
    return markup(
        '<span class="smw-heat-measure">{measure}</span><span class="smw-heat-scale">{scale}</span>{note}',
        measure=measure,
        scale=scale,
        note=markup('<span class="smw-heat-note">{note}</span>', note=note) if note and labels else Markup(),
    )


def _steps(colours: Sequence[str]) -> Markup:
    steps = [markup('<span style="--smw-colour:{colour:attr}"></span>', colour=colour) for colour in colours]
    return markup('<span class="smw-heat-steps" aria-hidden="true">{steps}</span>', steps=join(steps))

"""A chart of one or more series over the buckets of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import numpy as np
import pandas as pd
from ipywidgets import Box, VBox
from traitlets import Bunch, Tuple, observe

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts._areas import AreaMarks, stacked
from smwidgets.parts._bars import PADDING, BarMarks
from smwidgets.parts._bqplot import Axis, Figure, LinearScale
from smwidgets.parts._chart_texts import table_texts as default_texts
from smwidgets.parts._drawing import Drawing, Kind
from smwidgets.parts._label_width import label_width
from smwidgets.parts._lines import LineMarks
from smwidgets.parts._part import Part
from smwidgets.parts._tabled import Tabled
from smwidgets.parts.batch import batch
from smwidgets.parts.hover import Hover
from smwidgets.parts.legend import Legend, LegendItem
from smwidgets.parts.scale import tick_key, value_ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smwidgets.parts.series import Series

KINDS: tuple[Kind, ...] = get_args(Kind)
"""Areas and stacked bars stand one series upon another, the first at the bottom."""

_TOP, _RIGHT, _BOTTOM = 10, 14, 26
_LEFT = (56, 88, 128)
"""For counts, amounts, long amounts: when a margin changes, bqplot draws all once more, a third of a second later."""


class Plot(Part, Box):
    """The figure and what lies over it."""


class TimeChart(Tabled, Part, VBox):
    """Lines, bars or layers with a legend, own axes, a tooltip, and a table that may stand in the picture's place.

    Everything is made once, bars and areas when there are some; a redraw only changes it. Positions, not dates, reach
    bqplot.
    """

    hidden: Any = Tuple()
    """Keys of the hidden series, through the legend or from Python. The axis follows those that are visible."""

    def __init__(self) -> None:
        self._drawing: Drawing | None = None
        self._y = LinearScale(min=0.0, max=1.0, allow_padding=False)
        self._lines = LineMarks(self._y)
        self._bars: BarMarks | None = None
        self._areas: AreaMarks | None = None
        self._axis = Axis(scale=self._y, side="left", grid_lines="solid")
        self._written: dict[str, str] = {}
        self._figure = Figure(
            marks=[*self._lines.marks],
            axes=[self._axis],
            scale_x=self._lines.x,
            scale_y=self._y,
            padding_x=0.0,
            padding_y=0.0,
            display_toolbar=False,
        )
        self._legend = Legend()
        self._hover = self._face = Hover()
        plot = Plot(children=(self._figure, self._hover))
        plot.add_class("smw-plot")
        super().__init__(children=(self._legend, plot))
        self.add_class("smw-chart")
        self._legend.observe(self._on_legend, "hidden")

    def draw(
        self,
        series: Sequence[Series],
        *,
        ticks: Sequence[str],
        kind: Kind = "line",
        format_ticks: Callable[[Sequence[float]], Sequence[str]],
        changes: Sequence[str] = (),
        summary: str = "",
        empty: str = "",
        all_hidden: str = "",
        hint: str = "",
        table_texts: Mapping[str, str] | None = None,
    ) -> None:
        """Draw series, replacing what was drawn.

        Parameters
        ----------
        series
            In the order of the legend, each over positions 0, 1, 2 …; they may differ in length.
        ticks
            Short label of each position, from the first; as many are written as there is room for.
        kind
            ``line``, ``bar``, or layers: ``area``, ``stacked_bar``.
        format_ticks
            Labels of the values of the grid lines.
        changes
            What the tooltip says about the change, by position.
        summary
            The chart in a sentence, for those who cannot see it.
        empty
            What stands on the chart when there is nothing to show.
        all_hidden
            What stands there when all that could be shown is hidden; `empty` when left out.
        hint
            What a click on the legend does, on hover.
        table_texts
            Those of `smwidgets.parts.table_texts`, in the page's language.

        Raises
        ------
        UnknownNameError
            There is no such kind.
        """
        if kind not in KINDS:
            raise UnknownNameError("kind of chart", kind, KINDS)
        texts = {**default_texts(), **(table_texts or {})}
        self._drawing = Drawing(
            tuple(series), tuple(ticks), kind, format_ticks, tuple(changes), summary, empty, texts, all_hidden
        )
        self._legend.show([LegendItem(one.key, one.label, one.css, one.dashed) for one in series], hint)
        self._paint()

    def table(self) -> pd.DataFrame:
        """Give what the data table shows as files have it: a row for each position, the visible series side by side.

        Returns
        -------
        pandas.DataFrame
            Begins of buckets as dates, of hours as aware moments with their offset beside them; text where the series
            have none. Values as numbers, NaN for no value, to four decimals, their unit in the head. What is said of
            buckets that are not whole. The change from the second series to the first as a number and in percent. In
            the language of the drawing; empty before it.
        """
        if self._drawing is None:
            return pd.DataFrame()
        return self._drawing.table([one for one in self._drawing.series if one.key not in self.hidden])

    @observe("hidden")
    @batch()
    def _on_hidden(self, _: Bunch) -> None:
        self._legend.hidden = list(self.hidden)
        self._paint()

    def _on_legend(self, change: Bunch) -> None:
        self.hidden = tuple(change.new)

    def _marks(self, kind: Kind) -> LineMarks | BarMarks | AreaMarks:
        """Give the marks of a kind, made when they are first drawn: of all kinds only one is seen at a time."""
        if kind == "line":
            return self._lines
        if kind == "area":
            if self._areas is None:
                self._areas = AreaMarks(self._y)
                self._figure.marks = [*self._figure.marks, *self._areas.marks]
            return self._areas
        if self._bars is None:
            self._bars = BarMarks(self._y)
            self._figure.marks = [*self._figure.marks, *self._bars.marks]
        return self._bars

    @batch()
    def _paint(self) -> None:
        if self._drawing is None:
            return
        drawing = self._drawing
        visible = [one for one in drawing.series if one.key not in self.hidden]
        layered = drawing.kind in ("area", "stacked_bar")
        ticks = value_ticks(list(stacked(visible, drawing.length)) if layered else [one.y for one in visible])
        labels = [str(label) for label in drawing.format_ticks(ticks)]
        margin = {"top": _TOP, "right": _RIGHT, "bottom": _BOTTOM, "left": _left_of(labels)}
        with self._y.hold_sync():
            self._y.min, self._y.max = ticks[0], ticks[-1]
        # The labels first: bqplot writes the new ticks with those that it has, and the old ticks for one more frame.
        written = dict(zip(map(tick_key, ticks), labels, strict=True))
        self._axis.tick_labels = self._written | written
        self._written = written
        self._axis.tick_values = np.array(ticks, dtype=np.float64)
        drawn = self._marks(drawing.kind)
        for other in (self._lines, self._bars, self._areas):
            if other is not None and other is not drawn:
                other.clear()
        if isinstance(drawn, BarMarks):
            drawn.draw(visible, drawing.length, stacked=layered)
        else:
            drawn.draw(visible, drawing.length)
        self._figure.fig_margin = margin
        self._hover.view = drawing.view(visible, ticks, margin, PADDING)


def _left_of(labels: Sequence[str]) -> int:
    """Pixels for the labels of the values and the air beside them: the same for labels of about the same length."""
    needed = label_width(labels) + 16
    return next((width for width in _LEFT if width >= needed), needed)

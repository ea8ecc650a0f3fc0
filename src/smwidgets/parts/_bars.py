"""Bars of a chart: whole ones, and the outlines of those whose bucket is not whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from smwidgets.parts._bqplot import Bars, OrdinalScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.parts._bqplot import LinearScale
    from smwidgets.parts.series import Series

PADDING = 0.25
"""Share of a band left free between groups of bars."""

_PALE = 0.45

_OUTLINE = {"fill-opacity": "0.2", "stroke-width": "1.5px", "stroke-dasharray": "4 3"}


class BarMarks:
    """Two marks with the same groups, one over the other, so that a bar of a partial bucket can look otherwise."""

    def __init__(self, y: LinearScale) -> None:
        self.x = OrdinalScale(domain=[0])
        scales = {"x": self.x, "y": y}
        self._whole = Bars(scales=scales, type="grouped", padding=PADDING, stroke_width=0.0)
        self._partial = Bars(scales=scales, type="grouped", padding=PADDING, stroke_width=0.0)
        self.marks = (self._whole, self._partial)

    def draw(self, series: Sequence[Series], length: int, *, stacked: bool = False) -> None:
        """Draw the visible series side by side, or one upon another, over positions 0 to ``length`` - 1."""
        for mark in self.marks:
            mark.type = "stacked" if stacked else "grouped"
        self.x.domain = list(range(max(length, 1)))
        whole, partial = np.zeros((len(series), length)), np.zeros((len(series), length))
        for row, one in enumerate(series):
            # bqplot sets a height of NaN; SVG draws no bar of height 0 at all, not even its outline.
            whole[row, : len(one.y)] = np.nan_to_num(one.y)
            cut = list(one.partial)
            partial[row, cut], whole[row, cut] = whole[row, cut], 0
        pale = [_PALE if one.dashed else 1.0 for one in series]
        outlined = sorted({position for one in series for position in one.partial})
        colours = {one.css for one in series if one.partial}
        self._set(self._whole, whole, series, pale)
        with self._partial.hold_sync():
            self._set(self._partial, partial, series if outlined else (), [1.0] * len(series))
            self._partial.selected_style = {
                **_OUTLINE,
                "stroke": colours.pop() if len(colours) == 1 else "var(--smw-quiet)",
            }
            self._partial.selected = np.array(outlined, dtype=np.uint32) if outlined else None

    def clear(self) -> None:
        """Draw nothing."""
        self.draw((), 0)

    @staticmethod
    def _set(mark: Bars, rows: np.ndarray, series: Sequence[Series], opacities: list[float]) -> None:
        with mark.hold_sync():
            mark.x = np.arange(rows.shape[1] if series else 0, dtype=np.float64)
            mark.y = rows if series else np.empty(0)
            mark.colors = [one.css for one in series] or ["transparent"]
            mark.opacities = opacities if series else []
            mark.visible = bool(series)

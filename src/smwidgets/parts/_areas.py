"""Areas of a chart, one upon another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from smwidgets.parts._bqplot import LinearScale, Lines, assign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.parts._bqplot import LinearScale as Scale
    from smwidgets.parts.series import Series

_BAND = 0.25
"""Half the width of a lone position, in positions."""

_CARD, _VEIL = "var(--smw-card)", 0.55


def stacked(series: Sequence[Series], length: int) -> np.ndarray:
    """Tops of the layers: row by row the sum of a series and all before it.

    Parameters
    ----------
    series
        From the bottom to the top.
    length
        Positions.

    Returns
    -------
    numpy.ndarray
        Shape (series, length), float64. A series without a value adds nothing; where none has one, NaN.
    """
    rows = np.full((len(series), length), np.nan)
    for row, one in enumerate(series):
        rows[row, : len(one.y)] = one.y
    tops = np.cumsum(np.nan_to_num(rows), axis=0)
    tops[:, np.isnan(rows).all(axis=0)] = np.nan
    return tops


class AreaMarks:
    """Two marks, however many layers: the layers, and a veil over what leads to a bucket that is not whole.

    Each layer is filled from its top down to the axis, and those below it are drawn over it.
    """

    def __init__(self, y: Scale) -> None:
        self.x = LinearScale(min=0.0, max=1.0, allow_padding=False)
        scales = {"x": self.x, "y": y}
        self._layers = Lines(scales=scales, fill="bottom", stroke_width=1.0, apply_clip=False)
        self._veil = Lines(scales=scales, fill="bottom", stroke_width=1.0, apply_clip=False)
        self.marks = (self._layers, self._veil)

    def draw(self, series: Sequence[Series], length: int) -> None:
        """Draw the visible series, the first at the bottom, over positions 0 to ``length`` - 1."""
        with self.x.hold_sync():
            self.x.min, self.x.max = (0.0, length - 1.0) if length > 1 else (-0.5, 0.5)
        tops, places = stacked(series, length), np.arange(length, dtype=np.float64)
        kept = np.isfinite(tops).all(axis=0)
        tops, places = tops[:, kept], places[kept]
        partial = np.isin(places, sorted({position for one in series for position in one.partial}))
        if len(places) == 1:
            # An area of no width is not seen.
            tops, places = np.repeat(tops, 2, axis=1), places[0] + np.array([-_BAND, _BAND])
            partial = np.repeat(partial, 2)
        self._set(self._layers, places, tops, [one.css for one in series], 1.0)
        veiled = [slice(left, left + 2) for left in np.flatnonzero(partial[:-1] | partial[1:])]
        self._veil_over([places[one] for one in veiled], [tops[-1, one] for one in veiled])

    def clear(self) -> None:
        """Draw nothing."""
        self.draw((), 0)

    def _veil_over(self, x: Sequence[np.ndarray], y: Sequence[np.ndarray]) -> None:
        """Veil segments of the topmost line, one row each."""
        with self._veil.hold_sync():
            assign(
                self._veil,
                x=np.squeeze(np.vstack(x)) if x else np.empty(0),
                y=np.squeeze(np.vstack(y)) if y else np.empty(0),
            )
            self._veil.fill_colors = [_CARD] * max(len(x), 1)
            self._veil.colors = [_CARD]
            self._veil.fill_opacities = [_VEIL] * len(x)
            self._veil.visible = bool(x)

    @staticmethod
    def _set(mark: Lines, x: np.ndarray, tops: np.ndarray, colours: Sequence[str], opacity: float) -> None:
        seen = bool(colours) and tops.shape[1] > 1
        with mark.hold_sync():
            assign(
                mark,
                x=x if seen else np.empty(0),
                y=np.squeeze(tops[::-1], axis=0) if seen and len(tops) == 1 else tops[::-1] if seen else np.empty(0),
            )
            mark.fill_colors = list(reversed(colours)) if seen else ["transparent"]
            mark.colors = [_CARD]
            mark.fill_opacities = [opacity] * len(colours) if seen else []
            mark.visible = seen

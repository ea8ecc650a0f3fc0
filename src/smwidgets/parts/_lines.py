"""Lines of a chart: whole, dashed, and the points that no line reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from smwidgets.parts._bqplot import LinearScale, Lines, Scatter, assign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.parts.series import Series

Row = tuple[np.ndarray, str]
"""Values by position and the colour they are drawn in."""


class LineMarks:
    """Three marks, however many series: each holds the rows of its style.

    What leads to a bucket that is not whole is dashed, as all of a dashed series is.
    """

    def __init__(self, y: LinearScale) -> None:
        self.x = LinearScale(min=0.0, max=1.0, allow_padding=False)
        scales = {"x": self.x, "y": y}
        self._dashed = Lines(scales=scales, line_style="dashed", stroke_width=1.8, apply_clip=False)
        self._solid = Lines(scales=scales, stroke_width=2.2, apply_clip=False)
        self._points = Scatter(scales=scales, default_size=26, stroke_width=0.0, apply_clip=False)
        self.marks = (self._dashed, self._solid, self._points)

    def draw(self, series: Sequence[Series], length: int) -> None:
        """Draw the visible series over positions 0 to ``length`` - 1."""
        rows = [(_padded(one.y, max(length, 2)), one) for one in series]
        with self.x.hold_sync():
            # One position stands in the middle.
            self.x.min, self.x.max = (0.0, length - 1.0) if length > 1 else (-0.5, 0.5)
        dashed = [(row, one.css) for row, one in rows if one.dashed]
        dashed += [(_around(row, one.partial), one.css) for row, one in rows if one.partial and not one.dashed]
        _set_rows(self._dashed, dashed)
        _set_rows(self._solid, [(_without(row, one.partial), one.css) for row, one in rows if not one.dashed])
        points = [(index, row[index], one.css) for row, one in rows for index in _lonely(row)]
        with self._points.hold_sync():
            assign(
                self._points,
                x=np.array([index for index, _, _ in points], dtype=np.float64),
                y=np.array([value for _, value, _ in points], dtype=np.float64),
            )
            self._points.colors = [colour for _, _, colour in points] or ["transparent"]
            self._points.visible = bool(points)

    def clear(self) -> None:
        """Draw nothing."""
        self.draw((), 0)


def _set_rows(mark: Lines, rows: Sequence[Row]) -> None:
    rows = [(row, colour) for row, colour in rows if np.isfinite(row).any()]
    points = [_ended(row) for row, _ in rows]
    with mark.hold_sync():
        assign(
            mark,
            x=np.squeeze(np.vstack([x for x, _ in points])) if rows else np.empty(0),
            y=np.squeeze(np.vstack([y for _, y in points])) if rows else np.empty(0),
        )
        mark.colors = [colour for _, colour in rows] or ["transparent"]
        mark.visible = bool(rows)


def _ended(row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Abscissas and ordinates that end in a value: bqplot puts a label at the last point, and fails where it is NaN.

    After a gap the last value comes once more, as a line of no length upon itself.
    """
    last = int(np.flatnonzero(np.isfinite(row))[-1])
    return np.append(np.arange(len(row), dtype=np.float64), [last, last]), np.append(row, [np.nan, row[last]])


def _padded(values: np.ndarray, length: int) -> np.ndarray:
    return np.concatenate([values, np.full(max(0, length - len(values)), np.nan)])


def _without(row: np.ndarray, partial: Sequence[int]) -> np.ndarray:
    whole = row.copy()
    whole[list(partial)] = np.nan
    return whole


def _around(row: np.ndarray, partial: Sequence[int]) -> np.ndarray:
    """Only the segments that begin or end in a partial bucket; one between two of them lies under the solid line."""
    segments = np.full_like(row, np.nan)
    for index in partial:
        near = slice(max(0, index - 1), index + 2)
        segments[near] = row[near]
    return segments


def _lonely(row: np.ndarray) -> list[int]:
    """Positions with a value and none on either side: no line reaches them."""
    there = np.concatenate([[False], np.isfinite(row), [False]])
    return [int(index) for index in np.flatnonzero(there[1:-1] & ~there[:-2] & ~there[2:])]

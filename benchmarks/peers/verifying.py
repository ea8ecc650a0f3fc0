"""Whether the lines on a page are the numbers they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from kits import Problem

if TYPE_CHECKING:
    from expected import Expected

Points = Sequence[Sequence[float]]
_PIXELS = 1.0
"""How far a point may be from where its number belongs; for a kit that draws on a canvas, how far its number may be."""


def verify(kit: str, lines: dict[str, list[list[Points]]], expected: dict[str, Expected]) -> None:
    """Stop unless every chart's current and previous line has the shape of the numbers, in every period."""
    for period, wanted in expected.items():
        charts = [chart for chart in lines[period] if chart]
        if len(charts) != len(wanted.lines):
            raise Problem(f"{kit}, {period}: {len(charts)} charts with lines instead of {len(wanted.lines)}")
        for place, (chart, pair) in enumerate(zip(charts, wanted.lines, strict=True), 1):
            if not all(any(_is_line_of(points, values) for points in chart) for values in pair):
                raise Problem(f"{kit}, {period}: chart {place} does not show its numbers")


def _is_line_of(points: Points, values: Sequence[float]) -> bool:
    """Whether the points, whose ordinate grows downwards, are the values on some axis.

    A kit may leave out points on a straight line: each that is there must stand at its value.
    """
    if len(points) < 2 or not points[-1][0] > points[0][0]:
        return False
    x, y = np.array(points, dtype=float).T
    shown = np.array(values)
    places = np.rint((x - x[0]) / (x.max() - x[0]) * (len(shown) - 1)).astype(int)
    slope, start = np.polyfit(shown[places], y, 1)
    return bool(slope < 0 and np.abs(y - (slope * shown[places] + start)).max() <= _PIXELS)

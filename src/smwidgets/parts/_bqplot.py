"""The bqplot classes in use, as parts: guarded against the browser, strict about arguments."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    # bqscales 0.3 declares a trait in a way that is deprecated; where warnings are errors it could not be imported.
    warnings.simplefilter("ignore", DeprecationWarning)
    import bqplot

import numpy as np

from smwidgets.parts._part import Part


def assign(mark: bqplot.Mark, **arrays: np.ndarray) -> None:
    """Set arrays of a mark that differ from those it has: bqplot takes NaN for a change and would send them again."""
    for name, values in arrays.items():
        if not np.array_equal(getattr(mark, name), values, equal_nan=True):
            mark.set_trait(name, values)


class Figure(Part, bqplot.Figure):
    """The canvas."""


class Axis(Part, bqplot.Axis):
    """An axis with its grid lines."""


class LinearScale(Part, bqplot.LinearScale):
    """Numbers to pixels."""


class OrdinalScale(Part, bqplot.OrdinalScale):
    """Positions to bands."""


class OrdinalColorScale(Part, bqplot.OrdinalColorScale):
    """Positions to colours, which may be the style sheet's: nothing is mixed."""


class Lines(Part, bqplot.Lines):
    """Curves that share their abscissas."""


class Scatter(Part, bqplot.Scatter):
    """Points."""


class Bars(Part, bqplot.Bars):
    """Groups of bars."""


class Pie(Part, bqplot.Pie):
    """Slices of a whole."""


class GridHeatMap(Part, bqplot.GridHeatMap):
    """Cells of rows and columns."""

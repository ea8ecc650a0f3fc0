"""The axis of values: five light lines at round numbers."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from math import floor, isfinite, log10
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTERVALS = 4
"""Five lines have four intervals between them."""

_MULTIPLES = tuple(map(Decimal, ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8")))


def value_ticks(rows: Sequence[np.ndarray]) -> tuple[float, ...]:
    """Values of the grid lines, the first and the last being the ends of the axis.

    Parameters
    ----------
    rows
        float64 values of the visible series; NaN is ignored.

    Returns
    -------
    tuple of float
        Ascending, evenly spaced and with 0 among them: five where no value is negative, else three to five. Whole
        numbers where all values are whole, so that half an order is never an axis label.
    """
    values = np.concatenate([np.zeros(1), *rows])
    values = values[np.isfinite(values)]
    low, high = float(values.min()), float(values.max())
    whole = bool((values == np.floor(values)).all())
    for step in _steps(max(high, -low, high - low) / INTERVALS, whole=whole):
        first, last = floor(Decimal(low) / step), -floor(-Decimal(high) / step)
        if last - first <= INTERVALS:
            last = max(last, INTERVALS) if first == 0 else last
            return tuple(float(index * step) for index in range(first, last + 1))
    raise AssertionError("round numbers have no end")


def _steps(least: float, *, whole: bool) -> Iterator[Decimal]:
    """Round numbers from somewhat under ``least`` upwards."""
    magnitude = floor(log10(least)) - 1 if isfinite(least) and least > 0 else 0
    for exponent in count(magnitude):
        for multiple in _MULTIPLES:
            step = multiple.scaleb(exponent)
            if not whole or step == step.to_integral_value():
                yield step


def tick_key(value: float) -> str:
    """Return a number as the browser's ``String()`` writes it: bqplot looks labels up by that."""
    return str(int(value)) if value == int(value) else repr(value)

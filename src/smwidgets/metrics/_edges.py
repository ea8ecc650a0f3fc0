"""Instants against the buckets of a cube: where they fall on its grain, and where the facts have to be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

Partial = Callable[[datetime, datetime], pd.Series | pd.DataFrame]
"""Measures over ``[start, end)``, both naive UTC and within one bucket of the cube, straight from the facts: a series;
of a cube with dimensions a frame of their columns and the measures."""

_AMOUNT_DECIMALS = 4
"""Amounts are stored with four decimals: rounding a sum to them undoes the drift of adding binary fractions."""


def floor(at: NDArray[np.datetime64], grain_minutes: int) -> NDArray[np.datetime64]:
    """Begin of the bucket that each instant (``datetime64[us]``, naive UTC) falls into."""
    grain = np.timedelta64(grain_minutes, "m").astype("timedelta64[us]")
    midnight = np.datetime64("1970-01-01", "us")
    floored: NDArray[np.datetime64] = at - (at - midnight) % grain
    return floored


def has_begun(
    held: NDArray[np.datetime64], whole: NDArray[np.datetime64], at: NDArray[np.datetime64]
) -> NDArray[np.bool_]:
    """Whether each instant lies within a bucket that the cube holds: only the facts know what happened before it there.

    Parameters
    ----------
    held
        Begins of the cube's buckets, ascending.
    whole
        Begins of the buckets that the instants fall into.
    at
        The instants.
    """
    positions = np.searchsorted(held, whole.astype(held.dtype))
    begun: NDArray[np.bool_] = at != whole
    if not len(held):
        return np.zeros_like(begun)
    begun &= held[np.minimum(positions, len(held) - 1)] == whole
    return begun


def tidy(column: NDArray[Any]) -> NDArray[Any]:
    """Round sums of amounts to the decimals that amounts have; counts stay as they are."""
    # Adding zero turns -0.0 into 0.0.
    return column if column.dtype.kind == "i" else np.round(column, _AMOUNT_DECIMALS) + 0.0

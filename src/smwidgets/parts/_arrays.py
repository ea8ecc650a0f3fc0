"""The only gate through which arrays reach bqplot."""

from __future__ import annotations

import math
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smwidgets.core.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable


class ArrayError(DataError):
    """Values that are no numbers were to be drawn."""


def floats(values: Iterable[Any]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """One-dimensional float64 array of anything that holds numbers.

    bqplot wraps int64 to int32 without a word, and raises on Decimal, None, booleans and ``pandas.NA``.

    Parameters
    ----------
    values
        Numbers of any kind: Python's, NumPy's, Decimal, booleans (0 and 1), pandas series with or without missing
        values. None, ``pandas.NA``, ``NaT`` and infinities become NaN: no value.

    Returns
    -------
    numpy.ndarray
        A float64 copy; NaN where there is no value.

    Raises
    ------
    ArrayError
        A value is text, a moment, complex or not a single number.
    """
    if isinstance(values, np.ndarray) and values.dtype.kind in "iufb":
        numbers = values.astype(np.float64)
    elif isinstance(values, (str, bytes)):
        raise ArrayError(f"text is no series of numbers: {values[:60]!r}")
    else:
        numbers = np.array([_number(value) for value in values], dtype=np.float64)
    if numbers.ndim != 1:
        raise ArrayError(f"one row of numbers expected, got {numbers.ndim} dimensions")
    numbers[~np.isfinite(numbers)] = math.nan
    return numbers


def _number(value: Any) -> float:
    if value is None or value is pd.NA or value is pd.NaT:
        return math.nan
    if isinstance(value, (Real, Decimal, np.bool_)):
        return float(value)
    raise ArrayError(f"no number: {str(value)[:60]!r} ({type(value).__name__})")

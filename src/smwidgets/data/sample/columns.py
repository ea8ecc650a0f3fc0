"""Columns of the sample tables, made from integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .draws import Flags, Ints


def instants(seconds: Ints, missing: Flags | None = None) -> pd.DatetimeIndex:
    """Return seconds since 1970 as UTC instants (microseconds), without a time where `missing`."""
    moments = seconds.astype("datetime64[s]").astype("datetime64[us]")
    if missing is not None:
        moments = np.where(missing, np.datetime64("NaT", "us"), moments)
    return pd.DatetimeIndex(moments).tz_localize("UTC")


def named(names: Sequence[str | None], positions: NDArray[np.integer]) -> pd.Categorical[object]:
    """Return the name at each of `positions`, none where the position is -1; each name is held once."""
    codes, categories = pd.factorize(np.array([*names, None], dtype=object))
    held: pd.Categorical[object] = pd.Categorical.from_codes(codes[positions], pd.Index(categories))
    return held


def numbers(values: Ints, missing: Flags) -> pd.arrays.IntegerArray:
    """Return integers as a nullable column, without one where `missing`; both arrays become its own."""
    return pd.arrays.IntegerArray(values, missing)

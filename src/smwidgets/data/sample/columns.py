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


def named(names: Sequence[str | None], positions: Ints) -> NDArray[np.object_]:
    """Return the name at each of `positions`, None where the position is -1."""
    return np.array([*names, None], dtype=object)[positions]


def numbers(values: Ints, missing: Flags) -> pd.Series[int]:
    """Return integers as a nullable column, without one where `missing`."""
    return pd.Series(values, dtype="Int64").mask(missing)

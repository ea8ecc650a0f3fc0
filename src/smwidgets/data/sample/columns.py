"""Columns of the sample tables, made from integers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pandas.api.extensions import ExtensionArray

    from .draws import Flags, Ints


def instants(seconds: Ints, missing: Flags | None = None) -> pd.DatetimeIndex:
    """Return seconds since 1970 as UTC instants (microseconds), without a time where `missing`."""
    moments = seconds.astype("datetime64[s]").astype("datetime64[us]")
    if missing is not None:
        moments = np.where(missing, np.datetime64("NaT", "us"), moments)
    return pd.DatetimeIndex(moments).tz_localize("UTC")


def named(names: Sequence[str | None], positions: Ints) -> ExtensionArray:
    """Return the string at each of `positions`, without one where the position is -1 or the name None."""
    known = [name for name in names if name is not None]
    place = {name: position for position, name in enumerate(known)}
    to_known = [-1 if name is None else place[name] for name in names]
    moved = pd.Series([*to_known, -1]).to_numpy()[positions]
    return pd.array(known, dtype="str").take(moved, allow_fill=True)


def numbers(values: Ints, missing: Flags) -> pd.Series[int]:
    """Return integers as a nullable column, without one where `missing`."""
    return pd.Series(values, dtype="Int64").mask(missing)

"""What a metric on a cube says of a shop at given moments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pandas as pd

from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from smwidgets.core.buckets import Buckets
    from smwidgets.data.shop import Shop

_Result = TypeVar("_Result")


def measured(
    shop: Shop, cube: str, metric: Callable[..., _Result], moments: Sequence[datetime], *more: object
) -> _Result:
    """Give a metric the cube, the moments (aware) as instants, and the way to look into a bucket that one cuts."""
    at = np.array([utc(moment) for moment in moments], dtype="datetime64[us]")
    return metric(shop.shared_cube(cube), at, partial(shop.partial, cube), shop.grain_minutes, *more)


def starts(buckets: Buckets) -> pd.Series:
    """Begins of buckets, aware, as a column."""
    if not len(buckets):
        return pd.Series([], dtype=object)
    return pd.Series(pd.DatetimeIndex(buckets.edges[:-1], tz="UTC").tz_convert(buckets.bounds[0].tzinfo))

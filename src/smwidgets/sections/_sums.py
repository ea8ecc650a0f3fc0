"""Sums of a cube's measures over buckets and periods of a shop."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from smwidgets.core.trends import LIKE_PERIODS
from smwidgets.metrics.slices import bucket_sums
from smwidgets.metrics.slices import total as slice_total

if TYPE_CHECKING:
    import pandas as pd

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.data.shop import Shop


def sums(shop: Shop, cube: str, buckets: Buckets) -> pd.DataFrame:
    """One row per bucket, one column per measure of the cube."""
    return bucket_sums(shop.cube(cube), buckets.edges, partial(shop.partial, cube), shop.grain_minutes)


def total(shop: Shop, cube: str, period: Period) -> pd.Series:
    """Sum of each measure of the cube over a period."""
    start, end = utc(period.start), utc(period.end)
    return slice_total(shop.cube(cube), start, end, partial(shop.partial, cube), shop.grain_minutes)


def like_totals(shop: Shop, cube: str, period: Timeframe) -> list[pd.Series]:
    """Totals of the like periods before, newest first, as far back as the shop's data reach (at most eight)."""
    first = shop.first_at
    like = [one for one in period.like(LIKE_PERIODS) if first is not None and utc(one.start) >= first]
    return [total(shop, cube, one) for one in like]


def utc(at: datetime) -> datetime:
    """Turn an aware moment into the naive UTC that cubes and tables hold."""
    return at.astimezone(UTC).replace(tzinfo=None)

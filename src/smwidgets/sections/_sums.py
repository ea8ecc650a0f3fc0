"""Sums of a cube's measures over buckets and periods of a shop."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from smwidgets.core.trends import LIKE_PERIODS
from smwidgets.metrics.slices import bucket_arrays, bucket_sums
from smwidgets.metrics.slices import totals as slice_totals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    import pandas as pd
    from numpy.typing import NDArray

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.data.shop import Shop


def sums(shop: Shop, cube: str, buckets: Buckets) -> pd.DataFrame:
    """One row per bucket, one column per measure of the cube."""
    return bucket_sums(shop.shared_cube(cube), buckets.edges, partial(shop.partial, cube), shop.grain_minutes)


def columns(shop: Shop, cube: str, buckets: Buckets) -> dict[str, NDArray[Any]]:
    """Return the columns of :func:`sums`."""
    return bucket_arrays(shop.shared_cube(cube), buckets.edges, partial(shop.partial, cube), shop.grain_minutes)


def total(shop: Shop, cube: str, period: Period) -> dict[str, float]:
    """Sum of each measure of the cube over a period."""
    return totals(shop, cube, [period])[0]


def totals(shop: Shop, cube: str, periods: Sequence[Period]) -> list[dict[str, float]]:
    """Sum of each measure of the cube over each of some periods."""
    spans = [(utc(one.start), utc(one.end)) for one in periods]
    return slice_totals(shop.shared_cube(cube), spans, partial(shop.partial, cube), shop.grain_minutes)


def like_periods(shop: Shop, period: Timeframe) -> list[Period]:
    """Like periods before, newest first, as far back as the shop's data reach (at most eight)."""
    first = shop.first_at
    return [one for one in period.like(LIKE_PERIODS) if first is not None and utc(one.start) >= first]


def utc(at: datetime) -> datetime:
    """Turn an aware moment into the naive UTC that cubes and tables hold."""
    return at.astimezone(UTC).replace(tzinfo=None)

"""Sums of a cube between instants: in memory where these fall on the cube's grain, by one small question where not."""

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


def bucket_sums(
    cube: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Sum of each measure in each of a row of adjoining buckets.

    Parameters
    ----------
    cube
        Index ``bucket_at`` (naive UTC, ascending, multiples of the grain; what is absent is 0), one column per measure:
        int64 for counts, float64 for sums of amounts.
    edges
        n + 1 ascending naive UTC instants, ``datetime64``: bucket i is ``[edges[i], edges[i + 1])``.
    partial
        Asked once for each edge within a bucket of the cube that is not empty; most often that is the last edge, the
        present, or none.
    grain_minutes
        Width of the cube's own buckets.

    Returns
    -------
    pandas.DataFrame
        n rows, index ``bucket_at`` = ``edges[:-1]``, columns and dtypes of the cube. 0 where nothing happened. Amounts
        to four decimals.

    Notes
    -----
    Specification M8, B4. Costs no more with more events: only the cube's rows between the edges are added.
    """
    at = np.asarray(edges, dtype="datetime64[us]")
    whole = _floor(at, grain_minutes)
    held = cube.index.to_numpy()
    positions = np.searchsorted(held, whole.astype(held.dtype))
    sums = {str(name): _sums_between(column.to_numpy(), positions) for name, column in cube.items()}
    for edge in np.flatnonzero(at != whole).tolist():
        if positions[edge] < len(held) and held[positions[edge]] == whole[edge]:
            begun = partial(whole[edge].item(), at[edge].item())
            for name, column in sums.items():
                _move(column, edge, float(begun[name]))
    columns = {name: _tidy(column) for name, column in sums.items()}
    return pd.DataFrame(columns, index=pd.DatetimeIndex(at[:-1], name="bucket_at"))


def total(cube: pd.DataFrame, start: datetime, end: datetime, partial: Partial, grain_minutes: int) -> pd.Series:
    """Sum of each measure over one span of time.

    Parameters
    ----------
    cube, partial, grain_minutes
        As for :func:`bucket_sums`.
    start, end
        Naive UTC, half-open.

    Returns
    -------
    pandas.Series
        float64, one value per measure, indexed by its name; counts are exact up to 2 ** 53.
    """
    edges = np.array([start, end], dtype="datetime64[us]")
    return bucket_sums(cube, edges, partial, grain_minutes).iloc[0].astype("float64")


def _floor(at: NDArray[np.datetime64], grain_minutes: int) -> NDArray[np.datetime64]:
    grain = np.timedelta64(grain_minutes, "m").astype("timedelta64[us]")
    midnight = np.datetime64("1970-01-01", "us")
    floored: NDArray[np.datetime64] = at - (at - midnight) % grain
    return floored


def _sums_between(column: NDArray[Any], positions: NDArray[np.intp]) -> NDArray[Any]:
    """Sum of ``column[positions[i]:positions[i + 1]]`` for each i; 0 for an empty slice."""
    first, last = (positions[0], positions[-1]) if len(positions) else (0, 0)
    # reduceat wants every position to exist and yields an element for an empty slice.
    padded = np.append(column[first:last], column.dtype.type(0))
    sums = np.add.reduceat(padded, positions - first)[:-1]
    sums[positions[:-1] == positions[1:]] = 0
    return sums


def _move(column: NDArray[Any], edge: int, begun: float) -> None:
    """Give what happened between the grain and the edge to the bucket that ends there."""
    amount = column.dtype.type(begun)
    if edge > 0:
        column[edge - 1] += amount
    if edge < len(column):
        column[edge] -= amount


def _tidy(column: NDArray[Any]) -> NDArray[Any]:
    # Adding zero turns -0.0 into 0.0.
    return column if column.dtype.kind == "i" else np.round(column, _AMOUNT_DECIMALS) + 0.0

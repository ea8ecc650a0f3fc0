"""Sums of a cube between instants: in memory where these fall on the cube's grain, by one small question where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smwidgets.metrics._edges import Partial, floor, has_begun, tidy
from smwidgets.metrics.states import states

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

__all__ = ["Partial", "bucket_sums", "category_sums", "states", "total"]

_NOTHING = 0.5e-4
"""Half of the smallest amount: less than this is the drift of binary fractions."""


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
    whole = floor(at, grain_minutes)
    held = cube.index.to_numpy()
    positions = np.searchsorted(held, whole.astype(held.dtype))
    sums = {str(name): _sums_between(column.to_numpy(), positions) for name, column in cube.items()}
    for edge in np.flatnonzero(has_begun(held, whole, at)).tolist():
        begun: Any = partial(whole[edge].item(), at[edge].item())
        for name, column in sums.items():
            _move(column, edge, begun[name])
    columns = {name: tidy(column) for name, column in sums.items()}
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


def category_sums(  # noqa: PLR0917 - the span's two ends, else as bucket_sums
    cube: pd.DataFrame, dimension: str, start: datetime, end: datetime, partial: Partial, grain_minutes: int
) -> pd.DataFrame:
    """Sum of each measure over one span of time, category by category.

    Parameters
    ----------
    cube
        As for :func:`bucket_sums`, and with a column for its one dimension; its index need not be unique.
    dimension
        The name of that column.
    start, end
        Naive UTC, half-open.
    partial
        Asked once for each end of the span that is within a bucket of the cube that is not empty.
    grain_minutes
        Width of the cube's own buckets.

    Returns
    -------
    pandas.DataFrame
        Index named like the dimension: its values in order, None last where something has none. One column per measure,
        in the cube's dtypes, amounts to four decimals. Only categories in which something happened.

    Notes
    -----
    Specification D1, E1. Costs no more with more events: only the cube's rows of the span are added.
    """
    measures = [str(name) for name in cube.columns if name != dimension]
    sums: dict[Any, NDArray[np.float64]] = {}
    if start < end:
        at = np.array([start, end], dtype="datetime64[us]")
        whole = floor(at, grain_minutes)
        held = cube.index.to_numpy()
        first, last = np.searchsorted(held, whole.astype(held.dtype))
        _add(sums, cube.iloc[first:last], dimension, measures, 1)
        for edge in np.flatnonzero(has_begun(held, whole, at)).tolist():
            begun: Any = partial(whole[edge].item(), at[edge].item())
            _add(sums, begun, dimension, measures, 1 if edge else -1)
    # Counts and amounts are exact to well below this; what an edge took away again is not there.
    named = {key: row for key, row in sums.items() if (np.abs(row) > _NOTHING).any()}
    order = sorted(named, key=lambda key: (key is None, key))
    index = pd.Index(order, dtype=object, name=dimension)
    rows = np.array([named[key] for key in order]).reshape(len(order), len(measures))
    columns = {name: tidy(rows[:, at].astype(cube[name].to_numpy().dtype)) for at, name in enumerate(measures)}
    return pd.DataFrame(columns, index=index)


def _add(
    sums: dict[Any, NDArray[np.float64]], rows: pd.DataFrame, dimension: str, measures: Sequence[str], sign: int
) -> None:
    """Add the measures of some rows, or take them off, category by category."""
    codes, categories = pd.factorize(rows[dimension], use_na_sentinel=True)
    amounts = [rows[name].to_numpy("float64") for name in measures]
    # The sentinel of a missing category is -1: it stands first.
    added = np.array([np.bincount(codes + 1, weights=one, minlength=len(categories) + 1) for one in amounts]).T
    for key, row in zip([None, *categories.tolist()], added, strict=True):
        sums[key] = sums.get(key, 0.0) + sign * row


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

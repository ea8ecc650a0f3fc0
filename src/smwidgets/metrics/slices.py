"""Sums of a cube between instants: in memory where these fall on the cube's grain, by one small question where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smwidgets.metrics._remembering import remembered
from smwidgets.metrics.running import up_to

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from smwidgets.metrics.running import Partial


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
    Specification M8, B4. Costs no more with more events, nor with longer buckets: each edge is one look-up. The cube
    must not change afterwards.
    """
    at = np.asarray(edges, dtype="datetime64[us]")
    columns = bucket_arrays(cube, at, partial, grain_minutes)
    return pd.DataFrame(columns, index=pd.DatetimeIndex(at[:-1], name="bucket_at"))


def bucket_arrays(
    cube: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int
) -> dict[str, NDArray[Any]]:
    """Sum of each measure in each of a row of adjoining buckets: the columns of :func:`bucket_sums` by their names."""
    at = np.asarray(edges, dtype="datetime64[us]")
    measures, found = up_to(cube, at, partial, grain_minutes)
    sums = found[None][1:] - found[None][:-1]
    return {name: measures.as_stored(sums[:, place], place) for place, name in enumerate(measures.names)}


def totals(
    cube: pd.DataFrame, spans: Sequence[tuple[datetime, datetime]], partial: Partial, grain_minutes: int
) -> list[dict[str, float]]:
    """Sum of each measure over each of some spans of time, in one go.

    Parameters
    ----------
    cube, partial, grain_minutes
        As for :func:`bucket_sums`.
    spans
        Naive UTC, half-open.

    Returns
    -------
    list of dict
        For each span one value per measure, by its name; counts are exact up to 2 ** 53.
    """
    at = np.array(spans, dtype="datetime64[us]").reshape(-1)
    measures, found = up_to(cube, at, partial, grain_minutes)
    sums = found[None][1::2] - found[None][::2]
    columns = [measures.as_stored(sums[:, place], place).astype(np.float64).tolist() for place in range(sums.shape[1])]
    return [dict(zip(measures.names, row, strict=True)) for row in zip(*columns, strict=True)]


def categories(cube: pd.DataFrame, dimension: str) -> list[Any]:
    """Return the values of a cube's dimension in the order in which they first appeared in the shop."""
    known = remembered(cube, ("categories", dimension), lambda: cube[dimension].dropna().drop_duplicates().tolist())
    return list(known)


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
    Specification D1, E1. Costs no more with more events, nor with a longer span.
    """
    at = np.array([start, max(start, end)], dtype="datetime64[us]")
    measures, found = up_to(cube, at, partial, grain_minutes, dimension)
    sums = {key: rows[1] - rows[0] for key, rows in found.items()}
    order = sorted((key for key, row in sums.items() if row.any()), key=lambda key: (key is None, key))
    index = pd.Index(order, dtype=object, name=dimension)
    rows = np.array([sums[key] for key in order]).reshape(len(order), len(measures.names))
    columns = {name: measures.as_stored(rows[:, place], place) for place, name in enumerate(measures.names)}
    return pd.DataFrame(columns, index=index)

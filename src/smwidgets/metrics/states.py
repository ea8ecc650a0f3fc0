"""Running totals of a cube: how much there has been from the beginning up to each of some instants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pandas as pd

from smwidgets.metrics.running import up_to

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smwidgets.metrics.running import Partial


@overload
def states(
    cube: pd.DataFrame,
    measure: str,
    edges: NDArray[np.datetime64],
    partial: Partial,
    grain_minutes: int,
    dimension: None = None,
) -> NDArray[Any]: ...


@overload
def states(
    cube: pd.DataFrame,
    measure: str,
    edges: NDArray[np.datetime64],
    partial: Partial,
    grain_minutes: int,
    dimension: str,
) -> pd.DataFrame: ...


def states(  # noqa: PLR0917 - as bucket_sums, with what is totalled
    cube: pd.DataFrame,
    measure: str,
    edges: NDArray[np.datetime64],
    partial: Partial,
    grain_minutes: int,
    dimension: str | None = None,
) -> NDArray[Any] | pd.DataFrame:
    """Total of a measure from the beginning up to each instant.

    Parameters
    ----------
    cube
        Index ``bucket_at`` (naive UTC, ascending, multiples of the grain), one column per measure, and the dimension's.
        It must not change afterwards: its running totals are remembered.
    measure
        Name of the measure.
    edges
        Naive UTC instants, ``datetime64``, in any order: what happens at an instant or after it does not count there.
    partial
        Asked once for each instant within a bucket of the cube that is not empty.
    grain_minutes
        Width of the cube's own buckets.
    dimension
        The cube's one dimension, if the totals of its categories are wanted.

    Returns
    -------
    numpy.ndarray or pandas.DataFrame
        One value per instant, int64 for counts, float64 with four decimals for amounts. With a dimension a frame: index
        ``at`` = the instants, one column for each category the cube has, in order, None last where something has none.

    Notes
    -----
    Specification F3, G1. Costs no more with a longer history: each instant is one look-up.
    """
    at = np.asarray(edges, dtype="datetime64[us]")
    measures, found = up_to(cube, at, partial, grain_minutes, dimension)
    place = measures.names.index(measure)
    totals = {key: measures.as_stored(rows[:, place], place) for key, rows in found.items()}
    if dimension is None:
        return totals[None]
    index = pd.DatetimeIndex(at, name="at")
    names = pd.Index(list(totals), dtype=object, name=dimension)
    return pd.DataFrame(dict(enumerate(totals.values())), index=index).set_axis(names, axis=1)

"""Running totals of a cube: how much there has been from the beginning up to each of some instants."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pandas as pd

from smwidgets.metrics._edges import floor, has_begun, tidy

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from smwidgets.metrics._edges import Partial

    Running = tuple[NDArray[np.datetime64], NDArray[Any]]
    """Begins of the buckets, and the total up to each of them and up to the end: one more."""

_remembered: dict[int, tuple[weakref.ref[pd.DataFrame], dict[Hashable, dict[Any, Running]]]] = {}
"""Running totals by the cube they are of, as long as that is alive."""


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
    whole = floor(at, grain_minutes)
    running = _running(cube, measure, dimension)
    totals = {key: _up_to(one, whole) for key, one in running.items()}
    for edge in np.flatnonzero(has_begun(cube.index.to_numpy(), whole, at)).tolist():
        begun: Any = partial(whole[edge].item(), at[edge].item())
        if dimension is None:
            totals[None][edge] += _as(totals[None], begun[measure])
            continue
        for category, amount in zip(begun[dimension], begun[measure], strict=True):
            key = None if pd.isna(category) else category
            totals[key][edge] += _as(totals[key], amount)
    if dimension is None:
        return tidy(totals[None])
    index = pd.DatetimeIndex(at, name="at")
    names = pd.Index(list(totals), dtype=object, name=dimension)
    columns = pd.DataFrame(dict(enumerate(map(tidy, totals.values()))), index=index)
    return columns.set_axis(names, axis=1)


def _up_to(running: Running, whole: NDArray[np.datetime64]) -> NDArray[Any]:
    held, totals = running
    return totals[np.searchsorted(held, whole.astype(held.dtype))]


def _running(cube: pd.DataFrame, measure: str, dimension: str | None) -> dict[Any, Running]:
    reference, known = _remembered.get(id(cube), (None, {}))
    if reference is None or reference() is not cube:
        number = id(cube)
        known = {}
        _remembered[number] = (weakref.ref(cube, lambda _: _remembered.pop(number, None)), known)
    if (measure, dimension) not in known:
        known[measure, dimension] = _computed(cube, measure, dimension)
    return known[measure, dimension]


def _computed(cube: pd.DataFrame, measure: str, dimension: str | None) -> dict[Any, Running]:
    held, amounts = cube.index.to_numpy(), cube[measure].to_numpy()
    if dimension is None:
        return {None: _cumulated(held, amounts)}
    codes, categories = pd.factorize(cube[dimension], sort=True, use_na_sentinel=True)
    keys = dict(enumerate(categories.tolist())) | ({-1: None} if (codes < 0).any() else {})
    return {key: _cumulated(held[codes == code], amounts[codes == code]) for code, key in keys.items()}


def _cumulated(held: NDArray[np.datetime64], amounts: NDArray[Any]) -> Running:
    return held, np.concatenate((np.zeros(1, amounts.dtype), np.cumsum(amounts)))


def _as(totals: NDArray[Any], amount: float) -> Any:
    return totals.dtype.type(amount)

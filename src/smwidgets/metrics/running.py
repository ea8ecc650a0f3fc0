"""How much there has been of each measure from the beginning up to an instant: what every sum is the difference of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from smwidgets.data.amounts import EXACT, UNITS_PER_AMOUNT, amount
from smwidgets.data.amounts import units as amount_units
from smwidgets.data.shapes import SHAPES
from smwidgets.metrics._remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Partial = Callable[[datetime, datetime], pd.Series | pd.DataFrame]
"""Measures over ``[start, end)``, both naive UTC and within one bucket of the cube, straight from the facts: a series;
of a cube with dimensions a frame of their columns and the measures."""

_ROOM = 2.0**62
"""Sums up to this have a place in int64, whatever is added to them."""


class Running(NamedTuple):
    """Running totals of some rows of a cube, in whole units.

    Parameters
    ----------
    begins
        Of the cube's buckets in which something happened: microseconds, ascending.
    totals
        One more row than ``begins``: what there was of each measure before it, and at the end.
    """

    begins: NDArray[np.int64]
    totals: NDArray[Any]


class Measures(NamedTuple):
    """A cube's measures in the order of its columns, and their running totals by category.

    Parameters
    ----------
    names
        Of the measures.
    units
        How many are one of each: 1 for counts, 10 000 for amounts.
    whole
        Begins of all buckets in which something happened: microseconds, ascending.
    running
        By category, None where there is none; without a dimension under None.
    """

    names: tuple[str, ...]
    units: NDArray[np.int64]
    whole: NDArray[np.int64]
    running: Mapping[Any, Running]

    def as_stored(self, units: NDArray[Any], measure: int) -> NDArray[Any]:
        """Turn units of a measure into int64, or into the float64 nearest to the amount."""
        if self.units[measure] == 1:
            return units.astype(np.int64)
        if units.dtype == object or (np.abs(units) >= EXACT).any():
            return np.array([amount(number) for number in units.tolist()], np.float64)
        # Adding zero turns -0.0 into 0.0.
        return units.astype(np.float64) / UNITS_PER_AMOUNT + 0.0

    def in_units(self, amounts: Any) -> list[int]:
        """Turn amounts by the measures' names into units."""
        return [
            amount_units(amounts[name], number) for name, number in zip(self.names, self.units.tolist(), strict=True)
        ]


def measures(cube: pd.DataFrame, dimension: str | None = None) -> Measures:
    """Return the running totals of a cube, which must not change afterwards: they are computed once.

    Parameters
    ----------
    cube
        Index ``bucket_at`` (naive UTC, ascending), one column per measure: int64 for counts, float64 for sums of
        amounts, or decimals where some are beyond it.
    dimension
        Its one dimension, if categories are kept apart; its index need not be unique then.
    """
    return remembered(cube, ("measures", dimension), lambda: _measured(cube, dimension))


def prepare(cubes: Mapping[str, pd.DataFrame]) -> None:
    """Add up cubes before anybody asks, by their names: processes forked from this one share what was added up."""
    for name, cube in cubes.items():
        for dimension in SHAPES[name].dimensions or (None,):
            measures(cube, dimension)


def up_to(
    cube: pd.DataFrame, at: NDArray[np.datetime64], partial: Partial, grain_minutes: int, dimension: str | None = None
) -> tuple[Measures, dict[Any, NDArray[Any]]]:
    """Say how much there has been up to each of some instants.

    Parameters
    ----------
    cube, dimension
        As for :func:`measures`.
    at
        Naive UTC instants, ``datetime64[us]``, in any order: what happens at an instant or after it does not count.
    partial
        Asked once for each different instant within a bucket of the cube that is not empty.
    grain_minutes
        Width of the cube's own buckets.

    Returns
    -------
    tuple
        The measures; by category an array of units, one row per instant, one column per measure.
    """
    known = measures(cube, dimension)
    instants = at.astype(np.int64)
    floors = instants - instants % (grain_minutes * 60_000_000)
    found = {key: one.totals[np.searchsorted(one.begins, floors)] for key, one in known.running.items()}
    for instant in np.unique(instants[instants != floors]).tolist():
        edges = np.flatnonzero(instants == instant)
        floor = floors[edges[0]].item()
        place = np.searchsorted(known.whole, floor)
        if place == len(known.whole) or known.whole[place] != floor:
            continue
        begun: Any = partial(_moment(floor), _moment(instant))
        if dimension is None:
            _add(found, None, edges, known.in_units(begun))
            continue
        for row in begun.to_dict("records"):
            key = None if pd.isna(row[dimension]) else row[dimension]
            found.setdefault(key, np.zeros((len(at), len(known.names)), np.int64))
            _add(found, key, edges, known.in_units(row))
    return known, found


def _add(found: dict[Any, NDArray[Any]], key: Any, edges: NDArray[np.int64], more: list[int]) -> None:
    if max(map(abs, more), default=0) >= _ROOM:
        found[key] = found[key].astype(object)
    found[key][edges] += np.array(more, found[key].dtype)


def _moment(microseconds: int) -> Any:
    return np.datetime64(microseconds, "us").item()


def _measured(cube: pd.DataFrame, dimension: str | None) -> Measures:
    names = tuple(str(name) for name in cube.columns if name != dimension)
    counted = [cube[name].dtype.kind in "iu" for name in names]
    units = np.array([1 if whole else UNITS_PER_AMOUNT for whole in counted], np.int64)
    begins = cube.index.to_numpy().astype("datetime64[us]").astype(np.int64)
    amounts = [_in_units(cube[name].to_numpy(), one) for name, one in zip(names, units.tolist(), strict=True)]
    rows = np.stack(amounts, axis=1) if amounts else np.empty((len(cube), 0), np.int64)
    if dimension is None:
        return Measures(names, units, begins, {None: _running(begins, rows)})
    codes, categories = pd.factorize(cube[dimension], sort=True, use_na_sentinel=True)
    keys = dict(enumerate(categories.tolist())) | ({-1: None} if (codes < 0).any() else {})
    running = {key: _running(begins[codes == code], rows[codes == code]) for code, key in keys.items()}
    return Measures(names, units, np.unique(begins), running)


def _in_units(column: NDArray[Any], units: int) -> NDArray[Any]:
    if units == 1:
        return column.astype(np.int64)
    if column.dtype == object:
        return np.array([amount_units(one) for one in column.tolist()], dtype=object)
    whole = np.rint(column * units)
    fits = float(np.abs(whole).sum()) < _ROOM
    # Python's own whole numbers have no end, and are slow.
    return whole.astype(np.int64) if fits else np.array([int(one) for one in whole.tolist()], dtype=object)


def _running(begins: NDArray[np.int64], rows: NDArray[Any]) -> Running:
    totals = np.zeros((len(rows) + 1, rows.shape[1]), rows.dtype)
    np.cumsum(rows, axis=0, out=totals[1:])
    for one in (begins, totals):
        one.flags.writeable = False
    return Running(begins, totals)

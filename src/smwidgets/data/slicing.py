"""Sums of a cube's measures by some of its dimensions, asked of the engine: for cubes that stay there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.amounts import amount_column
from smwidgets.data.database import quoted
from smwidgets.data.weeks import WEEK, Level, Part, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from smwidgets.data.shapes import Shape

BUCKET = "bucket_at"
"""The dimension that every cube has: the begin of its bucket."""


class Place(NamedTuple):
    """Where a cube lies: qualified names of its table, of the macro that measures any span, of its weeks if kept."""

    table: str
    macro: str
    weekly: str | None = None


def slice_sql(
    shape: Shape,
    place: Place,
    span: tuple[datetime, datetime],
    grain_minutes: int,
    *,
    by: Sequence[str] = (),
    where: Mapping[str, Any] | None = None,
) -> tuple[str, list[object]]:
    """Write the question of a slice.

    Parameters
    ----------
    shape
        Of the cube.
    place
        Where it lies.
    span
        Naive UTC, half-open.
    grain_minutes
        Width of the cube's buckets.
    by
        Dimensions to keep apart; ``bucket_at`` is one.
    where
        Values of dimensions; None asks for those without a value.

    Returns
    -------
    str, list
        SQL with a place for each parameter, and the parameters: no value becomes part of the text.

    Raises
    ------
    UnknownNameError
        The cube has no such dimension.
    """
    wanted = where or {}
    _check(by, (BUCKET, *shape.dimensions))
    _check(wanted, shape.dimensions)
    levels = [Level(place.table, timedelta(minutes=grain_minutes))]
    if place.weekly is not None and BUCKET not in by:
        levels.insert(0, Level(place.weekly, WEEK))
    rows, parameters = _rows(place, span, levels)
    sums = [f"{_sum(quoted(name), dtype)} AS {quoted(name)}" for name, dtype in shape.dtypes.items()]
    keys = [quoted(name) for name in by]
    sql = f"SELECT {', '.join((*keys, *sums))} FROM ({rows}) AS cube"  # noqa: S608 - names of our own only
    if wanted:
        tests = [
            f"{quoted(name)} IS NULL" if value is None else f"{quoted(name)} = ?" for name, value in wanted.items()
        ]
        sql += f" WHERE {' AND '.join(tests)}"
        parameters += [_plain(value) for value in wanted.values() if value is not None]
    if keys:
        sql += f" GROUP BY {', '.join(keys)} ORDER BY {', '.join(f'{key} NULLS LAST' for key in keys)}"
    return sql, parameters


def slice_frame(rows: Sequence[tuple[Any, ...]], shape: Shape, by: Sequence[str]) -> pd.DataFrame:
    """Make a frame of the answer: dimensions as Python objects with None, measures in the cube's dtypes.

    An amount is the float64 nearest to the exact one.
    """
    return exact_frame(rows, shape, by).astype(dict(shape.dtypes))


def exact_frame(rows: Sequence[tuple[Any, ...]], shape: Shape, by: Sequence[str]) -> pd.DataFrame:
    """Make the same frame, with amounts that no float64 tells apart as decimals (object)."""
    names = (*by, *shape.measures)
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in names]
    dtypes = {**dict.fromkeys(by, "object"), BUCKET: "datetime64[us]", **shape.dtypes}
    return pd.DataFrame(
        {
            name: amount_column(column) if dtypes[name] == "float64" else pd.Series(list(column), dtype=dtypes[name])
            for name, column in zip(names, columns, strict=True)
        }
    )


def _rows(place: Place, span: tuple[datetime, datetime], levels: Sequence[Level]) -> tuple[str, list[object]]:
    """Select the whole buckets of a span from the cube, and what begins or ends within one from the facts."""
    selects = []
    parameters: list[object] = []
    for table, start, end in parts(*span, levels) or [Part(place.table, *span)]:
        if table is None:
            selects.append(f"SELECT CAST(? AS TIMESTAMP) AS {BUCKET}, * FROM {place.macro}(?, ?)")  # noqa: S608
            parameters += [start, start, end]
        else:
            selects.append(f"SELECT * FROM {table} WHERE {BUCKET} >= ? AND {BUCKET} < ?")  # noqa: S608 - own names only
            parameters += [start, end]
    return " UNION ALL BY NAME ".join(selects), parameters


def _sum(name: str, dtype: str) -> str:
    total = f"coalesce(sum({name}), 0)"
    return f"CAST({total} AS {'BIGINT' if dtype == 'int64' else 'DECIMAL(38, 4)'})"


def _check(names: Iterable[str], choices: Sequence[str]) -> None:
    for name in names:
        if name not in choices:
            raise UnknownNameError("dimension", name, choices)


def _plain(value: Any) -> Any:
    """Unwrap what came out of a frame: the engine takes Python's own types."""
    return value.item() if isinstance(value, np.generic) else value

"""Whole weeks of a cube: kept beside its buckets where these are many, so that a year is a sum of few rows.

Weeks and not days or months: with ten million orders and 400 campaigns a year by hours is 3.3 million rows, by days 1.5
million, by weeks and at both ends hours 0.3 million; by months the ends would outweigh what is between them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from smwidgets.data.database import cube_table, qualified, quoted, weekly_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.data.shapes import Shape

WEEK = timedelta(days=7)

_MONDAY = datetime(1970, 1, 5)  # noqa: DTZ001 - naive UTC; weeks begin on Mondays as DATE_TRUNC has it


class Level(NamedTuple):
    """One of the tables that hold a cube, each by buckets of another width."""

    table: str
    width: timedelta


class Part(NamedTuple):
    """A half-open part of a span, naive UTC, and the table in which it is whole buckets; None if it is not."""

    table: str | None
    start: datetime
    end: datetime


def parts(start: datetime, end: datetime, levels: Sequence[Level]) -> list[Part]:
    """Cut a span into what the widest buckets hold, what the next ones hold of the rest, and so on.

    Parameters
    ----------
    start, end
        Naive UTC, half-open.
    levels
        The tables, widest buckets first; each width divides the one before it.

    Returns
    -------
    list of Part
        In order of time, side by side; none if the span is empty.

    Examples
    --------
    >>> hours = Level("hours", timedelta(hours=1))
    >>> for part in parts(datetime(2026, 1, 3, 22, 30), datetime(2026, 1, 19, 1), [Level("weeks", WEEK), hours]):
    ...     print(part.table, part.start, part.end)
    None 2026-01-03 22:30:00 2026-01-03 23:00:00
    hours 2026-01-03 23:00:00 2026-01-05 00:00:00
    weeks 2026-01-05 00:00:00 2026-01-19 00:00:00
    hours 2026-01-19 00:00:00 2026-01-19 01:00:00
    """
    if start >= end:
        return []
    if not levels:
        return [Part(None, start, end)]
    (table, width), *finer = levels
    first, last = start + (_MONDAY - start) % width, end - (end - _MONDAY) % width
    if first >= last:
        return parts(start, end, finer)
    return [*parts(start, first, finer), Part(table, first, last), *parts(last, end, finer)]


def weekly_sql(shape: Shape, catalog: str) -> str:
    """Write the statement that sums a cube's buckets by weeks.

    Parameters
    ----------
    shape
        Of the cube, whose table is there.
    catalog
        Where it is, and where the weeks go.
    """
    dimensions = [quoted(name) for name in shape.dimensions]
    types = {"int64": "BIGINT", "float64": "DECIMAL(38, 4)"}
    sums = [f"CAST(sum({quoted(name)}) AS {types[dtype]}) AS {quoted(name)}" for name, dtype in shape.dtypes.items()]
    columns = ", ".join(("date_trunc('week', bucket_at) AS bucket_at", *dimensions, *sums))
    return (
        f"CREATE TABLE {qualified(catalog, weekly_table(shape.name))} AS SELECT {columns}"  # noqa: S608 - own names
        f" FROM {qualified(catalog, cube_table(shape.name))} GROUP BY ALL ORDER BY ALL"
    )

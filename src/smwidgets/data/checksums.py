"""Sums that tell whether the rows of a table are still those that were imported, whatever their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from smwidgets.data.contract import TABLES
from smwidgets.data.database import SHOP, columns_by_table, qualified, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

Checksums = dict[str, dict[str, str]]
"""By table: the number of ``ROWS``, a sum over whole rows under ``WHOLE``, one for each column under its name."""

ROWS, WHOLE, ENGINE = "*rows", "*whole", "*engine"


def checksums(connection: duckdb.DuckDBPyConnection) -> Checksums:
    """Add up the hashes of all cells of a shop's tables, in one pass over each.

    Parameters
    ----------
    connection
        The engine, with the shop attached.

    Returns
    -------
    dict
        See :data:`Checksums`; under ``ENGINE`` the version of DuckDB, whose own hashes they are: those of another
        version cannot be compared.
    """
    found: Checksums = {}
    stored = columns_by_table(connection, SHOP)
    for table, columns in ((name, stored[name]) for name in TABLES if name in stored):
        cells = ", ".join(quoted(column) for column in columns)
        sums = ", ".join(f"sum(hash({quoted(column)}))" for column in columns)
        sql = f"SELECT count(*), sum(hash({cells})), {sums} FROM {qualified(SHOP, table)}"  # noqa: S608 - own names
        rows, whole, *each = connection.cursor().execute(sql).fetchall()[0]
        values = {ROWS: rows, WHOLE: whole or 0, **dict(zip(columns, (one or 0 for one in each), strict=True))}
        found[table] = {ENGINE: duckdb.__version__, **{name: str(value) for name, value in values.items()}}
    return found


def changes(imported: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Say in sentences what differs from what was imported; nothing of tables that another engine added up."""
    told = []
    for table, before in imported.items():
        after = now.get(table)
        if after is None:
            told.append(f"the table {table!r} is missing")
        elif before[ENGINE] == after[ENGINE]:
            told += _of_table(table, before, after)
    return told


def _of_table(table: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    if before[ROWS] != after[ROWS]:
        return [f"{table} has {int(after[ROWS]):,} rows, {int(before[ROWS]):,} were imported"]
    columns = [name for name in before if name not in (ROWS, WHOLE, ENGINE) and before[name] != after.get(name)]
    if columns:
        return [f"{table}.{name} is not as it was imported" for name in columns]
    return [f"rows of {table} are not as they were imported"] if before[WHOLE] != after[WHOLE] else []

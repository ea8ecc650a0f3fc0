"""DuckDB connections: one private instance per shop or import, with the store attached under a fixed name.

A store is attached and never opened by ``duckdb.connect(path)``: DuckDB shares one instance among all connections of a
process to one path, so a file that was replaced would go on being read as it was.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from smwidgets.core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]

_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)

SHOP = "shop"
"""Catalog of the six tables, the facts and the cubes, in a file as in memory."""

SCHEMA = "main"

ORDERS = "orders"
"""Table of the facts, one row per order."""

Columns = tuple[tuple[str, str], ...]
"""Columns of a table in order, each with DuckDB's name of its type."""

_STORAGE = "v1.5.0"
"""Format of a new store: the oldest DuckDB that the package runs on. It writes texts in two thirds of the time that the
format which DuckDB writes by default takes, and reads them in a third."""


_SPARING = "128MB"
"""Enough to sort the largest table of the sample shop in some seconds; Binder gives a person 1 GB for everything."""


def cube_table(name: str) -> str:
    """Return the name of the table that holds a cube."""
    return f"cube_{name}"


def weekly_table(name: str) -> str:
    """Return the name of the table that holds a cube by weeks, where it is kept."""
    return f"weekly_{name}"


def rows_table(name: str) -> str:
    """Return the name of the table that holds the rows a cube is made of, where they are kept."""
    return f"rows_{name}"


def partial_macro(name: str) -> str:
    """Return the name of the macro that measures any span of a cube straight from the facts."""
    return f"partial_{name}"


def open_engine(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open a private engine in memory that works in UTC.

    Parameters
    ----------
    spill
        Directory for what does not fit into memory; DuckDB makes it when needed and removes it when closed. By default
        one of this process in the system's temporary directory.
    """
    connection = duckdb.connect()
    # Wherever somebody may look DuckDB draws a bar of its own, in a notebook a black widget that nothing takes away.
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    # For the first rows of an order DuckDB reads a table twice, the second time by row numbers and all of it: where the
    # order is time, and the first reading had to see a fraction of the table, that is the greater part of the work.
    connection.execute("SET GLOBAL late_materialization_max_rows = 0")
    connection.execute("SET enable_progress_bar = false")  # it would be written among a notebook's outputs
    directory = spill or Path(tempfile.gettempdir()) / f"smwidgets-{os.getpid()}"
    connection.execute("SET GLOBAL temp_directory = ?", [str(directory)])
    return connection


def attach(
    connection: duckdb.DuckDBPyConnection, catalog: str, path: Path | None = None, *, write: bool = False
) -> None:
    """Attach a database file, or one in memory, under a name.

    Parameters
    ----------
    connection
        From :func:`open_engine`.
    catalog
        The name: one of the package's own constants.
    path
        The file; None is a new database in memory.
    write
        Whether it may be written; in memory always.
    """
    if path is None:
        # Compressed when it is checkpointed: a shop of a million rows takes a tenth of the memory.
        connection.execute(f"ATTACH ':memory:' AS {quoted(catalog)} (COMPRESS)")
        return
    mode = f"READ_WRITE, STORAGE_VERSION '{_STORAGE}'" if write else "READ_ONLY"
    literal = "'" + str(path).replace("'", "''") + "'"  # ATTACH takes no parameter
    connection.execute(f"ATTACH {literal} AS {quoted(catalog)} ({mode})")


def compress(connection: duckdb.DuckDBPyConnection, catalog: str) -> None:
    """Compress the tables of a catalog in memory; a file's are compressed as they are written."""
    find = "SELECT path IS NULL FROM duckdb_databases() WHERE database_name = ?"
    row = connection.cursor().execute(find, [catalog]).fetchone()
    if row is not None and row[0]:
        connection.execute(f"CHECKPOINT {quoted(catalog)}")


@contextmanager
def sparing_memory(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let an engine do with little memory meanwhile: what does not fit goes to its directory for that."""
    connection.execute(f"SET GLOBAL memory_limit = '{_SPARING}'")
    connection.execute("SET GLOBAL threads = 1")
    yield
    connection.execute("RESET GLOBAL memory_limit")
    connection.execute("RESET GLOBAL threads")


def seal(connection: duckdb.DuckDBPyConnection) -> None:
    """Let nothing in an attached file reach the disk or the network (a table of a store may be a view)."""
    connection.execute("SET GLOBAL enable_external_access = false")


def quoted(name: str) -> str:
    """Return an identifier as SQL writes it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def qualified(catalog: str, name: str) -> str:
    """Return the full name of a table: cursors do not inherit a connection's current database."""
    return f"{quoted(catalog)}.{quoted(SCHEMA)}.{quoted(name)}"


def columns_by_table(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, tuple[str, ...]]:
    """List the tables of a catalog with their columns in order."""
    typed = types_by_table(connection, catalog)
    return {table: tuple(column for column, _ in columns) for table, columns in typed.items()}


def types_by_table(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, Columns]:
    """List the tables of a catalog with their columns in order, each with DuckDB's name of its type."""
    rows = connection.cursor().execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE database_name = ? AND schema_name = ? AND NOT internal ORDER BY table_name, column_index",
        [catalog, SCHEMA],
    )
    found: dict[str, Columns] = {}
    for table, column, kind in rows.fetchall():
        found[table] = (*found.get(table, ()), (column, kind))
    return found


def fetch(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
    """Run a query on a cursor of its own, so that any thread may: decimals come as float64, times naive.

    Raises
    ------
    StoreError
        The file under the connection is damaged.
    """
    with _undamaged():
        frame: pd.DataFrame = connection.cursor().execute(sql, list(parameters)).df()
    return frame


def fetch_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()
) -> list[tuple[Any, ...]]:
    """Run a query as :func:`fetch` does, for Python's own values: integers stay integers beside nulls.

    Raises
    ------
    StoreError
        As :func:`fetch`.
    """
    with _undamaged():
        rows: list[tuple[Any, ...]] = connection.cursor().execute(sql, list(parameters)).fetchall()
    return rows


def fetch_arrow(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """Run a query as :func:`fetch` does, for Arrow: every value as the engine has it.

    Raises
    ------
    StoreError
        As :func:`fetch`.
    """
    with _undamaged():
        return connection.cursor().execute(sql).to_arrow_table()


@contextmanager
def _undamaged() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise StoreError("the store is damaged; import the source again") from error

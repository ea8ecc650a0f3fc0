"""From expressions to DuckDB's SQL, compiled once for all tables that are alike, whatever engine they are in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ibis
import ibis.expr.operations as ops

from smwidgets.data.database import SCHEMA, qualified, quoted

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

DIALECT = "duckdb"


def compiled(rows: ibis.Table, *, remember: bool = True) -> str:
    """Return the SQL of an expression.

    Compiling takes longer than running it over a small shop. Without their connection the tables of two shops are equal
    where their names and columns are, and so is what is asked of them.

    Parameters
    ----------
    rows
        The expression.
    remember
        Whether the process keeps it: not if it holds what is to be forgotten.
    """
    return _remembered(rows.unbind().op()) if remember else _compiled(rows.op())


def _compiled(rows: ops.Relation) -> str:
    return str(ibis.to_sql(rows.to_expr(), dialect=DIALECT, pretty=False))


_remembered = lru_cache(maxsize=512)(_compiled)


def answer(rows: ibis.Table) -> dict[str, Any]:
    """Run an expression of one row, as an aggregate, and return its values by column."""
    backend: Backend = rows.get_backend()
    _lend(backend, rows)
    return dict(zip(rows.columns, backend.con.execute(compiled(rows)).fetchall()[0], strict=True))


def counted(rows: ibis.Table) -> int:
    """Count rows."""
    return int(answer(rows.aggregate(rows=rows.count()))["rows"])


def writing(name: str, rows: ibis.Table, catalog: str, *, remember: bool = True) -> tuple[str, str]:
    """Return the statements that write rows into a new table of a catalog, in their order; see :func:`compiled`."""
    kinds = ", ".join(column.sql(DIALECT) for column in rows.schema().to_sqlglot_column_defs(DIALECT))
    columns = ", ".join(map(quoted, rows.columns))
    target = qualified(catalog, name)
    insert = f"INSERT INTO {target} ({columns}) {compiled(rows, remember=remember)}"
    return f"CREATE TABLE {target} ({kinds})", insert


def write(backend: Backend, name: str, rows: ibis.Table, catalog: str, *, remember: bool = True) -> None:
    """Write rows into a new table of a catalog; see :func:`compiled`."""
    _lend(backend, rows)
    for statement in writing(name, rows, catalog, remember=remember):
        backend.con.execute(statement)


def _lend(backend: Backend, rows: ibis.Table) -> None:
    """Let the engine read the tables that an expression brings with it."""
    for brought in rows.op().find(ops.InMemoryTable):
        backend.con.register(brought.name, brought.data.to_pyarrow(brought.schema))


def table_in(catalog: str, name: str, schema: ibis.Schema) -> ibis.Table:
    """Return a table of a catalog, without a connection."""
    return ibis.table(schema, name=name, catalog=catalog, database=SCHEMA)

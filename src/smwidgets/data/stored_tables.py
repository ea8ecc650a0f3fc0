"""The tables of the contract that a catalog has, for Ibis, found with one question for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.operations as ops
from ibis.backends.sql.datatypes import DuckDBType

from smwidgets.data.contract import TABLES
from smwidgets.data.database import SCHEMA, SHOP, types_by_table

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

    from smwidgets.data.database import Columns


def stored_tables(backend: Backend, catalog: str = SHOP) -> dict[str, ibis.Table]:
    """Return the tables of the contract by their name, in the contract's order."""
    found = types_by_table(backend.con, catalog)
    place = ops.Namespace(catalog=catalog, database=SCHEMA)
    return {
        name: ops.DatabaseTable(name, schema=schema_of(found[name]), source=backend, namespace=place).to_expr()
        for name in TABLES
        if name in found
    }


def schema_of(columns: Columns) -> ibis.Schema:
    """Return the schema of columns whose types DuckDB names."""
    return ibis.schema({column: DuckDBType.from_string(kind) for column, kind in columns})

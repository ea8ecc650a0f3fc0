"""Looking through a store, to know that it still holds what was written and that its parts agree with its rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis

from smwidgets.core.clock import zone
from smwidgets.core.errors import StoreError
from smwidgets.data.checksums import changes, checksums
from smwidgets.data.contract import TABLES
from smwidgets.data.database import (
    ORDERS,
    SHOP,
    attach,
    columns_by_table,
    cube_table,
    fetch_rows,
    qualified,
    quoted,
    rows_table,
    seal,
    weekly_table,
)
from smwidgets.data.files import reason
from smwidgets.data.preparing import prepare
from smwidgets.data.probing import probe
from smwidgets.data.shapes import SHAPES
from smwidgets.data.stored_tables import stored_tables
from smwidgets.data.validation import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.data.shapes import Shape
    from smwidgets.data.store import Store

_FRESH = "fresh"
_REMEDY = "; import the source again"


def findings(store: Store) -> list[str]:
    """List what is wrong with a store.

    Parameters
    ----------
    store
        Opened.

    Returns
    -------
    list of str
        One sentence each: rows that break the contract; rows that are not those that were imported, by table and
        column; facts, cubes and rows of cubes that are missing or are not what the tables come to, compared row by row
        and bucket by bucket with what is prepared anew; blocks that cannot be read.

    Notes
    -----
    Costs as much as preparing the store, and about as much room in the system's temporary directory.
    """
    try:
        found = [*_contract(store), *_rows(store)]
        with tempfile.TemporaryDirectory(prefix="smwidgets-") as folder:
            attach(store.connection, _FRESH, Path(folder) / "fresh.duckdb", write=True)
            seal(store.connection)
            backend = ibis.duckdb.from_connection(store.connection)
            try:
                prepare(backend, store.metadata.attribution, store.metadata.grain_minutes, catalog=_FRESH)
                found += [*_facts(store), *_cubes(store)]
            finally:
                store.connection.execute(f"DETACH {quoted(_FRESH)}")
    except (duckdb.Error, StoreError) as error:
        return [f"it cannot be read to its end ({reason(error)})"]
    return list(dict.fromkeys(found))


def _contract(store: Store) -> list[str]:
    backend = ibis.duckdb.from_connection(store.connection)
    tables = stored_tables(backend)
    reading = probe(tables, zone("UTC"), sniff=False)
    return [str(issue) for name, raw in tables.items() for issue in check(raw, TABLES[name], reading).report.issues]


def _rows(store: Store) -> list[str]:
    imported = store.metadata.checksums
    return [told + _REMEDY for told in changes(imported, checksums(store.connection) if imported else {})]


def _facts(store: Store) -> list[str]:
    stored, fresh = (columns_by_table(store.connection, catalog) for catalog in (SHOP, _FRESH))
    if ORDERS not in fresh:
        return []
    if ORDERS not in stored:
        return [f"the facts are missing{_REMEDY}"]
    facts, purchases = (_count(store, catalog, ORDERS) for catalog in (SHOP, _FRESH))
    if facts != purchases:
        return [f"{facts:,} facts for {purchases:,} purchases{_REMEDY}"]
    columns = [name for name in fresh[ORDERS] if name != "event_id"]
    different = _differences(store, ORDERS, ("event_id",), columns)
    return [f"the facts are not what the rows come to in {name}, {first}{_REMEDY}" for name, first in different.items()]


def _cubes(store: Store) -> list[str]:
    stored, fresh = (columns_by_table(store.connection, catalog) for catalog in (SHOP, _FRESH))
    found = []
    for name, shape in SHAPES.items():
        tables = [table for table in (cube_table(name), weekly_table(name)) if table in fresh]
        wanted = {*tables, rows_table(name)} & set(fresh)
        if not wanted <= set(stored):
            found.append(f"the cube {name!r} is missing{_REMEDY}")
            continue
        found += [told for table in tables for told in _cube(store, shape, table)]
        if shape.kept and tables and _rows_differ(store, rows_table(name)):
            found.append(f"the rows kept for the cube {name!r} are not those of the tables{_REMEDY}")
    return found


def _cube(store: Store, shape: Shape, table: str) -> list[str]:
    different = _differences(store, table, ("bucket_at", *shape.dimensions), shape.measures)
    return [
        f"the cube {shape.name!r} does not add up in {measure}, {first}{_REMEDY}"
        for measure, first in different.items()
    ]


def _differences(store: Store, table: str, keys: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Compare a table with the fresh one: by each column that differs, in how many rows and first of which key."""
    on = " AND ".join(f"s.{quoted(key)} IS NOT DISTINCT FROM f.{quoted(key)}" for key in keys)
    differ = {name: f"s.{quoted(name)} IS DISTINCT FROM f.{quoted(name)}" for name in columns}
    key = f"coalesce(s.{quoted(keys[0])}, f.{quoted(keys[0])})"
    told = ", ".join(f"count(*) FILTER ({one}), min({key}) FILTER ({one})" for one in differ.values())
    sql = (
        f"SELECT {told} FROM {qualified(SHOP, table)} AS s"  # noqa: S608 - names of our own
        f" FULL JOIN {qualified(_FRESH, table)} AS f ON {on}"
    )
    row = iter(fetch_rows(store.connection, sql)[0])
    counted = {name: (next(row), next(row)) for name in columns}
    return {name: f"in {rows:,} rows, first {keys[0]} {first}" for name, (rows, first) in counted.items() if rows}


def _rows_differ(store: Store, table: str) -> bool:
    one, other = qualified(SHOP, table), qualified(_FRESH, table)
    sql = (
        f"SELECT count(*) FROM ((SELECT * FROM {one} EXCEPT ALL SELECT * FROM {other}) UNION ALL"  # noqa: S608
        f" (SELECT * FROM {other} EXCEPT ALL SELECT * FROM {one}))"
    )
    return bool(fetch_rows(store.connection, sql)[0][0])


def _count(store: Store, catalog: str, table: str) -> int:
    return int(fetch_rows(store.connection, f"SELECT count(*) FROM {qualified(catalog, table)}")[0][0])  # noqa: S608

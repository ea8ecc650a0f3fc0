"""Reading a whole store, to know that it still holds what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis

from smwidgets.core.clock import zone
from smwidgets.core.errors import StoreError
from smwidgets.data.contract import TABLES
from smwidgets.data.cubes import CUBES
from smwidgets.data.database import (
    ORDERS,
    SCHEMA,
    SHOP,
    columns_by_table,
    cube_table,
    fetch,
    partial_macro,
    qualified,
)
from smwidgets.data.files import reason
from smwidgets.data.probing import probe
from smwidgets.data.validation import check

if TYPE_CHECKING:
    from smwidgets.data.store import Store

_ALL_TIME = ["1900-01-01", "2200-01-01"]


def findings(store: Store) -> list[str]:
    """List what is wrong with a store.

    Parameters
    ----------
    store
        Opened.

    Returns
    -------
    list of str
        One sentence each: rows that break the contract, facts or cubes that are missing or do not add up, blocks that
        cannot be read.
    """
    try:
        return [*_contract(store), *_facts(store), *_cubes(store)]
    except (duckdb.Error, StoreError) as error:
        return [f"it cannot be read to its end ({reason(error)})"]


def _contract(store: Store) -> list[str]:
    backend = ibis.duckdb.from_connection(store.connection)
    stored = columns_by_table(store.connection, SHOP)
    tables = {name: backend.table(name, database=(SHOP, SCHEMA)) for name in TABLES if name in stored}
    reading = probe(tables, zone("UTC"), sniff=False)
    return [str(issue) for name, raw in tables.items() for issue in check(raw, TABLES[name], reading).report.issues]


def _facts(store: Store) -> list[str]:
    stored = columns_by_table(store.connection, SHOP)
    if "value" not in stored.get("events", ()):
        return []
    if ORDERS not in stored:
        return ["the facts are missing; import the source again"]
    events, orders = qualified(SHOP, "events"), qualified(SHOP, ORDERS)
    sql = f"SELECT (SELECT count(*) FROM {events} WHERE type = 'PURCHASE'), (SELECT count(*) FROM {orders})"  # noqa: S608
    purchases, facts = fetch(store.connection, sql).iloc[0]
    return [] if purchases == facts else [f"{facts:,} facts for {purchases:,} purchases; import the source again"]


def _cubes(store: Store) -> list[str]:
    """Each cube's sum must be what its measures come to over all rows at once."""
    stored = columns_by_table(store.connection, SHOP)
    if ORDERS not in stored:
        return []
    found = []
    for name, cube in CUBES.items():
        if not all(set(columns) <= set(stored.get(table, ())) for table, columns in cube.requires.items()):
            continue
        if cube_table(name) not in stored:
            found.append(f"the cube {name!r} is missing; import the source again")
            continue
        held = fetch(store.connection, f"SELECT * FROM {qualified(SHOP, cube_table(name))}")  # noqa: S608
        all_rows = fetch(store.connection, f"SELECT * FROM {qualified(SHOP, partial_macro(name))}(?, ?)", _ALL_TIME)  # noqa: S608
        wrong = [m for m in cube.measures if round(float(held[m].sum()) - float(all_rows[m].iloc[0]), 2)]
        found += [f"the cube {name!r} does not add up in {measure}; import the source again" for measure in wrong]
    return found

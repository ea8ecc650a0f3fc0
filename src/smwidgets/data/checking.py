"""Reading a whole store, to know that it still holds what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import ibis

from smwidgets.core.clock import zone
from smwidgets.core.errors import StoreError
from smwidgets.data.contract import TABLES
from smwidgets.data.database import (
    ORDERS,
    SCHEMA,
    SHOP,
    columns_by_table,
    cube_table,
    fetch,
    partial_macro,
    qualified,
    quoted,
    weekly_table,
)
from smwidgets.data.files import reason
from smwidgets.data.probing import probe
from smwidgets.data.shapes import SHAPES
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
    found = []
    for name, shape in SHAPES.items():
        counts_orders = "value" in shape.requires.get("events", ())
        if not shape.is_met(stored) or (counts_orders and ORDERS not in stored):
            continue
        tables = [cube_table(name), *([] if shape.resident else [weekly_table(name)])]
        if not set(tables) <= set(stored):
            found.append(f"the cube {name!r} is missing; import the source again")
            continue
        sums = ", ".join(f"coalesce(sum({quoted(measure)}), 0)" for measure in shape.measures)
        all_rows = fetch(
            store.connection,
            f"SELECT {sums} FROM {qualified(SHOP, partial_macro(name))}(?, ?)",  # noqa: S608
            _ALL_TIME,
        )
        for table in tables:
            held = fetch(store.connection, f"SELECT {sums} FROM {qualified(SHOP, table)}")  # noqa: S608
            differences = held.iloc[0].astype("float64") - all_rows.iloc[0].astype("float64")
            found += [
                f"the cube {name!r} does not add up in {measure}; import the source again"
                for measure, difference in zip(shape.measures, differences.round(2), strict=True)
                if difference
            ]
    return list(dict.fromkeys(found))

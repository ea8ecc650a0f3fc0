"""From the six tables to the facts and the cubes: the work that grows with the number of events, done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from smwidgets.data import facts
from smwidgets.data.contract import TABLES
from smwidgets.data.cubes import CUBES
from smwidgets.data.database import ORDERS, SCHEMA, SHOP, attach, columns_by_table, cube_table, partial_macro, qualified

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    import duckdb
    from ibis.backends.duckdb import Backend

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.cubes import Cube


@ibis.udf.scalar.builtin(name="span_start", signature=((), dt.Timestamp(scale=6)))
def _span_start():  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Stand for the first parameter of a partial macro."""


@ibis.udf.scalar.builtin(name="span_end", signature=((), dt.Timestamp(scale=6)))
def _span_end():  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Stand for the second parameter of a partial macro."""


def event_span(backend: Backend) -> tuple[datetime | None, datetime | None]:
    """Return the instants of the first and the last event, naive UTC."""
    if "events" not in columns_by_table(backend.con, SHOP):
        return None, None
    events = qualified(SHOP, "events")
    first, last = backend.con.execute(f"SELECT min(occurred_at), max(occurred_at) FROM {events}").fetchone()  # noqa: S608
    return first, last


def prepare(
    backend: Backend,
    attribution: Attribution,
    grain_minutes: int,
    *,
    catalog: str = SHOP,
    progress: Callable[[str, float], None] | None = None,
) -> None:
    """Write the facts and every cube that the tables allow.

    Parameters
    ----------
    backend
        Holds the six tables in the catalog ``SHOP``.
    attribution
        The policy.
    grain_minutes
        Width of a bucket.
    catalog
        Where the facts and cubes go.
    progress
        Called with what is being done and its share done, 0 to 1.
    """
    stored = columns_by_table(backend.con, SHOP)
    tables = {name: backend.table(name, database=(SHOP, SCHEMA)) for name in TABLES if name in stored}
    if not _allowed(facts.REQUIRES, stored):
        return
    report = progress or (lambda _what, _share: None)
    report("orders", 0.0)
    rows = facts.orders(tables["events"], tables.get("interactions"), attribution, engine=backend.name)
    backend.create_table(ORDERS, rows.order_by("occurred_at", "event_id"), database=(catalog, SCHEMA))
    orders = backend.table(ORDERS, database=(catalog, SCHEMA))
    for done, cube in enumerate(CUBES.values()):
        report(f"cube {cube.name}", (done + 1) / (len(CUBES) + 1))
        if _allowed(cube.requires, stored):
            backend.create_table(
                cube_table(cube.name), cube.build(orders, tables, grain_minutes), database=(catalog, SCHEMA)
            )
            _write_partial(backend, cube, orders, tables, catalog)


def _allowed(requires: Mapping[str, tuple[str, ...]], stored: Mapping[str, tuple[str, ...]]) -> bool:
    return all(table in stored and set(columns) <= set(stored[table]) for table, columns in requires.items())


def _write_partial(
    backend: Backend, cube: Cube, orders: ibis.Table, tables: Mapping[str, ibis.Table], catalog: str
) -> None:
    """Compile the cube's measures over a span once and keep them as a macro.

    A running hour is asked for at every refresh: compiling it there would cost more than running it, and the first one
    of a kernel would pay for loading Ibis.
    """
    query = backend.compile(cube.partial(orders, tables, _span_start(), _span_end()))
    body = query.replace("SPAN_START()", "span_start").replace("SPAN_END()", "span_end")
    macro = qualified(catalog, partial_macro(cube.name))
    backend.con.execute(f"CREATE OR REPLACE MACRO {macro}(span_start, span_end) AS TABLE {body}")


def reattribute(
    connection: duckdb.DuckDBPyConnection, catalog: str, attribution: Attribution, grain_minutes: int
) -> None:
    """Prepare a store's tables by another policy, in a catalog in memory: the store itself stays as it is."""
    attach(connection, catalog)
    prepare(ibis.duckdb.from_connection(connection), attribution, grain_minutes, catalog=catalog)

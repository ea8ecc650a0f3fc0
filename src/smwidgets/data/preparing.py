"""From the tables to the facts and the cubes: the work that grows with the number of events, done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from smwidgets.data import facts
from smwidgets.data.contract import TABLES
from smwidgets.data.cubes import CUBES
from smwidgets.data.database import (
    ORDERS,
    SCHEMA,
    SHOP,
    attach,
    columns_by_table,
    cube_table,
    partial_macro,
    qualified,
    rows_table,
)
from smwidgets.data.shapes import ORDERS_REQUIRES, meets
from smwidgets.data.weeks import weekly_sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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


def time_span(backend: Backend) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last instant in any table, naive UTC: what the grain of the cubes must do for."""
    stored = columns_by_table(backend.con, SHOP)
    spans = [
        backend.con.execute(f"SELECT min({table.time}), max({table.time}) FROM {qualified(SHOP, name)}").fetchone()  # noqa: S608
        for name, table in TABLES.items()
        if name in stored
    ]
    known = [(first, last) for first, last in spans if first is not None]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else (None, None)


def prepare(
    backend: Backend,
    attribution: Attribution,
    grain_minutes: int,
    *,
    catalog: str = SHOP,
    cubes: Iterable[Cube] = tuple(CUBES.values()),
    progress: Callable[[str, float], None] | None = None,
) -> None:
    """Write the facts and every cube that the tables allow.

    Parameters
    ----------
    backend
        Holds the tables of the data contract in the catalog ``SHOP``.
    attribution
        The policy.
    grain_minutes
        Width of a bucket.
    catalog
        Where the facts and cubes go.
    cubes
        The cubes wanted; all by default.
    progress
        Called with what is being done and its share done, 0 to 1.
    """
    stored = columns_by_table(backend.con, SHOP)
    tables = {name: backend.table(name, database=(SHOP, SCHEMA)) for name in TABLES if name in stored}
    wanted = [cube for cube in cubes if cube.shape.is_met(stored)]
    report = progress or (lambda _what, _share: None)
    orders = None
    if meets(ORDERS_REQUIRES, stored):
        report("orders", 0.0)
        rows = facts.orders(
            tables["events"],
            tables.get("interactions"),
            attribution,
            contacts=tables.get("contacts"),
            engine=backend.name,
        )
        orders = _written(backend, ORDERS, rows.order_by("occurred_at", "event_id"), catalog)
    for done, cube in enumerate(wanted):
        report(f"cube {cube.name}", (done + 1) / (len(wanted) + 1))
        counted = cube.source(orders, tables)
        if cube.shape.kept:
            counted = _written(backend, rows_table(cube.name), counted.order_by(cube.time), catalog)
        _written(backend, cube_table(cube.name), cube.by_bucket(counted, grain_minutes), catalog)
        if not cube.shape.resident:
            backend.con.execute(weekly_sql(cube.shape, catalog))
        _write_partial(backend, cube, counted, catalog)


def _written(backend: Backend, name: str, rows: ibis.Table, catalog: str) -> ibis.Table:
    backend.create_table(name, rows, database=(catalog, SCHEMA))
    return backend.table(name, database=(catalog, SCHEMA))


def _write_partial(backend: Backend, cube: Cube, rows: ibis.Table, catalog: str) -> None:
    """Compile the cube's measures over a span once and keep them as a macro.

    A running hour is asked for at every refresh: compiling it there would cost more than running it, and the first one
    of a kernel would pay for loading Ibis.
    """
    query = backend.compile(cube.between(rows, _span_start(), _span_end()))
    body = query.replace("SPAN_START()", "span_start").replace("SPAN_END()", "span_end")
    macro = qualified(catalog, partial_macro(cube.name))
    backend.con.execute(f"CREATE OR REPLACE MACRO {macro}(span_start, span_end) AS TABLE {body}")


def reattribute(
    connection: duckdb.DuckDBPyConnection, catalog: str, attribution: Attribution, grain_minutes: int
) -> None:
    """Prepare what depends on the policy by another one, in a catalog in memory: the store itself stays as it is."""
    attach(connection, catalog)
    attributed = [cube for cube in CUBES.values() if cube.shape.attributed]
    prepare(ibis.duckdb.from_connection(connection), attribution, grain_minutes, catalog=catalog, cubes=attributed)

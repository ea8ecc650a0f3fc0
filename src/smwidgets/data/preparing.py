"""From the tables to the facts and the cubes: the work that grows with the number of events, done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.contract import TABLES
from smwidgets.data.cubes import CUBES
from smwidgets.data.database import SHOP, attach, columns_by_table, qualified, types_by_table
from smwidgets.data.preparing_sql import steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    import duckdb
    from ibis.backends.duckdb import Backend

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.cubes import Cube


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
    stored = types_by_table(backend.con, SHOP)
    tables = tuple((name, stored[name]) for name in TABLES if name in stored)
    names = frozenset(cube.name for cube in cubes)
    report = progress or (lambda _what, _share: None)
    found = steps(tables, attribution, grain_minutes, catalog, names)
    for done, (what, statements) in enumerate(found):
        report(what, done / len(found))
        for statement in statements:
            backend.con.execute(statement)


def reattribute(
    connection: duckdb.DuckDBPyConnection, catalog: str, attribution: Attribution, grain_minutes: int
) -> None:
    """Prepare what depends on the policy by another one, in a catalog in memory: the store itself stays as it is."""
    attach(connection, catalog)
    attributed = [cube for cube in CUBES.values() if cube.shape.attributed]
    prepare(ibis.duckdb.from_connection(connection), attribution, grain_minutes, catalog=catalog, cubes=attributed)

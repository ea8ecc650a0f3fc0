"""The statements that write the facts and the cubes: Ibis compiles them once for all shops whose tables are alike."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import ibis
import ibis.expr.datatypes as dt

from smwidgets.data import facts
from smwidgets.data.compiling import DIALECT, compiled, table_in, writing
from smwidgets.data.cubes import CUBES
from smwidgets.data.database import (
    ORDERS,
    SHOP,
    cube_table,
    partial_macro,
    qualified,
    rows_table,
)
from smwidgets.data.shapes import ORDERS_REQUIRES, meets
from smwidgets.data.stored_tables import schema_of
from smwidgets.data.weeks import weekly_sql

if TYPE_CHECKING:
    from smwidgets.data.attribution import Attribution
    from smwidgets.data.cubes import Cube
    from smwidgets.data.database import Columns


class Step(NamedTuple):
    """One part of the work: what people are told is being done, and the statements to run in order."""

    what: str
    statements: tuple[str, ...]


@ibis.udf.scalar.builtin(name="span_start", signature=((), dt.Timestamp(scale=6)))
def _span_start():  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Stand for the first parameter of a partial macro."""


@ibis.udf.scalar.builtin(name="span_end", signature=((), dt.Timestamp(scale=6)))
def _span_end():  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Stand for the second parameter of a partial macro."""


@lru_cache(maxsize=64)
def steps(
    stored: tuple[tuple[str, Columns], ...],
    attribution: Attribution,
    grain_minutes: int,
    catalog: str,
    names: frozenset[str],
) -> tuple[Step, ...]:
    """Write the statements for tables with some columns.

    Parameters
    ----------
    stored
        Tables of the data contract in the catalog ``SHOP``, each with its columns.
    attribution
        The policy.
    grain_minutes
        Width of a bucket.
    catalog
        Where the facts and cubes go.
    names
        The cubes wanted.

    Returns
    -------
    tuple of Step
        The facts, then each cube that the tables allow.
    """
    tables = {name: table_in(SHOP, name, schema_of(columns)) for name, columns in stored}
    columns = {name: tuple(table.columns) for name, table in tables.items()}
    found: list[Step] = []
    orders = None
    if meets(ORDERS_REQUIRES, columns):
        rows = facts.orders(
            tables["events"],
            tables.get("interactions"),
            attribution,
            contacts=tables.get("contacts"),
            engine=DIALECT,
        )
        orders, statements = _written(ORDERS, rows.order_by("occurred_at", "event_id"), catalog)
        found.append(Step("orders", statements))
    for name, cube in CUBES.items():
        if name in names and cube.shape.is_met(columns):
            found.append(Step(f"cube {name}", _of_cube(cube, cube.source(orders, tables), grain_minutes, catalog)))
    return tuple(found)


def _of_cube(cube: Cube, counted: ibis.Table, grain_minutes: int, catalog: str) -> tuple[str, ...]:
    kept: tuple[str, ...] = ()
    if cube.shape.kept:
        counted, kept = _written(rows_table(cube.name), counted.order_by(cube.time), catalog)
    _, buckets = _written(cube_table(cube.name), cube.by_bucket(counted, grain_minutes), catalog)
    weeks = () if cube.shape.resident else (weekly_sql(cube.shape, catalog),)
    return (*kept, *buckets, *weeks, _partial(cube, counted, catalog))


def _written(name: str, rows: ibis.Table, catalog: str) -> tuple[ibis.Table, tuple[str, str]]:
    """Return a table as it will be, and the statements that write it."""
    return table_in(catalog, name, rows.schema()), writing(name, rows, catalog)


def _partial(cube: Cube, rows: ibis.Table, catalog: str) -> str:
    """Compile the cube's measures over a span and keep them as a macro.

    A running hour is asked for at every refresh: compiling it there would cost more than running it, and the first one
    of a kernel would pay for loading Ibis.
    """
    query = compiled(cube.between(rows, _span_start(), _span_end()))
    body = query.replace("SPAN_START()", "span_start").replace("SPAN_END()", "span_end")
    macro = qualified(catalog, partial_macro(cube.name))
    return f"CREATE OR REPLACE MACRO {macro}(span_start, span_end) AS TABLE {body}"

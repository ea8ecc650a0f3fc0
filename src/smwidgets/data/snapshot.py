"""One revision of a shop's data, opened: what the shop reads until a newer one comes."""

from __future__ import annotations

import threading
from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from smwidgets.core.arguments import check_argument
from smwidgets.core.errors import ConfigurationError, MissingDataError, StoreError, UnknownNameError
from smwidgets.data.amounts import amount_column, inexact
from smwidgets.data.contract import TABLES
from smwidgets.data.database import (
    ORDERS,
    SCHEMA,
    SHOP,
    columns_by_table,
    cube_table,
    fetch,
    fetch_arrow,
    fetch_rows,
    partial_macro,
    qualified,
    quoted,
    seal,
    weekly_table,
)
from smwidgets.data.lookup import lookup_sql
from smwidgets.data.shapes import SHAPES
from smwidgets.data.slicing import Place, exact_frame, slice_frame, slice_sql

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    import ibis
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]
    from ibis.backends.duckdb import Backend

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.metadata import Metadata
    from smwidgets.data.shapes import Shape
    from smwidgets.data.wishes import Wishes

SCRATCH = "scratch"
"""Catalog in memory for facts and cubes of another attribution than the store's."""

_REMEMBERED = 10_000
"""Spans remembered at most: an hour of a clock that is read every second, in each of some sections."""


class Snapshot:
    """The tables, facts and cubes of one revision.

    Any thread may read: each question has a cursor of its own. Cubes and spans are remembered, since nothing changes.

    Parameters
    ----------
    connection
        An engine with the shop attached.
    metadata
        The shop's description.
    wishes
        What is wanted otherwise than the store has it.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, metadata: Metadata, wishes: Wishes) -> None:
        self.metadata = wishes.relabel(metadata)
        self.attribution: Attribution = wishes.attribution or metadata.attribution
        self.columns = columns_by_table(connection, SHOP)
        self._catalogs = dict.fromkeys(self.columns, SHOP)
        if self.attribution != metadata.attribution:
            from smwidgets.data.preparing import reattribute  # noqa: PLC0415 - loads Ibis

            reattribute(connection, SCRATCH, self.attribution, metadata.grain_minutes)
            self._catalogs |= dict.fromkeys(columns_by_table(connection, SCRATCH), SCRATCH)
        seal(connection)
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._lock = threading.RLock()
        self._cubes: dict[str, pd.DataFrame] = {}
        self._partials: dict[tuple[str, datetime, datetime], pd.Series[float] | pd.DataFrame] = {}
        self._ibis: Backend | None = None

    def require(self, table: str, *columns: str) -> None:
        """Insist on a table with these columns, as :meth:`smwidgets.data.shop.Shop.require`."""
        if not isinstance(table, str) or table not in TABLES:
            raise UnknownNameError("table", table, TABLES)
        if table not in self.columns:
            raise MissingDataError(table)
        absent = tuple(column for column in columns if column not in self.columns[table])
        if absent:
            raise MissingDataError(table, absent)

    def table(self, name: str) -> ibis.Table:
        """Return a table of the contract, as :meth:`smwidgets.data.shop.Shop.table`."""
        self.require(name)
        return self._expression(name, SHOP)

    def orders(self) -> ibis.Table:
        """Return the facts, as :attr:`smwidgets.data.shop.Shop.orders`."""
        if ORDERS not in self._catalogs:
            self.require("events", "value")
            raise StoreError(f"the store of {self.metadata.name!r} has no facts; import the source again")
        return self._expression(ORDERS, self._catalogs[ORDERS])

    def cube(self, name: str) -> pd.DataFrame:
        """Return a cube, as :meth:`smwidgets.data.shop.Shop.cube`."""
        with self._lock:
            if not isinstance(name, str) or name not in self._cubes:
                shape = self._shape(name)
                if not shape.resident:
                    raise ConfigurationError(f"the cube {name!r} stays in the engine; ask for a slice of it")
                order = ", ".join(("bucket_at", *(f"{dimension} NULLS LAST" for dimension in shape.dimensions)))
                rows = f"FROM {self._place(name).table} ORDER BY {order}"
                frame = fetch(self._engine(), f"SELECT * {rows}")
                for measure in inexact(frame, shape):
                    exact = fetch_rows(self._engine(), f"SELECT {quoted(measure)} {rows}")
                    frame[measure] = amount_column([amount for (amount,) in exact])
                texts = [key for key in shape.dimensions if frame[key].dtype.kind != "i"]
                self._cubes[name] = frame.astype(dict.fromkeys(texts, "category")).set_index("bucket_at")
            return self._cubes[name]

    def partial(self, cube: str, start: datetime, end: datetime) -> pd.Series[float] | pd.DataFrame:
        """Measure a span straight from the facts, as :meth:`smwidgets.data.shop.Shop.partial`."""
        _check_span(cube, start, end)
        key = (cube, start, end)
        with self._lock:
            if key not in self._partials:
                measured = self._measure(self._shape(cube), start, end)
                if len(self._partials) >= _REMEMBERED:
                    self._partials.clear()
                self._partials[key] = measured
            return self._partials[key]

    def slice(
        self, name: str, start: datetime, end: datetime, by: Sequence[str], where: Mapping[str, Any]
    ) -> pd.DataFrame:
        """Sum a cube's measures in the engine, as :meth:`smwidgets.data.shop.Shop.slice`."""
        _check_span(name, start, end)
        shape = self._shape(name)
        grain = self.metadata.grain_minutes
        sql, parameters = slice_sql(shape, self._place(name), (start, end), grain, by=by, where=where)
        return slice_frame(fetch_rows(self._engine(), sql, parameters), shape, by)

    def lookup(self, table: str, keys: Sequence[int | str], columns: Sequence[str]) -> dict[int | str, tuple[Any, ...]]:
        """Find rows by their key, as :meth:`smwidgets.data.shop.Shop.lookup`."""
        self.require(table, *columns)
        key = TABLES[table].key
        if key is None:
            raise UnknownNameError("table with a key", table, [name for name in TABLES if TABLES[name].key])
        sql, parameters = lookup_sql(qualified(SHOP, table), key, columns, keys)
        return {found: tuple(values) for found, *values in fetch_rows(self._engine(), sql, parameters)}

    def arrow(self, table: str) -> pa.Table:
        """Return all rows of a table of the contract as they are stored."""
        self.require(table)
        return fetch_arrow(self._engine(), f"SELECT * FROM {qualified(SHOP, table)}")  # noqa: S608 - a constant name

    def execute(self, expression: ibis.Expr) -> pd.DataFrame:
        """Run an expression, as :meth:`smwidgets.data.shop.Shop.execute`."""
        try:
            return fetch(self._engine(), self.sql(expression))
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            raise ConfigurationError(
                f"the engine does not run the expression ({said}); make it from shop.table(name) or shop.orders"
            ) from error

    def sql(self, expression: ibis.Expr) -> str:
        """Return the SQL of an expression."""
        import ibis  # noqa: PLC0415 - loaded already by whoever has an expression

        check_argument(expression, ibis.Expr, "an expression is made from shop.table(name) or shop.orders")
        with self._lock:
            return str(self._backend().compile(expression, pretty=True))

    def close(self) -> None:
        """Let go of the file and the memory; further calls do nothing."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._ibis = None
            self._cubes.clear()
            self._partials.clear()

    def closed_twin(self) -> Snapshot:
        """Return what a shop has that was closed while another one goes on reading."""
        twin = copy(self)
        twin._connection = twin._ibis = None  # noqa: SLF001 - of its own class
        twin._cubes, twin._partials = {}, {}  # noqa: SLF001 - as above
        return twin

    @property
    def closed(self) -> bool:
        """Whether it was let go of."""
        return self._connection is None

    def _engine(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise StoreError(f"the shop {self.metadata.name!r} is closed")
        return self._connection

    def _expression(self, table: str, catalog: str) -> ibis.Table:
        """Ask Ibis for a table, one thread at a time: it reads the schema over the backend's one connection."""
        with self._lock:
            return self._backend().table(table, database=(catalog, SCHEMA))

    def _backend(self) -> Backend:
        """Make the Ibis backend when first needed: most sessions read cubes only, and Ibis takes long to load."""
        with self._lock:
            if self._ibis is None:
                import ibis  # noqa: PLC0415

                self._ibis = ibis.duckdb.from_connection(self._engine().cursor())
            return self._ibis

    def _measure(self, shape: Shape, start: datetime, end: datetime) -> pd.Series[float] | pd.DataFrame:
        names = ", ".join(quoted(name) for name in (*shape.dimensions, *shape.measures))
        sql = f"SELECT {names} FROM {self._place(shape.name).macro}(?, ?)"  # noqa: S608 - names of our own
        found = exact_frame(fetch_rows(self._engine(), sql, [start, end]), shape, shape.dimensions)
        return found if shape.dimensions else found.iloc[0]

    def _place(self, name: str) -> Place:
        catalog = self._catalogs[cube_table(name)]
        weekly = None if SHAPES[name].resident else qualified(catalog, weekly_table(name))
        return Place(qualified(catalog, cube_table(name)), qualified(catalog, partial_macro(name)), weekly)

    def _shape(self, name: str) -> Shape:
        if not isinstance(name, str) or name not in SHAPES:
            raise UnknownNameError("cube", name, SHAPES)
        if cube_table(name) in self._catalogs:
            return SHAPES[name]
        for table, columns in SHAPES[name].requires.items():
            self.require(table, *columns)
        raise StoreError(f"the store of {self.metadata.name!r} has no cube {name!r}; import the source again")


def _check_span(cube: object, start: object, end: object) -> None:
    check_argument(cube, str, "cube is a name", "'sales'")
    for name, value in (("start", start), ("end", end)):
        check_argument(value, datetime, f"{name} is a datetime, naive and in UTC")

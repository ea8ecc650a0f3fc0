"""One revision of a shop's data, opened: what the shop reads until a newer one comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from smwidgets.core.errors import MissingDataError, StoreError, UnknownNameError
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
    seal,
)

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb
    import ibis
    import pandas as pd
    from ibis.backends.duckdb import Backend

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.metadata import Metadata
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
        self._catalog = SHOP
        if self.attribution != metadata.attribution:
            from smwidgets.data.preparing import reattribute  # noqa: PLC0415 - loads Ibis

            self._catalog = SCRATCH
            reattribute(connection, SCRATCH, self.attribution, metadata.grain_minutes)
        seal(connection)
        self._connection: duckdb.DuckDBPyConnection | None = connection
        self._prepared = frozenset(columns_by_table(connection, self._catalog))
        self._lock = threading.RLock()
        self._cubes: dict[str, pd.DataFrame] = {}
        self._partials: dict[tuple[str, datetime, datetime], pd.Series[float]] = {}
        self._ibis: Backend | None = None

    def require(self, table: str, *columns: str) -> None:
        """Insist on a table with these columns, as :meth:`smwidgets.data.shop.Shop.require`."""
        if table not in TABLES:
            raise UnknownNameError("table", table, TABLES)
        if table not in self.columns:
            raise MissingDataError(table)
        absent = tuple(column for column in columns if column not in self.columns[table])
        if absent:
            raise MissingDataError(table, absent)

    def table(self, name: str) -> ibis.Table:
        """Return a table of the contract, as :meth:`smwidgets.data.shop.Shop.table`."""
        self.require(name)
        return self._backend().table(name, database=(SHOP, SCHEMA))

    def orders(self) -> ibis.Table:
        """Return the facts, as :attr:`smwidgets.data.shop.Shop.orders`."""
        if ORDERS not in self._prepared:
            self.require("events", "value")
            raise StoreError(f"the store of {self.metadata.name!r} has no facts; import the source again")
        return self._backend().table(ORDERS, database=(self._catalog, SCHEMA))

    def cube(self, name: str) -> pd.DataFrame:
        """Return a cube, as :meth:`smwidgets.data.shop.Shop.cube`."""
        with self._lock:
            if name not in self._cubes:
                self._require_cube(name)
                sql = f"SELECT * FROM {qualified(self._catalog, cube_table(name))} ORDER BY bucket_at"  # noqa: S608
                self._cubes[name] = fetch(self._engine(), sql).set_index("bucket_at")
            return self._cubes[name]

    def partial(self, cube: str, start: datetime, end: datetime) -> pd.Series[float]:
        """Measure a span straight from the facts, as :meth:`smwidgets.data.shop.Shop.partial`."""
        key = (cube, start, end)
        with self._lock:
            if key not in self._partials:
                self._require_cube(cube)
                sql = f"SELECT * FROM {qualified(self._catalog, partial_macro(cube))}(?, ?)"  # noqa: S608
                measured = fetch(self._engine(), sql, [start, end]).iloc[0].astype("float64")
                if len(self._partials) >= _REMEMBERED:
                    self._partials.clear()
                self._partials[key] = measured
            return self._partials[key]

    def execute(self, expression: ibis.Expr) -> pd.DataFrame:
        """Run an expression, as :meth:`smwidgets.data.shop.Shop.execute`."""
        return fetch(self._engine(), self.sql(expression))

    def sql(self, expression: ibis.Expr) -> str:
        """Return the SQL of an expression."""
        return str(self._backend().compile(expression, pretty=True))

    def close(self) -> None:
        """Let go of the file and the memory; further calls do nothing."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._ibis = None
            self._cubes.clear()
            self._partials.clear()

    def _engine(self) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            raise StoreError(f"the shop {self.metadata.name!r} is closed")
        return self._connection

    def _backend(self) -> Backend:
        """Make the Ibis backend when first needed: most sessions read cubes only, and Ibis takes long to load."""
        with self._lock:
            if self._ibis is None:
                import ibis  # noqa: PLC0415

                self._ibis = ibis.duckdb.from_connection(self._engine().cursor())
            return self._ibis

    def _require_cube(self, name: str) -> None:
        if cube_table(name) in self._prepared:
            return
        from smwidgets.data.cubes import CUBES  # noqa: PLC0415 - loads Ibis

        if name not in CUBES:
            raise UnknownNameError("cube", name, CUBES)
        for table, columns in CUBES[name].requires.items():
            self.require(table, *columns)
        raise StoreError(f"the store of {self.metadata.name!r} has no cube {name!r}; import the source again")

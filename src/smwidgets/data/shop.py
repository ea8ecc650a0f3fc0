"""The shop: the one object through which everything reads data."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pandas as pd

from smwidgets.core.clock import zone
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
from smwidgets.data.store import Identity, Store, open_store
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from types import TracebackType
    from zoneinfo import ZoneInfo

    import duckdb
    import ibis
    from ibis.backends.duckdb import Backend

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.metadata import Metadata

SCRATCH = "scratch"
"""Catalog in memory for facts and cubes of another attribution than the store's."""


class Shop:
    """One shop's tables, facts and cubes.

    Made by :func:`smwidgets.connect` and :func:`smwidgets.demo`. Any thread may read; each question has a cursor of its own.

    Parameters
    ----------
    connection
        An engine with the shop attached.
    metadata
        The shop's description.
    path
        The store's file; None for a shop in memory.
    identity
        Of the file when it was opened.
    wishes
        What the caller wants otherwise than the store has it.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        metadata: Metadata,
        *,
        path: Path | None = None,
        identity: Identity | None = None,
        wishes: Wishes | None = None,
    ) -> None:
        self._path = path
        self._wishes = wishes or Wishes()
        self._lock = threading.RLock()
        self._open(connection, metadata, identity)

    # --- what it is ------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What people call it."""
        return self._metadata.name

    @property
    def timezone(self) -> ZoneInfo:
        """The reporting time zone."""
        return zone(self._metadata.timezone)

    @property
    def currency(self) -> str:
        """ISO 4217 code of the amounts."""
        return self._metadata.currency

    @property
    def revision(self) -> str:
        """Changes with the data."""
        return self._metadata.revision

    @property
    def refreshed_at(self) -> datetime:
        """When this process last made sure that it reads the newest data, aware."""
        return self._refreshed_at

    @property
    def imported_at(self) -> datetime:
        """When the data were imported, aware."""
        return self._metadata.imported_at

    @property
    def first_at(self) -> datetime | None:
        """Instant of the first event, naive UTC; None without events."""
        return self._metadata.first_at

    @property
    def last_at(self) -> datetime | None:
        """Instant of the last event, naive UTC; may lie in the future of a sample shop."""
        return self._metadata.last_at

    @property
    def grain_minutes(self) -> int:
        """Width of the cubes' buckets."""
        return self._metadata.grain_minutes

    @property
    def attribution(self) -> Attribution:
        """The policy behind the facts and cubes."""
        return self._wishes.attribution or self._metadata.attribution

    @property
    def left_out(self) -> dict[str, int]:
        """Invalid rows per table that were skipped at import."""
        return dict(self._metadata.left_out)

    # --- what it has -----------------------------------------------------------------------------------------------

    def has(self, table: str, *columns: str) -> bool:
        """Whether the shop has a table of the contract with these columns.

        Raises
        ------
        UnknownNameError
            The data contract has no such table.
        """
        if table not in TABLES:
            raise UnknownNameError("table", table, TABLES)
        return table in self._columns and set(columns) <= set(self._columns[table])

    def require(self, table: str, *columns: str) -> None:
        """Insist on a table with these columns.

        Raises
        ------
        MissingDataError
            The shop lacks it, or one of them.
        """
        if not self.has(table):
            raise MissingDataError(table)
        absent = tuple(column for column in columns if column not in self._columns[table])
        if absent:
            raise MissingDataError(table, absent)

    def table(self, name: str) -> ibis.Table:
        """Return a table of the contract as an Ibis expression; its times are naive UTC.

        Raises
        ------
        MissingDataError
            The shop lacks it.
        """
        self.require(name)
        return self._backend().table(name, database=(SHOP, SCHEMA))

    @property
    def orders(self) -> ibis.Table:
        """The facts, one row per order (see :func:`smwidgets.data.facts.orders`).

        Raises
        ------
        MissingDataError
            The shop lacks what they are made of.
        """
        if ORDERS not in self._prepared:
            self.require("events", "value")
            raise MissingDataError("events")
        return self._backend().table(ORDERS, database=(self._catalog, SCHEMA))

    # --- what it answers -------------------------------------------------------------------------------------------

    def cube(self, name: str) -> pd.DataFrame:
        """Return a cube, read once per revision. Do not change it: everyone shares it.

        Parameters
        ----------
        name
            One of :data:`smwidgets.data.cubes.CUBES`.

        Returns
        -------
        pandas.DataFrame
            Index ``bucket_at`` (naive UTC, ascending, only buckets in which something happened), one column per measure.

        Raises
        ------
        UnknownNameError
            There is no such cube.
        MissingDataError
            The shop lacks what it is made of.
        """
        with self._lock:
            if name not in self._cubes:
                self._require_cube(name)
                sql = f"SELECT * FROM {qualified(self._catalog, cube_table(name))} ORDER BY bucket_at"  # noqa: S608
                self._cubes[name] = fetch(self._engine(), sql).set_index("bucket_at")
            return self._cubes[name]

    def partial(self, cube: str, start: datetime, end: datetime) -> pd.Series:
        """Measure a span that is no whole number of the cube's buckets, straight from the facts.

        Parameters
        ----------
        cube
            Its name.
        start, end
            Naive UTC, half-open.

        Returns
        -------
        pandas.Series
            float64 by measure; 0 where nothing happened. Remembered until the data change.

        Raises
        ------
        UnknownNameError, MissingDataError
            As :meth:`cube`.
        """
        key = (cube, start, end)
        with self._lock:
            if key not in self._partials:
                self._require_cube(cube)
                sql = f"SELECT * FROM {qualified(self._catalog, partial_macro(cube))}(?, ?)"  # noqa: S608
                self._partials[key] = fetch(self._engine(), sql, [start, end]).iloc[0].astype("float64")
            return self._partials[key]

    def execute(self, expression: ibis.Expr) -> pd.DataFrame:
        """Run an Ibis expression made from :meth:`table` or :attr:`orders`, from any thread.

        Returns
        -------
        pandas.DataFrame
            Decimals as float64, times naive UTC.
        """
        return fetch(self._engine(), self.sql(expression))

    def sql(self, expression: ibis.Expr) -> str:
        """Return the SQL that :meth:`execute` runs."""
        return str(self._backend().compile(expression, pretty=True))

    # --- its life --------------------------------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Make sure that the newest data are read.

        Returns
        -------
        bool
            Whether the store was replaced since; the shop then has another ``revision``.

        Raises
        ------
        StoreError
            The store is gone or unreadable; the shop goes on with the data it has.
        """
        with self._lock:
            self._engine()
            if self._path is None or Identity.of(self._path) == self._identity:
                self._refreshed_at = datetime.now(UTC)
                return False
            store = open_store(self._path)
            # The connection before is not closed: a thread may be in the middle of a question to it.
            self._open(store.connection, store.metadata, store.identity)
            return True

    def close(self) -> None:
        """Let go of the file and the memory; further calls do nothing."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._connection.close()
                self._cubes.clear()
                self._partials.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        held = ", ".join(name for name in TABLES if name in self._columns)
        return f"<Shop {self.name!r}: {held}; {self._metadata.timezone}, {self.currency}>"

    def _engine(self) -> duckdb.DuckDBPyConnection:
        if self._closed:
            raise StoreError(f"the shop {self.name!r} is closed")
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
        raise StoreError(f"the store of {self.name!r} has no cube {name!r}; import the source again")

    def _open(self, connection: duckdb.DuckDBPyConnection, metadata: Metadata, identity: Identity | None) -> None:
        """Take a connection over; the state changes only if all of it works."""
        columns = columns_by_table(connection, SHOP)
        catalog = SHOP
        if self._wishes.attribution not in (None, metadata.attribution):
            from smwidgets.data.preparing import reattribute  # noqa: PLC0415 - loads Ibis

            catalog = SCRATCH
            reattribute(connection, catalog, self._wishes.attribution, metadata.grain_minutes)
        seal(connection)
        self._connection, self._catalog, self._identity = connection, catalog, identity
        self._metadata = self._wishes.relabel(metadata)
        self._columns = columns
        self._prepared = frozenset(columns_by_table(connection, self._catalog))
        self._cubes: dict[str, pd.DataFrame] = {}
        self._partials: dict[tuple[str, datetime, datetime], pd.Series] = {}
        self._ibis: Backend | None = None
        self._closed = False
        self._refreshed_at = datetime.now(UTC)

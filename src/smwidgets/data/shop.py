"""The shop: the one object through which everything reads data."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakValueDictionary

from smwidgets.core.arguments import check_argument
from smwidgets.core.clock import zone
from smwidgets.core.errors import UnknownNameError
from smwidgets.core.uncopied import Uncopied
from smwidgets.data.access import FULL, Rights
from smwidgets.data.contract import TABLES
from smwidgets.data.sharing import Revision, close, hold, let_go, opened
from smwidgets.data.snapshot import Snapshot
from smwidgets.data.store import Identity, open_store
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType
    from zoneinfo import ZoneInfo

    import ibis
    import pandas as pd

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.store import Store


class Shop(Uncopied):
    """One shop's tables, facts and cubes.

    Made by :func:`smwidgets.connect` and :func:`smwidgets.demo`. Any thread may read; each question has a cursor of
    its own.

    Parameters
    ----------
    snapshot
        The revision to begin with.
    path
        The store's file; None for a shop in memory.
    identity
        Of the file when it was opened.
    wishes
        What the caller wants otherwise than the store has it, as it was wanted of the snapshot.
    rights
        What may be seen; the snapshot has nothing else.
    """

    _instead = "connect again where it is needed, sm.connect('shop.duckdb'); a process has a connection of its own"

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        path: Path | None = None,
        identity: Identity | None = None,
        wishes: Wishes | None = None,
        rights: Rights = FULL,
    ) -> None:
        check_argument(snapshot, Snapshot, "a Shop is not made directly", "sm.connect('shop.duckdb') or sm.demo()")
        self._path = path
        self._identity = identity
        self._wishes = Wishes() if wishes is None else wishes
        self._rights = rights
        self._parts: WeakValueDictionary[Rights, Shop] = WeakValueDictionary()
        self._lock = threading.Lock()
        self._snapshot = snapshot
        hold(snapshot, self)
        self._refreshed_at = datetime.now(UTC)

    # --- what it is ------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What people call it."""
        return self._snapshot.metadata.name

    @property
    def timezone(self) -> ZoneInfo:
        """The reporting time zone."""
        return zone(self._snapshot.metadata.timezone)

    @property
    def currency(self) -> str:
        """ISO 4217 code of the amounts."""
        return self._snapshot.metadata.currency

    @property
    def revision(self) -> str:
        """Changes with the data."""
        return self._snapshot.metadata.revision

    @property
    def refreshed_at(self) -> datetime:
        """When this process last made sure that it reads the newest data, aware."""
        return self._refreshed_at

    @property
    def imported_at(self) -> datetime:
        """When the data were imported, aware."""
        return self._snapshot.metadata.imported_at

    @property
    def first_at(self) -> datetime | None:
        """Instant of the first event, naive UTC; None without events."""
        return self._snapshot.metadata.first_at

    @property
    def last_at(self) -> datetime | None:
        """Instant of the last event, naive UTC; may lie in the future of a sample shop."""
        return self._snapshot.metadata.last_at

    @property
    def grain_minutes(self) -> int:
        """Width of the cubes' buckets."""
        return self._snapshot.metadata.grain_minutes

    @property
    def attribution(self) -> Attribution:
        """The policy behind the facts and cubes."""
        return self._snapshot.attribution

    @property
    def left_out(self) -> dict[str, int]:
        """Invalid rows per table that were skipped at import."""
        return dict(self._snapshot.metadata.left_out)

    @property
    def rights(self) -> Rights:
        """What may be seen in it."""
        return self._rights

    # --- what it has -----------------------------------------------------------------------------------------------

    def has(self, table: str, *columns: str) -> bool:
        """Whether the shop has a table of the contract with these columns.

        Raises
        ------
        UnknownNameError
            The data contract has no such table.
        """
        if not isinstance(table, str) or table not in TABLES:
            raise UnknownNameError("table", table, TABLES)
        return table in self._snapshot.columns and set(columns) <= set(self._snapshot.columns[table])

    def require(self, table: str, *columns: str) -> None:
        """Insist on a table with these columns.

        Raises
        ------
        MissingDataError
            The shop lacks it, or one of them.
        """
        self._snapshot.require(table, *columns)

    def table(self, name: str) -> ibis.Table:
        """Return a table of the contract as an Ibis expression; its times are naive UTC.

        Raises
        ------
        MissingDataError
            The shop lacks it.
        """
        return self._snapshot.table(name)

    @property
    def orders(self) -> ibis.Table:
        """The facts, one row per order (see :func:`smwidgets.data.facts.orders`).

        Raises
        ------
        MissingDataError
            The shop lacks what they are made of.
        """
        return self._snapshot.orders()

    # --- what it answers -------------------------------------------------------------------------------------------

    def cube(self, name: str) -> pd.DataFrame:
        """Return a cube, the caller's own: changing it changes no figure.

        Parameters
        ----------
        name
            One of :data:`smwidgets.data.shapes.SHAPES` that is resident.

        Returns
        -------
        pandas.DataFrame
            Index ``bucket_at`` (naive UTC, ascending, only buckets in which something happened), the dimensions
            (texts as categories, NaN where there is no value), one column per measure: int64 and float64; amounts
            that no float64 tells apart are decimals (object), see :mod:`smwidgets.data.amounts`. With dimensions the
            index is not unique: one row for each of their combinations, in their order.

        Raises
        ------
        UnknownNameError
            There is no such cube.
        MissingDataError
            The shop lacks what it is made of.
        ConfigurationError
            The cube is too large to be read whole; see :meth:`slice`.
        """
        return self.shared_cube(name).copy(deep=True)

    def shared_cube(self, name: str) -> pd.DataFrame:
        """Return the cube that all figures are read from, without copying it: what is remembered of it hangs on it.

        Parameters
        ----------
        name
            As for :meth:`cube`.

        Returns
        -------
        pandas.DataFrame
            As :meth:`cube`, read once per revision. To be read only.

        Raises
        ------
        UnknownNameError, MissingDataError, ConfigurationError
            As :meth:`cube`.
        """
        return self._snapshot.cube(name)

    def partial(self, cube: str, start: datetime, end: datetime) -> pd.Series | pd.DataFrame:
        """Measure a span that is no whole number of the cube's buckets, straight from the facts.

        Parameters
        ----------
        cube
            Its name.
        start, end
            Naive UTC, half-open.

        Returns
        -------
        pandas.Series or pandas.DataFrame
            By measure, amounts as in :meth:`cube`; 0 where nothing happened. With dimensions a frame: their columns
            (object, None where there is no value) and the measures, one row for each combination in which something
            happened. Remembered until the data change.

        Raises
        ------
        UnknownNameError, MissingDataError
            As :meth:`cube`.
        """
        return self._snapshot.partial(cube, start, end).copy(deep=True)

    def slice(
        self,
        cube: str,
        start: datetime,
        end: datetime,
        by: Sequence[str] = (),
        where: Mapping[str, Any] | None = None,
    ) -> pd.DataFrame:
        """Sum the measures of any cube over a span, in the engine; from any thread.

        Parameters
        ----------
        cube
            Its name.
        start, end
            Naive UTC, half-open; need not fall on the cube's buckets.
        by
            Dimensions to keep apart. Every cube also has ``bucket_at``: the begin of the cube's bucket, or of the span
            where that cuts it.
        where
            Values that dimensions must have; None asks for what has no value.

        Returns
        -------
        pandas.DataFrame
            The dimensions of ``by`` (object, Python's own values, None where there is no value; ``bucket_at`` as
            datetime64) and the measures (int64, float64), one row per combination in which something happened,
            ascending, None last. Without ``by`` one row, 0 where nothing happened.

        Raises
        ------
        UnknownNameError
            There is no such cube, or it has no such dimension.
        MissingDataError
            As :meth:`cube`.
        """
        return self._snapshot.slice(cube, start, end, by, where or {})

    def lookup(self, table: str, keys: Sequence[int | str], columns: Sequence[str]) -> dict[int | str, tuple[Any, ...]]:
        """Find rows of a table by their key, from any thread.

        Parameters
        ----------
        table
            One that has a key. ``contacts`` has an index: some rows are found as quickly among many as among few.
        keys
            As the shop has them; nothing is found for others.
        columns
            What is wanted of the rows.

        Returns
        -------
        dict
            By key the columns' values, null as None. Keys that the table does not have are absent.

        Raises
        ------
        MissingDataError
            The shop lacks the table or a column.
        UnknownNameError
            There is no such table, or its rows have no key.
        """
        return self._snapshot.lookup(table, keys, columns)

    def execute(self, expression: ibis.Expr) -> pd.DataFrame:
        """Run an Ibis expression made from :meth:`table` or :attr:`orders`, from any thread.

        Returns
        -------
        pandas.DataFrame
            Decimals as float64, times naive UTC.

        Raises
        ------
        ConfigurationError
            It is no expression, or not one of this shop's tables.
        """
        return self._snapshot.execute(expression)

    def sql(self, expression: ibis.Expr) -> str:
        """Return the SQL that :meth:`execute` runs."""
        return self._snapshot.sql(expression)

    # --- who sees it -----------------------------------------------------------------------------------------------

    def restricted(self, rights: Rights) -> Shop:
        """Return the shop as somebody with some rights sees it: what may not be seen is not in it.

        Parameters
        ----------
        rights
            Whose contacts are seen, and whether as persons. This shop's own restrictions hold too.

        Returns
        -------
        Shop
            This one, if nothing is kept back from it. Else another one, whose tables, facts and cubes are prepared from
            what may be seen alone: for a store once per revision and rights, in a file beside it (see
            :class:`~smwidgets.data.access.prepared_files.PreparedFiles`); for a shop in memory once, while in use.
            Contacts of other owners are not there, nor what hangs on them, nor what belongs to nobody, as anonymous
            visits and contacts without an owner; campaigns are, without their counts. Without the right to personal
            data e-mail, name and the like are masked (see :func:`smwidgets.data.access.masking.masked`).

        Raises
        ------
        MissingDataError
            The rights name owners, and contacts have none.
        StoreError
            The store is gone or unreadable, or there is no place for what is prepared.

        Notes
        -----
        Specification R5.
        """
        check_argument(rights, Rights, "rights are an sm.Rights", "shop.restricted(sm.Rights(owners=['ewa']))")
        wanted = self._rights & rights
        if wanted == self._rights:
            return self
        if self._path is not None and self._identity is not None:
            from smwidgets.data.access.opening import Known, open_restricted  # noqa: PLC0415 - it opens stores itself

            store = open_restricted(self._path, wanted, Known(self._identity, self.revision))
            return Shop(
                read(self._path, store, self._wishes, wanted),
                path=self._path,
                identity=store.identity,
                wishes=self._wishes,
                rights=wanted,
            )
        from smwidgets.data.access.preparing import prepare_in_memory  # noqa: PLC0415 - loads Ibis

        with self._lock:
            known = self._parts.get(wanted)
            if known is None or known.closed:
                snapshot = self._snapshot
                tables = {name: snapshot.arrow(name) for name in TABLES if name in snapshot.columns}
                known = Shop(Snapshot(*prepare_in_memory(tables, snapshot.metadata, wanted), Wishes()), rights=wanted)
                self._parts[wanted] = known
            return known

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
            changed = self._path is not None and Identity.of(self._path) != self._identity
            if self._path is not None and changed:
                self._reopen(self._path)
            self._refreshed_at = datetime.now(UTC)
            return changed

    def close(self) -> None:
        """Let go of the file and the memory, unless another shop reads them too; further calls do nothing."""
        if not close(self._snapshot, self):
            self._snapshot = self._snapshot.closed_twin()

    @property
    def closed(self) -> bool:
        """Whether it was let go of."""
        return self._snapshot.closed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        held = "closed" if self.closed else ", ".join(name for name in TABLES if name in self._snapshot.columns)
        return f"<Shop {self.name!r}: {held}; {self._snapshot.metadata.timezone}, {self.currency}>"

    def _reopen(self, path: Path) -> None:
        """Read the newer store from now on.

        The snapshot before is not closed: a thread may be in the middle of a question to it. It ends with its last
        user.
        """
        store = self._open(path, self._rights)
        let_go(self._snapshot, self)
        self._snapshot = read(path, store, self._wishes, self._rights)
        hold(self._snapshot, self)
        self._identity = store.identity

    @staticmethod
    def _open(path: Path, rights: Rights) -> Store:
        if rights.are_full:
            return open_store(path)
        from smwidgets.data.access.opening import open_restricted  # noqa: PLC0415 - it opens stores itself

        return open_restricted(path, rights)


def read(path: Path, store: Store, wishes: Wishes, rights: Rights = FULL) -> Snapshot:
    """Read a store that was just opened, through the engine of whoever reads the same revision in the same way already.

    Raises
    ------
    StoreError
        It cannot be read; it is closed then.
    """

    def make(store: Store) -> Snapshot:
        try:
            return Snapshot(store.connection, store.metadata, wishes)
        except BaseException:
            store.connection.close()
            raise

    return opened(Revision(path, store.identity, rights, wishes), store, make)

"""The store: one DuckDB file with the six tables, the facts, the cubes and a description. Many read it, none writes.

An import writes a new file beside it and renames it over the old one, so a reader holds a whole store or notices a
newer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from smwidgets.core.errors import StoreError
from smwidgets.data import metadata
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SHOP, attach, columns_by_table, open_engine, qualified
from smwidgets.data.engine_errors import known_cause

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from smwidgets.data.metadata import Metadata


@dataclass(frozen=True)
class Identity:
    """What tells a file from the one that replaced it."""

    inode: int
    modified_ns: int
    size: int

    @classmethod
    def of(cls, path: Path) -> Identity:
        """Look at the file.

        Raises
        ------
        StoreError
            It is not there, or may not be looked at.
        """
        try:
            found: os.stat_result = path.stat()
        except OSError as error:
            raise StoreError(f"{path}: no such store ({error.strerror})") from error
        return cls(found.st_ino, found.st_mtime_ns, found.st_size)


@dataclass(frozen=True)
class Store:
    """An opened store.

    Parameters
    ----------
    connection
        The engine, with the store attached read-only as ``SHOP``.
    metadata
        Its description.
    identity
        Of the file that was opened.
    """

    connection: duckdb.DuckDBPyConnection
    metadata: Metadata
    identity: Identity


def open_store(path: Path) -> Store:
    """Open a store to read it.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    StoreError
        Not there, no store, damaged, or of another version.
    """
    identity = Identity.of(path)
    if not path.is_file() or identity.size == 0:
        raise StoreError(f"{path}: not a store")
    connection = open_engine()
    try:
        attach(connection, SHOP, path)
        return Store(connection, metadata.read(connection), identity)
    except StoreError as error:
        connection.close()
        raise StoreError(f"{path}: {error}") from error
    except (duckdb.Error, UnicodeDecodeError) as error:
        connection.close()
        raise StoreError(f"{path}: {known_cause(error) or 'not a store, or damaged'}") from error


def is_store(path: Path) -> bool:
    """Whether a file is a DuckDB file with a store's description, of whatever version.

    Raises
    ------
    StoreError
        It cannot be looked at: locked, of another version of DuckDB, out of reach.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return False
    connection = open_engine()
    try:
        attach(connection, SHOP, path)
        return metadata.TABLE in columns_by_table(connection, SHOP)
    except duckdb.Error as error:
        if (cause := known_cause(error)) is not None:
            raise StoreError(f"{path}: {cause}") from error
        return False
    finally:
        connection.close()


def check_store(path: Path) -> list[str]:
    """Read a whole store and list what is wrong with it.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of str
        Findings in sentences; empty if there are none.

    Raises
    ------
    StoreError
        As :func:`open_store`.
    """
    from smwidgets.data.checking import findings  # noqa: PLC0415 - loads Ibis, which opening a store must not

    store = open_store(path)
    try:
        return findings(store)
    finally:
        store.connection.close()


def rows_by_table(store: Store) -> dict[str, int]:
    """Count the rows of each of the six tables that the store has."""
    stored = columns_by_table(store.connection, SHOP)
    counts = {}
    for name in TABLES:
        if name in stored:
            sql = f"SELECT count(*) FROM {qualified(SHOP, name)}"  # noqa: S608 - a constant name
            counts[name] = int(store.connection.cursor().execute(sql).fetchall()[0][0])
    return counts

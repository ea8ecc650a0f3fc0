"""The list of the Repository's files, in SQLite: each question and each change over a connection of its own."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from smwidgets.core.errors import RepositoryError
from smwidgets.data.access import FULL, Rights
from smwidgets.data.repository.names import numbered
from smwidgets.data.repository.places import Location, location
from smwidgets.data.repository.stored_file import Access, StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA_VERSION = 1
WAIT_SECONDS = 30.0
"""How long one process waits while another writes."""

SCHEMA = """
CREATE TABLE files (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('arriving', 'kept', 'leaving')),
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    suffix TEXT NOT NULL,
    access TEXT NOT NULL CHECK (access IN ('private', 'shared')),
    owner TEXT,
    owner_digest TEXT,
    kept_at_us INTEGER NOT NULL,
    rows INTEGER,
    size_bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE UNIQUE INDEX files_by_name ON files
    (folder, name, access, CASE access WHEN 'private' THEN owner_digest ELSE '' END);
CREATE TABLE scopes (id TEXT PRIMARY KEY, owners TEXT, personal INTEGER NOT NULL);
CREATE TABLE folders (name TEXT NOT NULL, owner_digest TEXT NOT NULL, PRIMARY KEY (name, owner_digest));
"""

_SCOPES = "CREATE TABLE IF NOT EXISTS scopes (id TEXT PRIMARY KEY, owners TEXT, personal INTEGER NOT NULL)"
"""Whose contacts stand in a file, and whether as persons; an index from before is given the table when first opened."""

_COLUMNS = "id, state, folder, name, suffix, access, owner, owner_digest, kept_at_us, rows, size_bytes, sha256"
_VISIBLE = "(access = 'shared' OR owner_digest = :me)"
_EPOCH = datetime.fromtimestamp(0, UTC)


class Row(NamedTuple):
    """One row of the table of files.

    ``state`` is ``"arriving"`` until the file is in its place, ``"leaving"`` from when it is deleted: only ``"kept"``
    ones are listed, and whatever a killed process leaves has a row that says so. ``scope`` is what one must be allowed
    to see to see all that stands in the file; nobody noted it of a file from before, which then may hold anything.
    """

    id: str
    state: str
    folder: str
    name: str
    suffix: str
    access: Access
    owner: str | None
    owner_digest: str | None
    kept_at_us: int
    rows: int | None
    size_bytes: int
    sha256: str
    scope: Rights = FULL

    @property
    def location(self) -> Location:
        """Where the file is once it is kept."""
        return location(self.id, self.suffix, self.access, self.owner_digest)

    def stored_file(self, user: str | None, me: str | None) -> StoredFile:
        """Return what a user, who may see it and whose digest is `me`, sees of it."""
        return StoredFile(
            id=self.id,
            folder=self.folder,
            name=self.name,
            owner=user if me is not None and me == self.owner_digest else self.owner,
            access=self.access,
            kept_at=_EPOCH + timedelta(microseconds=self.kept_at_us),
            rows=self.rows,
            size_bytes=self.size_bytes,
            sha256=self.sha256,
        )


def microseconds(moment: datetime) -> int:
    """Return an aware moment as the index keeps it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


class Index:
    """The statements of the index.

    Methods raise ``sqlite3.Error`` when it is busy, damaged or out of reach.

    Parameters
    ----------
    path
        Of the database, which exists.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Open the index, which is never created here, for some statements."""
        address = f"{self.path.as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)) as opened:
            try:
                opened.execute("PRAGMA synchronous = FULL")
                opened.execute("PRAGMA trusted_schema = OFF")
                yield opened
            except UnicodeDecodeError as error:  # SQLite quotes what it cannot read in its own message
                raise sqlite3.DatabaseError("the index holds what is no text") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the one right to write for a whole transaction."""
        with self.connection() as opened:
            opened.execute("BEGIN IMMEDIATE")
            try:
                yield opened
                opened.execute("COMMIT")
            except BaseException:
                if opened.in_transaction:  # a full disk has ended it already
                    opened.execute("ROLLBACK")
                raise

    def problem(self) -> str | None:
        """Look for damage; None when there is none.

        Raises
        ------
        RepositoryError
            A newer version of the package wrote it.
        """
        with self.connection() as opened:
            (version,) = opened.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise RepositoryError("The Repository cannot be used: a newer version of smwidgets wrote it.")
            if version != SCHEMA_VERSION:
                return "it has no schema"
            (found,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            opened.execute(f"SELECT {_COLUMNS} FROM files LIMIT 0")  # noqa: S608 - our own names
            opened.execute("SELECT name, owner_digest FROM folders LIMIT 0")
            opened.execute(_SCOPES)
        return None if found == "ok" else str(found)

    # --- questions -------------------------------------------------------------------------------------------------

    def row(self, file_id: str) -> Row | None:
        """Return the row of a kept file, whoever may see it."""
        rows = self._rows("id = :id AND state = 'kept'", id=file_id)
        return rows[0] if rows else None

    def state(self, file_id: str) -> str | None:
        """Return the state of a file; None when it has no row."""
        rows = self._rows("id = :id", id=file_id)
        return rows[0].state if rows else None

    def rows_at(self, folder: str, name: str) -> list[Row]:
        """Return the kept files of one path, whoever may see them."""
        return self._rows("folder = :folder AND name = :name AND state = 'kept'", folder=folder, name=name)

    def visible(self, me: str | None, folder: str | None) -> list[Row]:
        """Return the kept files a user sees, newest first; of all folders when `folder` is None."""
        where = f"state = 'kept' AND {_VISIBLE} AND (:folder IS NULL OR folder = :folder)"
        return self._rows(f"{where} ORDER BY kept_at_us DESC, number DESC", me=me, folder=folder)

    def unfinished(self) -> list[Row]:
        """Return the files that are on their way in or out, or whose process died on it."""
        return self._rows("state <> 'kept'")

    def folders(self, me: str | None) -> list[str]:
        """Return the folders a user made."""
        with self.connection() as opened:
            return [name for (name,) in opened.execute("SELECT name FROM folders WHERE owner_digest = ?", (me,))]

    def _rows(self, where: str, **values: str | None) -> list[Row]:
        with self.connection() as opened:
            rows = [
                Row(*found)
                for found in opened.execute(f"SELECT {_COLUMNS} FROM files WHERE {where}", values)  # noqa: S608 - our own words
            ]
            if not any(row.access == "shared" for row in rows):
                return rows
            scopes = {key: _scope(owners, personal) for key, owners, personal in opened.execute("SELECT * FROM scopes")}
        return [row._replace(scope=scopes.get(row.id, FULL)) for row in rows]

    # --- changes ---------------------------------------------------------------------------------------------------

    def arrive(self, row: Row, stem: str) -> Row:
        """Add a file that is about to be moved to its place, under the first free name of its stem."""
        taken = f"SELECT name FROM files WHERE folder = :folder AND {_VISIBLE}"  # noqa: S608 - our own words
        with self.writing() as opened:
            found = opened.execute(taken, {"folder": row.folder, "me": row.owner_digest})
            names = {name for (name,) in found}
            free = next(name for number in count(1) if (name := numbered(stem, number, row.suffix)) not in names)
            row = row._replace(state="arriving", name=free)
            insert(opened, row)
        return row

    def settle(self, file_id: str) -> None:
        """List a file that arrived."""
        self._change("UPDATE files SET state = 'kept' WHERE id = ?", file_id)

    def leave(self, file_id: str) -> bool:
        """List a file no more, because it is about to be removed; return whether it was listed."""
        return self._change("UPDATE files SET state = 'leaving' WHERE id = ? AND state = 'kept'", file_id) == 1

    def forget(self, file_id: str) -> None:
        """Drop the row of a file that is gone."""
        with self.writing() as opened:
            opened.execute("DELETE FROM files WHERE id = ? AND state <> 'kept'", (file_id,))
            opened.execute("DELETE FROM scopes WHERE id = ? AND id NOT IN (SELECT id FROM files)", (file_id,))

    def add_folder(self, name: str, me: str) -> None:
        """Remember a folder a user made."""
        self._change("INSERT OR IGNORE INTO folders VALUES (?, ?)", name, me)

    def remove_folder(self, name: str, me: str) -> bool:
        """Forget a folder a user made; return whether there was one."""
        return self._change("DELETE FROM folders WHERE name = ? AND owner_digest = ?", name, me) == 1

    def _change(self, statement: str, *values: str) -> int:
        with self.writing() as opened:
            return opened.execute(statement, values).rowcount


def insert(connection: sqlite3.Connection, row: Row) -> None:
    """Add a row as it is."""
    *stored, scope = row
    places = ", ".join("?" * len(stored))
    connection.execute(f"INSERT INTO files ({_COLUMNS}) VALUES ({places})", stored)  # noqa: S608 - our own names
    if not scope.are_full:
        owners = None if scope.owners is None else json.dumps(sorted(scope.owners))
        connection.execute("INSERT INTO scopes VALUES (?, ?, ?)", (row.id, owners, scope.personal))


def _scope(owners: object, personal: object) -> Rights:
    """Read a scope; of one that makes no sense all may be in the file."""
    try:
        named = None if owners is None else json.loads(str(owners))
        return Rights(named, personal != 0) if named is None or (isinstance(named, list) and named) else FULL
    except (ValueError, TypeError):
        return FULL

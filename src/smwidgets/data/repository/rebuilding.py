"""A new index: where none was, and in place of a damaged one, which is set aside. No file is lost either way."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository.index import SCHEMA, SCHEMA_VERSION, Index, Row, insert
from smwidgets.data.repository.ownership import make_file
from smwidgets.data.repository.parts import content_hash
from smwidgets.data.repository.places import DAMAGED_INDEX, INDEX, NEW_INDEX, location
from smwidgets.data.repository.stored_file import RECOVERED
from smwidgets.data.repository.trouble import code, is_damage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smwidgets.data.repository.storage import Storage

log = logging.getLogger(__name__)

_JOURNAL = "-journal"


def sound_index(storage: Storage) -> Index:
    """Return the index after a look for damage; a damaged one is set aside, a missing one made.

    Files that were kept are listed again as ``recovered``: the private ones for the owner whose directory they are in,
    the shared ones without an owner.
    """
    index = Index(storage.root / INDEX)
    if _damage(storage, index) is None:
        return index
    with storage.alone():
        damage = _damage(storage, index)  # whoever held the lock before may have mended it
        if damage is not None:
            if INDEX in storage.names():
                _set_aside(storage, damage)
            _build(storage)
    return index


def _damage(storage: Storage, index: Index) -> str | None:
    # Looked at, never opened and closed by us: that would drop the locks that SQLite holds on it for other threads.
    if not storage.is_plain(INDEX):
        return "there is none" if INDEX not in storage.names() else "it is no file of its own"
    try:
        return index.problem()
    except sqlite3.Error as error:
        if is_damage(error) or code(error) == sqlite3.SQLITE_ERROR:  # the latter: a table or a column is missing
            return str(error)
        raise


def _set_aside(storage: Storage, damage: str) -> None:
    name = f"{DAMAGED_INDEX}{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{token_hex(4)}.sqlite"
    with storage.directory() as root:
        # The journal first: beside a new index it would be taken for the new one's.
        with suppress(FileNotFoundError):
            os.rename(INDEX + _JOURNAL, name + _JOURNAL, src_dir_fd=root, dst_dir_fd=root)
        os.rename(INDEX, name, src_dir_fd=root, dst_dir_fd=root)
        os.fsync(root)
    log.error("the list of files was damaged (%s) and is set aside as %s", damage, name)


def _build(storage: Storage) -> None:
    """Write a new index beside and put it in its place whole."""
    path = storage.root / NEW_INDEX
    with storage.directory() as root:
        for leftover in (NEW_INDEX, NEW_INDEX + _JOURNAL):
            with suppress(FileNotFoundError):
                os.unlink(leftover, dir_fd=root)
        os.close(make_file(NEW_INDEX, root))
        with closing(sqlite3.connect(path, isolation_level=None)) as opened:
            opened.executescript(SCHEMA)
            opened.execute("BEGIN")
            rows = list(_found(storage))
            for row in rows:
                insert(opened, row)
            opened.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            opened.execute("COMMIT")
        os.rename(NEW_INDEX, INDEX, src_dir_fd=root, dst_dir_fd=root)
        os.fsync(root)
    if rows:
        log.warning("%d files that no list named are listed again in the folder %r", len(rows), RECOVERED)


def _found(storage: Storage) -> Iterator[Row]:
    """Give a row for each file that is whole; what is not one of ours is left where it is."""
    for access, owner_digest, file_id, suffix in storage.kept():
        try:
            descriptor = storage.open(location(file_id, suffix, access, owner_digest))
        except (OSError, RepositoryError):
            log.warning("file %s was not recovered: it is no file of its own", file_id)
            continue
        try:
            status = os.fstat(descriptor)
            kept_at = datetime.fromtimestamp(status.st_mtime, UTC)
            yield Row(
                id=file_id,
                state="kept",
                folder=RECOVERED,
                name=f"{kept_at:%Y-%m-%d_%H-%M}_{file_id[:16]}{suffix}",
                suffix=suffix,
                access=access,
                owner=None,
                owner_digest=owner_digest,
                kept_at_us=status.st_mtime_ns // 1000,
                rows=None,
                size_bytes=status.st_size,
                sha256=content_hash(descriptor),
            )
        finally:
            os.close(descriptor)

"""Removing what killed processes left, and nothing that anybody still needs."""

from __future__ import annotations

import fcntl
import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository.places import PARTS, part_location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smwidgets.data.repository.index import Index, Row
    from smwidgets.data.repository.places import Location
    from smwidgets.data.repository.storage import Storage

log = logging.getLogger(__name__)


def sweep(storage: Storage, index: Index) -> int:
    """Finish what killed processes began: deletions to their end, files on their way in back to nothing.

    A file without a row is no leftover of ours and stays.

    Returns
    -------
    int
        How many files were removed.
    """
    removed = 0
    for row in index.unfinished():
        removed += (
            _finish_leaving(storage, index, row) if row.state == "leaving" else _undo_arriving(storage, index, row)
        )
    for name in storage.names(PARTS):
        with _if_abandoned(storage, part_location(name)) as abandoned:
            removed += abandoned is True and index.state(name) is None and storage.remove(part_location(name))
    if removed:
        log.info("%d leftovers of killed processes were removed", removed)
    return removed


def _finish_leaving(storage: Storage, index: Index, row: Row) -> bool:
    removed = storage.remove(row.location)
    index.forget(row.id)
    return removed


def _undo_arriving(storage: Storage, index: Index, row: Row) -> bool:
    removed = False
    for place in (part_location(row.id), row.location):  # in the order in which a file passes them
        with _if_abandoned(storage, place) as abandoned:
            # Its writer lists a file before it lets go of the lock: what is not listed now, never will be.
            if abandoned is False or index.state(row.id) != "arriving":
                return False
            if abandoned:
                removed = storage.remove(place)
    index.forget(row.id)
    return removed


@contextmanager
def _if_abandoned(storage: Storage, place: Location) -> Iterator[bool | None]:
    """Give whether the writer of a file is dead, holding its lock if so; None where no file of ours is."""
    try:
        descriptor = storage.open(place)
    except (OSError, RepositoryError):
        yield None
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)

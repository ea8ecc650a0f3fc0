"""Opening what somebody may see of a store."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from smwidgets.core.errors import StoreError
from smwidgets.data.access.prepared_files import PreparedFiles
from smwidgets.data.engine_errors import known_cause
from smwidgets.data.store import Identity, Store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from smwidgets.data.access.rights import Rights

log = logging.getLogger(__name__)

_ATTEMPTS = 5


class Known(NamedTuple):
    """A store's file and the revision of what is in it."""

    identity: Identity
    revision: str


def open_restricted(path: Path, rights: Rights, known: Known | None = None) -> Store:
    """Open what somebody may see of a store; prepared when nobody with the same rights has asked since it changed.

    Parameters
    ----------
    path
        The store.
    rights
        What may be seen.
    known
        The store as it was opened before; so it need not be looked at where all is prepared.

    Returns
    -------
    Store
        An engine that has nothing attached but what may be seen, with the identity of the whole store's file.

    Raises
    ------
    StoreError
        As :func:`smwidgets.data.store.open_store`, or there is no place for what is prepared.
    MissingDataError
        The rights name owners and contacts have none.
    """
    files = PreparedFiles(path)
    if known is not None and not files.place(known.revision, rights).exists():
        known = None
    for _ in range(_ATTEMPTS):
        identity, revision = known or _look(path)
        known = None
        place = files.place(revision, rights)
        if not place.exists():
            _prepare(files, path, place, rights)
        try:
            return replace(open_store(place), identity=identity)
        except StoreError:
            # Another import came in between and took the file away; or it is damaged and is made anew.
            place.unlink(missing_ok=True)
    raise StoreError(f"{path}: what this user may see of it could not be prepared")


def _look(path: Path) -> Known:
    store = open_store(path)
    store.connection.close()
    return Known(store.identity, store.metadata.revision)


def _prepare(files: PreparedFiles, path: Path, place: Path, rights: Rights) -> None:
    from smwidgets.data.access.preparing import prepare_file  # noqa: PLC0415 - opening a store must not load Ibis

    with files.writing() as beside:
        if place.exists():
            return  # somebody else prepared it meanwhile
        try:
            metadata = prepare_file(path, beside, rights)
            files.keep(beside, files.place(metadata.revision, rights))
        except (duckdb.Error, OSError) as error:
            log.warning("What a user may see of a shop could not be prepared.", exc_info=True)
            cause = known_cause(error)
            why = f": {cause}" if cause else ""
            raise StoreError(f"{path}: what this user may see of it could not be prepared{why}") from error

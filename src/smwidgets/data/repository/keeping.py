"""Keeping a file: written beside, then put in its place, then listed."""

from __future__ import annotations

import operator
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository.index import Row, microseconds
from smwidgets.data.repository.parts import Part
from smwidgets.data.repository.places import part_location
from smwidgets.data.repository.trouble import disk_trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.data.access import Rights
    from smwidgets.data.repository.catalogue import Catalogue
    from smwidgets.data.repository.index import Index
    from smwidgets.data.repository.stored_file import Access


def keep(
    catalogue: Catalogue,
    write: Callable[[BinaryIO], int],
    *,
    folder: str,
    stem: str,
    suffix: str,
    access: Access,
    owner: str | None,
    owner_digest: str,
    scope: Callable[[], Rights],
) -> Row:
    """Write a file into its place and list it; whatever goes wrong, nothing of it is there.

    Returns
    -------
    Row
        As listed, under the first free name of its stem.
    """
    with catalogue.writing():
        part = Part(catalogue.storage)
    try:
        rows = _write(part, write)
        with catalogue.writing() as index:
            size_bytes, sha256 = part.finish()
            row = Row(
                id=part.id,
                state="arriving",
                folder=folder,
                name=stem + suffix,
                suffix=suffix,
                access=access,
                owner=owner,
                owner_digest=owner_digest,
                kept_at_us=microseconds(datetime.now(UTC)),
                rows=rows,
                size_bytes=size_bytes,
                sha256=sha256,
                scope=scope(),
            )
            return _place(index, part, row, stem)
    except BaseException:
        with suppress(OSError, RepositoryError):
            catalogue.storage.remove(part_location(part.id))
        raise
    finally:
        part.close()


def _write(part: Part, write: Callable[[BinaryIO], int]) -> int:
    file = part.open()
    try:
        rows = operator.index(write(file))
    except BaseException:
        with suppress(OSError):  # its error says more than that of writing the rest
            file.close()
        raise
    with disk_trouble():
        file.close()
    return rows


def _place(index: Index, part: Part, row: Row, stem: str) -> Row:
    """Put a whole file in its place and list it; a process killed meanwhile leaves a row that tells the sweep."""
    try:
        row = index.arrive(row, stem)
        part.move(row.location)
        index.settle(row.id)
    except BaseException:
        with suppress(OSError, sqlite3.Error, RepositoryError):
            index.forget(row.id)
            if index.state(row.id) is None:
                part.discard(row.location)
        raise
    return row

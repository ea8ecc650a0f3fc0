"""The index of one directory as a Repository uses it: sound when first needed, looked after when it fails."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from smwidgets.data.repository.places import DAMAGED_INDEX, INDEX, PRIVATE, SHARED
from smwidgets.data.repository.rebuilding import sound_index
from smwidgets.data.repository.storage import Storage
from smwidgets.data.repository.sweeping import sweep
from smwidgets.data.repository.trouble import disk_trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smwidgets.data.repository.index import Index


class Catalogue:
    """Gives the index; what disk and index raise in its blocks becomes a ``RepositoryError``.

    Parameters
    ----------
    root
        Of the Repository, absolute.
    """

    def __init__(self, root: Path) -> None:
        self.storage = Storage(root)
        self._index: Index | None = None
        self._swept = False
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Index | None]:
        """Give the index; None while there is nothing to read."""
        with self._trouble():
            entries = set(self.storage.names())
            yield self._sound() if entries & {INDEX, PRIVATE, SHARED} else None

    @contextmanager
    def writing(self) -> Iterator[Index]:
        """Give the index, made when missing; what killed processes left is removed before the first time."""
        with self._trouble():
            index = self._sound()
            with self._lock:
                first, self._swept = not self._swept, True
            if first:
                sweep(self.storage, index)
            yield index

    def damaged(self) -> list[str]:
        """Return the names of the indexes that were set aside."""
        with disk_trouble():
            names = self.storage.names()
        return [name for name in names if name.startswith(DAMAGED_INDEX) and name.endswith(".sqlite")]

    def _sound(self) -> Index:
        with self._lock:
            if self._index is None or not self.storage.is_plain(INDEX):
                self._index = sound_index(self.storage)
            return self._index

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        with disk_trouble():
            try:
                yield
            except sqlite3.Error:
                self._index = None  # looked at for damage the next time
                raise

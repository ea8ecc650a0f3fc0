"""A file while it is written: beside the others, locked as long as its writer lives."""

from __future__ import annotations

import fcntl
import os
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO

from smwidgets.data.repository.places import part_location

if TYPE_CHECKING:
    from smwidgets.data.repository.places import Location
    from smwidgets.data.repository.storage import Storage

_BLOCK_BYTES = 1 << 20


class Part:
    """A new file in the directory of parts.

    Parameters
    ----------
    storage
        Where it is made.
    """

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        while True:
            self.id = token_hex(16)
            self._descriptor = storage.create(part_location(self.id))
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            if os.fstat(self._descriptor).st_nlink == 1:
                return
            os.close(self._descriptor)  # swept between our making and locking it

    def open(self) -> BinaryIO:
        """Open it for writing; whoever writes may close it."""
        return os.fdopen(os.dup(self._descriptor), "w+b")

    def finish(self) -> tuple[int, str]:
        """Wait until it is on the disk; return its size in bytes and the SHA-256 of its content."""
        os.fsync(self._descriptor)
        return os.fstat(self._descriptor).st_size, content_hash(self._descriptor)

    def move(self, place: Location) -> None:
        """Put it in its place."""
        self.storage.move(part_location(self.id), place)

    def discard(self, place: Location) -> None:
        """Remove it, wherever on its way to `place` it is."""
        for where in (part_location(self.id), place):
            self.storage.remove(where)

    def close(self) -> None:
        """Let go of its lock."""
        os.close(self._descriptor)


def content_hash(descriptor: int) -> str:
    """Return the SHA-256 of an open file's content, from its start."""
    found, offset = sha256(), 0
    while block := os.pread(descriptor, _BLOCK_BYTES, offset):
        found.update(block)
        offset += len(block)
    return found.hexdigest()

"""What the disk and the index say when they fail, in words and without paths: the message may be shown in a browser."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smwidgets.core.errors import RepositoryError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = "there is no room left on the disk"
_READ_ONLY = "its directory or one of its files is read-only, or may not be used by this user"
_REPLACED = "a link or another thing stands in the place of one of its directories or files"

_BY_ERRNO = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _READ_ONLY),
    **dict.fromkeys((errno.ELOOP, errno.ENOTDIR, errno.EISDIR, errno.ENXIO), _REPLACED),
    errno.ENOENT: "one of its directories or files is missing",
}
_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: "another program is writing it; try again",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
}


@contextmanager
def disk_trouble() -> Iterator[None]:
    """Turn what the disk and the index raise into one error for people.

    Raises
    ------
    RepositoryError
        In place of an ``OSError`` or ``sqlite3.Error``.
    """
    try:
        yield
    except OSError as error:
        reason = _BY_ERRNO.get(error.errno or 0, error.strerror or "the disk failed")
        raise RepositoryError(f"The Repository cannot be used: {reason}.") from error
    except sqlite3.Error as error:
        reason = "its list of files is damaged" if is_damage(error) else _BY_SQLITE.get(code(error), "its index failed")
        raise RepositoryError(f"The Repository cannot be used: {reason}.") from error


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the index itself is broken, and not that it is busy, full or out of reach."""
    return code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}


def code(error: sqlite3.Error) -> int:
    """Return the primary result code of SQLite; 0 when the error is Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF

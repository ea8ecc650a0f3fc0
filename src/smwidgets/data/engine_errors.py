"""What the engine and the disk say when they fail, told apart by words that no path and no damaged block can hold."""

from __future__ import annotations

import errno
import os
import re

import duckdb

FULL = "there is no room left on the disk"
LOCKED = "another program holds it open for writing"
OPEN_HERE = "this program has it open already; close that connection"
OTHER_VERSION = "written by another version of DuckDB than this one can read"
NOT_ALLOWED = "this user may not read or write it"
TOO_MANY_FILES = "too many files are open"
NO_MEMORY = "there is not enough memory, or no room for what does not fit into it"

_BEGINNINGS = {
    "IO Error: Could not set lock on file ": LOCKED,
    "Binder Error: Unique file handle conflict: ": OPEN_HERE,
    "IO Error: Trying to read a database file with version number ": OTHER_VERSION,
}
_BY_NUMBER = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), NOT_ALLOWED),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), TOO_MANY_FILES),
}
_BY_ENDING = {os.strerror(number): cause for number, cause in _BY_NUMBER.items()}
_OF_THE_SYSTEM = re.compile(r'.*"[^"]*": ([^":]+)')
"""The engine ends with the system's own words, after the path."""


def known_cause(error: BaseException) -> str | None:
    """Return why the engine or the disk failed, if it is no matter of what the file holds.

    Parameters
    ----------
    error
        An ``OSError`` or one of the engine's.

    Returns
    -------
    str or None
        A clause for people that names no path; None for everything else, damage among it.
    """
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0)
    if isinstance(error, duckdb.OutOfMemoryException):
        return NO_MEMORY
    if not isinstance(error, duckdb.Error):
        return None
    first = next(iter(str(error).strip().splitlines()), "")
    for beginning, cause in _BEGINNINGS.items():
        if first.startswith(beginning):
            return cause
    found = _OF_THE_SYSTEM.fullmatch(first)
    return _BY_ENDING.get(found[1].strip()) if found else None

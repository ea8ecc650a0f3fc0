"""A file that is there as a whole: read at once, replaced at once, by one process at a time."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from filelock import FileLock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 5.0
"""How long to wait for another process; it needs milliseconds."""

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def read(path: Path, most: int) -> bytes | None:
    """Return the content of a file, or None where there is none.

    Parameters
    ----------
    path
        Of a file; not of a link.
    most
        Of a larger file, one byte more than this is read.

    Raises
    ------
    OSError
        It cannot be read, or is no file but a folder, a pipe, a device.
    """
    try:
        handle = os.open(path, _READING)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise IsADirectoryError(f"{path} is no file")
        return file.read(most + 1)


def write(path: Path, data: bytes) -> None:
    """Put a file in its place as a whole, for its owner's eyes only; the caller holds the lock.

    Raises
    ------
    OSError
        It cannot be written; what was there is as it was.
    """
    new = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, _WRITING, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    _sync_folder(path.parent)


def rename(path: Path, free: Path) -> None:
    """Give a file a name that is free; the caller holds the lock."""
    path.rename(free)
    _sync_folder(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other processes and threads from replacing a file; when the process ends, however it ends, that ends too.

    Raises
    ------
    OSError
        The folder cannot be written, or another process took longer than :data:`PATIENCE_SECONDS`.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE_SECONDS, mode=0o600):
        for leftover in path.parent.iterdir():
            if leftover.name.startswith(_prefix(path)):
                leftover.unlink(missing_ok=True)
        yield


def free_name(path: Path, word: str) -> Path:
    """Return a name beside a file that is not taken: ``dashboards.copy.json``, ``dashboards.copy-2.json``."""
    for number in count(1):
        free = path.with_name(f"{path.stem}.{word}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not os.path.lexists(free):
            return free
    raise AssertionError("numbers have no end")


def _prefix(path: Path) -> str:
    return f".{path.name}.new-"


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Directories and files of this user's alone: made so whatever the umask, checked when opened."""

from __future__ import annotations

import logging
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from smwidgets.core.errors import RepositoryError

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Opening a FIFO would wait for its other end.
_FILE = os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


def make_directory(path: str | Path, directory: int | None = None) -> None:
    """Make a directory for this user only; one that is there stays as it is."""
    with suppress(FileExistsError):
        os.mkdir(path, 0o700, dir_fd=directory)
        os.chmod(path, 0o700, dir_fd=directory)  # what the umask took away
        if directory is not None:
            os.fsync(directory)


def open_directory(path: str | Path, directory: int | None = None) -> int:
    """Open a directory that is no link.

    Raises
    ------
    RepositoryError
        It is another user's.
    """
    descriptor = os.open(path, _DIRECTORY, dir_fd=directory)
    try:
        _check_owner(os.fstat(descriptor))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def make_file(name: str, directory: int) -> int:
    """Make a file for this user only and open it for reading and writing."""
    descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FILE, 0o600, dir_fd=directory)
    os.fchmod(descriptor, 0o600)  # what the umask took away
    return descriptor


def open_file(name: str, directory: int, mode: int = os.O_RDONLY) -> int:
    """Open a file that is no link and has no second name.

    Raises
    ------
    RepositoryError
        It is something else, or another user's.
    """
    descriptor = os.open(name, mode | _FILE, dir_fd=directory)
    try:
        _check_plain(os.fstat(descriptor))
        close_to_others(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def is_plain_file(found: os.stat_result) -> bool:
    """Whether it is a file of this user's, under one name only."""
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_nlink == 1


def close_to_others(descriptor: int) -> None:
    """Take from all other users what somebody gave them.

    Raises
    ------
    RepositoryError
        The disk has no permissions, as some network mounts.
    """
    if not _open_to_others(descriptor):
        return
    log.warning("a directory or file of the Repository was open to other users of this machine")
    os.fchmod(descriptor, stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o700)
    if _open_to_others(descriptor):
        raise RepositoryError("The Repository cannot be used: its directory cannot be closed to other users.")


def _open_to_others(descriptor: int) -> bool:
    return bool(os.fstat(descriptor).st_mode & 0o077)


def _check_plain(found: os.stat_result) -> None:
    if not is_plain_file(found):
        raise RepositoryError("The Repository refuses a file: it is no file of its own, or it has a second name.")


def _check_owner(found: os.stat_result) -> None:
    if found.st_uid != os.geteuid():
        raise RepositoryError("The Repository cannot be used: one of its directories belongs to another user.")

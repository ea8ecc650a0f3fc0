"""Replacing a file as a whole: whatever happens meanwhile, a reader finds the old one or the new one."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smwidgets.core.errors import StoreError
from smwidgets.data.engine_errors import known_cause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacement(path: Path) -> Iterator[Path]:
    """Give the path of a file to write beside another, and put it in the other's place at the end.

    Parameters
    ----------
    path
        The file to replace or to create.

    Yields
    ------
    pathlib.Path
        A hidden path in the same folder. If the block raises, what is there is removed; if the process is killed, the
        next replacement of the same file removes it.

    Raises
    ------
    StoreError
        The folder cannot be written, or another process is replacing the same file.
    """
    target = path.resolve()
    with _alone(target):
        _sweep(target)
        beside = target.with_name(f"{_prefix(target)}{secrets.token_hex(8)}")
        try:
            yield beside
            _put(beside, target)
        finally:
            _sweep(target)


def _put(beside: Path, target: Path) -> None:
    try:
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        _sync(beside)
        beside.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({known_cause(error) or error.strerror})") from error


def _prefix(target: Path) -> str:
    return f".{target.name}.new-"


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold a lock that the system lets go of when the process ends, however it ends."""
    lock = target.with_name(f".{target.name}.lock")
    try:
        handle = lock.open("a")
    except OSError as error:
        raise StoreError(f"{target.parent}: cannot be written ({known_cause(error) or error.strerror})") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Its holder may have removed it between our opening and locking it.
            is_ours = os.path.samestat(os.fstat(handle.fileno()), lock.stat())
        except (BlockingIOError, FileNotFoundError) as error:
            raise StoreError(f"{target}: another import is writing it") from error
        except OSError as error:
            raise StoreError(f"{target}: cannot be locked ({error.strerror})") from error
        if not is_ours:
            raise StoreError(f"{target}: another import is writing it")
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Remove what this or an earlier, killed replacement left; its lock is ours, so none of it is in use."""
    for leftover in target.parent.iterdir():
        if leftover.name.startswith(_prefix(target)):
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

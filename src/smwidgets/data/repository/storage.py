"""The Repository's directories and files: opened step by step, never through a link, never another user's."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository.ownership import (
    close_to_others,
    is_plain_file,
    make_directory,
    make_file,
    open_directory,
    open_file,
)
from smwidgets.data.repository.places import (
    INDEX,
    LOCK,
    PRIVATE,
    SHARED,
    Location,
    belongs_in_root,
    id_and_suffix,
    is_digest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smwidgets.data.repository.stored_file import Access


class Storage:
    """A root directory and what is below it.

    Methods raise ``OSError`` when the disk fails, and :class:`~smwidgets.core.errors.RepositoryError` when something
    stands there that is not ours.

    Parameters
    ----------
    root
        Absolute; made when something is first written.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def directory(self, *names: str, create: bool = False) -> Iterator[int]:
        """Open the root or a directory below it as a descriptor, made when missing and asked for."""
        if create:
            self._make_root()
        with ExitStack() as opened:
            descriptor = open_directory(self.root)
            opened.callback(os.close, descriptor)
            _check_root(descriptor)
            close_to_others(descriptor)
            for name in names:
                if create:
                    make_directory(name, descriptor)
                descriptor = open_directory(name, descriptor)
                opened.callback(os.close, descriptor)
                close_to_others(descriptor)
            yield descriptor

    def create(self, place: Location) -> int:
        """Make a file and open it for reading and writing."""
        with self.directory(*place.directories, create=True) as directory:
            return make_file(place.name, directory)

    def open(self, place: Location) -> int:
        """Open a file for reading.

        Raises
        ------
        RepositoryError
            It is a link, has a second name, is another user's or no file at all.
        """
        with self.directory(*place.directories) as directory:
            return open_file(place.name, directory)

    def move(self, origin: Location, target: Location) -> None:
        """Rename a file; on the disk when this returns."""
        with (
            self.directory(*origin.directories) as old,
            self.directory(*target.directories, create=True) as new,
        ):
            os.rename(origin.name, target.name, src_dir_fd=old, dst_dir_fd=new)
            os.fsync(new)

    def remove(self, place: Location) -> bool:
        """Remove a file; return whether there was one."""
        try:
            with self.directory(*place.directories) as directory:
                os.unlink(place.name, dir_fd=directory)
                os.fsync(directory)
        except FileNotFoundError:
            return False
        return True

    def names(self, *directories: str) -> list[str]:
        """List a directory; nothing where there is none."""
        try:
            with self.directory(*directories) as directory:
                return sorted(os.listdir(directory))  # noqa: PTH208 - a descriptor
        except FileNotFoundError:
            return []

    def is_plain(self, name: str) -> bool:
        """Whether an entry of the root is a file of its own; it is only looked at, not opened."""
        try:
            with self.directory() as root:
                return is_plain_file(os.stat(name, dir_fd=root, follow_symlinks=False))
        except FileNotFoundError:
            return False

    def kept(self) -> Iterator[tuple[Access, str | None, str, str]]:
        """Give access, owner's digest, id and suffix of every file that was moved to its place."""
        for name in self.names(SHARED):
            if found := id_and_suffix(name):
                yield "shared", None, *found
        for owner_digest in filter(is_digest, self.names(PRIVATE)):
            for name in self.names(PRIVATE, owner_digest):
                if found := id_and_suffix(name):
                    yield "private", owner_digest, *found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the one lock of the root; the system lets go of it when the process ends, however it ends."""
        with self.directory(create=True) as root:
            with suppress(FileExistsError):
                os.close(make_file(LOCK, root))
            descriptor = open_file(LOCK, root, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _make_root(self) -> None:
        """Make the root, and what is missing above it, for this user only."""
        missing = []
        for path in (self.root, *self.root.parents):
            if os.path.lexists(path):
                break
            missing.append(path)
        for path in reversed(missing):
            make_directory(path)


def _check_root(root: int) -> None:
    """Refuse a directory named by mistake: it would be closed to everybody else and filled with ours."""
    entries = os.listdir(root)
    if INDEX not in entries and not all(map(belongs_in_root, entries)):
        raise RepositoryError("The Repository cannot be used: its directory holds other files; name an empty one.")

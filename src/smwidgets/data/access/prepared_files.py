"""Where the prepared shops of those who may not see all are kept: one file for each rights, until the store changes."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smwidgets.data.access.rights import Rights

ENVIRONMENT = "SMWIDGETS_SCOPES"
"""Names the directory of the prepared files, as an absolute path; by default they are in a hidden one beside the
store."""

_LOCK = "lock"
_SUFFIX = ".duckdb"
_NEW = "new-"
_REVISION_DIGITS = 16
_RIGHTS_DIGITS = 32


class PreparedFiles:
    """The directory of one store's prepared files: open to this user of the operating system only, 0700 and 0600.

    Names are digests: they tell neither owners nor users. All work on the directory is done under one lock, which the
    system lets go of when its holder dies; so whatever is half-written and not the holder's own is nobody's.

    Parameters
    ----------
    store
        The store; there need be none.

    Raises
    ------
    ConfigurationError
        ``SMWIDGETS_SCOPES`` is a relative path.
    """

    def __init__(self, store: Path) -> None:
        store = store.resolve()
        named = os.environ.get(ENVIRONMENT)
        if named and not Path(named).is_absolute():
            raise ConfigurationError(f"{ENVIRONMENT} is a relative path; it must be an absolute one")
        self._store = store
        self._above = Path(named) if named else None
        own = sha256(os.fsencode(store)).hexdigest()[:_RIGHTS_DIGITS]
        self.directory = store.with_name(f".{store.name}.scopes") if self._above is None else self._above / own

    def place(self, revision: str, rights: Rights) -> Path:
        """Return where the file of some rights on a revision of the store is kept."""
        return self.directory / f"{_of(revision)}-{rights.digest(revision)[:_RIGHTS_DIGITS]}{_SUFFIX}"

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Wait until nobody else works on the directory; give a path at which to write a file.

        Raises
        ------
        StoreError
            The directory cannot be made or used, or is not this user's alone.
        """
        try:
            self._make()
            descriptor = os.open(self.directory / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreError(
                f"what a part of the shop needs cannot be kept beside it ({error.strerror}); name a directory in"
                f" {ENVIRONMENT}"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self._sweep(_NEW)
            yield self.directory / f"{_NEW}file"
        finally:
            self._sweep(_NEW)
            os.close(descriptor)

    def keep(self, written: Path, place: Path) -> None:
        """Put a written file into its place, and remove those of other revisions; under the lock."""
        written.chmod(0o600)
        written.replace(place)
        self._sweep(other_than=place.name[:_REVISION_DIGITS])

    def remove_outdated(self, revision: str) -> None:
        """Remove the files of other revisions than this; who reads one goes on reading it."""
        if self.directory.is_dir():
            with self.writing():
                self._sweep(other_than=_of(revision))

    def _make(self) -> None:
        for path in (*([] if self._above is None else [self._above]), self.directory):
            with suppress(FileExistsError):
                path.mkdir(0o700)
                path.chmod(0o700)  # what the umask took away
        found = self.directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise StoreError("the directory of what parts of the shop need is no directory of this user's alone")

    def _sweep(self, beginning: str = "", *, other_than: str | None = None) -> None:
        for path in self.directory.iterdir():
            outdated = other_than is not None and path.name.endswith(_SUFFIX) and not path.name.startswith(other_than)
            if outdated or (beginning and path.name.startswith(beginning)):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _of(revision: str) -> str:
    return sha256(revision.encode()).hexdigest()[:_REVISION_DIGITS]

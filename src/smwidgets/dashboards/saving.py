"""The file that a workspace is saved in: one session never writes over what it has not seen of another one."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConflictError, WorkspaceError
from smwidgets.dashboards import notices, whole_file
from smwidgets.dashboards.coding import to_json
from smwidgets.dashboards.notices import Notice
from smwidgets.dashboards.reading import MOST_BYTES, DamagedError, read_state

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from smwidgets.dashboards.state import WorkspaceState


@dataclass(frozen=True)
class Loaded:
    """What a file held.

    Attributes
    ----------
    state
        None if there is no file, or none that can be read.
    notices
        What the person should know about it.
    """

    state: WorkspaceState | None
    notices: tuple[Notice, ...] = ()


class WorkspaceFile:
    """A saved workspace, as one session knows it.

    Parameters
    ----------
    path
        Of a JSON file; a link is followed. It, and folders that are missing, are made when first saved, for their
        owner's eyes only.
    read_only
        Write nothing at all, as in a published dashboard.

    Notes
    -----
    Specification W5. Beside the file are its lock (``.dashboards.json.lock``), for a moment the file that replaces it,
    and what was set aside or saved as a copy (``dashboards.damaged-….json``, ``dashboards.copy.json``).
    """

    def __init__(self, path: str | os.PathLike[str], *, read_only: bool = False) -> None:
        self._path, self._read_only = Path(path).absolute(), read_only
        self._seen: set[str | None] = set()
        self._told: str | None = None

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def load(self) -> Loaded:
        """Read the file.

        One that cannot be understood is set aside under another name. One that is understood after mending it
        stays, with a copy of it aside.
        """
        self._seen, self._told = set(), None
        try:
            data = self._read()
        except OSError:
            return Loaded(None, (Notice(notices.UNREADABLE, values={"name": self._path.name}),))
        self._seen = {_digest(data)}
        if data is None:
            return Loaded(None)
        try:
            found = read_state(data)
        except DamagedError as damage:
            return Loaded(None, (Notice(damage.text), *self._aside(data, move=True)))
        if found.mended:
            return Loaded(found.state, (Notice(notices.MENDED, found.mended), *self._aside(data, move=False)))
        return Loaded(found.state)

    def save(self, state: WorkspaceState, *, overwrite: bool = False) -> None:
        """Write a state in the place of the one that was read or saved last.

        Parameters
        ----------
        state
            What to save.
        overwrite
            Also in the place of what the last :class:`~smwidgets.core.errors.ConflictError` told of; of nothing else.

        Raises
        ------
        ConflictError
            The file is another one than was read, or than was told of.
        WorkspaceError
            It cannot be written.
        """
        data = _data(state)
        with self._writing() as target:
            present = whole_file.read(target, MOST_BYTES)
            mark = _digest(present)
            if present is not None and present != data and mark not in self._seen:
                theirs = _theirs(present)
                if not overwrite or mark != self._told:
                    self._told = mark
                    raise ConflictError(theirs)
                if theirs is None:
                    _keep(target, present)
            if present != data:
                self._seen.add(_digest(data))  # written, even if it fails after that
                whole_file.write(target, data)
            self._seen, self._told = {_digest(data)}, None

    def save_copy(self, state: WorkspaceState) -> Path:
        """Write a state beside the file, under a name that is free, and return its path.

        Raises
        ------
        WorkspaceError
            It cannot be written.
        """
        data = _data(state)
        with self._writing() as target:
            copy = whole_file.free_name(target, "copy")
            whole_file.write(copy, data)
            return copy

    def _target(self) -> Path:
        try:
            return self._path.resolve()
        except RuntimeError as error:  # Python 3.11 and 3.12, of links in a circle
            raise OSError(errno.ELOOP, str(error)) from error

    def _read(self) -> bytes | None:
        return whole_file.read(self._target(), MOST_BYTES)

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        if self._read_only:
            raise WorkspaceError(f"{self._path.name} is open to be read only")
        try:
            target = self._target()
            with whole_file.alone(target):
                yield target
        except OSError as error:
            raise WorkspaceError(f"{self._path.name} cannot be written: {error.strerror or error}") from error

    def _aside(self, data: bytes, *, move: bool) -> tuple[Notice, ...]:
        """Keep what was read under another name, and say so; else let no saving replace it unasked."""
        try:
            with self._writing() as target:
                if whole_file.read(target, MOST_BYTES) != data:
                    self._seen = set()
                    return ()
                kept = _keep(target, data, move=move)
        except WorkspaceError:
            self._seen = set()
            return (Notice(notices.LEFT),)
        return (Notice(notices.KEPT, values={"name": kept.name}),)


def _keep(target: Path, data: bytes, *, move: bool = False) -> Path:
    """Keep a file under a name of its own, once; the caller holds the lock."""
    kept = whole_file.free_name(target, f"damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    if move or len(data) > MOST_BYTES:
        whole_file.rename(target, kept)
        return kept
    for earlier in target.parent.glob("*.damaged-*"):
        if earlier.name.startswith(f"{target.stem}.damaged-") and earlier.read_bytes() == data:
            return earlier
    whole_file.write(kept, data)
    return kept


def _data(state: WorkspaceState) -> bytes:
    data = to_json(state).encode()
    if len(data) > MOST_BYTES:
        raise WorkspaceError(f"the dashboards take {len(data):,} bytes, more than {MOST_BYTES:,}")
    return data


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data).hexdigest()


def _theirs(data: bytes) -> WorkspaceState | None:
    try:
        return read_state(data).state
    except DamagedError:
        return None

"""A store's cubes in memory before anybody asks: what a process has that sessions are forked from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.core.errors import MissingDataError, StoreError
from smwidgets.data.access import FULL
from smwidgets.data.held_snapshot import Content, HeldSnapshot
from smwidgets.data.shapes import SHAPES
from smwidgets.data.shop import Shop
from smwidgets.data.snapshot import Snapshot
from smwidgets.data.store import Identity, open_store
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from pathlib import Path

    from smwidgets.data.access import Rights


@dataclass(frozen=True)
class Held:
    """What somebody with some rights sees of one revision of a store.

    Parameters
    ----------
    path
        The store.
    identity
        Of its file.
    whole
        The whole store's description, without cubes.
    rights
        What is seen.
    file
        Holds what is seen: the store, or what was prepared of it.
    seen
        Its description and cubes.
    """

    path: Path
    identity: Identity
    whole: Content
    rights: Rights
    file: Path
    seen: Content

    @property
    def is_current(self) -> bool:
        """Whether the store is as it was read."""
        try:
            return Identity.of(self.path) == self.identity
        except StoreError:
            return False


class HeldShop(Shop):
    """The whole shop of a store that is held: it is not opened where only what is held is asked for.

    Parameters
    ----------
    held
        What is held of it.
    descriptor
        The open file of what is seen.
    """

    def __init__(self, held: Held, descriptor: int) -> None:
        content = held.seen if held.rights.are_full else held.whole
        super().__init__(HeldSnapshot(content, held.path), path=held.path, identity=held.identity)
        self._held = held
        self._descriptor = descriptor

    def restricted(self, rights: Rights) -> Shop:
        """Return the shop as somebody with some rights sees it, as :meth:`smwidgets.data.shop.Shop.restricted`."""
        held = self._held
        if rights == FULL or rights != held.rights or self._identity != held.identity:
            return super().restricted(rights)
        snapshot = HeldSnapshot(held.seen, opened_file(self._descriptor))
        return Shop(snapshot, path=held.path, identity=held.identity, rights=rights)


_HELD: list[tuple[Held, int]] = []


def read(path: Path, rights: Rights) -> Held | None:
    """Read what is to be held.

    Parameters
    ----------
    path
        A store.
    rights
        What is seen of it.

    Returns
    -------
    Held or None
        None where it is not prepared yet: that may take long, and is for who needs it first.

    Raises
    ------
    StoreError
        As :func:`smwidgets.data.store.open_store`.
    """
    from smwidgets.data.access.prepared_files import PreparedFiles  # noqa: PLC0415 - not on Windows

    store = open_store(path)
    whole = Snapshot(store.connection, store.metadata, Wishes())
    try:
        described = Content(whole.metadata, whole.columns, {})
        if rights.are_full:
            return Held(path, store.identity, described, rights, path, _content(whole))
    finally:
        whole.close()
    place = PreparedFiles(path).place(described.metadata.revision, rights)
    if not place.exists():
        return None
    prepared = open_store(place)
    seen = Snapshot(prepared.connection, prepared.metadata, Wishes())
    try:
        return Held(path, store.identity, described, rights, place, _content(seen))
    finally:
        seen.close()


def hold(held: Held) -> None:
    """Let this process, and what is forked from it, have what was read.

    Raises
    ------
    OSError
        The file is gone.
    """
    _HELD[:] = [(held, os.open(held.file, os.O_RDONLY | os.O_CLOEXEC))]


def descriptors() -> set[int]:
    """Return the files that have to be open in a fork."""
    return {descriptor for _, descriptor in _HELD}


def held_shop(path: Path) -> Shop | None:
    """Return the shop of a store that is held and is as it was read; None of another one."""
    for held, descriptor in _HELD:
        if held.path == path and held.is_current:
            return HeldShop(held, descriptor)
    return None


def opened_file(descriptor: int) -> str:
    """Return a path to a file that is open in this process, whatever became of its name."""
    return f"/proc/self/fd/{descriptor}"


def _content(snapshot: Snapshot) -> Content:
    cubes = {}
    for name, shape in SHAPES.items():
        if shape.resident:
            try:
                cubes[name] = snapshot.cube(name)
            except (MissingDataError, StoreError):
                continue  # said when a section asks for it
    return Content(snapshot.metadata, snapshot.columns, cubes)

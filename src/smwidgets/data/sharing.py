"""Shops opened on one revision read it through one engine, which is closed with the last of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from smwidgets.data.access import Rights
    from smwidgets.data.shop import Shop
    from smwidgets.data.snapshot import Snapshot
    from smwidgets.data.store import Identity, Store
    from smwidgets.data.wishes import Wishes


class Revision(NamedTuple):
    """What two shops have to have in common to share an engine."""

    path: Path
    identity: Identity
    rights: Rights
    wishes: Wishes


_open: WeakValueDictionary[Revision, Snapshot] = WeakValueDictionary()
_holders: WeakKeyDictionary[Snapshot, WeakSet[Shop]] = WeakKeyDictionary()
_lock = threading.RLock()


def opened(revision: Revision, store: Store, make: Callable[[Store], Snapshot]) -> Snapshot:
    """Return the snapshot of a revision that is open already, or make it of a store that was just opened.

    Parameters
    ----------
    revision
        What is wanted.
    store
        Closed where it is not needed.
    make
        Makes the snapshot.
    """
    with _lock:
        known = _open.get(revision)
        if known is None or known.closed:
            known = _open[revision] = make(store)
        else:
            store.connection.close()
        return known


def hold(snapshot: Snapshot, shop: Shop) -> None:
    """Note that a shop reads a snapshot, as long as it lives or until it lets go."""
    with _lock:
        _holders.setdefault(snapshot, WeakSet()).add(shop)


def let_go(snapshot: Snapshot, shop: Shop) -> bool:
    """Note that a shop reads a snapshot no more; whether nobody does now."""
    with _lock:
        holders = _holders.get(snapshot, WeakSet())
        holders.discard(shop)
        return not holders

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
_promised: WeakKeyDictionary[Snapshot, int] = WeakKeyDictionary()
"""How often a snapshot was given to somebody who does not hold it yet: until then it must not be closed."""

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
        _promised[known] = _promised.get(known, 0) + 1
        return known


def hold(snapshot: Snapshot, shop: Shop) -> None:
    """Note that a shop reads a snapshot, as long as it lives or until it lets go."""
    with _lock:
        _holders.setdefault(snapshot, WeakSet()).add(shop)
        _promised[snapshot] = max(0, _promised.get(snapshot, 0) - 1)


def let_go(snapshot: Snapshot, shop: Shop) -> None:
    """Note that a shop reads a snapshot no more."""
    with _lock:
        _holders.get(snapshot, WeakSet()).discard(shop)


def close(snapshot: Snapshot, shop: Shop) -> bool:
    """Let go of a snapshot, and close it unless another shop reads it or is about to; whether it was closed."""
    with _lock:  # nobody is given it between the question and the answer
        let_go(snapshot, shop)
        is_last = not _holders.get(snapshot) and not _promised.get(snapshot)
        if is_last:
            snapshot.close()
        return is_last

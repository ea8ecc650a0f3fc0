"""What is computed of a cube once, and kept as long as that is alive."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import pandas as pd

    Computed = TypeVar("Computed")

_known: dict[int, tuple[weakref.ref[pd.DataFrame], dict[Hashable, Any]]] = {}


def remembered(cube: pd.DataFrame, key: Hashable, compute: Callable[[], Computed]) -> Computed:
    """Return what was computed of this very frame under a key, or compute it."""
    reference, kept = _known.get(id(cube), (None, {}))
    if reference is None or reference() is not cube:
        number, kept = id(cube), {}
        _known[number] = (weakref.ref(cube, lambda _: _known.pop(number, None)), kept)
    if key not in kept:
        kept[key] = compute()
    return cast("Computed", kept[key])

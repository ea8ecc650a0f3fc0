"""What a module says of a name that it does not have: the near one, or where it is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def absent_name(module: str, name: str, places: Mapping[str, str]) -> AttributeError:
    """Return the error about a name that a module lacks.

    Parameters
    ----------
    module
        Its full name.
    name
        As it was asked for.
    places
        How each name that may be meant is written, by the name itself.
    """
    message = f"module {module!r} has no attribute {name!r}"
    by_folded = {place.casefold(): written for place, written in places.items()}
    near = get_close_matches(name.replace("_", "").casefold(), by_folded, n=1, cutoff=0.7)
    return AttributeError(f"{message}; did you mean {by_folded[near[0]]}?" if near else message)

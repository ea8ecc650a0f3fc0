"""Arguments of another kind than is needed, refused in words that say what to give instead."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError

if TYPE_CHECKING:
    from types import UnionType

_LONGEST = 40


def check_argument(value: object, kind: type | UnionType, needed: str, instead: str = "") -> None:
    """Refuse a value that is not of a kind; ``True`` and ``False`` are no numbers.

    Parameters
    ----------
    value
        What was given.
    kind
        What is wanted, as for ``isinstance``.
    needed
        The argument and what it takes: ``"seed is a whole number"``.
    instead
        What to write.

    Raises
    ------
    ConfigurationError
        It is of another kind.

    Examples
    --------
    >>> check_argument("7", int, "seed is a whole number", "demo(seed=7)")
    Traceback (most recent call last):
    smwidgets.core.errors.ConfigurationError: seed is a whole number, not the text '7': demo(seed=7)
    """
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return
    raise ConfigurationError(f"{needed}, not {described(value)}" + (f": {instead}" if instead else ""))


def described(value: object) -> str:
    """Say what was given, shortly; of an address only its kind, since it may hold a password."""
    if isinstance(value, str):
        text = f"{value.split('://', maxsplit=1)[0]}://…" if "://" in value else value
        return f"the text {text[:_LONGEST]!r}"
    if value is None or isinstance(value, bool | int | float):
        return f"{value!r:.{_LONGEST}}"
    if isinstance(value, os.PathLike):
        return "a path"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"a {type(value).__name__}"

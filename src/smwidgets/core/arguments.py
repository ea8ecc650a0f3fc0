"""Arguments of another kind than is needed, refused in words that say what to give instead."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError, shown

if TYPE_CHECKING:
    from types import UnionType


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
    if isinstance(value, kind) and (not isinstance(value, bool) or _takes_flags(kind)):
        return
    raise ConfigurationError(f"{needed}, not {described(value)}" + (f": {instead}" if instead else ""))


def check_path(path: str | os.PathLike[str], needed: str, instead: str = "") -> None:
    """Refuse what is no path of a file that the engine can open.

    Parameters
    ----------
    path, needed, instead
        As for :func:`check_argument`.

    Raises
    ------
    ConfigurationError
        It is no path, but an address or an object; or its letters are no Unicode, as of a file named on a machine
        of another encoding, or it has a zero.
    """
    check_argument(path, str | os.PathLike, needed, instead)
    text = os.fsdecode(path)
    if "://" in text:
        raise ConfigurationError(f"{needed}, not {described(text)}" + (f": {instead}" if instead else ""))
    if "\0" in text or text != text.encode("utf-8", "replace").decode():
        raise ConfigurationError(
            f"{text!a}: the engine opens no path whose letters are not Unicode; rename it, "
            "or start Python with PYTHONUTF8=1 if its name is in UTF-8"
        )


def _takes_flags(kind: type | UnionType) -> bool:
    return bool in getattr(kind, "__args__", (kind,)) or kind is object


def described(value: object) -> str:
    """Say what was given, shortly."""
    if isinstance(value, str):
        return f"the text {shown(value)}"
    if value is None or isinstance(value, bool | int | float):
        return shown(value)
    if isinstance(value, os.PathLike):
        return "a path"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"a {type(value).__name__}"

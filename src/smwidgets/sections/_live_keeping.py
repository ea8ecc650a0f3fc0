"""Keeping an exported file in the Repository's directory: whole or not at all, for its owner's eyes only."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

ENVIRONMENT = "SMWIDGETS_REPOSITORY"
"""Names the Repository's directory."""


def repository() -> Path:
    """Return the Repository's directory, made when missing; only its owner may look into it."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        folder = Path(named)
    else:
        data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
        folder = Path(data) / "smwidgets" / "repository"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def keep(stem: str, suffix: str, write: Callable[[BinaryIO], object]) -> Path:
    """Write a file into the Repository.

    Parameters
    ----------
    stem, suffix
        Its name; a number is added to the stem where the name is taken.
    write
        Writes its content. If it fails nothing is kept.

    Returns
    -------
    pathlib.Path
        The file, readable by its owner only.

    Raises
    ------
    OSError
        The Repository cannot be written to.
    """
    folder = repository()
    # mkstemp, which this stands on, makes files of mode 0600.
    with NamedTemporaryFile(dir=folder, prefix=".", suffix=".part") as beside:
        write(beside.file)  # type: ignore[arg-type]  # a BufferedRandom
        beside.flush()
        os.fsync(beside.fileno())
        for number in count(1):
            kept = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
            try:
                os.link(beside.name, kept)  # unlike a renaming, never over another export
            except FileExistsError:
                continue
            return kept
    raise AssertionError("numbers have no end")

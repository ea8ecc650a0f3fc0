"""What the Repository knows of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import datetime

Access = Literal["private", "shared"]
"""Who reads a file: its owner alone, or every user of the Repository who may see all that stands in it."""

ACCESSES: tuple[Access, ...] = get_args(Access)

RECOVERED = "recovered"
"""Folder of the files that were found again after the list of files was damaged."""


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file of the Repository.

    Parameters
    ----------
    id
        32 hexadecimal digits; never used again.
    folder, name
        As people see them.
    owner
        Who kept it; None when not known, which only a recovered shared file is.
    access
        ``"private"`` or ``"shared"``.
    kept_at
        Aware, UTC.
    rows
        Rows of the export; None when not known, for a recovered file.
    size_bytes, sha256
        Of the content.
    """

    id: str
    folder: str
    name: str
    owner: str | None
    access: Access
    kept_at: datetime
    rows: int | None
    size_bytes: int
    sha256: str

    @property
    def path(self) -> str:
        """Its place in the Repository, ``"folder/name"``; no path of the file system."""
        return f"{self.folder}/{self.name}"

"""What is where below the root: ids and digests only, never a name that somebody chose."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from smwidgets.core.errors import RepositoryError

if TYPE_CHECKING:
    from smwidgets.data.repository.stored_file import Access

INDEX = "index.sqlite"
NEW_INDEX = "index.new"
DAMAGED_INDEX = "index.damaged-"
LOCK = "index.lock"
AUDIT = "audit.jsonl"
PARTS = "parts"
PRIVATE = "private"
SHARED = "shared"

_JOURNALS = (f"{INDEX}-journal", f"{NEW_INDEX}-journal")
_ENTRIES = frozenset((INDEX, NEW_INDEX, *_JOURNALS, LOCK, AUDIT, PARTS, PRIVATE, SHARED))
_ID = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(rf"({_ID.pattern})(\.[a-z0-9]{{1,8}})")


class Location(NamedTuple):
    """Directories below the root, and the name of a file in the last."""

    directories: tuple[str, ...]
    name: str


def part_location(file_id: str) -> Location:
    """Return where a file is written."""
    return Location((PARTS,), file_id)


def location(file_id: str, suffix: str, access: Access, owner_digest: str | None) -> Location:
    """Return where a file is kept.

    Raises
    ------
    RepositoryError
        The index holds what no index of ours holds.
    """
    directories = (SHARED,) if access == "shared" else (PRIVATE, owner_digest or "")
    if not _FILE.fullmatch(file_id + suffix) or not (access == "shared" or is_digest(directories[-1])):
        raise RepositoryError("The Repository cannot be used: its list of files is damaged.")
    return Location(directories, file_id + suffix)


def digest(user: str) -> str:
    """Name a user by 64 hexadecimal digits: others for every two texts, however alike they look."""
    return sha256(user.encode()).hexdigest()


def is_digest(name: str) -> bool:
    """Whether a directory is named by a user's digest."""
    return _DIGEST.fullmatch(name) is not None


def is_id(value: object) -> bool:
    """Whether a value has the form of a file's id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def id_and_suffix(name: str) -> tuple[str, str] | None:
    """Split the name of a kept file; None when it is none of ours."""
    found = _FILE.fullmatch(name)
    return None if found is None else (found[1], found[2])


def belongs_in_root(name: str) -> bool:
    """Whether an entry of the root is one of ours."""
    return name in _ENTRIES or name.startswith(DAMAGED_INDEX)

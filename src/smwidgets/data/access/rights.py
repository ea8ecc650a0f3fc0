"""What somebody may see of a shop."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from smwidgets.core.arguments import check_argument
from smwidgets.core.errors import ConfigurationError
from smwidgets.data.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection

_LISTS = (list, tuple, AbstractSet)

_FORMAT = 2
"""Raised when the same rights make other rows of a shop."""


@dataclass(frozen=True)
class Rights:
    """Whose contacts somebody sees, and whether as persons.

    Parameters
    ----------
    owners
        Owners of contacts, kept and compared without case and blanks, as shops are. None is everybody's contacts, and
        what belongs to nobody; an empty set is nobody's.
    personal
        Whether e-mail, name and all else that tells who a contact is are seen; otherwise they are masked.

    Raises
    ------
    ConfigurationError
        Owners that are no texts.

    Notes
    -----
    Specification R5.

    Examples
    --------
    >>> Rights(["ewa", "jan"]) & Rights(["jan", "ola"], personal=False) == Rights({"jan"}, personal=False)
    True
    """

    owners: Collection[str] | None = None
    personal: bool = True

    def __post_init__(self) -> None:
        check_argument(self.personal, bool, "personal is True or False", "sm.Rights(personal=False)")
        if self.owners is None:
            return
        if not isinstance(self.owners, _LISTS) or not all(map(_is_text, self.owners)):
            raise ConfigurationError(
                "the owners that somebody may see are a list of texts: sm.Rights(owners=['ewa', 'jan'])"
            )
        object.__setattr__(self, "owners", frozenset(map(fold, self.owners)))

    def __and__(self, other: Rights) -> Rights:
        """Allow what both allow."""
        if self.owners is None or other.owners is None:
            owners = other.owners if self.owners is None else self.owners
        else:
            owners = frozenset(self.owners) & frozenset(other.owners)
        return Rights(owners, self.personal and other.personal)

    def covers(self, other: Rights) -> bool:
        """Whether whoever has these rights may see all that somebody with the others may; with none, nothing.

        Examples
        --------
        >>> Rights(["ewa", "jan"]).covers(Rights(["jan"])), Rights(["jan"]).covers(FULL), ANONYMOUS.covers(FULL)
        (True, False, False)
        """
        if self.owners is not None and not self.owners:
            return False
        known = self.owners is None or (other.owners is not None and frozenset(other.owners) <= frozenset(self.owners))
        return known and (self.personal or not other.personal)

    def __repr__(self) -> str:
        """Say how many owners: their names are those of people."""
        whose = "everybody's contacts" if self.owners is None else f"contacts of {len(self.owners)} owners"
        return f"<Rights: {whose}, {'as persons' if self.personal else 'masked'}>"

    @property
    def are_full(self) -> bool:
        """Whether nothing is kept back."""
        return self.owners is None and self.personal

    def digest(self, revision: str) -> str:
        """Name these rights, on one revision of a shop, by 64 hexadecimal digits that tell nothing about the owners.

        Whoever does not know the revision cannot find out by guessing owners either.
        """
        owners = None if self.owners is None else sorted(self.owners)
        return sha256(json.dumps([_FORMAT, revision, owners, self.personal]).encode()).hexdigest()


def _is_text(owner: object) -> bool:
    try:
        return isinstance(owner, str) and owner.encode() is not None
    except UnicodeEncodeError:
        return False


FULL = Rights()
"""Everything is seen."""

ANONYMOUS = Rights(personal=False)
"""Everybody's contacts, masked."""

NOTHING = Rights(frozenset(), personal=False)
"""Nobody's contacts."""

"""The contact 0: a customer like the others, or how a shop writes that nobody was signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from smwidgets.data.report import Issue, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTACTS = "contacts"


class Guests(NamedTuple):
    """What the contact 0 is.

    Parameters
    ----------
    are_nobody
        It is no contact: a row that needs one is refused.
    warnings
        Where it may be nobody and counts as one customer.
    """

    are_nobody: bool
    warnings: tuple[Issue, ...] = ()


def guests_of(stored: Mapping[str, frozenset[int]], new: Mapping[str, frozenset[int]]) -> Guests:
    """Tell what the contact 0 is.

    Parameters
    ----------
    stored, new
        By table: which of the contacts 0 and 1 its rows name.

    Returns
    -------
    Guests
        Where contacts are known, 0 is one only if it is among them. Where none are, 0 is a number like others if there
        is a 1 too: shops count their customers from 1, so that 0 alone would be all guests together.
    """
    if not any(0 in found for found in new.values()):
        return Guests(are_nobody=False)
    known = [found for tables in (stored, new) for name, found in tables.items() if name == _CONTACTS]
    if known:
        return Guests(are_nobody=not any(0 in found for found in known))
    if not any(1 in found for tables in (stored, new) for found in tables.values()):
        return Guests(are_nobody=True)
    hint = "read as one customer; where it stands for guests, give them ids of their own, as their e-mails"
    named = [name for name, found in new.items() if 0 in found]
    return Guests(
        are_nobody=False,
        warnings=tuple(Issue.of(name, "contact_id", Problem.NOBODY, 0, values=[0], hint=hint) for name in named),
    )

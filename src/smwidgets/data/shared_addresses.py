"""Contacts of one e-mail address: two people in every figure, and perhaps one in life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.blank_cells import stripped
from smwidgets.data.compiling import answer
from smwidgets.data.report import Issue, Problem

if TYPE_CHECKING:
    import ibis

_LOOKED_AT = 50


def shared_addresses(contacts: ibis.Table) -> Issue | None:
    """Count the contacts whose address another one has before them; case and blanks make no other address.

    Parameters
    ----------
    contacts
        Rows of the contract's table.
    """
    addresses = contacts.select(email=stripped(contacts.email).lower())
    addresses = addresses.filter(addresses.email != "")
    counts = answer(addresses.aggregate(rows=addresses.count(), different=addresses.email.nunique()))
    shared = int(counts["rows"] - counts["different"])
    if not shared:
        return None
    by_address = addresses.group_by("email").aggregate(contacts=addresses.count())
    found = by_address.filter(by_address.contacts > 1).order_by("email").limit(_LOOKED_AT).to_pyarrow()
    hint = "each is a contact of its own, since their ids differ"
    return Issue.of("contacts", "email", Problem.SHARED_ADDRESS, shared, values=found["email"].to_pylist(), hint=hint)

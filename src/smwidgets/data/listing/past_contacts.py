"""The contacts of a shop as they were at a moment, and all that ever opted out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.listing.histories import matching

if TYPE_CHECKING:
    from datetime import datetime

    import ibis

    from smwidgets.data.shop import Shop


def contacts_as_of(shop: Shop, moment: datetime) -> ibis.Table:
    """Give the rows of ``contacts`` that were added before a moment, as they were then.

    Parameters
    ----------
    shop
        Where they are.
    moment
        Naive UTC.

    Returns
    -------
    ibis.Table
        See :func:`smwidgets.data.contact_history.as_of`.

    Raises
    ------
    MissingDataError
        The shop has no contacts.
    """
    from smwidgets.data.contact_history import as_of  # noqa: PLC0415 - a kernel that lists nothing needs no Ibis

    contacts = shop.table("contacts")
    return as_of(contacts.filter(contacts.created_at < moment), _changes(shop), moment)


def contact_as_of(shop: Shop, contact_id: int | str, moment: datetime) -> ibis.Table:
    """Give the row of one contact as it was at a moment, also if it was added later.

    Parameters
    ----------
    shop, moment
        As for :func:`contacts_as_of`.
    contact_id
        As the shop has it, or its text; nothing is found for another one.
    """
    from smwidgets.data.contact_history import as_of  # noqa: PLC0415 - as above

    changes = _changes(shop)
    its_own = None if changes is None else matching(changes, "contact_id", contact_id)
    return as_of(matching(shop.table("contacts"), "contact_id", contact_id), its_own, moment)


def opted_in(contacts: ibis.Table) -> ibis.Table:
    """Keep the contacts that are not opted out; all of them where nobody knows who is."""
    return contacts.filter(contacts.opted_out_at.isnull()) if "opted_out_at" in contacts.columns else contacts


def opt_outs_of(shop: Shop) -> ibis.Table:
    """Give every opt-out of a shop.

    Returns
    -------
    ibis.Table
        See :func:`smwidgets.data.contact_history.opt_outs`, with ``reason`` told apart (CA6).

    Raises
    ------
    MissingDataError
        The shop has no contacts, or does not know who opted out.
    """
    from smwidgets.data.contact_history import opt_outs  # noqa: PLC0415 - as above
    from smwidgets.data.counted_rows import opt_out_reason  # noqa: PLC0415 - as above

    shop.require("contacts", "opted_out_at")
    found = opt_outs(shop.table("contacts"), _changes(shop))
    return found.mutate(reason=opt_out_reason(found.reason), told_reason=found.reason)


def _changes(shop: Shop) -> ibis.Table | None:
    return shop.table("contact_changes") if shop.has("contact_changes") else None

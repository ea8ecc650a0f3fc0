"""The rows that belong to the contacts of some owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import MissingDataError
from smwidgets.data.counted_rows import with_owner
from smwidgets.data.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import ibis

_OF_EVERYBODY = ("sent", "delivered", "opened", "clicked", "bounced", "unsubscribed")
"""What came of a campaign with all contacts: no column of a shop that has some of them only."""


def check_owners(tables: Mapping[str, ibis.Table]) -> None:
    """Insist on contacts with owners.

    Raises
    ------
    MissingDataError
        There are none: nobody can say whose the rows are.
    """
    if "contacts" not in tables:
        raise MissingDataError("contacts")
    if "owner" not in tables["contacts"].columns:
        raise MissingDataError("contacts", ("owner",))


def contacts_of(tables: Mapping[str, ibis.Table], owners: ibis.Table) -> ibis.Table:
    """Return the ids of the contacts of some owners.

    Parameters
    ----------
    tables
        Of the shop.
    owners
        Their names as contacts have them in a column ``owner``, a value each: no name becomes part of a query.
    """
    return tables["contacts"].semi_join(owners, "owner").select("contact_id")


def owners_as_written(tables: Mapping[str, ibis.Table], owners: Collection[str]) -> list[str]:
    """List the owners of contacts that are among some, as contacts have them.

    Parameters
    ----------
    tables
        Of the shop.
    owners
        As :class:`~smwidgets.data.access.rights.Rights` keeps them: folded. A blank one is nobody.
    """
    written = tables["contacts"].filter(tables["contacts"].owner.notnull()).select("owner").distinct()
    allowed = {owner for owner in owners if owner}
    return sorted(owner for owner in written.to_pyarrow()["owner"].to_pylist() if fold(owner) in allowed)


def belonging(name: str, tables: Mapping[str, ibis.Table], contacts: ibis.Table | None) -> ibis.Table:
    """Keep the rows of a table that belong to some contacts.

    Parameters
    ----------
    name
        Of the table.
    tables
        Of the shop.
    contacts
        Ids of the contacts in a column ``contact_id``; None where there are none.

    Returns
    -------
    ibis.Table
        Contacts, their changes, events, interactions and visits by their ``contact_id``. Page views by their
        own, where it is empty by that of their visit. Campaigns are the shop's own messages and all stay, without the
        counts of everybody. What belongs to no contact, as an anonymous visit, belongs to none of these.
    """
    rows = tables[name]
    if name == "campaigns":
        return rows.drop(*(column for column in _OF_EVERYBODY if column in rows.columns))
    if contacts is None:
        return rows.limit(0)
    if name == "page_views":
        return _views(rows, tables.get("visits"), contacts)
    return rows.semi_join(contacts, "contact_id") if "contact_id" in rows.columns else rows.limit(0)


def _views(views: ibis.Table, visits: ibis.Table | None, contacts: ibis.Table) -> ibis.Table:
    names = views.columns
    if "contact_id" not in names and (visits is None or "contact_id" not in visits.columns):
        return views.limit(0)
    mine = contacts.select(belongs_to="contact_id")
    return with_owner(views, visits).semi_join(mine, "belongs_to").select(*names)

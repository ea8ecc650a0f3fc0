"""How long a list is, how many rows are new in it, and whose contacts it can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.listing.event_list import EventList
from smwidgets.data.listing.filters import Filters

if TYPE_CHECKING:
    from datetime import datetime

    from smwidgets.data.listing.places import Cursor
    from smwidgets.data.shop import Shop

_EVERYTHING = Filters()


def count(shop: Shop, kind: str, until: datetime, filters: Filters = _EVERYTHING) -> int:
    """Count the rows of a list, of all its pages together.

    Parameters
    ----------
    shop, kind, until, filters
        As for :func:`smwidgets.data.listing.pages.page`, with the same errors.
    """
    return EventList.of(shop, kind, until, filters).count()


def newer_than(shop: Shop, kind: str, cursor: Cursor | None, until: datetime, filters: Filters = _EVERYTHING) -> int:
    """Count the rows of a list that are newer than a place: what came since a page was read.

    Parameters
    ----------
    shop, kind, until, filters
        As for :func:`smwidgets.data.listing.pages.page`, with the same errors.
    cursor
        The place, such as :attr:`Page.first`; None, that of an empty page, counts every row.
    """
    listed = EventList.of(shop, kind, until, filters)
    return (listed if cursor is None else listed.newer(cursor)).count()


def owners(shop: Shop) -> list[str]:
    """List the owners of contacts, by alphabet.

    Raises
    ------
    MissingDataError
        The shop has no contacts, or they have no owner.
    """
    shop.require("contacts", "owner")
    contacts = shop.table("contacts")
    found = shop.execute(contacts.filter(contacts.owner.notnull()).select("owner").distinct())
    return sorted(found["owner"], key=lambda owner: (owner.casefold(), owner))

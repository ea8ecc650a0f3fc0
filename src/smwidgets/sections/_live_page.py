"""Which page of a list of site events is looked at, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from smwidgets.core.errors import MissingDataError
from smwidgets.data import listing
from smwidgets.sections._answer import Answer

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from smwidgets.data.listing import Cursor, Filters, Page
    from smwidgets.data.shop import Shop

ROWS = 25
"""Rows of a page."""


@dataclass(frozen=True)
class Place:
    """The page of rows older than a cursor, or of rows newer than it."""

    side: Literal["after", "before"]
    cursor: Cursor


@dataclass(frozen=True)
class ListAnswer(Answer):
    """A page of a list, and whose contacts it can be narrowed to.

    Parameters
    ----------
    page
        As it was read: :attr:`frame` has its rows with aware local times.
    owners
        Of all contacts; empty where the shop knows none.
    """

    page: Page = field(kw_only=True)
    owners: tuple[str, ...] = ()

    @property
    def newest(self) -> bool:
        """Whether the list begins with this page."""
        return self.page.previous is None


def read_page(shop: Shop, kind: str, until: datetime, filters: Filters, place: Place | None) -> ListAnswer:
    """Read a page; None is the newest one.

    Rows newer than a cursor may be fewer than a page when the list begins among them: then the newest page is read.
    """
    sides = {} if place is None else {place.side: place.cursor}
    page = listing.page(shop, kind, until=until, filters=filters, limit=ROWS, **sides)
    if place is not None and place.side == "before" and page.previous is None:
        page = listing.page(shop, kind, until=until, filters=filters, limit=ROWS)
    return ListAnswer(localised(page.rows, shop), page=page, owners=known_owners(shop))


def known_owners(shop: Shop) -> tuple[str, ...]:
    """List the owners of contacts; none where the shop does not know them."""
    try:
        return tuple(listing.owners(shop))
    except MissingDataError:
        return ()


def localised(rows: pd.DataFrame, shop: Shop) -> pd.DataFrame:
    """Turn the instants of a list from naive UTC into aware local time."""
    return rows.assign(at=rows["at"].dt.tz_localize("UTC").dt.tz_convert(shop.timezone))

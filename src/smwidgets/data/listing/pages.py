"""One page of a list of site events at a time: newest first, in an order that holds while rows are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError
from smwidgets.data.listing.event_list import EventList
from smwidgets.data.listing.filters import Filters
from smwidgets.data.listing.places import Page, place_of

if TYPE_CHECKING:
    from datetime import datetime

    from smwidgets.data.listing.places import Cursor
    from smwidgets.data.shop import Shop

_EVERYTHING = Filters()


def visits_page(
    shop: Shop,
    *,
    monitored: bool,
    until: datetime,
    filters: Filters = _EVERYTHING,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = 25,
) -> Page:
    """Read a page of visits.

    Parameters
    ----------
    shop
        Where they are.
    monitored
        Whether those of known contacts or the anonymous ones.
    until, filters, after, before, limit
        As for :func:`page`.

    Returns
    -------
    Page
        Monitored: ``visit_id``, ``contact_id``, ``at``, ``email``, ``name``, ``score``. Anonymous: ``visit_id``,
        ``visitor_id``, ``at``, ``isp``, ``score``. What the shop does not know is null.

    Raises
    ------
    MissingDataError
        The shop has no visits, or they know no contacts.

    Notes
    -----
    Specification I1, I2.
    """
    kind = "monitored" if monitored else "anonymous"
    return page(shop, kind, until=until, filters=filters, after=after, before=before, limit=limit)


def orders_page(
    shop: Shop,
    *,
    until: datetime,
    filters: Filters = _EVERYTHING,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = 25,
) -> Page:
    """Read a page of transactions: PURCHASE events.

    Parameters
    ----------
    shop
        Where they are.
    until, filters, after, before, limit
        As for :func:`page`.

    Returns
    -------
    Page
        ``event_id``, ``contact_id``, ``at``, ``email``, ``name``, ``value`` (float64, currency units), ``products``
        (quantity, else number of products). What the shop does not know is null.

    Raises
    ------
    MissingDataError
        The shop has no events, or they have no value.

    Notes
    -----
    Specification I1, I2.
    """
    return page(shop, "transactions", until=until, filters=filters, after=after, before=before, limit=limit)


def page(
    shop: Shop,
    kind: str,
    *,
    until: datetime,
    filters: Filters = _EVERYTHING,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = 25,
) -> Page:
    """Read a page of a list.

    Parameters
    ----------
    shop
        Where it is.
    kind
        One of :data:`smwidgets.data.listing.kinds.KINDS`.
    until
        The as-of moment, naive UTC or aware: nothing at or after it is listed.
    filters
        What narrows the list.
    after
        List what is older than this place.
    before
        List what is newer than this place: the rows nearest to it.
    limit
        Most rows of the page.

    Raises
    ------
    ConfigurationError
        Both places are given, or the limit is no positive number.
    UnknownNameError
        There is no such list.
    MissingDataError
        As :func:`smwidgets.data.listing.rows.rows`.
    """
    if after is not None and before is not None:
        raise ConfigurationError("a page lies after a place in the list or before it, not both")
    if limit < 1:
        raise ConfigurationError(f"a page of {limit} rows")
    listed = EventList.of(shop, kind, until, filters)
    return _downwards(listed, after, limit) if before is None else _upwards(listed, before, limit)


def _downwards(listed: EventList, after: Cursor | None, limit: int) -> Page:
    rest = listed if after is None else listed.older(after)
    taken = rest.take(limit + 1)
    shown = taken.iloc[:limit]
    if shown.empty:
        return Page(shown, None, None, None)
    first, last = place_of(shown, listed.kind, 0), place_of(shown, listed.kind, -1)
    return Page(shown, last if len(taken) > limit else None, None if after is None else first, first)


def _upwards(listed: EventList, before: Cursor, limit: int) -> Page:
    taken = listed.newer(before).take(limit + 1, newest_first=False)
    shown = taken.iloc[:limit].iloc[::-1].reset_index(drop=True)
    if shown.empty:
        return Page(shown, None, None, None)
    first, last = place_of(shown, listed.kind, 0), place_of(shown, listed.kind, -1)
    return Page(shown, last, first if len(taken) > limit else None, first)

"""The 360° profile of a contact or of an anonymous visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.data.listing import deeds
from smwidgets.data.listing.filters import naive_utc
from smwidgets.data.listing.past_contacts import contact_as_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from smwidgets.data.listing.histories import History
    from smwidgets.data.shop import Shop


@dataclass(frozen=True, eq=False)
class Profile:
    """All that is known of a contact; what the shop has no table for is None.

    Parameters
    ----------
    contact_id
        As it was asked for.
    contact
        Its row of the data contract by column as it was, null as None; None when there is no such contact. Who opted
        out at the as-of moment or after it has not opted out yet.
    orders, carts
        PURCHASE and CART events: ``event_id``, ``at``, ``value``, ``products`` (their number), ``names`` (as the shop
        wrote them), ``description``, ``location``.
    interactions
        ``interaction_id``, ``at``, ``kind``, ``channel``, ``own``, ``module``, ``campaign_id``, ``campaign`` (name).
    visits
        ``visit_id``, ``at``, ``page_views``, ``duration_s``, ``score``, ``isp``, ``source``, ``landing_url``.
    pages
        Page views of these visits, the first ones of each: ``visit_id``, ``at``, ``url``, ``title``; oldest first.
    """

    contact_id: int | str
    contact: Mapping[str, Any] | None
    orders: History | None
    carts: History | None
    interactions: History | None
    visits: History | None
    pages: pd.DataFrame | None

    @property
    def opted_out(self) -> bool | None:
        """Whether the contact has opted out; None when that is not known."""
        if self.contact is None or "opted_out_at" not in self.contact:
            return None
        return self.contact["opted_out_at"] is not None

    @property
    def revenue(self) -> float | None:
        """Sum of all its orders, in currency units; None without events."""
        return None if self.orders is None else self.orders.value

    @property
    def first_at(self) -> datetime | None:
        """When anything happened first, naive UTC."""
        return min((one.first_at for one in self._histories if one.first_at is not None), default=None)

    @property
    def last_at(self) -> datetime | None:
        """When anything happened last, naive UTC."""
        return max((one.last_at for one in self._histories if one.last_at is not None), default=None)

    @property
    def _histories(self) -> list[History]:
        return [one for one in (self.orders, self.carts, self.interactions, self.visits) if one is not None]


@dataclass(frozen=True, eq=False)
class VisitorProfile:
    """What is known of an anonymous visitor.

    Parameters
    ----------
    visitor_id
        None when the shop does not recognise the visitor: then there is the one visit only.
    visits, pages
        As those of a :class:`Profile`.
    """

    visitor_id: int | str | None
    visits: History
    pages: pd.DataFrame | None


def profile(shop: Shop, contact_id: int | str, until: datetime) -> Profile:
    """Read a contact's profile.

    Parameters
    ----------
    shop
        Where it is.
    contact_id
        As the lists show it, or its text.
    until
        The as-of moment, naive UTC or aware: nothing at or after it is told.

    Returns
    -------
    Profile
        Of an unknown contact too: it has no row and no history.

    Notes
    -----
    Specification I5.
    """
    moment = naive_utc(until)
    visits = deeds.contact_visits(shop, contact_id, moment)
    return Profile(
        contact_id,
        _contact(shop, contact_id, moment),
        orders=deeds.events(shop, contact_id, "PURCHASE", moment),
        carts=deeds.events(shop, contact_id, "CART", moment),
        interactions=deeds.interactions(shop, contact_id, moment),
        visits=visits,
        pages=None if visits is None else deeds.pages(shop, visits, moment),
    )


def visitor_profile(
    shop: Shop, until: datetime, *, visit_id: int | str | None = None, visitor_id: int | str | None = None
) -> VisitorProfile:
    """Read the profile of an anonymous visitor.

    Parameters
    ----------
    shop
        Where it is.
    until
        The as-of moment, naive UTC or aware: nothing at or after it is told.
    visit_id
        One of the visits; ignored when the visitor is named.
    visitor_id
        The visitor.

    Raises
    ------
    MissingDataError
        The shop has no visits.

    Notes
    -----
    Specification I5.
    """
    moment = naive_utc(until)
    shop.require("visits")
    visitor = deeds.visitor_of(shop, visit_id) if visitor_id is None else visitor_id
    column, value = ("visit_id", visit_id) if visitor is None else ("visitor_id", visitor)
    visits = deeds.visits(shop, column, value, moment)
    return VisitorProfile(visitor, visits, deeds.pages(shop, visits, moment))


def _contact(shop: Shop, contact_id: int | str, until: datetime) -> Mapping[str, Any] | None:
    if not shop.has("contacts"):
        return None
    found = shop.execute(contact_as_of(shop, contact_id, until).limit(1))
    if found.empty:
        return None
    return {str(name): None if pd.isna(value) else value for name, value in found.iloc[0].items()}

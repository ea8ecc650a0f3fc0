"""Histories of each kind: orders and carts, interactions, visits and the pages seen in them."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from smwidgets.data.listing.histories import NEWEST, History, history, matching, plain
from smwidgets.data.listing.rows import product_count

if TYPE_CHECKING:
    from datetime import datetime

    import ibis

    from smwidgets.data.shop import Shop

_CLOCKS_DIFFER = timedelta(days=1)
"""A page may bear an earlier time than its visit, if other clocks noted it."""

_EVENTS = MappingProxyType(
    {
        "event_id": "string",
        "at": "timestamp(6)",
        "value": "float64",
        "products": "int64",
        "names": "string",
        "description": "string",
        "location": "string",
    }
)
_INTERACTIONS = MappingProxyType(
    {
        "interaction_id": "string",
        "at": "timestamp(6)",
        "kind": "string",
        "channel": "string",
        "own": "boolean",
        "module": "string",
        "campaign_id": "string",
        "campaign": "string",
    }
)
_VISITS = MappingProxyType(
    {
        "visit_id": "string",
        "at": "timestamp(6)",
        "page_views": "int64",
        "duration_s": "float64",
        "score": "int64",
        "isp": "string",
        "source": "string",
        "landing_url": "string",
    }
)


def events(shop: Shop, contact_id: int | str, type_: str, until: datetime) -> History | None:
    """Return a contact's events of one type; None without events."""
    if not shop.has("events"):
        return None
    table = shop.table("events")
    found = matching(table, "contact_id", contact_id).filter(table.type == type_, table.occurred_at < until)
    found = found.mutate(at=found.occurred_at, products=product_count(found), names=_column(found, "products"))
    return history(shop, found, _EVENTS, "event_id")


def interactions(shop: Shop, contact_id: int | str, until: datetime) -> History | None:
    """Return a contact's interactions with the names of their campaigns; None without interactions."""
    if not shop.has("interactions"):
        return None
    table = shop.table("interactions")
    found = matching(table, "contact_id", contact_id).filter(table.occurred_at < until)
    found = found.mutate(at=found.occurred_at)
    if "campaign_id" in found.columns and shop.has("campaigns"):
        campaigns = shop.table("campaigns")
        found = found.left_join(campaigns.select("campaign_id", campaign=campaigns["name"]), "campaign_id")
    return history(shop, found, _INTERACTIONS, "interaction_id")


def contact_visits(shop: Shop, contact_id: int | str, until: datetime) -> History | None:
    """Return a contact's visits; None where visits know no contacts."""
    return visits(shop, "contact_id", contact_id, until) if shop.has("visits", "contact_id") else None


def visits(shop: Shop, column: str, value: object, until: datetime) -> History:
    """Return the visits with an id in one of their columns."""
    table = shop.table("visits")
    found = matching(table, column, value).filter(table.started_at < until)
    return history(shop, found.mutate(at=found.started_at), _VISITS, "visit_id")


def visitor_of(shop: Shop, visit_id: int | str | None) -> int | str | None:
    """Return who made a visit; None when that is not known."""
    if not shop.has("visits", "visitor_id"):
        return None
    found = shop.execute(matching(shop.table("visits"), "visit_id", visit_id).select("visitor_id"))
    if found.empty or pd.isna(found["visitor_id"].iloc[0]):
        return None
    visitor = found["visitor_id"].iloc[0]
    return visitor if isinstance(visitor, str) else int(visitor)


def pages(shop: Shop, of: History, until: datetime) -> pd.DataFrame | None:
    """Return the first page views of some visits, oldest first; None without page views."""
    import ibis  # noqa: PLC0415 - as in history

    if not shop.has("page_views"):
        return None
    table = shop.table("page_views")
    # The visits' range of time spares reading the rest: the table lies sorted by it.
    within = [table.viewed_at < until, table.visit_id.isin(of.rows["visit_id"].tolist())]
    if not of.rows.empty:
        within.append(table.viewed_at >= of.rows["at"].min().to_pydatetime() - _CLOCKS_DIFFER)
    found = table.filter(*within)
    shown = found.select(
        "visit_id",
        at=found.viewed_at,
        url=_column(found, "url"),
        title=_column(found, "title"),
        number_=ibis.row_number().over(group_by=found.visit_id, order_by=found.viewed_at),
    )
    return plain(shop.execute(shown.filter(shown.number_ < NEWEST).drop("number_").order_by("at", "visit_id")))


def _column(found: ibis.Table, name: str) -> ibis.Value:
    import ibis  # noqa: PLC0415 - as in history

    return found[name] if name in found.columns else ibis.null("string")

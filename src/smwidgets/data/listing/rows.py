"""The rows of a list as one expression, before they are cut into pages, counted or exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.data.listing.filters import naive_utc

if TYPE_CHECKING:
    from datetime import datetime

    import ibis

    from smwidgets.data.listing.filters import Filters
    from smwidgets.data.listing.kinds import Kind
    from smwidgets.data.shop import Shop


def rows(shop: Shop, kind: Kind, until: datetime, filters: Filters) -> ibis.Table:
    """Every row of a list.

    Parameters
    ----------
    shop
        Where they are.
    kind
        The list.
    until
        The as-of moment, naive UTC or aware: half-open as every period, nothing at or after it counts.
    filters
        What narrows the list.

    Returns
    -------
    ibis.Table
        The columns that ``kind`` shows, but for e-mail and name (see :mod:`smwidgets.data.listing.naming`); optional
        ones that the shop lacks are null. In no particular order.

    Raises
    ------
    MissingDataError
        The shop lacks the table, a column the list is made of, or one that a filter asks for.
    """
    shop.require(kind.table, kind.key, kind.time, *kind.needs)
    table = shop.table(kind.table)
    found = table.filter(table[kind.time] < naive_utc(until), *_of_kind(shop, kind, table))
    if filters.start is not None:
        found = found.filter(found[kind.time] >= filters.start)
    if filters.end is not None:
        found = found.filter(found[kind.time] < filters.end)
    if filters.min_score is not None and "score" in kind.shows:
        shop.require(kind.table, "score")
        found = found.filter(found.score >= filters.min_score)
    if filters.owner is not None:
        found = _owned(shop, kind, found, filters.owner)
    return _shown(kind, found)


def _of_kind(shop: Shop, kind: Kind, table: ibis.Table) -> list[ibis.Value]:
    if kind.name == "transactions":
        return [table.type == "PURCHASE"]
    if kind.name == "monitored":
        return [table.contact_id.notnull()]
    return [table.contact_id.isnull()] if shop.has("visits", "contact_id") else []


def _owned(shop: Shop, kind: Kind, found: ibis.Table, owner: str) -> ibis.Table:
    shop.require("contacts", "owner")
    if not kind.has_contacts:
        return found.limit(0)
    contacts = shop.table("contacts")
    return found.semi_join(contacts.filter(contacts.owner == owner), "contact_id")


def _shown(kind: Kind, found: ibis.Table) -> ibis.Table:
    import ibis  # noqa: PLC0415 - as in deeds

    shown = {}
    for name, type_ in kind.shows.items():
        if name == "at":
            shown[name] = found[kind.time]
        elif name == "products":
            shown[name] = product_count(found)
        elif name == "value":
            shown[name] = found[name].cast("float64")
        elif name in found.columns:
            shown[name] = found[name]
        elif name not in {"email", "name"}:
            shown[name] = ibis.null("string" if type_ == "id" else type_)
    return found.select(**shown)


def product_count(events: ibis.Table) -> ibis.Value:
    """Return the quantity, else how many items the products are once split at commas; null where neither is told."""
    import ibis  # noqa: PLC0415 - as in deeds

    unknown = ibis.null("int64")
    quantity = events.quantity.cast("int64") if "quantity" in events.columns else unknown
    if "products" not in events.columns:
        return quantity
    # Each item that is more than blanks becomes one letter; then commas and blanks go. Every engine has this much.
    letters = events.products.re_replace(r"[^,]*[^,\s][^,]*", "x").re_replace(r"[,\s]", "")
    return ibis.coalesce(quantity, letters.length().cast("int64"))

"""The rows that the cubes count, each with the time at which it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.opt_out_reasons import NOT_GIVEN, OTHER, SEPARATORS, WORDINGS
from smwidgets.data.shapes import MOST_PURCHASES
from smwidgets.data.spans import CREDIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    import ibis.expr.types as ir

    Tables = Mapping[str, ibis.Table]


def all_orders(facts: ibis.Table | None, _tables: Tables) -> ibis.Table:
    """Keep every order (B1)."""
    assert facts is not None
    return facts


def assisted_orders(facts: ibis.Table | None, _tables: Tables) -> ibis.Table:
    """Keep the touchpoint orders, each once, with the channel and module it is credited to (D1, E1)."""
    assert facts is not None
    return facts.filter(facts.touchpoint).select("occurred_at", "value", "channel", "module")


def campaign_orders(facts: ibis.Table | None, _tables: Tables) -> ibis.Table:
    """Orders by what brought them: once for the touchpoint credit, once more for the last click (J2).

    Returns
    -------
    ibis.Table
        ``occurred_at``, ``value``, ``channel``, ``module``, ``campaign_id`` of the interaction that gets the order, and
        ``by_last_click``: which of the two it is.
    """
    assert facts is not None
    touched = facts.filter(facts.touchpoint).select("occurred_at", "value", *CREDIT, by_last_click=ibis.literal(False))
    clicked = facts.filter(facts.last_click).select(
        "occurred_at",
        "value",
        **{name: facts[f"last_click_{name}"] for name in CREDIT},
        by_last_click=ibis.literal(True),
    )
    return ibis.union(touched, clicked)


def campaign_interactions(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Keep the interactions that belong to a campaign (J2)."""
    interactions = tables["interactions"]
    return interactions.filter(interactions.campaign_id.notnull()).select("occurred_at", "campaign_id", "kind")


def numbered_purchases(facts: ibis.Table | None, _tables: Tables) -> ibis.Table:
    """Keep the purchases by which a customer reaches a number of them (F1)."""
    assert facts is not None
    return facts.filter(facts.purchase_number <= MOST_PURCHASES).select("occurred_at", "purchase_number")


def potential_turns(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """When contacts become potential customers and when they cease to be (F2).

    Returns
    -------
    ibis.Table
        ``turned_at`` and ``has_entered``: true for the first CART event of a contact that has not bought before or at
        that instant, false for the first PURCHASE of one that had entered.
    """
    events = tables["events"]
    contacts = events.group_by("contact_id").aggregate(
        cart_at=events.occurred_at.min(where=events.type == "CART"),
        bought_at=events.occurred_at.min(where=events.type == "PURCHASE"),
    )
    entered = contacts.filter(
        contacts.cart_at.notnull(), contacts.bought_at.isnull() | (contacts.cart_at < contacts.bought_at)
    )
    left = entered.filter(entered.bought_at.notnull())
    return ibis.union(
        entered.select(turned_at="cart_at", has_entered=ibis.literal(True)),
        left.select(turned_at="bought_at", has_entered=ibis.literal(False)),
    )


def created_contacts(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Contacts by when they were added, each with whether it is monitored (G1, CA1, CA8)."""
    return tables["contacts"].select("created_at", "monitored")


def opted_out_contacts(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Contacts that are opted out, each with why (CA1, CA6).

    Returns
    -------
    ibis.Table
        ``left_at``: when it opted out, but not before it was added; ``reason``: one of
        :data:`smwidgets.data.opt_out_reasons.OPT_OUT_REASONS`.
    """
    contacts = tables["contacts"]
    left = contacts.filter(contacts.opted_out_at.notnull())
    reason = opt_out_reason(left.opt_out_reason) if "opt_out_reason" in left.columns else ibis.literal(NOT_GIVEN)
    return left.select(left_at=ibis.greatest(left.opted_out_at, left.created_at), reason=reason)


def active_contacts(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Visits of known contacts and messages opened (CA5).

    Returns
    -------
    ibis.Table
        ``active_at`` and ``is_visit``: false for an opening.
    """
    visits, interactions = tables["visits"], tables["interactions"]
    known = visits.filter(visits.contact_id.notnull())
    opened = interactions.filter(interactions.kind == "open")
    return ibis.union(
        known.select(active_at="started_at", is_visit=ibis.literal(True)),
        opened.select(active_at="occurred_at", is_visit=ibis.literal(False)),
    )


def all_visits(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Visits, each with whether its contact is known (I1)."""
    visits = tables["visits"]
    return visits.select("started_at", is_monitored=_is_monitored(visits))


def viewed_pages(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Page views, each with whether its contact is known (H1).

    Returns
    -------
    ibis.Table
        ``viewed_at``, ``is_monitored`` and ``views``: 1 for a row of ``page_views``; without that table a row is a
        visit with all its page views at its start.
    """
    if "page_views" in tables:
        views = _with_contact(tables["page_views"], tables.get("visits"))
        return views.select("viewed_at", is_monitored=views.contact_id.notnull(), views=ibis.literal(1, "int64"))
    visits = tables["visits"]
    return visits.select(
        viewed_at=visits.started_at,
        is_monitored=_is_monitored(visits),
        views=visits.page_views.fill_null(0).cast("int64"),
    )


def _is_monitored(visits: ibis.Table) -> ir.BooleanValue:
    return visits.contact_id.notnull() if "contact_id" in visits.columns else ibis.literal(False)


def opt_out_reason(text: ir.StringValue) -> ir.StringValue:
    """Tell the reasons apart: one of :data:`smwidgets.data.opt_out_reasons.OPT_OUT_REASONS` (CA6)."""
    words = text.fill_null("").re_replace(SEPARATORS, " ").re_replace("^ | $", "").lower()
    return words.cases(*((wording, reason) for reason, all_of in WORDINGS.items() for wording in all_of), else_=OTHER)


def _with_contact(views: ibis.Table, visits: ibis.Table | None) -> ibis.Table:
    if "contact_id" in views.columns:
        return views
    if visits is None or "contact_id" not in visits.columns:
        return views.mutate(contact_id=ibis.null("string"))
    return views.left_join(visits.select("visit_id", "contact_id"), "visit_id")

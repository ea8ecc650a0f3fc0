"""The rows that the cubes count, each with the time at which it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.contact_history import monitoring, opt_outs
from smwidgets.data.opt_out_reasons import OTHER, SEPARATORS, WORDINGS
from smwidgets.data.shapes import BY_MACHINE, DEEDS, MOST_PURCHASES
from smwidgets.data.spans import CREDIT, of_people

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
    """When each contact first did something with a campaign (J2).

    Returns
    -------
    ibis.Table
        ``occurred_at``, ``campaign_id`` and ``deed``: one of :data:`smwidgets.data.shapes.DEEDS`. A contact is in it
        once for each deed, however often it was done.
    """
    interactions = tables["interactions"]
    names = {kind: deed for deed, kinds in DEEDS.items() for kind in kinds}
    deed = interactions.kind.cases(*names.items(), else_=ibis.null("string"))
    if "machine" in interactions.columns:
        by_machine = interactions.machine.fill_null(False)
        deed = by_machine.ifelse(ibis.literal(BY_MACHINE) + deed, deed)
    found = interactions.mutate(deed=deed)
    found = found.filter(found.campaign_id.notnull(), found.deed.notnull())
    first = found.group_by("campaign_id", "contact_id", "deed").aggregate(occurred_at=found.occurred_at.min())
    return first.select("occurred_at", "campaign_id", "deed")


def numbered_purchases(facts: ibis.Table | None, _tables: Tables) -> ibis.Table:
    """Keep the purchases by which a customer reaches a number of them, on record and since it was added (F1).

    Returns
    -------
    ibis.Table
        ``occurred_at``, ``purchase_number`` and ``since_added``: which of the two ways of counting gives the number. A
        purchase is in it once for each.
    """
    assert facts is not None
    counted = [
        facts.select("occurred_at", purchase_number=number, since_added=ibis.literal(since))
        for number, since in ((facts.purchase_number, False), (facts.number_since_added, True))
    ]
    both = ibis.union(*counted)
    return both.filter(both.purchase_number <= MOST_PURCHASES)


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


def contact_turns(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """When contacts were added, and when they began and ceased to be monitored (G1, CA1, CA8).

    Returns
    -------
    ibis.Table
        As :func:`smwidgets.data.contact_history.monitoring`, without the contacts.
    """
    return monitoring(tables["contacts"], tables.get("contact_changes")).select("at", "created", "monitored")


def opt_out_turns(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """When contacts opted out, each with why, and when they opted in again (CA1, CA6).

    Returns
    -------
    ibis.Table
        ``at``; ``reason`` of the opt-out: one of :data:`smwidgets.data.opt_out_reasons.OPT_OUT_REASONS`; ``has_left``:
        false where it ends.
    """
    found = opt_outs(tables["contacts"], tables.get("contact_changes"))
    found = found.mutate(reason=opt_out_reason(found.reason))
    left = found.select("reason", at="left_at", has_left=ibis.literal(True))
    if "contact_changes" not in tables:
        return left
    back = found.filter(found.ended_at.notnull()).select("reason", at="ended_at", has_left=ibis.literal(False))
    return ibis.union(left, back)


def active_contacts(_facts: ibis.Table | None, tables: Tables) -> ibis.Table:
    """Visits of known contacts and messages opened by people (CA5).

    Returns
    -------
    ibis.Table
        ``active_at`` and ``is_visit``: false for an opening.
    """
    visits, interactions = tables["visits"], of_people(tables["interactions"])
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
        views = with_owner(tables["page_views"], tables.get("visits"))
        return views.select("viewed_at", is_monitored=views.belongs_to.notnull(), views=ibis.literal(1, "int64"))
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


def with_owner(views: ibis.Table, visits: ibis.Table | None) -> ibis.Table:
    """Say to whom each page view belongs: to its own contact, without one to its visit's (H1).

    Parameters
    ----------
    views
        Rows of ``page_views``.
    visits
        The table of the data contract; None where the shop has none.

    Returns
    -------
    ibis.Table
        The same rows and columns, and ``belongs_to``: null where neither is known.
    """
    own = [views.contact_id] if "contact_id" in views.columns else []
    if visits is None or "contact_id" not in visits.columns:
        return views.mutate(belongs_to=own[0] if own else ibis.null("string"))
    known = visits.filter(visits.contact_id.notnull()).select(visited_id="visit_id", visited_by="contact_id")
    joined = views.left_join(known, views.visit_id == known.visited_id)
    belongs_to = ibis.coalesce(joined.contact_id, joined.visited_by) if own else joined.visited_by
    # A join goes on taking tables in until it is mutated: what follows is one of its own.
    return joined.mutate(belongs_to=belongs_to).select(*views.columns, "belongs_to")

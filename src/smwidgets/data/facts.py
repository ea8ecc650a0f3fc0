"""The facts: one row per order, with its attribution and its number in the customer's life."""

from __future__ import annotations

import ibis

from smwidgets.data.attribution import Attribution
from smwidgets.data.span_lookup import newest_before
from smwidgets.data.spans import CREDIT, click_spans, touch_spans

REQUIRES = {"events": ("event_id", "contact_id", "type", "occurred_at", "value")}
"""What the orders are made of; their attribution needs ``ATTRIBUTION_REQUIRES`` too."""

ATTRIBUTION_REQUIRES = {"interactions": ("interaction_id", "contact_id", "occurred_at", "kind", "channel", "own")}


def orders(
    events: ibis.Table,
    interactions: ibis.Table | None,
    attribution: Attribution | None = None,
    *,
    engine: str = "duckdb",
) -> ibis.Table:
    """One row per PURCHASE event.

    Parameters
    ----------
    events
        The table of the data contract.
    interactions
        The table of the data contract; None where the shop has none: all that comes from them is null.
    attribution
        The policy; the default one if not given.
    engine
        Ibis's name of the backend that will run it (``con.name``). The result is the same on every engine.

    Returns
    -------
    ibis.Table
        ``event_id``, ``contact_id``, ``occurred_at`` (naive UTC), ``value`` (decimal, currency units), ``touchpoint``
        and ``last_click`` (boolean; null without interactions), ``channel``, ``module``, ``campaign_id`` of the
        credited interaction (null unless touchpoint; module and campaign null also where it has none),
        ``purchase_number`` (int64, 1 = the contact's first; of two at one instant the smaller ``event_id`` is the
        earlier). In no particular order.

    Notes
    -----
    Specification section 5, rows B1 to B3, D1, F1. ``last_click`` implies ``touchpoint``.
    """
    bought = purchases(events)
    if interactions is None:
        unknown = {"touchpoint": ibis.null("boolean"), "last_click": ibis.null("boolean")}
        return _in_order(bought.mutate(**unknown, **{name: ibis.null("string") for name in CREDIT}))
    policy = attribution or Attribution()
    touches = touch_spans(interactions, policy).rename(touched_until="until_at")
    clicks = click_spans(interactions, policy).rename(clicked_until="until_at")
    touched = newest_before(bought, touches, engine=engine).drop("from_at")
    found = newest_before(touched, clicks, engine=engine)
    touchpoint = (found.touched_until >= found.occurred_at).fill_null(False)
    last_click = touchpoint & (found.clicked_until >= found.occurred_at).fill_null(False)
    return _in_order(
        found.mutate(
            touchpoint=touchpoint,
            last_click=last_click,
            **{name: touchpoint.ifelse(found[name], ibis.null(found[name].type())) for name in CREDIT},
        )
    )


def purchases(events: ibis.Table) -> ibis.Table:
    """Keep the PURCHASE events and number them within each contact.

    Parameters
    ----------
    events
        The table of the data contract.

    Returns
    -------
    ibis.Table
        ``event_id``, ``contact_id``, ``occurred_at``, ``value``, ``purchase_number`` as in :func:`orders`.
    """
    bought = events.filter(events.type == "PURCHASE")
    in_life = ibis.window(group_by=bought.contact_id, order_by=[bought.occurred_at, bought.event_id])
    return bought.select(
        "event_id",
        "contact_id",
        "occurred_at",
        "value",
        purchase_number=ibis.row_number().over(in_life).cast("int64") + 1,
    )


def _in_order(facts: ibis.Table) -> ibis.Table:
    return facts.select(
        "event_id", "contact_id", "occurred_at", "value", "touchpoint", "last_click", *CREDIT, "purchase_number"
    )

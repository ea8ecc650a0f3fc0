"""The facts: one row per order, with its attribution and its number in the customer's life."""

from __future__ import annotations

import ibis

from smwidgets.data.attribution import Attribution
from smwidgets.data.span_lookup import newest_before
from smwidgets.data.spans import CREDIT, click_spans, touch_spans

LAST_CLICK_CREDIT = tuple(f"last_click_{name}" for name in CREDIT)
"""What a last-click order inherits from that click."""


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
        ``last_click_channel``, ``last_click_module``, ``last_click_campaign_id`` of the click or entry that is the last
        one (null unless last_click), ``purchase_number`` (int64, 1 = the contact's first; of two at one instant the
        smaller ``event_id`` is the earlier). In no particular order.

    Notes
    -----
    Specification section 5, rows B1 to B3, D1, F1. ``last_click`` implies ``touchpoint``.
    """
    bought = purchases(events)
    if interactions is None:
        unknown = {"touchpoint": ibis.null("boolean"), "last_click": ibis.null("boolean")}
        nothing = {name: ibis.null("string") for name in (*CREDIT, *LAST_CLICK_CREDIT)}
        return _in_order(bought.mutate(**unknown, **nothing))
    policy = attribution or Attribution()
    touches = touch_spans(interactions, policy).rename(touched_until="until_at")
    credited = dict(zip(LAST_CLICK_CREDIT, CREDIT, strict=True))
    clicks = click_spans(interactions, policy).rename(clicked_until="until_at", **credited)
    touched = newest_before(bought, touches, engine=engine).drop("from_at")
    found = newest_before(touched, clicks, engine=engine)
    touchpoint = (found.touched_until >= found.occurred_at).fill_null(False)
    last_click = touchpoint & (found.clicked_until >= found.occurred_at).fill_null(False)
    return _in_order(
        found.mutate(
            touchpoint=touchpoint,
            last_click=last_click,
            **{name: _only_if(touchpoint, found[name]) for name in CREDIT},
            **{name: _only_if(last_click, found[name]) for name in LAST_CLICK_CREDIT},
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
        "event_id",
        "contact_id",
        "occurred_at",
        "value",
        "touchpoint",
        "last_click",
        *CREDIT,
        *LAST_CLICK_CREDIT,
        "purchase_number",
    )


def _only_if(condition: ibis.expr.types.BooleanValue, value: ibis.Value) -> ibis.Value:
    return condition.ifelse(value, ibis.null(value.type()))

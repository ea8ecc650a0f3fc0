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
    contacts: ibis.Table | None = None,
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
    contacts
        The table of the data contract; None where the shop has none: nobody knows then when they were added.
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
        smaller ``event_id`` is the earlier), ``number_since_added`` (int64, the same among the purchases since the
        contact was added; null for one before that, and for all without ``contacts``). In no particular order.

    Notes
    -----
    Specification section 5, rows B1 to B3, D1, F1. ``last_click`` implies ``touchpoint``.
    """
    bought = purchases(events, contacts)
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


def purchases(events: ibis.Table, contacts: ibis.Table | None = None) -> ibis.Table:
    """Keep the PURCHASE events and number them within each contact.

    Parameters
    ----------
    events, contacts
        The tables of the data contract; ``contacts`` may be None.

    Returns
    -------
    ibis.Table
        ``event_id``, ``contact_id``, ``occurred_at``, ``value``, ``purchase_number``, ``number_since_added`` as in
        :func:`orders`. Purchases of a contact that ``contacts`` does not have all count as made since it was added.
    """
    bought = events.filter(events.type == "PURCHASE")
    in_life = ibis.window(group_by=bought.contact_id, order_by=[bought.occurred_at, bought.event_id])
    numbered = bought.select(
        "event_id",
        "contact_id",
        "occurred_at",
        "value",
        purchase_number=ibis.row_number().over(in_life).cast("int64") + 1,
    )
    if contacts is None:
        return numbered.mutate(number_since_added=ibis.null("int64"))
    early = bought_before_added(events, contacts)
    found = numbered.left_join(early, numbered.contact_id == early.early_contact_id)
    since = found.purchase_number - found.purchases_before.fill_null(0)
    return found.mutate(number_since_added=_only_if(since > 0, since)).select(*numbered.columns, "number_since_added")


def bought_before_added(events: ibis.Table, contacts: ibis.Table) -> ibis.Table:
    """Count the purchases that contacts made before they were added.

    Returns
    -------
    ibis.Table
        ``early_contact_id`` and ``purchases_before`` (int64, at least 1): the contacts that made one, each once.
    """
    bought = events.filter(events.type == "PURCHASE").select(early_contact_id="contact_id", bought_at="occurred_at")
    added = contacts.select("contact_id", "created_at")
    both = bought.inner_join(added, bought.early_contact_id == added.contact_id)
    early = both.filter(both.bought_at < both.created_at)
    return early.group_by("early_contact_id").aggregate(purchases_before=early.count().cast("int64"))


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
        "number_since_added",
    )


def _only_if(condition: ibis.expr.types.BooleanValue, value: ibis.Value) -> ibis.Value:
    return condition.ifelse(value, ibis.null(value.type()))

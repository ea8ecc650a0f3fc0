"""The spans of time in which an order of a contact would be credited to an own interaction.

One own interaction earns the orders that follow it until it is too old, until newer interactions have pushed it out of
the newest ``N``, or until another own one takes over. These ends are known from the interactions alone, so attribution
becomes a lookup: an order is credited to the span that contains it. Spans of one contact never overlap.
"""

from __future__ import annotations

import ibis

from smwidgets.data.attribution import CLICK_KINDS, DIRECT, Attribution

CREDIT = ("channel", "module", "campaign_id")
"""What an order inherits from the interaction it is credited to."""


def touch_spans(interactions: ibis.Table, attribution: Attribution) -> ibis.Table:
    """When an own interaction is the newest own one within the window and the newest ``N``.

    Parameters
    ----------
    interactions
        The table of the data contract; ``module``, ``campaign_id`` and ``machine`` may be absent. Those of machines are
        left out: they neither earn an order nor push another interaction out.
    attribution
        The policy.

    Returns
    -------
    ibis.Table
        ``contact_id``, ``from_at`` (exclusive), ``until_at`` (inclusive), ``channel``, ``module``, ``campaign_id``
        (null where unknown). Within a contact no two spans overlap, and none is empty.
    """
    touches = of_people(interactions)
    touches = touches.filter(touches.channel != DIRECT)
    by_age = _by_age(touches)
    expires_at = touches.occurred_at + ibis.interval(days=attribution.days)
    pushed_out_at = touches.occurred_at.lead(attribution.interactions).over(by_age)
    timed = touches.select(
        "contact_id",
        "interaction_id",
        "occurred_at",
        "own",
        **{name: _optional(touches, name) for name in CREDIT},
        ends_at=ibis.least(expires_at, pushed_out_at.fill_null(expires_at)),
    )
    own = timed.filter(timed.own)
    next_at = own.occurred_at.lead().over(_by_age(own))
    spans = own.select(
        "contact_id",
        *CREDIT,
        from_at=own.occurred_at,
        until_at=ibis.least(own.ends_at, next_at.fill_null(own.ends_at)),
    )
    return spans.filter(spans.until_at > spans.from_at)


def click_spans(interactions: ibis.Table, attribution: Attribution) -> ibis.Table:
    """When the newest click or site entry is an own one not older than the window.

    Parameters
    ----------
    interactions
        The table of the data contract; those of machines are left out.
    attribution
        The policy; ``last_non_direct`` leaves direct ones out.

    Returns
    -------
    ibis.Table
        ``contact_id``, ``from_at`` (exclusive), ``until_at`` (inclusive), ``channel``, ``module``, ``campaign_id``
        (null where unknown). No two spans of a contact overlap.
    """
    clicks = of_people(interactions)
    clicks = clicks.filter(clicks.kind.isin(CLICK_KINDS))
    if attribution.last_click == "last_non_direct":
        clicks = clicks.filter(clicks.channel != DIRECT)
    expires_at = clicks.occurred_at + ibis.interval(days=attribution.days)
    next_at = clicks.occurred_at.lead().over(_by_age(clicks))
    spans = clicks.select(
        "contact_id",
        "own",
        **{name: _optional(clicks, name) for name in CREDIT},
        from_at=clicks.occurred_at,
        until_at=ibis.least(expires_at, next_at.fill_null(expires_at)),
    )
    return spans.filter(spans.own, spans.until_at > spans.from_at).drop("own")


def of_people(interactions: ibis.Table) -> ibis.Table:
    """Leave out what machines did, as mail proxies that open a message before anybody reads it (J2)."""
    if "machine" not in interactions.columns:
        return interactions
    return interactions.filter(~interactions.machine.fill_null(False))


def _by_age(interactions: ibis.Table) -> ibis.expr.builders.WindowBuilder:
    """Each contact's interactions, oldest first; the larger id is the newer of two at one instant."""
    return ibis.window(
        group_by=interactions.contact_id, order_by=[interactions.occurred_at, interactions.interaction_id]
    )


def _optional(table: ibis.Table, column: str) -> ibis.Value:
    return table[column] if column in table.columns else ibis.null("string")

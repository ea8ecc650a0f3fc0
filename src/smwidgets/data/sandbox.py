"""What another attribution policy would make of the orders of a period, without preparing the shop anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data import facts

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.shop import Shop

MEASURES = ("touchpoint", "last_click")
"""The attributions that are compared with the shop's own policy."""


def attributed(shop: Shop, start: datetime, end: datetime, attribution: Attribution) -> ibis.Table:
    """Attribute the orders of a period by another policy, and compare with the shop's own.

    Parameters
    ----------
    shop
        Whose orders.
    start, end
        Naive UTC, half-open.
    attribution
        The policy to try.

    Returns
    -------
    ibis.Table
        One row, see :func:`compared`. Not run yet: hand it to :meth:`smwidgets.data.shop.Shop.execute`.

    Raises
    ------
    MissingDataError
        The shop has no purchases with values, or no interactions.

    Notes
    -----
    Specification section 5. Exact: nothing is sampled. Reads the orders of the period, and interactions from as many
    days before its start as the policy looks back.
    """
    shop.require("events", "value")
    shop.require("interactions")
    events, interactions, own = shop.table("events"), shop.table("interactions"), shop.orders
    return compared(events, interactions, own, (start, end), attribution, engine=events.get_backend().name)


def compared(
    events: ibis.Table,
    interactions: ibis.Table,
    own: ibis.Table,
    span: tuple[datetime, datetime],
    attribution: Attribution,
    *,
    engine: str = "duckdb",
) -> ibis.Table:
    """Count the orders of a span by a policy, beside facts made by the shop's own.

    Parameters
    ----------
    events, interactions
        The tables of the data contract.
    own
        The facts, see :func:`smwidgets.data.facts.orders`.
    span
        Naive UTC, half-open.
    attribution
        The policy to try.
    engine
        Ibis's name of the backend that will run it.

    Returns
    -------
    ibis.Table
        One row: ``orders_`` (int64) and ``revenue_`` (float64, currency units) of ``all``, ``touchpoint``,
        ``last_click`` and ``both`` (touchpoint and last click: their overlap) by the policy; of ``touchpoint_own`` and
        ``last_click_own`` by the shop's; of ``touchpoint_gained``, ``touchpoint_lost``, ``last_click_gained`` and
        ``last_click_lost``: what counts by one of the two only. 0 where there is none.
    """
    start, end = span
    seen_from = ibis.literal(start, "timestamp(6)") - ibis.interval(days=attribution.days)
    seen = interactions.filter(interactions.occurred_at >= seen_from, interactions.occurred_at < end)
    bought = events.filter(events.type == "PURCHASE", events.occurred_at >= start, events.occurred_at < end)
    tried = facts.orders(bought, seen, attribution, engine=engine)
    usual = own.filter(own.occurred_at >= start, own.occurred_at < end).select(
        "event_id", **{f"{name}_own": own[name].fill_null(False) for name in MEASURES}
    )
    rows = tried.select("event_id", "value", *MEASURES).join(usual, "event_id")
    return rows.aggregate(**_measures(rows))


def _measures(rows: ibis.Table) -> dict[str, ir.Value]:
    conditions: dict[str, ir.BooleanValue | None] = {"all": None, "both": rows.touchpoint & rows.last_click}
    for name in MEASURES:
        tried, usual = rows[name], rows[f"{name}_own"]
        conditions |= {
            name: tried,
            f"{name}_own": usual,
            f"{name}_gained": tried & ~usual,
            f"{name}_lost": ~tried & usual,
        }
    counts = {f"orders_{name}": rows.count(where=where).cast("int64") for name, where in conditions.items()}
    sums = {
        f"revenue_{name}": rows.value.sum(where=where).fill_null(0).cast("float64")
        for name, where in conditions.items()
    }
    return {**counts, **sums}

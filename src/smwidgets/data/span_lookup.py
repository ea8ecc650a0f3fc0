"""For each order the span that began last before it: once for every engine, once as fast as DuckDB can."""

from __future__ import annotations

import ibis


def newest_before(orders: ibis.Table, spans: ibis.Table, *, engine: str) -> ibis.Table:
    """Each order with the columns of its contact's newest span that began before it.

    Parameters
    ----------
    orders
        At least ``contact_id`` and ``occurred_at``, and no column named like one of ``spans`` but ``contact_id``.
    spans
        ``contact_id``, ``from_at`` (unique within a contact) and any further columns.
    engine
        Ibis's name of the backend: ``duckdb`` has a form of its own, all others share the portable one.

    Returns
    -------
    ibis.Table
        All rows and columns of ``orders``, then those of ``spans`` but its ``contact_id``: null where the contact has
        no span with ``from_at < occurred_at``.
    """
    return _asof(orders, spans) if engine == "duckdb" else _running_number(orders, spans)


def _asof(orders: ibis.Table, spans: ibis.Table) -> ibis.Table:
    found = orders.asof_join(spans, orders.occurred_at > spans.from_at, predicates="contact_id")
    return found.select(*orders.columns, *_added(spans))


def _running_number(orders: ibis.Table, spans: ibis.Table) -> ibis.Table:
    """Count the spans as they pass by in time: an order wants the one numbered by the count so far.

    ASOF joins are missing on Spark and unusable on PostgreSQL; a sort and an equality join are good everywhere.
    """
    in_time = ibis.window(group_by=spans.contact_id, order_by=spans.from_at)
    numbered = spans.mutate(span=ibis.row_number().over(in_time).cast("int64") + 1)
    blank = {name: ibis.null(orders[name].type()) for name in orders.columns}
    passing = spans.select(**{**blank, "contact_id": spans.contact_id, "occurred_at": spans.from_at}, begins=_int64(1))
    stream = ibis.union(orders.mutate(begins=_int64(0)), passing)
    # A span that begins at the very instant of an order comes after it: interactions count strictly before.
    so_far = ibis.window(
        group_by=stream.contact_id, order_by=[stream.occurred_at, stream.begins], preceding=None, following=0
    )
    counted = stream.mutate(span=stream.begins.sum().over(so_far).cast("int64"))
    waiting = counted.filter(counted.begins == 0)
    found = waiting.left_join(numbered, ["contact_id", "span"])
    return found.select(*orders.columns, *_added(spans))


def _int64(value: int) -> ibis.Value:
    return ibis.literal(value, "int64")


def _added(spans: ibis.Table) -> list[str]:
    return [name for name in spans.columns if name != "contact_id"]

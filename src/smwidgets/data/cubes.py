"""Cubes: what the facts come to in each bucket of time, small enough to be read once and sliced in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

from smwidgets.data import counted_rows
from smwidgets.data.grain import bucket_at, grain_minutes
from smwidgets.data.shapes import SHAPES, Shape

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TypeAlias

    import ibis.expr.types as ir

    from smwidgets.data.shapes import Requirement

    Instant: TypeAlias = datetime | ir.TimestampValue

__all__ = ["CUBES", "SALES", "Cube", "Tables", "grain_minutes"]

Tables = Mapping[str, ibis.Table]
"""The shop's tables by their name in the data contract."""


@dataclass(frozen=True)
class Cube:
    """A set of additive measures by time: one declaration, from which the whole cube or any span of it is computed.

    Parameters
    ----------
    shape
        Its name, dimensions and measures.
    source
        From the facts (one row per order; None where there are none) and the shop's tables to the rows that are
        counted, with the dimensions among their columns.
    time
        Column of those rows: when each happened, naive UTC.
    measure
        From those rows to one aggregate per measure, under the same names. Never null, also over no rows.
    """

    shape: Shape
    source: Callable[[ibis.Table | None, Tables], ibis.Table]
    time: str
    measure: Callable[[ibis.Table], dict[str, ir.Value]]

    @property
    def name(self) -> str:
        """How the shop knows it."""
        return self.shape.name

    @property
    def requires(self) -> Requirement:
        """Columns it cannot be built without, by table of the data contract."""
        return self.shape.requires

    @property
    def dtypes(self) -> Mapping[str, str]:
        """The measures by name, with their pandas dtype."""
        return self.shape.dtypes

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures in the order of the cube's columns."""
        return self.shape.measures

    def build(self, facts: ibis.Table | None, tables: Tables, grain_minutes: int) -> ibis.Table:
        """Compute every measure in every bucket in which anything happened.

        Parameters
        ----------
        facts
            One row per order, see :func:`smwidgets.data.facts.orders`; None where the shop has no orders.
        tables
            The shop's tables by name.
        grain_minutes
            Width of a bucket: 60, 30 or 15, see :func:`smwidgets.data.grain.grain_minutes`.

        Returns
        -------
        ibis.Table
            ``bucket_at`` (naive UTC, ascending), the dimensions (then ascending) and the measures. Its size depends on
            the span of time and the values of the dimensions only.
        """
        return self.by_bucket(self.source(facts, tables), grain_minutes)

    def partial(self, facts: ibis.Table | None, tables: Tables, start: Instant, end: Instant) -> ibis.Table:
        """Measure a span of time that is no whole number of buckets, straight from the rows.

        Parameters
        ----------
        facts, tables
            As for :meth:`build`.
        start, end
            Naive UTC, half-open; instants, or expressions that stand for them in a prepared query.

        Returns
        -------
        ibis.Table
            One row with the measures, 0 where nothing happened; with dimensions one row for each of their combinations
            in which anything happened.
        """
        return self.between(self.source(facts, tables), start, end)

    def by_bucket(self, rows: ibis.Table, grain_minutes: int) -> ibis.Table:
        """Do the same as :meth:`build`, from the rows of the source."""
        timed = rows.mutate(bucket_at=bucket_at(rows[self.time], grain_minutes))
        keys = ("bucket_at", *self.shape.dimensions)
        return timed.group_by(keys).aggregate(**self.measure(timed)).order_by(keys)

    def between(self, rows: ibis.Table, start: Instant, end: Instant) -> ibis.Table:
        """Do the same as :meth:`partial`, from the rows of the source."""
        within = rows.filter(rows[self.time] >= start, rows[self.time] < end)
        grouped = within.group_by(self.shape.dimensions) if self.shape.dimensions else within
        return grouped.aggregate(**self.measure(within))


def _sales(orders: ibis.Table) -> dict[str, ir.Value]:
    """Orders and revenue by attribution; one without interactions is attributed to none."""
    return {
        "orders_all": _count(orders),
        "orders_touchpoint": _count(orders, orders.touchpoint),
        "orders_last_click": _count(orders, orders.last_click),
        "revenue_all": _amount(orders),
        "revenue_touchpoint": _amount(orders, orders.touchpoint),
        "revenue_last_click": _amount(orders, orders.last_click),
    }


def _assisted(orders: ibis.Table) -> dict[str, ir.Value]:
    return {"orders": _count(orders), "revenue": _amount(orders)}


def _campaigns(orders: ibis.Table) -> dict[str, ir.Value]:
    return {
        "touchpoint_orders": _count(orders, ~orders.by_last_click),
        "touchpoint_revenue": _amount(orders, ~orders.by_last_click),
        "last_click_orders": _count(orders, orders.by_last_click),
        "last_click_revenue": _amount(orders, orders.by_last_click),
    }


def _turns(turns: ibis.Table) -> dict[str, ir.Value]:
    return {"entered": _count(turns, turns.has_entered), "left": _count(turns, ~turns.has_entered)}


def _contacts(turns: ibis.Table) -> dict[str, ir.Value]:
    return {name: turns[name].sum().fill_null(0).cast("int64") for name in ("created", "monitored")}


def _opt_outs(turns: ibis.Table) -> dict[str, ir.Value]:
    return {"opted_out": _count(turns, turns.has_left), "ended": _count(turns, ~turns.has_left)}


def _customers(purchases: ibis.Table) -> dict[str, ir.Value]:
    return {
        "customers": _count(purchases, ~purchases.since_added),
        "customers_since_added": _count(purchases, purchases.since_added),
    }


def _activity(deeds: ibis.Table) -> dict[str, ir.Value]:
    return {"visits": _count(deeds, deeds.is_visit), "opens": _count(deeds, ~deeds.is_visit)}


def _visits(visits: ibis.Table) -> dict[str, ir.Value]:
    return {"monitored": _count(visits, visits.is_monitored), "anonymous": _count(visits, ~visits.is_monitored)}


def _views(pages: ibis.Table) -> dict[str, ir.Value]:
    counted = {
        "total": pages.views.sum(),
        "monitored": pages.views.sum(where=pages.is_monitored),
        "anonymous": pages.views.sum(where=~pages.is_monitored),
    }
    return {name: views.fill_null(0).cast("int64") for name, views in counted.items()}


def _count(rows: ibis.Table, where: ir.BooleanValue | None = None) -> ir.Value:
    return rows.count(where=where).fill_null(0).cast("int64")


def _amount(orders: ibis.Table, where: ir.BooleanValue | None = None) -> ir.Value:
    return orders.value.sum(where=where).fill_null(0).cast("decimal(38, 4)")


SALES = Cube(SHAPES["sales"], counted_rows.all_orders, "occurred_at", _sales)

CUBES: Mapping[str, Cube] = MappingProxyType(
    {
        cube.name: cube
        for cube in (
            SALES,
            Cube(SHAPES["channel_sales"], counted_rows.assisted_orders, "occurred_at", _assisted),
            Cube(SHAPES["module_sales"], counted_rows.assisted_orders, "occurred_at", _assisted),
            Cube(SHAPES["campaign_sales"], counted_rows.campaign_orders, "occurred_at", _campaigns),
            Cube(
                SHAPES["campaign_activity"],
                counted_rows.campaign_interactions,
                "occurred_at",
                lambda rows: {"contacts": _count(rows)},
            ),
            Cube(SHAPES["customers"], counted_rows.numbered_purchases, "occurred_at", _customers),
            Cube(SHAPES["potential"], counted_rows.potential_turns, "turned_at", _turns),
            Cube(SHAPES["contacts"], counted_rows.contact_turns, "at", _contacts),
            Cube(SHAPES["opt_outs"], counted_rows.opt_out_turns, "at", _opt_outs),
            Cube(SHAPES["contact_activity"], counted_rows.active_contacts, "active_at", _activity),
            Cube(SHAPES["visits"], counted_rows.all_visits, "started_at", _visits),
            Cube(SHAPES["page_views"], counted_rows.viewed_pages, "viewed_at", _views),
        )
    }
)
"""All cubes by name."""

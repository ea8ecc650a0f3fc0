"""Cubes: what the facts come to in each bucket of time, small enough to be read once and sliced in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

from smwidgets.data import facts as orders_facts
from smwidgets.data.grain import bucket_at, grain_minutes

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TypeAlias

    import ibis.expr.types as ir

    Instant: TypeAlias = datetime | ir.TimestampValue

__all__ = ["CUBES", "SALES", "Cube", "Tables", "grain_minutes"]

Tables = Mapping[str, ibis.Table]
"""The shop's tables by their name in the data contract."""


@dataclass(frozen=True)
class Cube:
    """A set of additive measures by time: one declaration, from which the whole cube or any span of it is computed.

    Parameters
    ----------
    name
        How the shop knows it.
    requires
        Columns it cannot be built without, by table of the data contract.
    source
        From the facts (one row per order) and the shop's tables to the rows that are counted.
    time
        Column of those rows: when each happened, naive UTC.
    dtypes
        The measures by name, with their pandas dtype: ``int64`` for counts, ``float64`` for sums.
    measure
        From those rows to one aggregate per measure, under the same names. Never null, also over no rows.
    """

    name: str
    requires: Mapping[str, tuple[str, ...]]
    source: Callable[[ibis.Table, Tables], ibis.Table]
    time: str
    dtypes: Mapping[str, str]
    measure: Callable[[ibis.Table], dict[str, ir.Value]]

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures in the order of the cube's columns."""
        return tuple(self.dtypes)

    def build(self, facts: ibis.Table, tables: Tables, grain_minutes: int) -> ibis.Table:
        """Compute every measure in every bucket in which anything happened.

        Parameters
        ----------
        facts
            One row per order, see :func:`smwidgets.data.facts.orders`.
        tables
            The shop's tables by name.
        grain_minutes
            Width of a bucket: 60, 30 or 15, see :func:`smwidgets.data.grain.grain_minutes`.

        Returns
        -------
        ibis.Table
            ``bucket_at`` (naive UTC, ascending) and the measures. Its size depends on the span of time only.
        """
        rows = self.source(facts, tables)
        timed = rows.mutate(bucket_at=bucket_at(rows[self.time], grain_minutes))
        return timed.group_by("bucket_at").aggregate(**self.measure(timed)).order_by("bucket_at")

    def partial(self, facts: ibis.Table, tables: Tables, start: Instant, end: Instant) -> ibis.Table:
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
            One row with the measures; 0 where nothing happened.
        """
        rows = self.source(facts, tables)
        within = rows.filter(rows[self.time] >= start, rows[self.time] < end)
        return within.aggregate(**self.measure(within))


def _sales(orders: ibis.Table) -> dict[str, ir.Value]:
    """Orders and revenue by attribution; one without interactions is attributed to none."""
    counted = {
        "orders_all": orders.count(),
        "orders_touchpoint": orders.count(where=orders.touchpoint),
        "orders_last_click": orders.count(where=orders.last_click),
    }
    summed = {
        "revenue_all": orders.value.sum(),
        "revenue_touchpoint": orders.value.sum(where=orders.touchpoint),
        "revenue_last_click": orders.value.sum(where=orders.last_click),
    }
    return {
        **{name: count.fill_null(0).cast("int64") for name, count in counted.items()},
        **{name: total.fill_null(0).cast("float64") for name, total in summed.items()},
    }


SALES = Cube(
    name="sales",
    requires=MappingProxyType(orders_facts.REQUIRES),
    source=lambda facts, _tables: facts,
    time="occurred_at",
    dtypes=MappingProxyType(
        {f"orders_{attribution}": "int64" for attribution in ("all", "touchpoint", "last_click")}
        | {f"revenue_{attribution}": "float64" for attribution in ("all", "touchpoint", "last_click")}
    ),
    measure=_sales,
)

CUBES: Mapping[str, Cube] = MappingProxyType({cube.name: cube for cube in (SALES,)})
"""All cubes by name."""

"""The shapes of the cubes: their dimensions and measures and what they need, known without an engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Requirement = Mapping[str, tuple[str, ...]]
"""Columns by table of the data contract."""

ORDERS_REQUIRES: Requirement = MappingProxyType({"events": ("event_id", "contact_id", "type", "occurred_at", "value")})
"""What the orders are made of; their attribution needs ``ATTRIBUTION_REQUIRES`` too."""

ATTRIBUTION_REQUIRES: Requirement = MappingProxyType(
    {"interactions": ("interaction_id", "contact_id", "occurred_at", "kind", "channel", "own")}
)

MOST_PURCHASES = 50
"""The last purchase of a customer that the cube ``customers`` tells apart."""

DEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"opened": ("open", "view"), "clicked": ("click",)})
"""What contacts do with a message, by the kinds of interactions that tell it; a push message is viewed, not opened."""

BY_MACHINE = "machine_"
"""Before the name of a deed: it was no person's."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a cube holds.

    Parameters
    ----------
    name
        How the shop knows it.
    requires
        Columns it cannot be built without.
    instead
        Columns that do as well; None if nothing does.
    dtypes
        The measures by name, with their pandas dtype: ``int64`` for counts, ``float64`` for sums of amounts.
    dimensions
        Columns beside the time by which the measures are kept apart; null is a value of its own.
    resident
        Whether it is small enough to be read into the kernel whole. One that grows with the number of campaigns is not.
    attributed
        Whether it depends on the attribution policy.
    kept
        Whether the rows it is made of are written down, sorted by time: those that take more than a look at the span
        asked for.
    """

    name: str
    requires: Requirement
    dtypes: Mapping[str, str]
    instead: Requirement | None = None
    dimensions: tuple[str, ...] = ()
    resident: bool = True
    attributed: bool = False
    kept: bool = False

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures in the order of the cube's columns."""
        return tuple(self.dtypes)

    def is_met(self, stored: Requirement) -> bool:
        """Whether the tables with these columns suffice."""
        return meets(self.requires, stored) or (self.instead is not None and meets(self.instead, stored))


def meets(requires: Requirement, stored: Requirement) -> bool:
    """Whether every column required is among the stored ones."""
    return all(set(columns) <= set(stored.get(table, ())) and table in stored for table, columns in requires.items())


_ATTRIBUTIONS = ("all", "touchpoint", "last_click")
_ATTRIBUTED: Requirement = MappingProxyType({**ORDERS_REQUIRES, **ATTRIBUTION_REQUIRES})
_SALES = MappingProxyType({"orders": "int64", "revenue": "float64"})

_ALL = (
    Shape(
        name="sales",
        requires=ORDERS_REQUIRES,
        dtypes=MappingProxyType(
            {f"orders_{attribution}": "int64" for attribution in _ATTRIBUTIONS}
            | {f"revenue_{attribution}": "float64" for attribution in _ATTRIBUTIONS}
        ),
        attributed=True,
    ),
    Shape(name="channel_sales", requires=_ATTRIBUTED, dimensions=("channel",), dtypes=_SALES, attributed=True),
    Shape(name="module_sales", requires=_ATTRIBUTED, dimensions=("module",), dtypes=_SALES, attributed=True),
    Shape(
        name="campaign_sales",
        requires=_ATTRIBUTED,
        dimensions=("channel", "module", "campaign_id"),
        dtypes=MappingProxyType(
            {
                "touchpoint_orders": "int64",
                "touchpoint_revenue": "float64",
                "last_click_orders": "int64",
                "last_click_revenue": "float64",
            }
        ),
        resident=False,
        attributed=True,
    ),
    Shape(
        name="campaign_activity",
        requires=MappingProxyType({"interactions": ("contact_id", "occurred_at", "kind", "campaign_id")}),
        dimensions=("campaign_id", "deed"),
        dtypes=MappingProxyType({"contacts": "int64"}),
        resident=False,
        kept=True,
    ),
    Shape(
        name="customers",
        requires=ORDERS_REQUIRES,
        dimensions=("purchase_number",),
        dtypes=MappingProxyType({"customers": "int64", "customers_since_added": "int64"}),
    ),
    Shape(
        name="potential",
        requires=MappingProxyType({"events": ("contact_id", "type", "occurred_at")}),
        dtypes=MappingProxyType({"entered": "int64", "left": "int64"}),
        kept=True,
    ),
    Shape(
        name="contacts",
        requires=MappingProxyType({"contacts": ("contact_id", "created_at", "monitored")}),
        dtypes=MappingProxyType({"created": "int64", "monitored": "int64"}),
        kept=True,
    ),
    Shape(
        name="opt_outs",
        requires=MappingProxyType({"contacts": ("contact_id", "created_at", "opted_out_at")}),
        dimensions=("reason",),
        dtypes=MappingProxyType({"opted_out": "int64", "ended": "int64"}),
        kept=True,
    ),
    Shape(
        name="contact_activity",
        requires=MappingProxyType({"visits": ("started_at", "contact_id"), "interactions": ("occurred_at", "kind")}),
        dtypes=MappingProxyType({"visits": "int64", "opens": "int64"}),
    ),
    Shape(
        name="visits",
        requires=MappingProxyType({"visits": ("started_at",)}),
        dtypes=MappingProxyType({"monitored": "int64", "anonymous": "int64"}),
    ),
    Shape(
        name="page_views",
        requires=MappingProxyType({"page_views": ("viewed_at", "visit_id")}),
        instead=MappingProxyType({"visits": ("started_at", "page_views")}),
        dtypes=MappingProxyType({"total": "int64", "monitored": "int64", "anonymous": "int64"}),
        kept=True,
    ),
)

SHAPES: Mapping[str, Shape] = MappingProxyType({shape.name: shape for shape in _ALL})
"""All cubes' shapes by name."""

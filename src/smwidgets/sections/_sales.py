"""What the sections A, B and C ask of the sales cube."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.core.trends import Trend, trend
from smwidgets.metrics.sales import sales_arrays, sales_figures
from smwidgets.sections._moments import starts
from smwidgets.sections._sums import columns, like_periods, total, totals, utc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

NAMES: dict[str, Text] = {
    "all": {"pl": "Całkowita", "en": "Total"},
    "touchpoint": {"pl": "Wspierana (touchpoint)", "en": "Assisted (touchpoint)"},
    "last_click": {"pl": "Wspierana (last click)", "en": "Assisted (last click)"},
}
"""What the attributions are called, widest first."""


def require(shop: Shop, attribution: str) -> None:
    """Refuse when the shop cannot tell these orders from the others.

    Raises
    ------
    MissingDataError
        No purchases with values, or no interactions for an assisted attribution.
    """
    shop.require("events", "value")
    if attribution != "all":
        shop.require("interactions")


def by_bucket(shop: Shop, buckets: Buckets, attribution: str) -> pd.DataFrame:
    """One row per bucket: ``start``, ``orders``, ``revenue``, ``aov`` (NaN where no order was placed)."""
    return pd.DataFrame({"start": starts(buckets), **sales_arrays(columns(shop, "sales", buckets), attribution)})


def figures(shop: Shop, period: Period, attribution: str) -> dict[str, float | None]:
    """Orders, revenue, AOV of a period, and the share of all revenue (0 to 1) of an assisted attribution."""
    return _figures(total(shop, "sales", period), attribution)


def trends(shop: Shop, period: Timeframe, attribution: str, current: Mapping[str, float | None]) -> dict[str, Trend]:
    """Trend of each current figure against the previous period, weighed against eight like periods (M5, M7)."""
    sums = totals(shop, "sales", [period.previous, *like_periods(shop, period)])
    previous, *like = [_figures(one, attribution) for one in sums]
    return {
        key: trend(value, previous[key], like=[one[key] for one in like], one_day=period.one_day)
        for key, value in current.items()
    }


def evidence(shop: Shop, period: Period, attribution: str) -> tuple[Any, Any]:
    """Ibis: the period's orders of an attribution, and their number, revenue and average value."""
    require(shop, attribution)
    orders = shop.orders
    rows = orders.filter((orders.occurred_at >= utc(period.start)) & (orders.occurred_at < utc(period.end)))
    if attribution != "all":
        rows = rows.filter(rows[attribution])
    return rows, rows.aggregate(
        orders=rows.count(), revenue=rows.value.sum().fill_null(0), aov=rows.value.sum() / rows.count().nullif(0)
    )


def _figures(sums_: Mapping[str, float], attribution: str) -> dict[str, float | None]:
    found: dict[str, float | None] = {**sales_figures(sums_, attribution)}  # type: ignore[dict-item]
    if attribution != "all":
        whole = sales_figures(sums_, "all")["revenue"]
        found["share"] = float(sums_[f"revenue_{attribution}"]) / whole if whole else None
    return found

"""What stands behind a channel or a module: the campaigns, rules and workflows that its orders are credited to (E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from smwidgets.core.periods import Period, Timeframe
    from smwidgets.data.shop import Shop


def behind(shop: Shop, period: Timeframe, dimension: str, category: str | None) -> pd.DataFrame:
    """Rank what the touchpoint orders of a category are credited to.

    Parameters
    ----------
    shop
        May lack the table of campaigns: names and kinds are then unknown.
    period
        Ranked by its current range, compared with its previous one.
    dimension
        ``channel`` or ``module``.
    category
        Its value; None for the orders without one.

    Returns
    -------
    pandas.DataFrame
        One row per campaign, rule or workflow with an order, the largest revenue first: ``campaign_id`` (None: credited
        to none), ``name`` and ``kind`` (None where unknown), ``orders`` (int64), ``revenue``, ``aov``,
        ``previous_revenue`` (currency units). Their revenue adds up to the category's.

    Notes
    -----
    Specification E2.
    """
    current = _by_campaign(shop, period.current, dimension, category)
    previous = _by_campaign(shop, period.previous, dimension, category)
    before = dict(zip(previous["campaign_id"], previous["touchpoint_revenue"], strict=True))
    rows = current[current["touchpoint_orders"] > 0].sort_values("touchpoint_revenue", ascending=False, kind="stable")
    ids = rows["campaign_id"].tolist()
    known = _campaigns(shop)
    orders, revenue = rows["touchpoint_orders"].to_numpy(), rows["touchpoint_revenue"].to_numpy()
    return pd.DataFrame(
        {
            "campaign_id": pd.Series(ids, dtype=object),
            "name": pd.Series([known.get(str(one), (None, None))[0] for one in ids], dtype=object),
            "kind": pd.Series([known.get(str(one), (None, None))[1] for one in ids], dtype=object),
            "orders": orders,
            "revenue": revenue,
            "aov": revenue / orders,
            "previous_revenue": pd.Series([before.get(one, 0.0) for one in ids], dtype="float64"),
        }
    )


def _by_campaign(shop: Shop, period: Period, dimension: str, category: str | None) -> pd.DataFrame:
    start, end = utc(period.start), utc(period.end)
    return shop.slice("campaign_sales", start, end, by=("campaign_id",), where={dimension: category})


def _campaigns(shop: Shop) -> dict[str, tuple[Any, Any]]:
    """Name and kind by id, as text: a source may write one id as a number here and as text there."""
    if not shop.has("campaigns"):
        return {}
    rows = shop.execute(shop.table("campaigns").select("campaign_id", "name", "kind"))
    return {str(one.campaign_id): (one.name, one.kind) for one in rows.itertuples(index=False)}

"""Orders, revenue and average order value of one attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from smwidgets.core.errors import UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

ATTRIBUTIONS = ("all", "touchpoint", "last_click")
"""Which orders count, widest first: each is a part of the one before."""


class SalesFigures(TypedDict):
    """The three figures of a period."""

    orders: int
    revenue: float
    aov: float | None


def sales_figures(sums: pd.Series, attribution: str) -> SalesFigures:
    """Read the three figures of a period from its sums.

    Parameters
    ----------
    sums
        The sales cube's measures over the period, see :func:`smwidgets.metrics.slices.total`.
    attribution
        ``all``, ``touchpoint`` or ``last_click``.

    Returns
    -------
    SalesFigures
        ``orders``; ``revenue`` in currency units; ``aov``, revenue per order, None without an order.

    Raises
    ------
    UnknownNameError
        ``attribution`` is none of the three.

    Notes
    -----
    Specification B1 to B4. The average is that of all orders, never a mean of means.

    Examples
    --------
    >>> import pandas as pd
    >>> sales_figures(pd.Series({"orders_all": 4.0, "revenue_all": 10.0}), "all")
    {'orders': 4, 'revenue': 10.0, 'aov': 2.5}
    """
    _check(attribution)
    orders = int(sums[f"orders_{attribution}"])
    revenue = float(sums[f"revenue_{attribution}"])
    return {"orders": orders, "revenue": revenue, "aov": revenue / orders if orders else None}


def sales_series(buckets: pd.DataFrame, attribution: str) -> pd.DataFrame:
    """Orders, revenue and average order value of each bucket.

    Parameters
    ----------
    buckets
        One row per bucket with the sales cube's measures, see :func:`smwidgets.metrics.slices.bucket_sums`.
    attribution
        ``all``, ``touchpoint`` or ``last_click``.

    Returns
    -------
    pandas.DataFrame
        The index of ``buckets``; ``orders`` (int64) and ``revenue`` (float64, currency units), 0 where nothing was
        sold; ``aov`` (float64), NaN where no order was placed.

    Raises
    ------
    UnknownNameError
        ``attribution`` is none of the three.

    Notes
    -----
    Specification M8, B4, C1.
    """
    _check(attribution)
    series = buckets[[f"orders_{attribution}", f"revenue_{attribution}"]].set_axis(["orders", "revenue"], axis=1)
    return series.assign(aov=series["revenue"] / series["orders"].where(series["orders"] > 0))


def _check(attribution: str) -> None:
    if attribution not in ATTRIBUTIONS:
        raise UnknownNameError("attribution", attribution, ATTRIBUTIONS)

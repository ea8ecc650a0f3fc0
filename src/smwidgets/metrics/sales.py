"""Orders, revenue and average order value of one attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from smwidgets.core.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    import pandas as pd
    from numpy.typing import NDArray

ATTRIBUTIONS = ("all", "touchpoint", "last_click")
"""Which orders count, widest first: each is a part of the one before."""


class SalesFigures(TypedDict):
    """The three figures of a period."""

    orders: int
    revenue: float
    aov: float | None


def sales_figures(sums: Mapping[str, float] | pd.Series, attribution: str) -> SalesFigures:
    """Read the three figures of a period from its sums.

    Parameters
    ----------
    sums
        The sales cube's measures over the period, see :func:`smwidgets.metrics.slices.totals`.
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
    >>> sales_figures({"orders_all": 4.0, "revenue_all": 10.0}, "all")
    {'orders': 4, 'revenue': 10.0, 'aov': 2.5}
    """
    _check(attribution)
    orders = int(sums[f"orders_{attribution}"])
    revenue = float(sums[f"revenue_{attribution}"])
    return {"orders": orders, "revenue": revenue, "aov": revenue / orders if orders else None}


def sales_arrays(columns: Mapping[str, NDArray[Any]], attribution: str) -> dict[str, NDArray[Any]]:
    """Orders, revenue and average order value of each bucket.

    Parameters
    ----------
    columns
        The sales cube's measures by bucket, see :func:`smwidgets.metrics.slices.bucket_arrays`.
    attribution
        ``all``, ``touchpoint`` or ``last_click``.

    Returns
    -------
    dict
        ``orders`` (int64) and ``revenue`` (float64, currency units), 0 where nothing was sold; ``aov`` (float64), NaN
        where no order was placed.

    Raises
    ------
    UnknownNameError
        ``attribution`` is none of the three.

    Notes
    -----
    Specification M8, B4, C1.
    """
    _check(attribution)
    orders, revenue = columns[f"orders_{attribution}"], columns[f"revenue_{attribution}"]
    none = np.full(len(orders), np.nan)
    return {"orders": orders, "revenue": revenue, "aov": np.divide(revenue, orders, out=none, where=orders > 0)}


def _check(attribution: str) -> None:
    if attribution not in ATTRIBUTIONS:
        raise UnknownNameError("attribution", attribution, ATTRIBUTIONS)

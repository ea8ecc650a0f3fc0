"""The Main dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.dashboards.board import Heading, Place
from smwidgets.dashboards.dashboard import Dashboard
from smwidgets.sections import AverageOrderValue, SalesAnalytics, SalesSummary

if TYPE_CHECKING:
    from smwidgets.core.text import Text
    from smwidgets.model.dashboard_model import DashboardModel

MAIN: Text = {"pl": "Główny", "en": "Main"}
SALES_ANALYTICS: Text = {"pl": "Analityka sprzedaży", "en": "Sales analytics"}

LAYOUT = (
    Place("sales_summary", SalesSummary),
    Heading(SALES_ANALYTICS),
    Place("sales_all", SalesAnalytics, 4, {"attribution": "all"}),
    Place("sales_touchpoint", SalesAnalytics, 4, {"attribution": "touchpoint"}),
    Place("sales_last_click", SalesAnalytics, 4, {"attribution": "last_click"}),
    Place("average_order_value", AverageOrderValue),
)


class MainDashboard(Dashboard):
    """Dashboard Główny: sales summary, sales analytics, average order value.

    Parameters
    ----------
    model
        Shop, clock, language and currency of every section.

    Notes
    -----
    Specification A1 to C1. :attr:`sections` has the keys ``sales_summary``, ``sales_all``, ``sales_touchpoint``,
    ``sales_last_click`` and ``average_order_value``.
    """

    def __init__(self, model: DashboardModel) -> None:
        super().__init__(model, {"main": (MAIN, LAYOUT)})

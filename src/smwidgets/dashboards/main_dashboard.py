"""The Main dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from smwidgets.dashboards.dashboard import Dashboard
from smwidgets.dashboards.placing import Heading, Place
from smwidgets.sections import (
    AverageOrderValue,
    ChannelSales,
    ContactGrowth,
    CustomerRetention,
    LiveEvents,
    ModuleSales,
    PageViews,
    PotentialCustomers,
    RecentCampaigns,
    SalesAnalytics,
    SalesSummary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.text import Text
    from smwidgets.model.dashboard_model import DashboardModel

MAIN: Text = {"pl": "Główny", "en": "Main"}
SALES_ANALYTICS: Text = {"pl": "Analityka sprzedaży", "en": "Sales analytics"}

RETENTION: Text = {"pl": "Retencja klientów", "en": "Customer retention"}
CONTACTS: Text = {"pl": "Kontakty i ruch", "en": "Contacts and traffic"}
ACTIVITY: Text = {"pl": "Zdarzenia i kampanie", "en": "Events and campaigns"}

LAYOUT = (
    Place("sales_summary", SalesSummary),
    Heading(SALES_ANALYTICS),
    Place("sales_all", SalesAnalytics, 4, {"attribution": "all"}),
    Place("sales_touchpoint", SalesAnalytics, 4, {"attribution": "touchpoint"}),
    Place("sales_last_click", SalesAnalytics, 4, {"attribution": "last_click"}),
    Place("average_order_value", AverageOrderValue, 4),
    Place("channel_sales", ChannelSales, 4),
    Place("module_sales", ModuleSales, 4),
    Heading(RETENTION),
    Place("customer_retention", CustomerRetention, 8),
    Place("potential_customers", PotentialCustomers, 4),
    Heading(CONTACTS),
    Place("contact_growth", ContactGrowth, 6),
    Place("page_views", PageViews, 6),
    Heading(ACTIVITY),
    Place("live_events", LiveEvents, 7),
    Place("recent_campaigns", RecentCampaigns, 5),
)


class MainDashboard(Dashboard):
    """Dashboard Główny, in the order of the original: sales, retention, contacts and traffic, events and campaigns.

    Parameters
    ----------
    model
        Shop, clock, language and currency of every section.

    Notes
    -----
    Specification A1 to J2. :attr:`sections` has the keys ``sales_summary``, ``sales_all``, ``sales_touchpoint``,
    ``sales_last_click``, ``average_order_value``, ``channel_sales``, ``module_sales``, ``customer_retention``,
    ``potential_customers``, ``contact_growth``, ``page_views``, ``live_events`` and ``recent_campaigns``.
    """

    board: ClassVar[tuple[Text, Sequence[Place | Heading]]] = (MAIN, LAYOUT)
    """Title and layout, for a page of several dashboards."""

    def __init__(self, model: DashboardModel) -> None:
        super().__init__(model, {"main": self.board})

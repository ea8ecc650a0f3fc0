"""Sections of a dashboard: the only place where a number meets a picture."""

from typing import NoReturn

from smwidgets.core.absent_names import absent_name
from smwidgets.sections._answer import Answer, Explanation
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections.attribution_sandbox import AttributionSandbox
from smwidgets.sections.average_order_value import AverageOrderValue
from smwidgets.sections.channel_sales import ChannelSales
from smwidgets.sections.contact_activity import ContactActivity
from smwidgets.sections.contact_base import ContactBase
from smwidgets.sections.contact_growth import ContactGrowth
from smwidgets.sections.customer_retention import CustomerRetention
from smwidgets.sections.email_domains import EmailDomains
from smwidgets.sections.live_events import LiveEvents
from smwidgets.sections.module_sales import ModuleSales
from smwidgets.sections.monitored_share import MonitoredShare
from smwidgets.sections.opt_out_reasons import OptOutReasons
from smwidgets.sections.page_views import PageViews
from smwidgets.sections.potential_customers import PotentialCustomers
from smwidgets.sections.recent_campaigns import RecentCampaigns
from smwidgets.sections.repository import Repository
from smwidgets.sections.sales_analytics import SalesAnalytics
from smwidgets.sections.sales_summary import SalesSummary

__all__ = [
    "Answer",
    "AttributionSandbox",
    "AverageOrderValue",
    "ChannelSales",
    "ContactActivity",
    "ContactBase",
    "ContactGrowth",
    "CustomerRetention",
    "EmailDomains",
    "Explanation",
    "LiveEvents",
    "ModuleSales",
    "MonitoredShare",
    "OptOutReasons",
    "PageViews",
    "PeriodTrait",
    "PotentialCustomers",
    "RecentCampaigns",
    "Repository",
    "SalesAnalytics",
    "SalesSummary",
    "Section",
]


def __getattr__(name: str) -> NoReturn:
    raise absent_name(__name__, name, {one: f"sm.sections.{one}" for one in __all__})

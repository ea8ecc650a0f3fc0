"""Sections of a dashboard: the only place where a number meets a picture."""

from smwidgets.sections._answer import Answer, Explanation
from smwidgets.sections._section import Section
from smwidgets.sections.average_order_value import AverageOrderValue
from smwidgets.sections.sales_analytics import SalesAnalytics
from smwidgets.sections.sales_summary import SalesSummary

__all__ = ["Answer", "AverageOrderValue", "Explanation", "SalesAnalytics", "SalesSummary", "Section"]

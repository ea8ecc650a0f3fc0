"""The shared data model of a dashboard."""

from smwidgets.model.dashboard_model import DashboardModel

__all__ = ["DashboardModel"]

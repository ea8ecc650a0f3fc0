"""Dashboards: sections laid out on boards, under tabs."""

from smwidgets.dashboards.board import Board, Heading, Place
from smwidgets.dashboards.dashboard import Dashboard
from smwidgets.dashboards.main_dashboard import MainDashboard

__all__ = ["Board", "Dashboard", "Heading", "MainDashboard", "Place"]

"""Jupyter widgets for e-commerce marketing analytics over the shop's own data.

The names below are loaded when first used: importing the package costs nothing.

Examples
--------
>>> import smwidgets as sm
>>> shop = sm.demo(seed=7)
>>> model = sm.DashboardModel(shop, locale="en")
>>> sm.MainDashboard(model)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Answer": "smwidgets.sections",
    "Attribution": "smwidgets.data.attribution",
    "ContactAnalytics": "smwidgets.dashboards",
    "ContractError": "smwidgets.core.errors",
    "Dashboard": "smwidgets.dashboards",
    "DashboardModel": "smwidgets.model",
    "DataError": "smwidgets.core.errors",
    "Heading": "smwidgets.dashboards",
    "Lesson": "smwidgets.apps.teaching",
    "MainDashboard": "smwidgets.dashboards",
    "MissingDataError": "smwidgets.core.errors",
    "Period": "smwidgets.core.periods",
    "Place": "smwidgets.dashboards",
    "Repository": "smwidgets.data.repository",
    "Rights": "smwidgets.data.access",
    "Section": "smwidgets.sections",
    "Shop": "smwidgets.data.shop",
    "SmwidgetsError": "smwidgets.core.errors",
    "Workspace": "smwidgets.dashboards",
    "connect": "smwidgets.data.connecting",
    "demo": "smwidgets.data.connecting",
    "import_shop": "smwidgets.data.importing",
}
_MODULES = ("core", "data", "metrics", "parts", "sections")

__version__ = "0.1.0"
__all__ = sorted([*_HOMES, "sections"])  # noqa: PLE0605 a list of names, sorted


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(f"smwidgets.{name}")
    raise AttributeError(f"module 'smwidgets' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

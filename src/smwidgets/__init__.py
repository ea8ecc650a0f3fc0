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

__version__ = "0.2.0"
__all__ = sorted([*_HOMES, "sections"])  # noqa: PLE0605 a list of names, sorted


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(f"smwidgets.{name}")
    raise _absent(name)


def _absent(name: str) -> AttributeError:
    """Say which name is meant; of the sections and the errors where they are."""
    from smwidgets.core.absent_names import absent_name  # noqa: PLC0415 - importing the package costs nothing

    places: dict[str, str] = {}
    if not name.startswith("_"):
        errors = import_module("smwidgets.core.errors")
        places |= {one: f"smwidgets.core.errors.{one}" for one in vars(errors) if one.endswith("Error")}
        places |= {one: f"sm.sections.{one}" for one in import_module("smwidgets.sections").__all__}
        places |= {one: f"sm.{one}" for one in __all__}
    return absent_name(__name__, name, places)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

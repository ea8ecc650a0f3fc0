"""Dashboards: sections laid out on boards, under tabs.

The names below are loaded when first used: what is saved is read and written without loading widgets.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Board": "smwidgets.dashboards.board",
    "ContactAnalytics": "smwidgets.dashboards.contact_analytics",
    "Dashboard": "smwidgets.dashboards.dashboard",
    "Heading": "smwidgets.dashboards.placing",
    "MainDashboard": "smwidgets.dashboards.main_dashboard",
    "Place": "smwidgets.dashboards.placing",
    "Workspace": "smwidgets.dashboards.workspace",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 a list of names, sorted


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'smwidgets.dashboards' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

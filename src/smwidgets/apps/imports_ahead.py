"""What every dashboard imports, for whoever imports it before a visitor comes."""

from __future__ import annotations

from importlib import import_module

_MODULES = (
    "smwidgets.dashboards.contact_analytics",
    "smwidgets.dashboards.main_dashboard",
    "smwidgets.dashboards.workspace",
    "smwidgets.data.connecting",
    "smwidgets.data.access.opening",
    "smwidgets.model",
    "smwidgets.model.dashboard_model",
    "smwidgets.parts.page_guard",
)


def import_ahead() -> None:
    """Import it."""
    for name in _MODULES:
        import_module(name)

"""The dashboards that a workspace begins with."""

from __future__ import annotations

from smwidgets.dashboards.contact_analytics import ContactAnalytics
from smwidgets.dashboards.main_dashboard import MainDashboard
from smwidgets.dashboards.placing import in_all_languages, tiles_of
from smwidgets.dashboards.state import DashboardState, WorkspaceState


def initial_state() -> WorkspaceState:
    """Return the Main dashboard and Contact analytics, the first one open."""
    main, contacts = MainDashboard.board, ContactAnalytics.board
    return WorkspaceState(
        dashboards=(
            DashboardState(id="main", name=in_all_languages(main[0]), builtin="main", tiles=tiles_of(main[1], "main")),
            DashboardState(
                id="contacts",
                name=in_all_languages(contacts[0]),
                builtin="contacts",
                tiles=tiles_of(contacts[1], "contacts"),
            ),
        ),
        open="main",
    )

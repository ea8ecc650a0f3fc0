from __future__ import annotations

import smwidgets as sm

NAMES = [
    "Answer",
    "Attribution",
    "ContactAnalytics",
    "ContractError",
    "Dashboard",
    "DashboardModel",
    "DataError",
    "Heading",
    "Lesson",
    "MainDashboard",
    "MissingDataError",
    "Period",
    "Place",
    "Repository",
    "Rights",
    "Section",
    "Shop",
    "SmwidgetsError",
    "Workspace",
    "connect",
    "demo",
    "import_shop",
    "sections",
]


def test_public_names_are_these_and_all_can_be_used() -> None:
    assert sorted(sm.__all__) == NAMES
    assert all(getattr(sm, name) is not None for name in NAMES)

"""A shop with every table, small, with names that try to be markup; and workspaces over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from ipywidgets.widgets import widget

import smwidgets as sm
from smwidgets.parts import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOSTILE = '"><img src=x onerror=alert(1)>'


def table(columns, *rows):
    return pd.DataFrame([dict(zip(columns.split(), row, strict=True)) for row in rows])


TABLES = {
    "contacts": table(
        "contact_id email created_at monitored name owner opted_out_at opt_out_reason",
        ("ala", "ala@a.example", "2024-11-30", True, HOSTILE, HOSTILE, None, None),
        ("ola", f"ola@{HOSTILE}", "2025-01-14 12:00", False, "Ola", "Kim", "2025-01-15", HOSTILE),
    ),
    "events": table(
        "event_id contact_id type occurred_at value",
        ("o1", "ala", "PURCHASE", "2025-01-10 12:00", 100.0),
        ("o2", "ala", "PURCHASE", "2025-01-15 12:00", 50.0),
        ("c1", "ola", "CART", "2025-01-16 12:00", 10.0),
    ),
    "visits": table(
        "visit_id contact_id started_at isp page_views score",
        ("v1", "ala", "2025-01-14 09:00", HOSTILE, 2, 50),
        ("v2", None, "2025-01-19 09:00", HOSTILE, 1, 10),
    ),
    "page_views": table("viewed_at visit_id url", ("2025-01-14 09:00", "v1", HOSTILE), ("2025-01-19 09:00", "v2", "/")),
    "interactions": table(
        "interaction_id contact_id occurred_at kind channel own module campaign_id",
        (1, "ala", "2025-01-09 10:00", "click", HOSTILE, True, HOSTILE, 1),
        (2, "ala", "2025-01-14 10:00", "click", "email", True, "bulk", 1),
    ),
    "campaigns": table(
        "campaign_id scheduled_at channel kind name reach", (1, "2025-01-09 09:00", "email", "bulk", HOSTILE, 5)
    ),
}


@pytest.fixture(scope="session")
def corner_shop():
    times = {"created_at", "opted_out_at", "occurred_at", "started_at", "viewed_at", "scheduled_at"}
    tables = {
        name: frame.assign(
            **{column: pd.to_datetime(frame[column], format="ISO8601") for column in frame if column in times}
        )
        for name, frame in TABLES.items()
    }
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN", name="Sklep") as shop:
        yield shop


@pytest.fixture
def corner(corner_shop, tmp_path):
    return sm.DashboardModel(corner_shop, as_of="2025-01-20 12:00", repository=tmp_path / "repository")


@pytest.fixture(autouse=True)
def _unpublished(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMWIDGETS_WORKSPACE", "QUERY_STRING", "SERVER_SOFTWARE", "VOILA_PREHEAT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def living() -> Iterator[Callable[[], int]]:
    """How many widgets the kernel holds beyond those from before the test; the shared theme is one of those."""
    theme()
    before = set(widget._instances)
    return lambda: len(set(widget._instances) - before)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dashboards.json"


@pytest.fixture
def make(corner, path):
    """Open the file in another session, on a page; ``shown=False`` on none."""
    made = []

    def workspace(file=path, *, shown=True, **options):
        made.append(sm.Workspace(options.pop("model", corner), file, **options))
        if shown:
            made[-1].show()
        return made[-1]

    yield workspace
    for one in made:
        one.close()

"""A shop of visits and transactions, small enough to count by hand, with contacts that mean harm."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest

import smwidgets as sm

HOSTILE = "<img src=x onerror=alert(1)>"
FIRST = pd.Timestamp("2026-03-05 08:00")
NOON = datetime.fromisoformat("2026-03-06T12:00:00+01:00")


def live_tables() -> dict[str, pd.DataFrame]:
    """Local times: 60 monitored visits a minute apart, 3 anonymous ones, 30 orders an hour apart, one cart."""
    monitored = pd.DataFrame(
        {
            "visit_id": range(1, 61),
            "contact_id": [1 + number % 2 for number in range(60)],
            "started_at": [FIRST + pd.Timedelta(minutes=number // 2) for number in range(60)],
            "score": [number % 10 for number in range(60)],
        }
    )
    anonymous = pd.DataFrame(
        {
            "visit_id": [101, 102, 103],
            "visitor_id": ["v1", "v1", None],
            "started_at": pd.to_datetime(["2026-03-05 10:00", "2026-03-06 10:00", "2026-03-06 11:00"]),
            "score": [None, 4, 1],
            "isp": ["Sieć Osiedlowa", None, "=cmd()"],
        }
    )
    orders = pd.DataFrame(
        {
            "event_id": range(1001, 1031),
            "contact_id": [1 + number % 3 for number in range(30)],
            "type": "PURCHASE",
            "occurred_at": [FIRST - pd.Timedelta(days=1) + pd.Timedelta(hours=number) for number in range(30)],
            "value": [100.5 + number for number in range(30)],
            "products": ["a,b,c"] * 30,
            "quantity": [None, 7] * 15,
        }
    )
    cart = orders.iloc[:1].assign(event_id=2001, type="CART")
    return {
        "contacts": pd.DataFrame(
            {
                "contact_id": [1, 2, 3],
                "email": ["anna@sklep.example", "bartek@sklep.example", "=HYPERLINK(1)"],
                "created_at": "2026-01-01 08:00",
                "monitored": [True, True, False],
                "name": ["Anna", HOSTILE, None],
                "owner": ["Ewa", "Jan", "Jan"],
                "opted_out_at": pd.to_datetime([None, "2026-02-01 09:00", None]),
                "opt_out_reason": [None, "too_many_messages", None],
            }
        ),
        "events": pd.concat([orders, cart], ignore_index=True),
        "visits": pd.concat([monitored, anonymous], ignore_index=True),
        "page_views": pd.DataFrame(
            {
                "viewed_at": pd.to_datetime(["2026-03-05 08:29:30", "2026-03-05 08:29:00", "2026-03-06 11:00:00"]),
                "visit_id": [59, 59, 103],
                "url": ["https://sklep.example/koszyk", "https://sklep.example/", "https://sklep.example/p/1"],
                "title": ["Koszyk", "Sklep", "Produkt"],
            }
        ),
        "interactions": pd.DataFrame(
            {
                "interaction_id": [1],
                "contact_id": [1],
                "occurred_at": pd.to_datetime(["2026-03-04 07:00"]),
                "kind": ["click"],
                "channel": ["email"],
                "own": [True],
            }
        ),
    }


@pytest.fixture(scope="package")
def tables():
    return live_tables()


@pytest.fixture(scope="package")
def live_shop(tables):
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN", name="Sklep") as shop:
        yield shop


@pytest.fixture
def live_model(live_shop):
    return sm.DashboardModel(live_shop, as_of=NOON)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """An empty Repository."""
    folder = tmp_path / "repository"
    monkeypatch.setenv("SMWIDGETS_REPOSITORY", str(folder))
    return folder

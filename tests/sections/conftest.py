"""A small shop in which every figure of the sections D to H can be counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm

AS_OF = "2025-01-20 12:00"


def table(columns: str, rows: list[tuple[object, ...]], *times: str) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns.split())
    return frame.assign(**{time: pd.to_datetime(frame[time], format="ISO8601") for time in times})


@pytest.fixture(scope="session")
def garden_tables() -> dict[str, pd.DataFrame]:
    """Five contacts: ala bought six times, ola twice, jan once, ewa has a cart only, adam did nothing."""
    contacts = [
        ("ala", "2024-11-30 10:00"),
        ("ola", "2024-12-31 23:59:59"),
        ("jan", "2025-01-13 00:00"),
        ("ewa", "2025-01-19 23:59:59"),
        ("adam", "2025-01-20 11:59:59"),
        ("zoe", "2025-01-20 12:00"),
    ]
    events = [
        ("o1", "ala", "PURCHASE", "2024-12-01 12:00", 100.0),
        ("o2", "ala", "PURCHASE", "2024-12-20 12:00", 50.0),
        ("o3", "ala", "PURCHASE", "2025-01-02 12:00", 200.0),
        ("o4", "ala", "PURCHASE", "2025-01-14 12:00", 400.0),
        ("o5", "ala", "PURCHASE", "2025-01-15 12:00", 10.0),
        ("o6", "ala", "PURCHASE", "2025-01-20 11:59:59", 5.0),
        ("o7", "ola", "PURCHASE", "2025-01-05 12:00", 70.0),
        ("o8", "ola", "PURCHASE", "2025-01-16 12:00", 30.0),
        ("c1", "jan", "CART", "2025-01-13 10:00", None),
        ("o9", "jan", "PURCHASE", "2025-01-17 12:00", 60.0),
        ("c2", "jan", "CART", "2025-01-18 12:00", None),
        ("c3", "ewa", "CART", "2025-01-20 00:00", None),
        ("o10", "ewa", "PURCHASE", "2025-01-20 12:00", 999.0),
    ]
    interactions = [
        (1, "ala", "2024-12-10 10:00", "click", "email", True, "bulk", 1),
        (2, "ala", "2025-01-14 10:00", "click", "sms", True, "workflow", 2),
        (3, "ola", "2025-01-04 10:00", "open", "email", True, None, 3),
        (4, "ola", "2025-01-16 10:00", "click", "carrier_pigeon", True, "<i>loft</i>", None),
        (5, "jan", "2025-01-17 10:00", "entry", "ads", False, None, None),
    ]
    campaigns = [
        (1, "2024-12-10 09:00", "email", "bulk", "<b>Zima</b>", 5),
        (2, "2025-01-14 09:00", "sms", "workflow", "Porzucony koszyk", 3),
    ]
    visits = [("v1", "ala", "2025-01-14 09:00"), ("v2", None, "2025-01-19 09:00"), ("v3", "ola", "2025-01-20 11:00")]
    pages = [
        ("v1", "2025-01-14 09:00"),
        ("v1", "2025-01-14 09:05"),
        ("v2", "2025-01-19 23:59:59"),
        ("v3", "2025-01-20 11:30"),
        ("v3", "2025-01-20 12:00"),
    ]
    return {
        "contacts": table("contact_id created_at", contacts, "created_at").assign(
            email=[f"{name}@example.com" for name, _ in contacts], monitored=True
        ),
        "events": table("event_id contact_id type occurred_at value", events, "occurred_at"),
        "interactions": table(
            "interaction_id contact_id occurred_at kind channel own module campaign_id", interactions, "occurred_at"
        ).astype({"campaign_id": "Int64"}),
        "campaigns": table("campaign_id scheduled_at channel kind name reach", campaigns, "scheduled_at"),
        "visits": table("visit_id contact_id started_at", visits, "started_at").assign(page_views=[2, 1, 2]),
        "page_views": table("visit_id viewed_at", pages, "viewed_at"),
    }


@pytest.fixture(scope="session")
def garden_shop(garden_tables):
    with sm.connect(garden_tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


@pytest.fixture
def garden(garden_shop):
    return sm.DashboardModel(garden_shop, as_of=AS_OF)


@pytest.fixture
def run_garden_sql(garden_shop):
    """Run a statement as a person would who copied it from an explanation."""
    return lambda sql: garden_shop._snapshot._connection.cursor().sql(sql).df()


@pytest.fixture(scope="session")
def club_tables() -> dict[str, pd.DataFrame]:
    """Eight contacts at noon of Monday 20 January 2025: three have opted out, three are monitored; zoe is to come."""
    contacts = [
        ("ala", "2024-11-30 10:00", True, None, None, "ala@Poczta.example"),
        ("kim", "2024-12-01 10:00", False, None, None, "kim"),
        ("ola", "2024-12-31 23:59:59", True, "2025-01-14 09:00", "Otrzymywałem zbyt wiele wiadomości", "ola@p.example"),
        ("iza", "2025-01-01 12:00", False, "2025-01-10 08:00", "<b>bo tak</b>", "iza@firma.example"),
        ("leo", "2025-01-05 12:00", False, "2025-01-20 12:00", "never signed up", "leo@poczta.example"),
        ("jan", "2025-01-13 00:00", False, None, None, "jan@firma.example"),
        ("ewa", "2025-01-19 23:59:59", True, "2025-01-20 11:00", None, "ewa@poczta.example"),
        ("adam", "2025-01-20 11:59:59", False, None, None, "adam@inna.example"),
        ("zoe", "2025-01-20 12:00", True, None, None, "zoe@inna.example"),
    ]
    visits = [
        ("v1", "ala", "2025-01-13 09:10"),
        ("v2", None, "2025-01-13 09:20"),
        ("v3", "ola", "2025-01-14 09:05"),
        ("v4", "ala", "2025-01-19 23:59:59"),
        ("v5", "ala", "2025-01-20 11:59"),
    ]
    interactions = [
        (1, "ala", "2025-01-13 09:50", "open", "email", True),
        (2, "ala", "2025-01-13 09:51", "click", "email", True),
        (3, "ola", "2025-01-18 20:00", "open", "email", True),
    ]
    columns = "contact_id created_at monitored opted_out_at opt_out_reason email"
    return {
        "contacts": table(columns, contacts, "created_at", "opted_out_at"),
        "visits": table("visit_id contact_id started_at", visits, "started_at"),
        "interactions": table("interaction_id contact_id occurred_at kind channel own", interactions, "occurred_at"),
    }


@pytest.fixture(scope="session")
def club_shop(club_tables):
    with sm.connect(club_tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield shop


@pytest.fixture
def club(club_shop):
    return sm.DashboardModel(club_shop, as_of=AS_OF)


@pytest.fixture
def run_club_sql(club_shop):
    """Run a statement as a person would who copied it from an explanation."""
    return lambda sql: club_shop._snapshot._connection.cursor().sql(sql).df()

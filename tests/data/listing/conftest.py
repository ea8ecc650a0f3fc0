"""A shop with all that lists show: many events of one instant, contacts without a name, visits of nobody."""

from __future__ import annotations

import importlib.util
import random
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

import smwidgets as sm

FIRST = datetime(2025, 1, 1)  # noqa: DTZ001 - naive times are what the tables hold
OWNERS = ("ewa", "Jan", None)


@pytest.fixture(scope="package")
def listed_tables() -> dict[str, pd.DataFrame]:
    """400 visits and 400 events within ten days, at full minutes of few hours: ties are many."""
    draw = random.Random(7)  # noqa: S311 - a fixture

    def instants(number: int) -> list[datetime]:
        return [
            FIRST + timedelta(days=draw.choice([0, 1, 8, 9]), hours=draw.choice([9, 9, 17]), minutes=draw.randrange(20))
            for _ in range(number)
        ]

    contacts = pd.DataFrame({"contact_id": range(1, 31), "created_at": FIRST - timedelta(days=1), "monitored": True})
    contacts["email"] = [f"k{number}@sklep.example" for number in contacts["contact_id"]]
    contacts["name"] = [None if number % 7 == 0 else f"Kontakt {number}" for number in contacts["contact_id"]]
    contacts["owner"] = [OWNERS[number % 3] for number in contacts["contact_id"]]
    visits = pd.DataFrame({"visit_id": draw.sample(range(10_000), 400), "started_at": instants(400)})
    visits["contact_id"] = pd.array([draw.choice([None, None, *range(1, 34)]) for _ in range(400)], dtype="Int64")
    visits["visitor_id"] = [draw.choice([None, "v1", "v2", "v3"]) for _ in range(400)]
    visits["score"] = pd.array([draw.choice([None, 0, 5, 10, 90]) for _ in range(400)], dtype="Int64")
    visits["isp"] = [draw.choice([None, "Sieć"]) for _ in range(400)]
    events = pd.DataFrame({"event_id": draw.sample(range(10_000), 400), "occurred_at": instants(400)})
    events["contact_id"] = [draw.randrange(1, 34) for _ in range(400)]
    events["type"] = [draw.choice(["PURCHASE", "PURCHASE", "CART", "RETURN"]) for _ in range(400)]
    events["value"] = [round(draw.random() * 500, 2) for _ in range(400)]
    events["products"] = [draw.choice([None, "", "A", "A,B", "A, ,B,", " , "]) for _ in range(400)]
    events["quantity"] = pd.array([draw.choice([None, None, 0, 3]) for _ in range(400)], dtype="Int64")
    return {"contacts": contacts, "visits": visits, "events": events}


@pytest.fixture(scope="package")
def listed_shop(listed_tables):
    with sm.connect(listed_tables, timezone="UTC") as shop:
        yield shop


@pytest.fixture(scope="session")
def naive():
    """The module `naive` beside this one: test folders are no packages, so nothing imports it by name."""
    spec = importlib.util.spec_from_file_location("listing_naive", Path(__file__).with_name("naive.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.data.listing import profile, visitor_profile

UNTIL = datetime(2025, 3, 1, 12)


@pytest.fixture(scope="module")
def tables():
    """One contact with 60 orders, a cart, two interactions, two visits; a visitor of three visits."""
    orders = pd.DataFrame({"event_id": range(60), "contact_id": 7, "type": "PURCHASE"})
    orders["occurred_at"] = [datetime(2025, 1, 1) + pd.Timedelta(hours=number) for number in range(60)]
    orders["value"] = 10.25
    orders["products"] = "Rower, Kask"
    others = pd.DataFrame(
        {
            "event_id": [100, 101, 102, 103],
            "contact_id": [7, 7, 8, 7],
            "type": ["CART", "PURCHASE", "PURCHASE", "RETURN"],
            "occurred_at": [datetime(2025, 2, 1), UNTIL, datetime(2025, 1, 5), datetime(2025, 1, 6)],
            "value": [None, 5000.0, 7.0, 10.25],
            "products": [None, "Auto", None, None],
        }
    )
    interactions = {
        "interaction_id": [1, 2, 3],
        "contact_id": [7, 7, 8],
        "occurred_at": [datetime(2025, 1, 3), datetime(2025, 1, 4), datetime(2025, 1, 4)],
        "kind": ["open", "entry", "open"],
        "channel": ["email", "direct", "email"],
        "own": [True, False, True],
        "campaign_id": pd.array([5, None, 5], dtype="Int64"),
    }
    campaign = {"campaign_id": [5], "scheduled_at": [datetime(2025, 1, 2)], "channel": ["email"], "kind": ["bulk"]}
    visits = {
        "visit_id": [21, 22, 23, 24, 25, 26],
        "contact_id": pd.array([7, 7, None, None, None, None], dtype="Int64"),
        "visitor_id": ["v7", "v7", "v1", "v1", "v1", None],
        "started_at": [datetime(2025, 1, day) for day in (3, 9, 4, 5, 6, 7)],
        "score": pd.array([1, None, 3, 4, 5, 6], dtype="Int64"),
    }
    views = {
        "viewed_at": [datetime(2025, 1, 9, 0, minute) for minute in range(55)] + [datetime(2025, 1, 6), UNTIL],
        "visit_id": [22] * 55 + [25, 25],
        "url": [f"/strona/{number}" for number in range(57)],
    }
    contacts = {
        "contact_id": [7, 9],
        "email": ["k7@sklep.example", "k9@sklep.example"],
        "created_at": datetime(2024, 12, 1),
        "monitored": [True, False],
        "opted_out_at": [datetime(2025, 2, 10), None],
        "opt_out_reason": ["za dużo wiadomości", None],
        "score": pd.array([None, 3], dtype="Int64"),
    }
    return {
        "events": pd.concat([orders, others], ignore_index=True),
        "interactions": pd.DataFrame(interactions),
        "campaigns": pd.DataFrame(campaign | {"name": ["Zima"], "reach": [10]}),
        "visits": pd.DataFrame(visits),
        "page_views": pd.DataFrame(views),
        "contacts": pd.DataFrame(contacts),
    }


@pytest.fixture(scope="module")
def shop(tables):
    with sm.connect(tables, timezone="UTC") as shop:
        yield shop


@pytest.mark.spec("I5")
def test_the_profile_of_a_contact(shop):
    found = profile(shop, 7, UNTIL)
    assert (found.contact["email"], found.contact["score"], found.opted_out) == ("k7@sklep.example", None, True)
    assert (found.orders.total, found.revenue, len(found.orders.rows)) == (60, 615.0, 50)
    assert found.orders.rows["event_id"].tolist() == list(range(59, 9, -1))
    assert set(found.orders.rows["products"]) == {2}
    assert (found.orders.first_at, found.orders.last_at) == (datetime(2025, 1, 1), datetime(2025, 1, 3, 11))
    assert (found.carts.total, found.carts.value, found.carts.rows["at"].tolist()) == (1, 0.0, [datetime(2025, 2, 1)])
    assert found.interactions.rows["campaign"].tolist() == [None, "Zima"]
    assert found.visits.rows["visit_id"].tolist() == [22, 21]
    assert (found.first_at, found.last_at) == (datetime(2025, 1, 1), datetime(2025, 2, 1))


@pytest.mark.spec("I5")
def test_pages_of_a_visit_are_its_first_fifty(shop):
    pages = profile(shop, 7, UNTIL).pages
    assert set(pages["visit_id"]) == {22}
    assert pages["url"].tolist() == [f"/strona/{number}" for number in range(50)]
    assert pages["title"].tolist() == [None] * 50


@pytest.mark.spec("I5")
def test_nothing_after_the_as_of_moment_is_told(shop):
    found = profile(shop, 7, datetime(2025, 1, 4, tzinfo=UTC))
    assert (found.orders.total, found.carts.total, found.interactions.total, found.visits.total) == (60, 0, 1, 1)
    assert (found.opted_out, found.contact["opted_out_at"], found.contact["opt_out_reason"]) == (False, None, None)
    assert found.last_at == datetime(2025, 1, 3, 11)
    assert found.pages.empty


def test_ids_may_be_written_down(shop):
    assert profile(shop, "7", UNTIL).revenue == 615.0
    for unknown in ("nobody", 12345):
        nobody = profile(shop, unknown, UNTIL)
        assert (nobody.contact, nobody.opted_out, nobody.revenue, nobody.last_at) == (None, None, 0.0, None)
        assert list(nobody.orders.rows.columns) == list(profile(shop, 7, UNTIL).orders.rows.columns)


def test_who_never_opted_out(shop):
    assert profile(shop, 9, UNTIL).opted_out is False


@pytest.mark.spec("I5")
def test_a_shop_of_events_only_has_a_profile(tables):
    with sm.connect({"events": tables["events"]}, timezone="UTC") as shop:
        found = profile(shop, 7, UNTIL)
        assert (found.revenue, found.contact, found.opted_out) == (615.0, None, None)
        assert (found.interactions, found.visits, found.pages) == (None, None, None)
        with pytest.raises(MissingDataError, match="no table 'visits'"):
            visitor_profile(shop, UNTIL, visit_id=1)


@pytest.mark.spec("I5")
def test_the_profile_of_a_visitor(shop):
    found = visitor_profile(shop, UNTIL, visit_id=24)
    assert (found.visitor_id, found.visits.rows["visit_id"].tolist()) == ("v1", [25, 24, 23])
    assert found.visits.rows["score"].tolist() == [5, 4, 3]
    assert found.pages["url"].tolist() == ["/strona/55"]
    named = visitor_profile(shop, UNTIL, visitor_id="v1")
    pd.testing.assert_frame_equal(named.visits.rows, found.visits.rows)


def test_a_visitor_nobody_recognises_made_one_visit(shop):
    found = visitor_profile(shop, UNTIL, visit_id="26")
    assert (found.visitor_id, found.visits.rows["visit_id"].tolist()) == (None, [26])
    assert visitor_profile(shop, UNTIL, visit_id=999).visits.total == 0

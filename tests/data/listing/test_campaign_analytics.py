from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, MissingDataError
from smwidgets.data.listing import campaign_analytics

UNTIL = datetime(2025, 10, 28, 12, 30, tzinfo=ZoneInfo("Europe/Warsaw"))


@pytest.fixture(scope="module")
def tables():
    """A push campaign over the end of summer time: viewed, clicked, bought from; another one beside it."""
    happened = [
        ("2025-10-25 09:00", 1, "view", 5),
        ("2025-10-25 23:59:59", 2, "open", 5),
        ("2025-10-26 00:00", 3, "view", 5),
        ("2025-10-26 10:00", 1, "click", 5),
        ("2025-10-26 23:30", 2, "click", 5),
        ("2025-10-28 12:29:59", 3, "click", 5),
        ("2025-10-28 12:30", 4, "view", 5),
        ("2025-10-28 13:00", 4, "click", 5),
        ("2025-10-26 11:00", 1, "entry", 5),
        ("2025-10-26 10:00", 9, "click", 6),
    ]
    interactions = pd.DataFrame(happened, columns=["occurred_at", "contact_id", "kind", "campaign_id"])
    interactions = interactions.assign(interaction_id=range(len(happened)), channel="web_push", own=True, module="bulk")
    bought = [
        ("2025-10-26 12:00", 1, 100.0),
        ("2025-10-26 12:00", 3, 30.5),
        ("2025-10-26 12:00", 9, 1000.0),
        ("2025-10-28 12:30", 3, 7.0),
    ]
    events = pd.DataFrame(bought, columns=["occurred_at", "contact_id", "value"])
    events = events.assign(event_id=range(len(bought)), type="PURCHASE")
    campaigns = pd.DataFrame({"campaign_id": [5, 6, 7], "channel": ["web_push", "web_push", "sms"], "kind": "bulk"})
    campaigns = campaigns.assign(name=["Czas zimowy", "Inna", "Krótka"], reach=200, sent=[100, 0, 10])
    campaigns["scheduled_at"] = ["2025-10-25 08:00", "2025-10-25 08:00", "2025-10-28 12:30"]
    campaigns["delivered"] = [80, 0, 10]
    campaigns["opened"] = pd.array([4, 0, None], dtype="Int64")
    campaigns["clicked"], campaigns["bounced"] = [4, 1, 0], [20, 0, 0]
    return {"events": events, "interactions": interactions, "campaigns": campaigns}


@pytest.fixture(scope="module")
def shop(tables):
    with sm.connect(tables, timezone="Europe/Warsaw") as shop:
        yield shop


@pytest.mark.spec("J2")
def test_counts_are_those_of_the_moment(shop):
    """One view and one click come after it; what is not recorded is not known."""
    found = campaign_analytics(shop, 5, UNTIL)
    assert found.counts == {
        "sent": 100, "delivered": 80, "opened": 3, "clicked": 3, "bounced": 20, "unsubscribed": None,
    }  # fmt: skip
    assert found.rates == {
        "delivered": 0.8, "opened": 3 / 80, "clicked": 3 / 80, "bounced": 0.2, "unsubscribed": None,
    }  # fmt: skip
    later = campaign_analytics(shop, 5, UNTIL.replace(day=30)).counts
    assert (later["opened"], later["clicked"]) == (4, 4)
    assert found.campaign["name"] == "Czas zimowy"


@pytest.mark.spec("J2")
def test_orders_by_touchpoint_and_by_last_click(shop):
    """Contact 1 came by this campaign; 3 viewed it only, so no click of its was the last."""
    sales = campaign_analytics(shop, "5", UNTIL).sales
    assert sales == {
        "touchpoint_orders": 2, "touchpoint_revenue": 130.5, "last_click_orders": 1, "last_click_revenue": 100.0,
    }  # fmt: skip
    later = campaign_analytics(shop, 5, UNTIL.replace(minute=31)).sales
    assert (later["touchpoint_orders"], later["last_click_revenue"]) == (3, 107.0)


@pytest.mark.spec("J2")
def test_days_are_the_shops_also_the_one_of_25_hours(shop):
    found = campaign_analytics(shop, 5, UNTIL)
    daily = found.daily
    assert [str(start.date()) for start in daily["start"]] == ["2025-10-25", "2025-10-26", "2025-10-27", "2025-10-28"]
    assert found.buckets.starts == tuple(start.to_pydatetime() for start in daily["start"])
    assert daily["opened"].tolist() == [2, 1, 0, 0]
    assert daily["clicked"].tolist() == [0, 2, 0, 1]
    assert daily["touchpoint_orders"].tolist() == [0, 2, 0, 0]
    assert daily["touchpoint_revenue"].tolist() == [0, 130.5, 0, 0]
    for name, total in found.sales.items():
        assert daily[name].sum() == total


@pytest.mark.spec("J2")
def test_a_rate_of_nothing_is_no_rate(shop):
    assert set(campaign_analytics(shop, 6, UNTIL).rates.values()) == {None}
    later = campaign_analytics(shop, 7, UNTIL.replace(minute=31))
    assert (later.counts["opened"], later.rates["opened"], later.rates["clicked"]) == (None, None, 0)


def test_a_campaign_of_the_future_is_not_known_yet(shop):
    for unknown in (7, 99, "nothing"):
        with pytest.raises(ConfigurationError, match="has no campaign"):
            campaign_analytics(shop, unknown, UNTIL)


@pytest.mark.spec("J2")
def test_what_the_shop_has_no_table_for_is_not_known(tables):
    lean = tables["campaigns"].drop(columns=["opened", "clicked"])
    with sm.connect({"campaigns": lean}, timezone="Europe/Warsaw") as shop:
        found = campaign_analytics(shop, 5, UNTIL)
        assert (found.counts["sent"], found.counts["opened"]) == (100, None)
        assert set(found.sales.values()) == {None}
        assert np.isnan(found.daily.drop(columns="start").to_numpy()).all()
    with sm.connect({**tables, "campaigns": lean}, timezone="Europe/Warsaw") as shop:
        counts = campaign_analytics(shop, 5, UNTIL).counts
        assert (counts["opened"], counts["clicked"]) == (3, 3)
    with sm.connect({"events": tables["events"]}) as shop, pytest.raises(MissingDataError, match="'campaigns'"):
        campaign_analytics(shop, 5, UNTIL)
    nameless = tables["interactions"].drop(columns="campaign_id")
    with sm.connect({**tables, "interactions": nameless}) as shop:
        assert set(campaign_analytics(shop, 5, UNTIL).sales.values()) == {None}


def people(tables, happened, **campaign):
    """A shop whose one campaign has these interactions: moment, contact, kind, whether a machine's."""
    rows = pd.DataFrame(happened, columns=["occurred_at", "contact_id", "kind", "machine"])
    rows = rows.assign(interaction_id=range(len(rows)), channel="email", own=True, campaign_id=5)
    one = tables["campaigns"].iloc[:1].drop(columns=["opened", "clicked"]).assign(**campaign)
    return sm.connect({"interactions": rows, "campaigns": one}, timezone="Europe/Warsaw")


TWICE = [
    ("2025-10-25 09:00", 1, "open", False),
    ("2025-10-26 09:00", 1, "view", None),
    ("2025-10-28 13:00", 1, "open", False),
    ("2025-10-26 10:00", 2, "open", False),
    ("2025-10-26 10:01", 2, "click", False),
    ("2025-10-28 12:29", 2, "click", False),
    ("2025-10-28 12:30", 3, "open", False),
    ("2025-10-25 08:00:01", 4, "open", True),
    ("2025-10-25 08:00:02", 4, "click", True),
    ("2025-10-25 08:00:03", 1, "open", True),
]


@pytest.mark.spec("J2", "M2")
@pytest.mark.parametrize(("own", "now", "afterwards"), [({}, 2, 3), ({"opened": 3}, 2, 3), ({"opened": 1}, 2, 3)])
def test_opened_are_people_each_at_the_first_time(tables, own, now, afterwards):
    """In figure, chart and as-of alike; the platform's own total takes no person away."""
    with people(tables, TWICE, **own) as shop:
        found, later = (campaign_analytics(shop, 5, at) for at in (UNTIL, UNTIL.replace(day=30)))
    assert (found.counts["opened"], found.counts["clicked"]) == (now, 1)
    assert (found.daily["opened"].tolist(), found.daily["clicked"].tolist()) == ([1, 1, 0, 0], [0, 1, 0, 0])
    assert later.counts["opened"] == later.daily["opened"].sum() == afterwards
    assert found.machines == {"opened": 2, "clicked": 1}
    assert found.rates["opened"] == now / 80


@pytest.mark.spec("J2")
def test_a_total_of_the_platform_loses_machines_and_those_to_come(tables):
    with people(tables, TWICE, opened=60) as shop:
        assert campaign_analytics(shop, 5, UNTIL).counts["opened"] == 60 - 1 - 2
        assert campaign_analytics(shop, 5, UNTIL.replace(day=30)).counts["opened"] == 60 - 2


@pytest.mark.spec("J2")
def test_a_rate_over_one_is_told(tables):
    with people(tables, TWICE, delivered=1) as shop:
        found = campaign_analytics(shop, 5, UNTIL)
    assert (found.rates["opened"], found.rates["clicked"]) == (2.0, 1.0)
    assert found.impossible_rates == ("opened",)


@pytest.mark.spec("J2")
def test_opens_before_the_first_day_stand_in_it(tables):
    with people(tables, [("2025-10-24 23:00", 1, "open", None), *TWICE[3:4]]) as shop:
        found = campaign_analytics(shop, 5, UNTIL)
    assert found.counts["opened"] == found.daily["opened"].sum() == 2
    assert found.daily["opened"].tolist() == [1, 1, 0, 0]

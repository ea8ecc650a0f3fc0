"""What counts, when: each case of a definition as a shop of a few rows."""

# ruff: noqa: DTZ001 - naive times are what the tables hold

from datetime import datetime, timedelta

import pandas as pd
import pytest

from smwidgets.data.connecting import connect
from smwidgets.data.shapes import MOST_PURCHASES

BEGIN, END = datetime(2025, 1, 1), datetime(2027, 1, 1)
SECOND = timedelta(seconds=1)


def events(*rows):
    frame = pd.DataFrame(rows, columns=["contact_id", "type", "occurred_at"])
    return frame.assign(event_id=range(len(rows)), value=1.0)


def opened(tables):
    return connect(tables, timezone="UTC")


@pytest.mark.spec("F2")
@pytest.mark.parametrize(
    ("rows", "entered", "left"),
    [
        ([("CART", "2026-01-05 10:00")], ["2026-01-05 10:00"], []),
        (
            [("CART", "2026-01-05 10:00"), ("PURCHASE", "2026-01-07 12:00"), ("PURCHASE", "2026-01-08 12:00")],
            ["2026-01-05 10:00"],
            ["2026-01-07 12:00"],
        ),
        ([("CART", "2026-01-06 11:00"), ("CART", "2026-01-05 10:00")], ["2026-01-05 10:00"], []),
        ([("CART", "2026-01-05 10:00"), ("PURCHASE", "2026-01-05 10:00")], [], []),
        ([("PURCHASE", "2026-01-05 10:00"), ("CART", "2026-01-06 10:00")], [], []),
        ([("PURCHASE", "2026-01-05 10:00")], [], []),
        ([("RETURN", "2026-01-05 10:00")], [], []),
        (
            [("CART", "2026-01-05 09:59:59.999999"), ("PURCHASE", "2026-01-05 10:00")],
            ["2026-01-05 09:00"],
            ["2026-01-05 10:00"],
        ),
    ],
)
def test_a_contact_is_potential_from_its_first_cart_to_its_first_purchase(rows, entered, left):
    with opened({"events": events(*((1, *row) for row in rows), (2, "VISIT", "2026-01-01"))}) as shop:
        cube = shop.cube("potential")
        whole = shop.partial("potential", BEGIN, END)
    for measure, expected in (("entered", entered), ("left", left)):
        assert cube[cube[measure] > 0].index.tolist() == [pd.Timestamp(at).floor("h") for at in expected]
        assert cube[measure].sum() == whole[measure] == len(expected)


@pytest.mark.spec("F1")
def test_purchases_are_told_apart_up_to_the_last_that_counts():
    rows = [(1, "PURCHASE", datetime(2026, 1, 1) + timedelta(hours=n)) for n in range(MOST_PURCHASES + 3)]
    with opened({"events": events(*rows, (2, "PURCHASE", datetime(2026, 1, 1)))}) as shop:
        cube = shop.cube("customers")
    assert cube["purchase_number"].value_counts().to_dict() == dict.fromkeys(range(1, MOST_PURCHASES + 1), 1)
    assert cube["customers"].tolist() == [2] + [1] * (MOST_PURCHASES - 1)


@pytest.mark.spec("G1")
def test_contacts_count_when_they_were_added_also_in_a_shop_without_events(six_tables):
    with connect({"contacts": six_tables["contacts"]}) as shop:
        assert shop.cube("contacts")["created"].to_dict() == {
            pd.Timestamp("2026-01-01 07:00"): 1,
            pd.Timestamp("2026-01-02 08:00"): 1,
        }


@pytest.mark.spec("CA1", "CA8")
def test_contacts_leave_when_they_opt_out_but_not_before_they_come():
    contacts = pd.DataFrame(
        {
            "contact_id": [1, 2, 3, 4],
            "email": "a@b.example",
            "created_at": ["2026-01-01 08:10", "2026-01-05 12:20", "2026-01-01 08:30", "2026-01-01 08:40"],
            "monitored": [True, False, False, True],
            "opted_out_at": ["2026-01-02 09:30", "2026-01-02 09:45", None, "2026-01-02 09:59:59.999999"],
            "opt_out_reason": ["never_signed_up", None, "too_many_messages", "never_signed_up"],
        }
    )
    with opened({"contacts": contacts}) as shop:
        left = shop.cube("opt_outs").reset_index().to_dict("records")
        there = shop.cube("contacts").reset_index().to_dict("records")
        running = shop.partial("opt_outs", datetime(2026, 1, 2, 9), datetime(2026, 1, 2, 9, 30)).to_dict("records")
        until = shop.partial("opt_outs", datetime(2026, 1, 2, 9), datetime(2026, 1, 2, 9, 31)).to_dict("records")
    assert left == [
        {"bucket_at": pd.Timestamp("2026-01-02 09:00"), "reason": "never_signed_up", "opted_out": 2, "ended": 0},
        {"bucket_at": pd.Timestamp("2026-01-05 12:00"), "reason": "not_given", "opted_out": 1, "ended": 0},
    ]
    assert there == [
        {"bucket_at": pd.Timestamp("2026-01-01 08:00"), "created": 3, "monitored": 2},
        {"bucket_at": pd.Timestamp("2026-01-05 12:00"), "created": 1, "monitored": 0},
    ]
    assert (running, until) == ([], [{"reason": "never_signed_up", "opted_out": 1, "ended": 0}])


@pytest.mark.spec("CA5")
def test_known_contacts_are_active_when_they_visit_or_open_a_message():
    visits = pd.DataFrame(
        {"visit_id": [1, 2, 3], "contact_id": [7, None, 8], "started_at": ["2026-01-05 10:10", "2026-01-05 10:20",
         "2026-01-05 11:00"]}
    )  # fmt: skip
    seen = pd.DataFrame(
        {
            "interaction_id": range(5),
            "contact_id": 7,
            "occurred_at": ["2026-01-05 10:59:59.999999"] * 4 + ["2026-01-05 12:00"],
            "kind": ["open", "click", "view", "entry", "open"],
            "channel": "email",
            "own": [True, True, True, True, False],
        }
    )
    with opened({"visits": visits, "interactions": seen}) as shop:
        assert shop.cube("contact_activity").reset_index().to_numpy().tolist() == [
            [pd.Timestamp(2026, 1, 5, 10), 1, 1],
            [pd.Timestamp(2026, 1, 5, 11), 1, 0],
            [pd.Timestamp(2026, 1, 5, 12), 0, 1],
        ]
        at = datetime(2026, 1, 5, 10, 59, 59, 999_999)
        assert shop.partial("contact_activity", datetime(2026, 1, 5, 10), at).to_dict() == {"visits": 1, "opens": 0}


VISITS = pd.DataFrame(
    {"visit_id": [1, 2, 3], "contact_id": [7, None, 8], "started_at": "2026-01-05 10:10", "page_views": [3, 4, None]}
)
VIEWS = pd.DataFrame({"visit_id": [1, 1, 2, 9], "viewed_at": "2026-01-05 11:20"})


@pytest.mark.spec("H1")
@pytest.mark.parametrize(
    ("tables", "hour", "sums"),
    [
        ({"visits": VISITS, "page_views": VIEWS}, 11, (4, 2, 2)),
        ({"visits": VISITS, "page_views": VIEWS.assign(contact_id=[None, None, 7, 8])}, 11, (4, 4, 0)),
        ({"visits": VISITS, "page_views": VIEWS.assign(contact_id=[7, 7, 7, None])}, 11, (4, 3, 1)),
        ({"visits": VISITS.drop(columns="contact_id"), "page_views": VIEWS}, 11, (4, 0, 4)),
        ({"page_views": VIEWS}, 11, (4, 0, 4)),
        ({"visits": VISITS}, 10, (7, 3, 4)),
        ({"visits": VISITS.drop(columns="contact_id")}, 10, (7, 0, 7)),
    ],
)
def test_page_views_are_monitored_where_the_contact_is_known(tables, hour, sums):
    with opened(tables) as shop:
        cube = shop.cube("page_views")
        at = datetime(2026, 1, 5, hour, 10 if hour == 10 else 20)
        assert shop.partial("page_views", at, at + SECOND).to_list() == list(sums)
        assert shop.partial("page_views", at - SECOND, at).to_list() == [0, 0, 0]
    assert cube.index.tolist() == [pd.Timestamp(2026, 1, 5, hour)]
    assert tuple(cube.iloc[0]) == sums


@pytest.fixture
def attributed():
    """Two clicks and an open of a contact, and one order after each; the first click belongs to another's channel."""
    seen = pd.DataFrame(
        {
            "interaction_id": [1, 2, 3],
            "contact_id": 1,
            "occurred_at": ["2026-01-01 10:00", "2026-01-02 10:00", "2026-01-03 10:00"],
            "kind": ["click", "open", "click"],
            "channel": ["email", "sms", "ads"],
            "own": [True, True, False],
            "module": ["bulk", None, "paid"],
            "campaign_id": [41, 42, None],
        }
    )
    days = (("2026-01-01 12:00", 10.0), ("2026-01-02 12:00", 20.0), ("2026-01-03 12:00", 40.0), ("2025-06-01", 80.0))
    bought = events(*((1, "PURCHASE", at) for at, _ in days)).assign(value=[value for _, value in days])
    with opened({"events": bought, "interactions": seen}) as shop:
        yield shop


@pytest.mark.spec("D1", "E1")
def test_an_order_stands_once_under_its_channel_and_its_module(attributed):
    channels = attributed.slice("channel_sales", BEGIN, END, by=("channel",))
    assert channels.to_dict("list") == {"channel": ["email", "sms"], "orders": [1, 2], "revenue": [10.0, 60.0]}
    modules = attributed.slice("module_sales", BEGIN, END, by=("module",))
    assert modules.to_dict("list") == {"module": ["bulk", None], "orders": [1, 2], "revenue": [10.0, 60.0]}
    assert attributed.cube("module_sales")["module"].isna().sum() == 2


@pytest.mark.spec("J2", "E2")
def test_a_campaign_has_the_orders_it_touched_and_those_of_which_it_is_the_last_click(attributed):
    campaigns = attributed.slice("campaign_sales", BEGIN, END, by=("campaign_id", "channel", "module"))
    assert campaigns.to_dict("records") == [
        {
            "campaign_id": 41,
            "channel": "email",
            "module": "bulk",
            "touchpoint_orders": 1,
            "touchpoint_revenue": 10.0,
            "last_click_orders": 2,
            "last_click_revenue": 30.0,
        },
        {
            "campaign_id": 42,
            "channel": "sms",
            "module": None,
            "touchpoint_orders": 2,
            "touchpoint_revenue": 60.0,
            "last_click_orders": 0,
            "last_click_revenue": 0.0,
        },
    ]


@pytest.mark.spec("J2")
def test_people_of_a_campaign_are_counted_by_what_they_did(attributed):
    activity = attributed.slice("campaign_activity", BEGIN, END, by=("campaign_id", "deed"))
    assert activity.to_dict("list") == {"campaign_id": [41, 42], "deed": ["clicked", "opened"], "contacts": [1, 1]}


def test_modules_and_campaigns_may_be_unknown_altogether(attributed):
    seen = attributed.execute(attributed.table("interactions")).drop(columns=["module", "campaign_id"])
    bought = attributed.execute(attributed.table("events"))
    with opened({"events": bought, "interactions": seen}) as shop:
        assert shop.slice("module_sales", BEGIN, END, by=("module",)).to_dict("list") == {
            "module": [None],
            "orders": [3],
            "revenue": [70.0],
        }
        assert shop.slice("campaign_sales", BEGIN, END, by=("campaign_id",))["campaign_id"].tolist() == [None]

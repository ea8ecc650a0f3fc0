"""Another policy tried on a period gives what a shop prepared by that policy has there."""

# ruff: noqa: DTZ001 - naive times are what the tables hold

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from smwidgets.core.errors import MissingDataError
from smwidgets.data.attribution import Attribution
from smwidgets.data.connecting import connect
from smwidgets.data.sandbox import attributed, compared

FIRST = datetime(2025, 1, 1)
DAYS = 120
SIZE = 3_000
POLICIES = [
    Attribution(),
    Attribution(days=1, interactions=1),
    Attribution(days=3, interactions=2, last_click="last_non_direct"),
    Attribution(days=30, interactions=1_000),
    Attribution(days=365, last_click="last_non_direct"),
]


@pytest.fixture(scope="module")
def tables():
    draw = np.random.default_rng(11)

    def at(size):
        # Whole hours: interactions and orders meet, at the ends of windows too.
        return [FIRST + timedelta(hours=int(hour)) for hour in draw.integers(0, DAYS * 24, size)]

    return {
        "events": pd.DataFrame(
            {
                "event_id": range(SIZE),
                "contact_id": draw.integers(0, 150, SIZE),
                "type": draw.choice(["PURCHASE", "PURCHASE", "CART"], SIZE),
                "occurred_at": at(SIZE),
                "value": draw.integers(1, 90_000, SIZE) / 100,
            }
        ),
        "interactions": pd.DataFrame(
            {
                "interaction_id": range(3 * SIZE),
                "contact_id": draw.integers(0, 200, 3 * SIZE),
                "occurred_at": at(3 * SIZE),
                "kind": draw.choice(["open", "click", "view", "entry"], 3 * SIZE),
                "channel": draw.choice(["email", "sms", "ads", "direct"], 3 * SIZE),
                "own": draw.random(3 * SIZE) < 0.3,
            }
        ),
    }


@pytest.fixture(scope="module")
def shop(tables):
    with connect(tables, timezone="UTC", attribution=Attribution(days=20, interactions=10)) as shop:
        yield shop


def expected(tried, own, start, end):
    """Count and add up order by order."""
    sums = {}
    usual = own.set_index("event_id")
    for order in tried[(tried["occurred_at"] >= start) & (tried["occurred_at"] < end)].itertuples():
        under = {"all": True, "both": order.touchpoint and order.last_click}
        for name in ("touchpoint", "last_click"):
            now, before = getattr(order, name), usual.loc[order.event_id, name]
            under |= {name: now, f"{name}_own": before}
            under |= {f"{name}_gained": now and not before, f"{name}_lost": before and not now}
        for name, counts in under.items():
            sums[f"orders_{name}"] = sums.get(f"orders_{name}", 0) + bool(counts)
            sums[f"revenue_{name}"] = sums.get(f"revenue_{name}", 0.0) + (order.value if counts else 0.0)
    return sums


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_a_policy_tried_is_a_policy_prepared(tables, shop, policy):
    own = shop.execute(shop.orders)
    with connect(tables, timezone="UTC", attribution=policy) as other:
        tried = other.execute(other.orders)
    draw = np.random.default_rng(5)
    for first, last in np.sort(draw.integers(0, DAYS * 24, size=(4, 2)), axis=1).tolist():
        start, end = FIRST + timedelta(hours=first), FIRST + timedelta(hours=last + 1)
        found = shop.execute(attributed(shop, start, end, policy)).iloc[0].to_dict()
        assert found == pytest.approx(expected(tried, own, start, end), abs=1e-6)
        assert found["orders_both"] == found["orders_last_click"] <= found["orders_touchpoint"] <= found["orders_all"]


def test_the_shops_own_policy_gains_and_loses_nothing(shop):
    row = shop.execute(attributed(shop, FIRST, FIRST + timedelta(days=DAYS), shop.attribution)).iloc[0]
    assert row.filter(regex="gained|lost").sum() == 0
    assert row["orders_touchpoint"] == row["orders_touchpoint_own"] > 0
    assert row["revenue_last_click"] == row["revenue_last_click_own"] > 0


def test_both_formulations_agree(shop):
    span = FIRST + timedelta(days=30), FIRST + timedelta(days=90)
    events, interactions, own = shop.table("events"), shop.table("interactions"), shop.orders
    rows = [
        shop.execute(compared(events, interactions, own, span, POLICIES[2], engine=engine)).iloc[0]
        for engine in ("duckdb", "postgres")
    ]
    assert rows[0].to_dict() == rows[1].to_dict()
    assert rows[0]["orders_touchpoint_lost"] > 0


@pytest.mark.spec("B2")
@pytest.mark.parametrize(("off", "assisted"), [(0, 1), (-1, 0)])
def test_the_first_order_of_the_period_sees_its_whole_window(off, assisted):
    start = datetime(2025, 6, 1)
    seen = {
        "interaction_id": [1],
        "contact_id": [1],
        "occurred_at": [start - timedelta(days=10) + timedelta(microseconds=off)],
        "kind": ["click"],
        "channel": ["email"],
        "own": [True],
    }
    bought = {"event_id": [1], "contact_id": [1], "type": ["PURCHASE"], "occurred_at": [start], "value": [5.0]}
    with connect({"events": pd.DataFrame(bought), "interactions": pd.DataFrame(seen)}, timezone="UTC") as shop:
        row = shop.execute(attributed(shop, start, start + timedelta(days=1), Attribution(days=10))).iloc[0]
        assert (row["orders_touchpoint"], row["orders_last_click"]) == (assisted, assisted)
        nothing = shop.execute(attributed(shop, start - timedelta(days=1), start, Attribution(days=10))).iloc[0]
        assert not nothing.any()
        assert nothing.notna().all()


def test_a_shop_without_interactions_says_so(tables):
    with connect({"events": tables["events"]}) as shop, pytest.raises(MissingDataError, match="interactions"):
        attributed(shop, FIRST, FIRST + timedelta(days=1), Attribution())

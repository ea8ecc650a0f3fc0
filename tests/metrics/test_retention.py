"""Groups of customers and potential customers against loops over purchases."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.metrics.retention import customers_by_purchases, group_names, potential_customers

FIRST = datetime.fromisoformat("2025-03-29T00:00:00")
LAST = 5 * 24 * 60


@pytest.fixture(scope="module")
def rows():
    draw = np.random.default_rng(2)
    size = 500
    return pd.DataFrame(
        {
            "event_id": range(size),
            "contact_id": np.floor(60 * draw.random(size) ** 2).astype("int64"),
            "type": draw.choice(["PURCHASE", "PURCHASE", "CART"], size),
            "occurred_at": [FIRST + timedelta(minutes=int(minute)) for minute in draw.integers(0, LAST, size)],
            "value": 1.0,
        }
    )


@pytest.fixture(scope="module")
def shop(rows):
    with sm.connect({"events": rows}, timezone="UTC") as shop:
        yield shop


EDGES = st.lists(
    st.builds(lambda minute: FIRST + timedelta(minutes=minute), st.integers(-60, LAST + 60)), min_size=1, max_size=5
)


@pytest.mark.spec("F1", "F3")
@settings(max_examples=40, deadline=None)
@given(EDGES, st.sampled_from([(1, 2, 3, 4, 5), (1,), (1, 3, 10), (1, 50)]))
def test_groups_equal_a_loop_over_purchases(shop, rows, edges, thresholds):
    found = customers_by_purchases(
        shop.cube("customers"), np.array(edges, "datetime64[us]"), partial(shop.partial, "customers"), 60, thresholds
    )
    assert tuple(found.columns) == group_names(thresholds)
    for edge, (_, groups) in zip(edges, found.iterrows(), strict=True):
        bought = rows[(rows["type"] == "PURCHASE") & (rows["occurred_at"] < edge)]
        numbers = Counter(bought["contact_id"]).values()
        ends = (*thresholds[1:], 10**9)
        expected = [sum(low <= number < high for number in numbers) for low, high in zip(thresholds, ends, strict=True)]
        assert groups.tolist() == expected
        assert sum(groups) == len(numbers)


@pytest.mark.spec("F2", "F3")
@settings(max_examples=40, deadline=None)
@given(EDGES)
def test_potential_customers_equal_a_loop_over_contacts(shop, rows, edges):
    found = potential_customers(
        shop.cube("potential"), np.array(edges, "datetime64[us]"), partial(shop.partial, "potential"), 60
    )
    expected = []
    for edge in edges:
        until = rows[rows["occurred_at"] < edge].groupby("contact_id")["type"].agg(set)
        expected.append(sum(types == {"CART"} for types in until))
    assert found.tolist() == expected


@pytest.mark.spec("F1")
def test_a_shop_where_nobody_bought_often_has_empty_groups():
    rows = {"event_id": [1], "contact_id": [1], "type": ["PURCHASE"], "occurred_at": ["2026-01-05"], "value": [1.0]}
    with sm.connect({"events": pd.DataFrame(rows)}, timezone="UTC") as shop:
        edges = np.array(["2026-01-05", "2026-01-06"], "datetime64[us]")
        found = customers_by_purchases(shop.cube("customers"), edges, partial(shop.partial, "customers"), 60)
        potential = potential_customers(shop.cube("potential"), edges, partial(shop.partial, "potential"), 60)
    assert found.to_numpy().tolist() == [[0, 0, 0, 0, 0], [1, 0, 0, 0, 0]]
    assert {str(dtype) for dtype in found.dtypes} == {"int64"}
    assert potential.tolist() == [0, 0]


@pytest.mark.spec("F1")
def test_groups_are_named_by_their_range():
    assert group_names() == ("1", "2", "3", "4", "5+")
    assert group_names((1, 2, 5, 10)) == ("1", "2-4", "5-9", "10+")
    assert group_names((1,)) == ("1+",)


@pytest.mark.parametrize("thresholds", [(), (2, 3), (1, 1), (1, 3, 2), (1, 51), (1, 2.5), (True, 2), (0, 1)])
def test_thresholds_that_make_no_groups_are_refused(thresholds):
    with pytest.raises(ConfigurationError, match="ascending numbers of purchases from 1 to 50"):
        group_names(thresholds)


def test_an_unknown_way_of_counting_is_named(shop):
    edges = np.array(["2026-01-05"], "datetime64[us]")
    with pytest.raises(UnknownNameError, match="on_record"):
        customers_by_purchases(shop.cube("customers"), edges, shop.partial, 60, counted="ever")

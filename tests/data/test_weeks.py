"""Whole weeks of the cubes that stay in the engine: exact for any span, and what makes a year a sum of few rows."""

# ruff: noqa: DTZ001 - naive times are what the tables hold

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.data.attribution import Attribution
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop
from smwidgets.data.shapes import SHAPES
from smwidgets.data.store import check_store
from smwidgets.data.weeks import WEEK, Level, parts

FIRST, WEEKS, SIZE = datetime(2024, 12, 4, 5), 30, 6_000
MONDAY = datetime(2024, 12, 9)
HOUR = timedelta(hours=1)
DEEDS = {"open": "opened", "click": "clicked"}
LEVELS = [Level("weeks", WEEK), Level("hours", HOUR)]


def tables():
    draw = np.random.default_rng(11)

    def instants():
        return np.datetime64(FIRST, "us") + draw.integers(0, WEEKS * 7 * 86_400, SIZE).astype("timedelta64[s]")

    seen = pd.DataFrame({"interaction_id": range(SIZE), "contact_id": draw.integers(0, 300, SIZE)})
    seen["occurred_at"] = instants()
    seen["kind"] = draw.choice(["open", "click"], SIZE)
    seen["channel"] = draw.choice(["email", "sms"], SIZE)
    seen["own"] = draw.random(SIZE) < 0.8
    seen["module"] = draw.choice(np.array(["bulk", None], dtype=object), SIZE)
    seen["campaign_id"] = pd.Series(draw.integers(0, 4, SIZE), dtype="Int64").replace(3, pd.NA)
    bought = pd.DataFrame({"event_id": range(SIZE), "contact_id": draw.integers(0, 300, SIZE), "type": "PURCHASE"})
    bought["occurred_at"] = instants()
    bought["value"] = draw.integers(1, 90_000, SIZE) / 100
    return {"events": bought, "interactions": seen}


@pytest.fixture(scope="module")
def raw():
    return tables()


@pytest.fixture(scope="module", params=["UTC", "Asia/Kathmandu"])
def shop(request, raw):
    with connect(raw, timezone=request.param) as shop:
        yield shop


@pytest.fixture(scope="module")
def touched(shop):
    orders = shop.execute(shop.orders)
    return orders[orders["touchpoint"]]


def spans():
    instants = st.builds(
        lambda hour, seconds, off: FIRST + timedelta(hours=hour, seconds=seconds, microseconds=off),
        st.integers(-24, WEEKS * 7 * 24) | st.integers(0, WEEKS).map(lambda week: 24 * 7 * week + 24 * 5 - 5),
        st.sampled_from((0, 0, 1800, 2345)),
        st.sampled_from((0, 0, 1, -1)),
    )
    return st.tuples(instants, instants).map(sorted)


@given(spans())
def test_parts_lie_side_by_side_and_each_is_the_widest_that_fits(span):
    found = parts(*span, LEVELS)
    assert (found[0].start, found[-1].end) == tuple(span) if found else span[0] == span[1]
    assert all(one.end == other.start for one, other in pairwise(found))
    width = {"weeks": WEEK, "hours": HOUR}
    for table, start, end in found:
        assert start < end
        if table is not None:
            assert (start - MONDAY) % width[table] == (end - MONDAY) % width[table] == timedelta()
        for wider in ["weeks", "hours"][: ["weeks", "hours", None].index(table)]:
            first = start + (MONDAY - start) % width[wider]
            assert first + width[wider] > end
    assert len(found) <= 5


@pytest.mark.spec("E2", "J2", "M1")
@settings(max_examples=60, deadline=None)
@given(spans())
def test_a_slice_over_weeks_equals_a_loop_over_the_rows(shop, raw, touched, span):
    start, end = span
    sales = shop.slice("campaign_sales", start, end, by=("campaign_id", "module"))
    sales = sales[sales["touchpoint_orders"] > 0].iloc[:, :4]
    assert list(sales.itertuples(index=False, name=None)) == _summed(touched, start, end)
    seen, offset = raw["interactions"].dropna(subset="campaign_id"), _offset(shop)
    first = {}
    for row in seen.sort_values("occurred_at").itertuples():
        first.setdefault((row.campaign_id, DEEDS[row.kind], row.contact_id), row.occurred_at - offset)
    counts = Counter(key[:2] for key, at in first.items() if start <= at < end)
    found = shop.slice("campaign_activity", start, end, by=("campaign_id", "deed"))
    assert {(campaign, kind): count for campaign, kind, count in found.itertuples(index=False)} == counts


def _offset(shop):
    return timedelta(hours=5, minutes=45) if shop.timezone.key == "Asia/Kathmandu" else timedelta()


def _summed(orders, start, end):
    facts = orders[(orders["occurred_at"] >= start) & (orders["occurred_at"] < end)]
    sums = {}
    for row in facts.itertuples():
        key = (None if pd.isna(row.campaign_id) else int(row.campaign_id), None if pd.isna(row.module) else row.module)
        count, amount = sums.get(key, (0, 0.0))
        sums[key] = (count + 1, amount + row.value)
    ordered = sorted(sums, key=lambda key: [(value is None, value) for value in key])
    return [(*key, sums[key][0], round(sums[key][1], 4)) for key in ordered]


@pytest.mark.spec("E2")
def test_a_long_span_reads_weeks_and_only_its_ends_by_hours(shop, rows_read):
    start, end = MONDAY - timedelta(hours=30), MONDAY + 25 * WEEK + timedelta(hours=50)
    sums = shop.slice("campaign_sales", start, end)
    assert rows_read["orders"] == 0
    assert 0 < rows_read["weekly_campaign_sales"] < SIZE / 5
    rows_read.clear()
    by_hour = shop.slice("campaign_sales", start, end, by=("bucket_at",))
    assert rows_read.keys() == {"cube_campaign_sales"}
    assert by_hour["touchpoint_orders"].sum() == sums["touchpoint_orders"].item() > 0


def test_another_policy_has_weeks_of_its_own(raw, tmp_path):
    path = import_shop(raw, tmp_path / "shop.duckdb", timezone="UTC").path
    end = MONDAY + 20 * WEEK
    with connect(path) as own, connect(path, attribution=Attribution(days=3, interactions=1)) as other:
        usual, tried = (one.slice("campaign_sales", MONDAY, end)["touchpoint_orders"].item() for one in (own, other))
        facts = other.execute(other.orders)
    within = (facts["occurred_at"] >= MONDAY) & (facts["occurred_at"] < end)
    assert tried == (facts["touchpoint"] & within).sum() < usual


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if not shape.resident])
def test_weeks_that_do_not_add_up_are_found(raw, tmp_path, name):
    path = import_shop(raw, tmp_path / "shop.duckdb").path
    assert check_store(path) == []
    measure = SHAPES[name].measures[0]
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"UPDATE weekly_{name} SET {measure} = {measure} + 1 WHERE bucket_at = '{MONDAY}'")  # noqa: S608
    (found,) = check_store(path)
    assert found.startswith(f"the cube {name!r} does not add up in {measure}, in ")
    assert found.endswith(f", first bucket_at {MONDAY}; import the source again")
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"DROP TABLE weekly_{name}")
    assert check_store(path) == [f"the cube {name!r} is missing; import the source again"]

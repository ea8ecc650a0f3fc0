"""Slices in the engine against pandas over the facts, for spans that fall on buckets and spans that do not."""

# ruff: noqa: DTZ001 - naive times are what the tables hold

import subprocess
import sys
import threading
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop

FIRST = datetime(2025, 3, 29)
BEFORE, AFTER = FIRST - timedelta(days=1), FIRST + timedelta(days=4)
LARGE = 2**60
EVIL = "x' OR 1=1; --"


def tables(seed=3, size=600):
    draw = np.random.default_rng(seed)
    minutes = draw.integers(0, 3 * 24 * 60, size=size)
    at = [FIRST + timedelta(minutes=int(minute)) for minute in minutes]
    campaign = [None if number == 3 else LARGE + int(number) for number in draw.integers(0, 4, size)]
    seen = pd.DataFrame(
        {
            "interaction_id": range(size),
            "contact_id": draw.integers(0, 40, size),
            "occurred_at": at,
            "kind": draw.choice(["open", "click", "entry"], size),
            "channel": draw.choice(["email", "sms", EVIL, "direct"], size),
            "own": draw.random(size) < 0.6,
            "module": draw.choice(np.array(["bulk", "workflow", None], dtype=object), size),
            "campaign_id": pd.array(campaign, dtype="Int64"),
        }
    )
    bought = pd.DataFrame(
        {
            "event_id": range(size),
            "contact_id": draw.integers(0, 40, size),
            "type": draw.choice(["PURCHASE", "CART"], size),
            "occurred_at": [FIRST + timedelta(minutes=int(m)) for m in draw.integers(0, 3 * 24 * 60, size=size)],
            "value": draw.integers(1, 90_000, size) / 100,
        }
    )
    return {"events": bought, "interactions": seen}


@pytest.fixture(scope="module", params=["UTC", "Asia/Kathmandu"])
def shop(request):
    with connect(tables(), timezone=request.param) as shop:
        yield shop


@pytest.fixture(scope="module")
def touched(shop):
    orders = shop.execute(shop.orders)
    return orders[orders["touchpoint"]].assign(revenue=lambda rows: rows["value"])


def grouped(rows, by):
    """Orders and revenue by loops over the rows, in order, None last."""
    sums = {}
    for row in rows.itertuples():
        key = tuple(None if pd.isna(getattr(row, name)) else getattr(row, name) for name in by)
        count, amount = sums.get(key, (0, 0.0))
        sums[key] = (count + 1, amount + row.revenue)
    ordered = sorted(sums, key=lambda key: [(value is None, value) for value in key])
    return [(*key, sums[key][0], round(sums[key][1], 4)) for key in ordered]


def spans():
    instants = st.builds(
        lambda minute, off: FIRST + timedelta(minutes=minute, microseconds=off),
        st.integers(-120, 3 * 24 * 60 + 120) | st.integers(-2, 80).map(lambda hour: 60 * hour),
        st.sampled_from((0, 0, 1, -1)),
    )
    return st.tuples(instants, instants).map(sorted)


@pytest.mark.spec("D1", "E1", "E2", "M1")
@settings(max_examples=40, deadline=None)
@given(spans())
def test_a_slice_equals_a_loop_over_the_facts(shop, touched, span):
    start, end = span
    rows = touched[(touched["occurred_at"] >= start) & (touched["occurred_at"] < end)]
    for cube, dimension in (("channel_sales", "channel"), ("module_sales", "module")):
        found = shop.slice(cube, start, end, by=(dimension,))
        assert list(found.itertuples(index=False, name=None)) == grouped(rows, (dimension,))
    found = shop.slice("campaign_sales", start, end, by=("campaign_id",), where={"module": "bulk"})
    bulk = found.loc[found["touchpoint_orders"] > 0, ["campaign_id", "touchpoint_orders", "touchpoint_revenue"]]
    expected = [row for row in _exact(shop, start, end) if row[1]]
    assert list(bulk.itertuples(index=False, name=None)) == expected


def _exact(shop, start, end):
    """Module bulk by campaign, with ids as the engine has them: pandas would make floats of them."""
    connection = shop._snapshot._connection.cursor()
    rows = connection.execute(
        "SELECT campaign_id, count(*), round(CAST(sum(value) AS DOUBLE), 4) FROM shop.main.orders"
        " WHERE module = 'bulk' AND occurred_at >= ? AND occurred_at < ? GROUP BY ALL ORDER BY 1 NULLS LAST",
        [start, end],
    )
    return rows.fetchall()


@pytest.mark.spec("E2")
def test_large_ids_beside_nulls_stay_exact(shop):
    found = shop.slice("campaign_sales", FIRST, FIRST + timedelta(days=3), by=("campaign_id",))["campaign_id"].tolist()
    assert found == [LARGE, LARGE + 1, LARGE + 2, None]
    assert [type(value) for value in found] == [int, int, int, type(None)]


def test_a_value_is_compared_and_never_run(shop, touched):
    found = shop.slice("channel_sales", BEFORE, AFTER, where={"channel": EVIL})
    assert found["orders"].tolist() == [(touched["channel"] == EVIL).sum()]
    assert found["orders"].item() > 0
    assert shop.slice("channel_sales", BEFORE, AFTER, where={"channel": f"{EVIL}'"})["orders"].tolist() == [0]


@pytest.mark.spec("E1")
def test_none_asks_for_what_has_no_value(shop, touched):
    found = shop.slice("module_sales", BEFORE, AFTER, where={"module": None})
    assert found["orders"].tolist() == [touched["module"].isna().sum()]


def test_a_value_out_of_a_frame_is_taken_as_it_is(shop):
    end = FIRST + timedelta(days=3)
    plain = shop.slice("campaign_sales", FIRST, end, where={"campaign_id": LARGE})
    assert plain["touchpoint_orders"].item() > 0
    assert shop.slice("campaign_sales", FIRST, end, where={"campaign_id": np.int64(LARGE)}).equals(plain)


@pytest.mark.spec("M8", "J2")
def test_buckets_can_be_kept_apart(shop):
    start, end = FIRST + timedelta(minutes=7), FIRST + timedelta(hours=30, minutes=1)
    found = shop.slice("channel_sales", start, end, by=("bucket_at", "channel"))
    assert str(found["bucket_at"].dtype) == "datetime64[us]"
    whole = shop.slice("channel_sales", start, end, by=("channel",)).set_index("channel")
    assert found.groupby("channel")["orders"].sum().to_dict() == whole["orders"].to_dict()
    first, *later = sorted(set(found["bucket_at"].dt.to_pydatetime()))
    assert first >= start
    assert all(at.minute % shop.grain_minutes == 0 for at in later)
    assert later[-1] < end


@pytest.mark.parametrize("end", [FIRST - timedelta(days=9), FIRST + timedelta(hours=1), FIRST + timedelta(minutes=90)])
def test_nothing_happens_in_no_time(shop, end):
    empty = shop.slice("channel_sales", max(FIRST + timedelta(minutes=90), end), end, by=("channel",))
    assert empty.shape == (0, 3)
    assert {str(dtype) for dtype in empty.dtypes} == {"object", "int64", "float64"}
    assert shop.slice("channel_sales", end, end).to_dict("records") == [{"orders": 0, "revenue": 0.0}]


def test_unknown_dimensions_are_named(shop):
    with pytest.raises(UnknownNameError, match="did you mean 'channel'"):
        shop.slice("channel_sales", FIRST, FIRST, by=("chanel",))
    with pytest.raises(UnknownNameError, match="unknown dimension 'bucket_at'"):
        shop.slice("channel_sales", FIRST, FIRST, where={"bucket_at": FIRST})


def test_partials_of_a_cube_with_dimensions_are_half_open_and_remembered(shop, touched):
    at = touched["occurred_at"].min().to_pydatetime()
    start, end = at, at + timedelta(microseconds=1)
    here = touched[touched["occurred_at"] == at]
    found = shop.partial("channel_sales", start, end)
    assert list(found.itertuples(index=False, name=None)) == grouped(here, ("channel",))
    assert shop.partial("channel_sales", at - timedelta(microseconds=1), at).empty
    again = shop.partial("channel_sales", start, end)
    assert again.equals(found)
    assert again is not found  # the caller's own


def test_slices_are_had_from_any_thread(shop):
    answers = []
    ask = lambda: answers.append(shop.slice("channel_sales", FIRST, FIRST + timedelta(days=3), by=("channel",)))  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer.equals(answers[0]) and len(answer) == 3 for answer in answers)


def test_slicing_a_store_loads_no_ibis(tmp_path):
    path = import_shop(tables(size=80), tmp_path / "shop.duckdb").path
    program = (
        "import sys, datetime as dt\n"
        "from smwidgets.data.connecting import connect\n"
        "shop, day = connect(sys.argv[1]), dt.timedelta(days=1)\n"
        "first = dt.datetime(2025, 3, 28, 0, 7)\n"
        "sums = shop.slice('campaign_sales', first, first + 5 * day, by=('campaign_id',), where={'module': 'bulk'})\n"
        "assert len(sums)\n"
        "assert len(shop.cube('channel_sales')) and len(shop.partial('channel_sales', first, first + 5 * day))\n"
        "loaded = {'ibis', 'sqlglot', 'ipywidgets', 'bqplot'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, timeout=60)

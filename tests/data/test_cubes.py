"""The sales cube against pandas, bucket by bucket."""

from datetime import datetime, timedelta

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.data.cubes import CUBES, SALES
from smwidgets.data.facts import orders

FIRST = datetime.fromisoformat("2025-03-29T22:00:00")


@pytest.fixture(scope="module")
def rows():
    random = np.random.default_rng(5)
    minutes = random.integers(0, 4 * 24 * 60, size=400)
    touchpoint = random.random(400) < 0.5
    return pd.DataFrame(
        {
            "occurred_at": pd.to_datetime([FIRST + timedelta(minutes=int(minute)) for minute in minutes]),
            "value": random.integers(1, 100_000, size=400) / 100,
            "touchpoint": touchpoint,
            "last_click": touchpoint & (random.random(400) < 0.5),
        }
    )


@pytest.fixture(scope="module")
def facts(rows):
    table = ibis.memtable(pa.Table.from_pandas(rows))
    return table.mutate(value=table.value.cast("decimal(18, 4)"))


def read(expression):
    """A cube as pandas has it: amounts, which the engine adds as decimals, in floats."""
    return expression.to_pyarrow().to_pandas().astype(dict(SALES.dtypes))


def naive(rows):
    sums = {}
    for attribution in ("all", "touchpoint", "last_click"):
        counted = rows if attribution == "all" else rows[rows[attribution]]
        sums[f"orders_{attribution}"] = len(counted)
        sums[f"revenue_{attribution}"] = round(sum(counted["value"]), 2)
    return sums


@pytest.mark.spec("B1", "B2", "B3", "M8")
@pytest.mark.parametrize("grain", [60, 30, 15])
def test_every_bucket_equals_a_loop_over_its_rows(rows, facts, grain):
    cube = read(SALES.build(facts, {}, grain)).set_index("bucket_at")
    expected = {at: naive(group) for at, group in rows.groupby(rows.occurred_at.dt.floor(f"{grain}min"))}
    assert cube.index.is_monotonic_increasing
    assert cube.index.is_unique
    found = {at: row.to_dict() for at, row in cube.iterrows()}
    assert found.keys() == expected.keys()
    for at, sums in expected.items():
        assert found[at] == pytest.approx(sums, abs=1e-9)


def test_columns_and_types_are_those_declared(facts):
    cube = SALES.build(facts, {}, 60)
    assert tuple(cube.columns) == ("bucket_at", *SALES.measures)
    engine = {"int64": "int64", "float64": "decimal(38, 4)"}
    assert {name: str(cube[name].type()).strip("!") for name in SALES.measures} == {
        name: engine[dtype] for name, dtype in SALES.dtypes.items()
    }
    assert cube["bucket_at"].type().is_timestamp()


@pytest.mark.spec("M8")
def test_a_partial_is_half_open_to_the_microsecond(rows, facts):
    at = rows.occurred_at.min().to_pydatetime()
    microsecond = timedelta(microseconds=1)
    here = naive(rows[rows.occurred_at == at])
    for start, end, expected in [
        (at, at + microsecond, here),
        (at - microsecond, at, naive(rows[:0])),
        (at + microsecond, at + 2 * microsecond, naive(rows[:0])),
    ]:
        found = read(SALES.partial(facts, {}, start, end)).iloc[0].to_dict()
        assert found == pytest.approx(expected, abs=1e-9)


def test_a_shop_without_interactions_attributes_nothing():
    frame = pd.DataFrame({"event_id": [1, 2], "contact_id": 1, "type": "PURCHASE", "value": [1.0, 2.0]})
    events = ibis.memtable(pa.Table.from_pandas(frame.assign(occurred_at=pd.Timestamp("2025-01-06 12:00"))))
    cube = read(SALES.build(orders(events, None), {}, 60))
    assert cube[["orders_all", "revenue_all"]].to_numpy().tolist() == [[2, 3.0]]
    assert not cube.filter(regex="touchpoint|last_click").to_numpy().any()
    assert cube.isna().sum().sum() == 0


def test_no_orders_make_an_empty_cube_and_a_partial_of_zeros(facts):
    none = facts.filter(facts.value < 0)
    assert len(read(SALES.build(none, {}, 60))) == 0
    partial = read(SALES.partial(none, {}, FIRST, FIRST + timedelta(days=9)))
    assert partial.to_numpy().tolist() == [[0, 0, 0, 0.0, 0.0, 0.0]]


def test_cubes_are_known_by_their_names():
    assert {name: cube.name for name, cube in CUBES.items()} == {name: name for name in CUBES}
    assert SALES.requires == {"events": ("event_id", "contact_id", "type", "occurred_at", "value")}

"""Counting different keys by bits is counting them, and keys that two rows share are found either way."""

from zoneinfo import ZoneInfo

import ibis
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smwidgets.core.errors import ContractError
from smwidgets.data.connecting import connect
from smwidgets.data.distinct import distinct, is_dense
from smwidgets.data.frames import to_arrow
from smwidgets.data.probing import probe
from smwidgets.data.report import Problem

FAR = 2**62
IDS = {
    "dense": [3, 1, 2, 4],
    "negative": [-4, -3, 0, 1],
    "far away": [FAR, FAR + 2, FAR + 3, FAR + 60],
    "sparse": [1, 10**12, 5, 7],
    "texts": ["a", "b", "c", "d"],
}


def events(ids, dtype=None):
    at = pd.Timestamp("2026-01-05")
    return pd.DataFrame({"event_id": pd.Series(ids, dtype=dtype), "contact_id": 1, "type": "CART", "occurred_at": at})


@settings(max_examples=60, deadline=None)
@example([(None, False), (0, True), (1, True)], 18_014_398_509_481_492)
@given(st.lists(st.tuples(st.integers(-40, 40) | st.none(), st.booleans())), st.integers(-FAR, FAR))
def test_bits_count_the_different_integers(rows, offset):
    rows = [(None if value is None else value + offset, kept) for value, kept in rows]
    # Not by pandas, which makes floats of integers among nulls.
    keys, kept = pa.array([value for value, _ in rows], pa.int64()), pa.array([kept for _, kept in rows], pa.bool_())
    table = ibis.memtable(pa.table({"key": keys, "kept": kept}))
    different = len({value for value, kept in rows if kept and value is not None})
    for span in ((offset - 40, offset + 40), None):
        counted = table.aggregate(count=distinct(table.key, span, table.kept)).to_pyarrow()["count"][0].as_py()
        assert (counted or 0) == different


@pytest.mark.parametrize(("span", "rows", "dense"), [
    ((0, 63), 1, True), ((0, 64), 1, False), ((5, 5), 1, True), ((0, 10**9), 10**8, False),
    ((-(2**63), -(2**63) + 5), 6, True), ((2**63, 2**63 + 5), 6, False),
])  # fmt: skip
def test_keys_are_dense_where_bits_are_the_smaller_set(span, rows, dense):
    assert is_dense(span, rows) is dense


@pytest.mark.parametrize("ids", IDS.values(), ids=IDS)
def test_a_key_that_two_rows_share_is_found(ids):
    with connect({"events": events(ids)}) as shop:
        assert len(shop.execute(shop.table("events"))) == len(ids)
    repeated = events([*ids, ids[1], ids[1]]).assign(contact_id=range(len(ids) + 2))
    with pytest.raises(ContractError) as caught:
        connect({"events": repeated})
    (issue,) = caught.value.report.issues
    assert (issue.column, issue.problem, issue.rows, issue.examples) == (
        "event_id", Problem.DUPLICATE_KEY, 2, (str(ids[1]),)
    )  # fmt: skip


def test_a_bad_row_shares_no_key():
    frame = events([1, 1, 2])
    frame["type"] = ["CART", "CARTT", "CART"]
    with connect({"events": frame}, skip_invalid=True) as shop:
        assert shop.execute(shop.table("events"))["event_id"].tolist() == [1, 2]


def test_numbers_too_large_for_an_id_are_wrong_and_not_an_accident():
    with pytest.raises(ContractError) as caught:
        connect({"events": events([2**63 + 1, 2**63 + 2], "uint64")})
    assert [(issue.problem, issue.rows) for issue in caught.value.report.issues] == [(Problem.WRONG_TYPE, 2)]


def test_only_dense_integers_have_a_span():
    backend = ibis.duckdb.connect()
    for name, ids in IDS.items():
        raw = backend.create_table(name, to_arrow(events(ids), "events"))
        expected = {} if name in {"sparse", "texts"} else {"events": (min(ids), max(ids))}
        assert probe({"events": raw}, ZoneInfo("UTC"), sniff=False).key_spans == expected

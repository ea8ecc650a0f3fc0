from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from smwidgets.core.errors import ConfigurationError, SourceError
from smwidgets.data.connecting import connect
from smwidgets.data.frames import to_arrow


@pytest.mark.parametrize(
    ("values", "dtype", "kind", "read"),
    [
        ([1, None], "object", pa.int64(), [1, None]),
        ([1.5, float("nan")], "float64", pa.float64(), [1.5, None]),
        (["a", None], "str", pa.large_string(), ["a", None]),
        (["a", "b", "a"], "category", pa.dictionary(pa.int8(), pa.large_string()), ["a", "b", "a"]),
        ([1, 2], "category", pa.int64(), [1, 2]),
        ([1, "a", None, 2.5], "object", pa.string(), ["1", "a", None, "2.5"]),
        ([Decimal("1.10"), None], "object", pa.string(), ["1.10", None]),
        ([date(2026, 1, 5), None], "object", pa.string(), ["2026-01-05", None]),
        ([["a", "b"], None], "object", pa.string(), ["['a', 'b']", None]),
        ([True, None], "boolean", pa.bool_(), [True, None]),
    ],
)
def test_a_column_has_one_type(values, dtype, kind, read):
    column = to_arrow(pd.DataFrame({"a": pd.Series(values, dtype=dtype)}), "events").column("a")
    assert column.type == kind
    assert column.to_pylist() == read


def test_two_columns_of_one_name_are_refused():
    frame = pd.DataFrame([[1, 2]], columns=["value", "value"])
    with pytest.raises(SourceError, match="'events' has more than one column 'value'"):
        to_arrow(frame, "events")


def test_the_index_is_not_read():
    assert to_arrow(pd.DataFrame({"a": [1]}, index=pd.Index([9], name="b")), "events").column_names == ["a"]


BOUGHT = {
    "event_id": [1, 2, 3],
    "contact_id": [7, 8, 7],
    "type": ["PURCHASE"] * 3,
    "occurred_at": ["2026-01-05 12:30", "2026-01-05 13:30", "2026-01-06 00:10"],
    "value": [10.0, 20.5, 3.25],
}


class Exporting:
    """What a library of frames is to us: something that exports an Arrow stream."""

    def __init__(self, rows: pa.Table) -> None:
        self.rows = rows

    def __arrow_c_stream__(self, requested_schema=None):
        return self.rows.__arrow_c_stream__(requested_schema)


class ExportingOnce(Exporting):
    """One batch, as an Arrow array."""

    __arrow_c_stream__ = property()

    def __arrow_c_array__(self, requested_schema=None):
        return self.rows.combine_chunks().to_batches()[0].__arrow_c_array__(requested_schema)


def arrow(**changed):
    return pa.table(BOUGHT | changed)


FRAMES = {
    "pandas": lambda: pd.DataFrame(BOUGHT),
    "pandas of Arrow": lambda: pd.DataFrame(BOUGHT).convert_dtypes(dtype_backend="pyarrow"),
    "pandas, nullable": lambda: pd.DataFrame(BOUGHT).convert_dtypes(),
    "pandas, the key is the index": lambda: pd.DataFrame(BOUGHT).set_index("event_id"),
    "pandas, an index of two": lambda: pd.DataFrame(BOUGHT).set_index(["contact_id", "event_id"]),
    "pandas, categories": lambda: pd.DataFrame(BOUGHT).astype({"type": "category", "contact_id": "category"}),
    "pandas, sparse": lambda: pd.DataFrame(BOUGHT).astype({"value": pd.SparseDtype("float64")}),
    "pandas, names in other letters": lambda: pd.DataFrame(BOUGHT).rename(columns={"value": " Value", "type": "TYPE"}),
    "Polars": lambda: pl.DataFrame(BOUGHT),
    "Polars, categories": lambda: pl.DataFrame(BOUGHT).with_columns(pl.col("type").cast(pl.Categorical)),
    "Polars, collected": lambda: pl.DataFrame(BOUGHT).lazy().collect(),
    "Arrow": arrow,
    "Arrow, a batch": lambda: arrow().to_batches()[0],
    "Arrow, a reader": lambda: arrow().to_reader(),
    "Arrow, views and dictionaries": lambda: arrow(
        type=pa.array(BOUGHT["type"]).dictionary_encode(),
        occurred_at=pa.array(BOUGHT["occurred_at"], pa.string_view()),
    ),
    "a DuckDB relation": lambda: duckdb.connect().from_arrow(arrow()),
    "what exports a stream": lambda: Exporting(arrow()),
    "what exports an array": lambda: ExportingOnce(arrow()),
}


@pytest.mark.spec("S2")
@pytest.mark.parametrize("kind", FRAMES)
def test_frames_of_any_library_are_read_alike(kind):
    with connect({"events": FRAMES[kind]()}) as shop:
        frame = shop.execute(shop.table("events")).sort_values("event_id")
    assert frame["event_id"].tolist() == [1, 2, 3]
    assert frame["contact_id"].tolist() == [7, 8, 7]
    assert frame["value"].tolist() == [10, 20.5, 3.25]
    assert frame["occurred_at"].astype(str).tolist()[0] == "2026-01-05 11:30:00"


@pytest.mark.spec("S2")
@pytest.mark.parametrize(
    ("frame", "error", "said"),
    [
        (pd.DataFrame, SourceError, "the frame 'events' has no columns"),
        (lambda: pa.table({}), SourceError, "the frame 'events' has no columns"),
        (
            lambda: pl.DataFrame(BOUGHT).lazy(),
            ConfigurationError,
            r"a LazyFrame has no rows yet; give its collect\(\)",
        ),
        (lambda: [1, 2], ConfigurationError, "a frame is needed .*, not a list"),
        (lambda: pd.DataFrame([[1, 2]], columns=["value", "VALUE "]), SourceError, "more than one column 'value'"),
        (lambda: Exporting(pa.chunked_array([[1, 2]])), SourceError, r"\(a Exporting\) cannot be read as Arrow data"),
    ],
)
def test_what_is_no_table_says_what_to_do(frame, error, said):
    with pytest.raises(error, match=said):
        connect({"events": frame()})


@pytest.mark.spec("S2")
@pytest.mark.parametrize(
    ("values", "first"),
    [
        (pd.period_range("2026-01-05", periods=3, freq="D"), "2026-01-04 23:00:00"),
        (pd.period_range("2026-01", periods=3, freq="M"), "2025-12-31 23:00:00"),
        (pd.date_range("2026-01-05 12:30", periods=3, tz="America/New_York"), "2026-01-05 17:30:00"),
        (pd.Categorical(BOUGHT["occurred_at"]), "2026-01-05 11:30:00"),
    ],
)
def test_times_of_any_dtype(values, first):
    with connect({"events": pd.DataFrame(BOUGHT).assign(occurred_at=values)}) as shop:
        assert str(shop.execute(shop.table("events"))["occurred_at"].min()) == first


@pytest.mark.spec("S2")
def test_a_frame_without_rows_is_a_table_without_rows():
    for empty in (pd.DataFrame(BOUGHT).iloc[:0], pl.DataFrame(BOUGHT).clear(), arrow().slice(0, 0)):
        with connect({"events": empty}) as shop:
            assert len(shop.execute(shop.table("events"))) == 0


def test_lists_in_a_cell_are_parted_by_commas():
    column = to_arrow(pa.table({"products": [["a", "b"], None]}), "events").column("products")
    assert column.to_pylist() == ["a,b", None]


def test_places_of_rows_are_not_taken_from_the_frame():
    with connect({"events": pd.DataFrame(BOUGHT).assign(record_=5)}) as shop:
        assert len(shop.execute(shop.table("events"))) == 3

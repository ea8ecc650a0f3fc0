from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.data.exports import frame_batches


def columns(frame, timezone="Europe/Warsaw"):
    (made,) = frame_batches(frame, timezone)
    return made


@pytest.mark.spec("X3")
def test_types_stay_and_what_is_missing_is_null():
    frame = pd.DataFrame(
        {
            "text": ["a", None, "c"],
            "number": [1.5, np.nan, -2.0],
            "count": pd.array([1, None, 3], "Int64"),
            "flag": [True, False, True],
            "at": pd.to_datetime(["2026-01-05 23:30", None, "2026-07-01 00:00"]).tz_localize("UTC"),
            "local": pd.to_datetime(["2026-01-05", None, "2026-07-01"]),
            "exact": [Decimal("1.20"), None, Decimal(-3)],
            "on": [date(2026, 1, 5), None, None],
            "kind": pd.Categorical(["x", None, "x"]),
        },
        index=[7, 8, 9],
    )
    made = columns(frame)
    assert made.schema.names == list(frame)
    assert [column.null_count for column in made.columns] == [1, 1, 1, 0, 1, 1, 1, 2, 1]
    assert str(made.schema.field("at").type.tz) == "Europe/Warsaw"
    assert made.schema.field("local").type.tz is None
    kinds = [pa.types.is_float64, pa.types.is_int64, pa.types.is_boolean]
    assert all(check(made.schema.types[place]) for place, check in enumerate(kinds, start=1))


def test_what_has_no_common_type_is_text():
    made = columns(
        pd.DataFrame({"mixed": [1, "=a", None, [1, 2]], "spans": pd.to_timedelta([1, 2, 3, None], unit="h")})
    )
    assert made.column(0).to_pylist() == ["1", "=a", None, "[1, 2]"]


def test_columns_may_share_a_name_and_be_no_texts():
    made = columns(pd.DataFrame([[1, 2, 3]], columns=["a", "a", 5]))
    assert made.schema.names == ["a", "a", "5"]
    assert [column.to_pylist() for column in made.columns] == [[1], [2], [3]]


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_any_frame_can_be_written(write, format_):
    spans = pd.DataFrame(
        {"span": pd.to_timedelta([1, None], unit="h"), "period": pd.period_range("2026-01", periods=2, freq="M")}
    )
    for frame in (spans, pd.DataFrame({"a": []}), pd.DataFrame({"a": ["x"]}).iloc[:0]):
        assert write(frame_batches(frame, "Europe/Warsaw"), format_)


def test_an_empty_frame_is_an_empty_file(csv_rows):
    assert csv_rows(frame_batches(pd.DataFrame({"Okres": [], "Wartość": []}), "UTC")) == [["Okres", "Wartość"]]
    assert csv_rows(frame_batches(pd.DataFrame(), "UTC")) == []

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.core.errors import SourceError
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

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from smwidgets.parts._arrays import ArrayError, floats


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Decimal("1.5"), None, 3], [1.5, np.nan, 3]),
        (np.array([3_000_000_000], dtype="int64"), [3e9]),
        (pd.array([1, None], dtype="Int64"), [1, np.nan]),
        (pd.Series([True, False]), [1, 0]),
        (np.array([1, 2], dtype=object), [1, 2]),
        ([np.inf, -np.inf, pd.NaT, pd.NA], [np.nan] * 4),
        (pd.array([Decimal("2.25")], dtype=object), [2.25]),
        ([], []),
    ],
)
def test_every_kind_of_number_becomes_float64(values, expected):
    found = floats(values)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("values", [["7"], "12", [datetime(2026, 1, 1, tzinfo=UTC)], [1j], np.zeros((2, 2)), [[1]]])
def test_what_is_no_number_is_refused(values):
    with pytest.raises(ArrayError):
        floats(values)


def test_the_caller_keeps_its_own_array():
    values = np.array([1.0, np.inf])
    floats(values)[0] = 9
    assert values[0] == 1
    assert np.isinf(values[1])

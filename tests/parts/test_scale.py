from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.parts.scale import tick_key, value_ticks


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([64.0, 12.0], (0, 20, 40, 60, 80)),
        ([3.0], (0, 1, 2, 3, 4)),
        ([0.0], (0, 1, 2, 3, 4)),
        ([], (0, 1, 2, 3, 4)),
        ([np.nan], (0, 1, 2, 3, 4)),
        ([0.5], (0, 0.15, 0.3, 0.45, 0.6)),
        ([3_000_000_000.0], (0, 8e8, 1.6e9, 2.4e9, 3.2e9)),
        ([-10.0, 30.0], (-10, 0, 10, 20, 30)),
        ([-4.0, -1.0], (-4, -3, -2, -1, 0)),
    ],
)
def test_lines_stand_at_round_numbers(values, expected):
    assert value_ticks([np.array(values)]) == pytest.approx(expected)


finite = st.floats(-1e12, 1e12, allow_subnormal=False)


@given(st.lists(st.lists(finite | st.just(float("nan")), max_size=5), max_size=4))
def test_the_axis_holds_every_value_and_zero(rows):
    arrays = [np.array(row, dtype=float) for row in rows]
    ticks = value_ticks(arrays)
    values = [value for row in rows for value in row if np.isfinite(value)]
    slack = 1e-9 * max(map(abs, ticks))
    assert ticks[0] - slack <= min([0, *values])
    assert max([0, *values]) <= ticks[-1] + slack
    assert 0 in ticks
    assert 3 <= len(ticks) <= 5
    if not any(value < 0 for value in values):
        assert len(ticks) == 5


def test_labels_are_keyed_as_the_browser_writes_numbers():
    assert [tick_key(value) for value in (0.0, 20.0, 2.5, -3.0)] == ["0", "20", "2.5", "-3"]

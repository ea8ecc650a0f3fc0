"""Running totals: exact whatever the amounts, several spans at once, added up once and shared."""

from datetime import datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from smwidgets.metrics import running
from smwidgets.metrics.slices import bucket_sums, category_sums, totals

FIRST = datetime.fromisoformat("2025-01-01T00:00")
HOUR = timedelta(hours=1)


def nothing(start, end):
    raise AssertionError(f"asked of {start} to {end}")


def cube(amounts):
    at = pd.date_range(FIRST, periods=len(amounts), freq="h", name="bucket_at").as_unit("us")
    return pd.DataFrame({"count": np.ones(len(amounts), np.int64), "amount": np.array(amounts, "float64")}, index=at)


def test_several_spans_are_as_many_totals():
    held = cube([0.1, 0.2, 0.3, 70_000_000.07])
    spans = [(FIRST, FIRST + HOUR * 3), (FIRST + HOUR, FIRST + HOUR * 4), (FIRST, FIRST), (FIRST - HOUR, FIRST)]
    found = totals(held, spans, nothing, 60)
    assert found == [
        {"count": 3.0, "amount": 0.6},
        {"count": 3.0, "amount": 70_000_000.57},
        {"count": 0.0, "amount": 0.0},
        {"count": 0.0, "amount": 0.0},
    ]
    assert found == [one for span in spans for one in totals(held, [span], nothing, 60)]
    assert totals(held, [], nothing, 60) == []


def test_an_instant_that_two_spans_share_is_asked_once():
    asked = []

    def partial(start, end):
        asked.append((start, end))
        return pd.Series({"count": 1.0, "amount": 0.1})

    middle = FIRST + HOUR / 2
    found = totals(cube([0.3, 0.4]), [(FIRST, middle), (middle, FIRST + HOUR * 2)], partial, 60)
    assert [one["amount"] for one in found] == [0.1, 0.6]
    assert asked == [(FIRST, middle)]


@pytest.mark.parametrize("large", [1e11, 4e14, 9e17])
def test_small_amounts_after_enormous_ones_lose_nothing(large):
    held = cube([large] * 20 + [0.01] * 3)
    start = FIRST + HOUR * 20
    assert totals(held, [(start, start + HOUR * 3)], nothing, 60)[0]["amount"] == 0.03
    edges = np.array([FIRST, start], "datetime64[us]")
    assert bucket_sums(held, edges, nothing, 60)["amount"].tolist() == [float(Decimal(large) * 20)]


def test_what_is_prepared_is_not_computed_again(monkeypatch):
    at = pd.DatetimeIndex([FIRST, FIRST, FIRST + HOUR], name="bucket_at").as_unit("us")
    held = pd.DataFrame(
        {"channel": pd.Categorical(["email", None, "email"]), "orders": [1, 2, 3], "revenue": [0.5, 1.0, 2.25]}
    ).set_index(at)
    running.prepare({"channel_sales": held})
    monkeypatch.setattr(running, "_running", nothing)
    found = category_sums(held, "channel", FIRST, FIRST + HOUR * 2, nothing, 60)
    assert found["revenue"].to_dict() == {"email": 2.75, None: 1.0}
    known = running.measures(held, "channel").running["email"]
    with pytest.raises(ValueError, match="read-only"):
        known.totals[0] = 1

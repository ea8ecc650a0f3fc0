from __future__ import annotations

from decimal import Decimal
from math import inf, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.clock import now, zone
from smwidgets.core.formats import Formats
from smwidgets.core.periods import resolve
from smwidgets.core.trends import LIKE_PERIODS, trend, usual_variation

amounts = st.floats(0.01, 1e9)


@pytest.mark.spec("M6")
def test_the_worked_example_to_the_letter():
    warsaw = zone("Europe/Warsaw")
    frame = resolve("last_7_days", now(warsaw, "2026-01-06"))
    formats = Formats("pl", "PLN", warsaw)
    assert formats.date_range(frame.current) == "30 gru 2025 – 5 sty 2026"
    assert formats.date_range(frame.previous) == "23 – 29 gru 2025"

    change = trend(445_360, 443_211)
    assert change.delta == 2_149
    assert change.percent == pytest.approx(0.485, abs=0.0005)
    assert change.direction == 1
    assert formats.signed_money(change.delta) == "+2\xa0149\xa0zł"
    assert formats.signed_percent(change.percent) == "+0,5%"
    assert Formats("en", "PLN", warsaw).signed_percent(change.percent) == "+0.5%"


@pytest.mark.spec("M5")
@pytest.mark.parametrize(
    ("current", "previous", "delta", "percent", "direction"),
    [
        (110, 100, 10, 10, 1),
        (90, 100, -10, -10, -1),
        (100, 100, 0, 0, 0),
        (5, 0, 5, None, 1),
        (0, 5, -5, -100, -1),
        (0, 0, 0, None, 0),
        (-5, -10, 5, 50, 1),
        (Decimal("1.5"), Decimal(1), 0.5, 50, 1),
        (np.int64(3_000_000_000), np.int64(1_500_000_000), 1.5e9, 100, 1),
    ],
)
def test_a_change_has_a_number_a_percent_and_a_direction(current, previous, delta, percent, direction):
    change = trend(current, previous)
    assert (change.delta, change.percent, change.direction) == (delta, percent, direction)


@pytest.mark.spec("M5")
@pytest.mark.parametrize("missing", [None, nan, np.nan, inf, Decimal("NaN")])
def test_without_a_value_there_is_no_change(missing):
    for change in (trend(missing, 5), trend(5, missing), trend(missing, missing)):
        assert (change.delta, change.percent, change.direction) == (None, None, 0)
    assert trend(missing, 5).current is None
    assert trend(5, missing, like=[5] * 8).usual is None


@pytest.mark.spec("M5")
def test_the_same_amounts_summed_in_another_order_are_no_change():
    one, other = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert one != other
    assert (trend(one, other).delta, trend(one, other).direction) == (0, 0)


@pytest.mark.spec("M5")
@given(amounts, amounts)
def test_percent_and_number_tell_one_story(current, previous):
    change = trend(current, previous)
    assert previous * (1 + change.percent / 100) == pytest.approx(current, abs=1e-6)
    assert change.direction == (change.percent > 0) - (change.percent < 0)
    assert change.direction == -trend(previous, current).direction


@pytest.mark.spec("M7")
def test_a_one_day_trend_is_marked_noisy():
    assert trend(2, 1, one_day=True).noisy
    assert trend(None, 1, one_day=True).noisy
    assert not trend(2, 1).noisy


@pytest.mark.spec("M7")
def test_usual_variation_is_the_root_mean_square_of_the_seven_changes():
    assert usual_variation([1, 2, 4, 4, 4, 4, 4, 4]) == pytest.approx(sqrt((1 + 4) / 7))
    assert usual_variation([10, 20, 10, 20, 10, 20, 10, 20, 1_000_000]) == 10


@pytest.mark.spec("M7")
@pytest.mark.parametrize(("current", "usual"), [(20, True), (0, True), (20.01, False), (-0.01, False), (10, True)])
def test_a_change_within_the_usual_variation_is_usual(current, usual):
    like = [10, 20, 10, 20, 10, 20, 10, 20]
    assert trend(current, like[0], like=like).usual is usual


@pytest.mark.spec("M7")
@pytest.mark.parametrize("like", [(), [10] * (LIKE_PERIODS - 1), [10, None, 10, 10, 10, 10, 10, 10], [nan] * 8])
def test_too_few_like_periods_do_not_tell(like):
    assert trend(11, 10, like=like).usual is None


@pytest.mark.spec("M7")
def test_where_nothing_ever_changed_any_change_is_unusual():
    assert trend(10, 10, like=[10] * 8).usual is True
    assert trend(11, 10, like=[10] * 8).usual is False

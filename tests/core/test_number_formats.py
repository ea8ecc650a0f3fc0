from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.number_formats import MINUS, exact, half_up, write, write_short, write_ticks

finite = st.floats(allow_nan=False, allow_infinity=False)


def plain(texts: list[str] | str) -> list[str] | str:
    return texts.replace("\xa0", " ") if isinstance(texts, str) else [text.replace("\xa0", " ") for text in texts]


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), np.float64("nan"), Decimal("NaN")])
def test_no_value_is_none(value):
    assert exact(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1, "0.1"), (np.int64(2**62), str(2**62)), (10**30, str(10**30)), (np.float64(2.675), "2.675"), (True, "1")],
)
def test_a_number_is_what_its_repr_shows(value, expected):
    assert exact(value) == Decimal(expected)


@pytest.mark.spec("M5")
@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("0.05", 1, "0.1"),
        ("0.25", 1, "0.3"),
        ("-0.25", 1, "-0.3"),
        ("2.675", 2, "2.68"),
        ("0.049", 1, "0.0"),
        ("2.5", 0, "3"),
    ],
)
def test_halves_round_up(value, decimals, expected):
    assert str(half_up(Decimal(value), decimals)) == expected


@given(finite, st.integers(0, 3))
def test_rounding_is_within_half_a_unit_of_any_float(value, decimals):
    number = exact(value)
    assert abs(Fraction(half_up(number, decimals)) - Fraction(number)) <= Fraction(1, 2 * 10**decimals)


@given(finite, st.integers(0, 3), st.sampled_from(["pl", "en"]), st.booleans())
def test_what_is_written_reads_back_as_the_rounded_number(value, decimals, locale, signed):
    rounded = half_up(exact(value), decimals)
    written = write(exact(value), decimals, locale, signed=signed)
    group, point = {"pl": ("\xa0", ","), "en": (",", ".")}[locale]
    with localcontext(prec=330):
        assert Decimal(written.replace(group, "").replace(point, ".").replace(MINUS, "-")) == rounded
    assert written.startswith("+") == (signed and rounded > 0)
    assert written.startswith(MINUS) == (rounded < 0)


def test_zero_has_no_sign_even_when_it_was_rounded_to():
    assert write(Decimal("-0.4"), 0, "pl", signed=True) == "0"
    assert write(Decimal("0.4"), 0, "pl", signed=True) == "0"
    assert write(Decimal("-0.0"), 1, "en") == "0.0"


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (0, "0", "0"),
        (9_999.4, "9 999", "9,999"),
        (10_000, "10 tys.", "10K"),
        (12_345, "12,3 tys.", "12.3K"),
        (445_360, "445 tys.", "445K"),
        (-445_360, "−445 tys.", "−445K"),
        (999_499, "999 tys.", "999K"),
        (999_500, "1 mln", "1M"),
        (99_960, "100 tys.", "100K"),
        (1_874_022, "1,9 mln", "1.9M"),
        (2_500_000_000, "2,5 mld", "2.5B"),
        (4 * 10**15, "4 000 bln", "4,000T"),
    ],
)
def test_a_short_number_has_a_unit(value, polish, english):
    assert plain(write_short(exact(value), "pl")) == polish
    assert write_short(exact(value), "en") == english


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 20_000, 40_000], ["0", "20 tys.", "40 tys."]),
        ([0, 5_000, 10_000], ["0", "5 tys.", "10 tys."]),
        ([0, 1_000, 2_000], ["0", "1 000", "2 000"]),
        ([0, 2.5, 5, 7.5], ["0", "2,5", "5,0", "7,5"]),
        ([0, 0.1, 0.2, 0.1 + 0.2], ["0", "0,1", "0,2", "0,3"]),
        ([0, 250_000, 500_000, 1_000_000], ["0", "0,25 mln", "0,50 mln", "1,00 mln"]),
        ([-20_000, 0, 20_000], ["−20 tys.", "0", "20 tys."]),
        ([12_500, 12_600, 12_700], ["12,5 tys.", "12,6 tys.", "12,7 tys."]),
        ([0, None, float("nan"), 60], ["0", "—", "—", "60"]),
        ([0], ["0"]),
        ([], []),
    ],
)
def test_ticks_share_one_unit_and_as_few_decimals_as_tell_them_apart(values, expected):
    assert plain(write_ticks(values, "pl")) == expected


def test_english_ticks():
    assert write_ticks(np.array([0.0, 20_000.0, 40_000.0]), "en") == ["0", "20K", "40K"]


@given(
    st.sampled_from([1, 2, 2.5, 5]),
    st.integers(-2, 11),
    st.integers(0, 3),
    st.integers(3, 7),
)
def test_ticks_of_a_readable_step_are_all_different(step, power, first, count):
    values = [(first + index) * step * 10.0**power for index in range(count)]
    written = write_ticks(values, "pl")
    assert len(set(written)) == count

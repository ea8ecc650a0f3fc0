# ruff: noqa: DTZ001 - naive local times are what is tested
from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smwidgets.core.clock import zone
from smwidgets.core.currencies import CURRENCIES, currency_options
from smwidgets.core.errors import UnknownNameError
from smwidgets.core.formats import NO_VALUE, Formats
from smwidgets.core.period import Period

WARSAW = zone("Europe/Warsaw")
POLISH = Formats("pl", "PLN", WARSAW)
ENGLISH = Formats("en", "PLN", WARSAW)
NUMBERS = [
    "money",
    "signed_money",
    "count",
    "mean",
    "signed_count",
    "percent",
    "signed_percent",
    "share",
    "signed_points",
    "compact",
]


@pytest.mark.spec("M9")
def test_the_currency_is_a_suffix_that_never_wraps():
    assert POLISH.money(445_360) == "445\xa0360\xa0zł"
    assert ENGLISH.money(445_360) == "445,360\xa0PLN"
    assert Formats("en", "USD", WARSAW).money(445_360) == "445,360\xa0$"
    assert POLISH.ticks([0, 20_000], money=True) == ["0\xa0zł", "20\xa0tys.\xa0zł"]
    assert POLISH.compact(445_360, money=True) == "445\xa0tys.\xa0zł"


@pytest.mark.spec("CA5")
def test_a_mean_has_one_decimal_half_up():
    assert [POLISH.mean(number) for number in (0, 0.25, 1_234.56)] == ["0,0", "0,3", "1\xa0234,6"]
    assert ENGLISH.mean(1_234.56) == "1,234.6"


@pytest.mark.spec("M9")
@given(st.sampled_from(CURRENCIES), st.floats(0, 1e12), st.sampled_from(["pl", "en"]))
def test_another_currency_changes_no_number(currency, amount, locale):
    def number(code):
        formats = Formats(locale, code, WARSAW)
        written = formats.money(amount)
        assert written.endswith("\xa0" + formats.suffix)
        return written.removesuffix("\xa0" + formats.suffix)

    assert number(currency) == number("PLN")


@pytest.mark.spec("M9")
def test_cents_are_those_of_the_currency():
    assert POLISH.money(181.625, cents=True) == "181,63\xa0zł"
    assert Formats("en", "JPY", WARSAW).money(181.5, cents=True) == "182\xa0¥"
    assert Formats("en", "KWD", WARSAW).money(Decimal("1.5"), cents=True) == "1.500\xa0KWD"


def test_changes_are_signed_and_the_minus_is_typographic():
    assert POLISH.signed_money(2_149) == "+2\xa0149\xa0zł"
    assert POLISH.signed_money(-4_310) == "−4\xa0310\xa0zł"
    assert POLISH.signed_money(1.785, cents=True) == "+1,79\xa0zł"
    assert POLISH.signed_money(0, cents=True) == "0,00\xa0zł"
    assert [POLISH.signed_count(402), POLISH.signed_count(-61), POLISH.signed_count(0)] == ["+402", "−61", "0"]


@pytest.mark.spec("M5")
@pytest.mark.parametrize(
    ("percent", "polish", "english"),
    [
        (0.485, "0,5%", "0.5%"),
        (0.05, "0,1%", "0.1%"),
        (0.25, "0,3%", "0.3%"),
        (-6.45, "−6,5%", "−6.5%"),
        (0.049, "0,0%", "0.0%"),
    ],
)
def test_percent_has_one_decimal_rounded_half_up(percent, polish, english):
    assert (POLISH.percent(percent), ENGLISH.percent(percent)) == (polish, english)


def test_a_share_is_written_in_percent():
    assert [POLISH.share(share) for share in (0.549, np.float64(1), 0, 0.0005)] == ["54,9%", "100,0%", "0,0%", "0,1%"]


@pytest.mark.spec("B7")
def test_two_shares_differ_by_percentage_points():
    assert [POLISH.signed_points(0.012), ENGLISH.signed_points(-0.0005)] == ["+1,2\xa0p.p.", "−0.1\xa0pp"]
    assert POLISH.signed_points(0) == "0,0\xa0p.p."


@pytest.mark.spec("M9")
def test_a_currency_in_a_list_shows_its_code_its_sign_and_its_name():
    polish, english = dict(currency_options("pl")), dict(currency_options("en"))
    assert [polish["PLN"], polish["USD"]] == ["PLN zł – złoty polski", "USD – dolar amerykański"]
    assert english["EUR"] == "EUR € – Euro"
    assert all(f" – {code}" not in label for options in (polish, english) for code, label in options.items())


@pytest.mark.parametrize("method", NUMBERS)
@pytest.mark.parametrize("value", [None, float("nan"), np.nan, float("-inf"), Decimal("NaN")])
def test_no_value_is_a_dash(method, value):
    assert getattr(POLISH, method)(value) == NO_VALUE
    assert POLISH.ticks([value], money=True) == [NO_VALUE]


@given(st.floats(), st.sampled_from(NUMBERS))
def test_every_float_can_be_written(value, method):
    assert getattr(POLISH, method)(value)
    assert getattr(ENGLISH, method)(value)


@pytest.mark.spec("M1")
def test_moments_are_written_in_the_zone():
    assert POLISH.moment(datetime(2026, 11, 22, 13, 32, tzinfo=UTC)) == "22 lis 2026, 14:32"
    assert POLISH.moment(datetime(2026, 11, 22, 14, 32)) == "22 lis 2026, 14:32"
    assert POLISH.time(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "00:05"
    assert POLISH.date(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "2 lip 2026"
    assert POLISH.date(date(2026, 7, 1)) == "1 lip 2026"
    assert POLISH.bucket_tick(datetime(2026, 1, 4, 23, 0, tzinfo=UTC), "day") == "5 sty"
    assert (
        POLISH.bucket_title(datetime(2026, 1, 4, 23, 0, tzinfo=UTC), datetime(2026, 1, 5, 23, 0, tzinfo=UTC), "day")
        == "pon., 5 sty 2026"
    )


@pytest.mark.spec("M1")
def test_a_period_of_any_kind_is_named():
    assert POLISH.date_range(Period("2025-12-30", "2026-01-06")) == "30 gru 2025 – 5 sty 2026"
    assert POLISH.date_range(Period("2025-12-29T23:00Z", "2026-01-05T23:00Z")) == "30 gru 2025 – 5 sty 2026"


def test_names_of_months_and_weekdays():
    assert (POLISH.month_name(3), POLISH.month_name(3, short=True)) == ("marzec", "mar")
    assert (ENGLISH.weekday_name(0), ENGLISH.weekday_name(0, short=True)) == ("Monday", "Mon")


def test_an_unknown_language_or_currency_is_refused():
    with pytest.raises(UnknownNameError, match="unknown language 'fr'"):
        Formats("fr", "PLN", WARSAW)
    with pytest.raises(UnknownNameError, match="did you mean 'PLN'"):
        Formats("pl", "PLNN", WARSAW)


def test_formats_are_compared_by_what_they_are():
    assert Formats("pl", "PLN", WARSAW) == POLISH
    assert hash(Formats("pl", "PLN", WARSAW)) == hash(POLISH)

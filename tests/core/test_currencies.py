from __future__ import annotations

import pytest

from smwidgets.core.currencies import CURRENCIES, check_currency, currency_digits, currency_name, currency_symbol
from smwidgets.core.errors import UnknownNameError


@pytest.mark.spec("M9")
def test_common_currencies_come_first_and_the_others_by_alphabet():
    assert CURRENCIES[:5] == ("PLN", "EUR", "USD", "GBP", "CZK")
    others = CURRENCIES[CURRENCIES.index("AED") :]
    assert list(others) == sorted(others)
    assert len(set(CURRENCIES)) == len(CURRENCIES)


@pytest.mark.spec("M9")
@pytest.mark.parametrize("code", ["JPY", "KWD", "INR", "BRL", "ZAR", "AUD", "CNY", "XOF"])
def test_any_currency_in_use_is_on_the_list(code):
    assert check_currency(code) == code


@pytest.mark.spec("M9")
@pytest.mark.parametrize(
    "code",
    ["pln", "ZZZ", "", "DEM", "HRK", "XXX", "XTS", "XAU", "XAG", "XPT", "XDR", "XBA", "CHE", "CLF", "MXV", "XSU"],
)
def test_what_is_no_currency_in_use_is_refused(code):
    with pytest.raises(UnknownNameError, match="unknown currency"):
        check_currency(code)


def test_a_currency_has_a_sign_a_name_and_digits():
    assert (currency_symbol("PLN", "pl"), currency_symbol("EUR", "en")) == ("zł", "€")
    assert (currency_name("PLN", "pl"), currency_name("PLN", "en")) == ("złoty polski", "Polish Zloty")
    assert [currency_digits(code) for code in ("PLN", "JPY", "KWD")] == [2, 0, 3]

"""The currencies an amount may be shown in."""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

from smwidgets.core.cldr import cldr
from smwidgets.core.errors import UnknownNameError

_NO_CURRENCIES = ("XTS", "XXX")
_COMMON = ("PLN", "EUR", "USD", "GBP", "CZK", "HUF", "RON", "UAH", "SEK", "NOK", "DKK", "CHF")


def _codes_in_use() -> set[str]:
    """Return the ISO 4217 codes that CLDR knows some territory to use to this day."""
    uses = get_global("territory_currencies").values()
    return {code for territory in uses for code, _start, end, _tender in territory if end is None}


CURRENCIES: tuple[str, ...] = (*_COMMON, *sorted(_codes_in_use() - {*_COMMON, *_NO_CURRENCIES}))
"""ISO 4217 codes, the common ones first, the others by alphabet (specification M9)."""

_KNOWN = frozenset(CURRENCIES)


def check_currency(code: str) -> str:
    """Return the code if it is on the list.

    Raises
    ------
    UnknownNameError
        It is not one of ``CURRENCIES``.
    """
    if code not in _KNOWN:
        raise UnknownNameError("currency", code, CURRENCIES)
    return code


@cache
def currency_symbol(code: str, locale: str) -> str:
    """Return the sign a language writes for a currency, which may be the code itself."""
    return str(get_currency_symbol(code, locale=cldr(locale)))


def currency_name(code: str, locale: str) -> str:
    """Return a currency's name in a language: ``"złoty polski"``."""
    return str(get_currency_name(code, locale=locale))


@cache
def currency_options(locale: str) -> tuple[tuple[str, str], ...]:
    """Return every currency with its name in a list: ``"PLN zł"``, or its code alone where there is no sign for it."""
    signs = ((code, currency_symbol(code, locale)) for code in CURRENCIES)
    return tuple((code, code if sign == code else f"{code} {sign}") for code, sign in signs)


@cache
def currency_digits(code: str) -> int:
    """Return how many decimals the currency's amounts have: 2 for PLN, 0 for JPY."""
    return int(get_currency_precision(code))

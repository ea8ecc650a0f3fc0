"""The currencies an amount may be shown in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol

from smwidgets.core.cldr import cldr
from smwidgets.core.errors import UnknownNameError
from smwidgets.core.text import say

if TYPE_CHECKING:
    from smwidgets.core.text import Text

_NO_TERRITORY = "ZZ"
"""Under it CLDR keeps metals, units of account, test codes and the code for no currency."""

COMMON = ("PLN", "EUR", "USD", "GBP", "CZK", "HUF", "RON", "UAH", "SEK", "NOK", "DKK", "CHF")


"""What the list begins with."""

_UNNAMED: dict[str, Text] = {
    "XCG": {"pl": "gulden karaibski", "en": "Caribbean Guilder"},
    "ZWG": {"pl": "złoto Zimbabwe (ZiG)", "en": "Zimbabwe Gold"},
}
"""Names that CLDR has yet to learn."""


def _codes_in_use() -> set[str]:
    """Return the ISO 4217 codes of money that is legal tender somewhere to this day: no fund, metal or former money."""
    uses = get_global("territory_currencies").items()
    return {
        code
        for territory, codes in uses
        for code, _start, end, tender in codes
        if territory != _NO_TERRITORY and tender and end is None
    }


CURRENCIES: tuple[str, ...] = (*COMMON, *sorted(_codes_in_use() - {*COMMON}))
"""ISO 4217 codes of money in use, the common ones first, the others by alphabet (specification M9)."""

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
    return say(_UNNAMED[code], locale) if code in _UNNAMED else str(get_currency_name(code, locale=cldr(locale)))


@cache
def currency_options(locale: str) -> tuple[tuple[str, str], ...]:
    """Return every currency as a list names it: ``"PLN zł – złoty polski"``, without a sign where there is none."""
    return tuple((code, f"{_sign(code, locale)} – {currency_name(code, locale)}") for code in CURRENCIES)


def _sign(code: str, locale: str) -> str:
    sign = currency_symbol(code, locale)
    return code if sign == code else f"{code} {sign}"


@cache
def currency_digits(code: str) -> int:
    """Return how many decimals the currency's amounts have: 2 for PLN, 0 for JPY."""
    return int(get_currency_precision(code))

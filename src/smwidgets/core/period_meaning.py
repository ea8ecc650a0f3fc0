"""Which named period somebody means who calls it otherwise: ``last_quarter``, ``30d``, ``zeszły miesiąc``."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError, PeriodError, UnknownNameError, shown
from smwidgets.core.units import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY, _WEEK, _MONTH, _QUARTER, _YEAR = "day", "week", "month", "quarter", "year"
_UNITS: Mapping[str, tuple[str, ...]] = {
    _DAY: ("d", "day", "days", "dzien", "dni", "dnia"),
    _WEEK: ("w", "wk", "week", "weeks", "weekly", "tydzien", "tygodnia", "tygodnie", "tygodni"),
    _MONTH: ("m", "mo", "month", "months", "monthly", "miesiac", "miesiaca", "miesiace", "miesiecy"),
    _QUARTER: ("q", "quarter", "quarters", "quarterly", "kwartal", "kwartalu", "kwartaly"),
    _YEAR: ("y", "yr", "year", "years", "yearly", "rok", "roku", "lat", "lata"),
}
_BEFORE = (
    *("last", "previous", "prev", "past", "prior", "before", "ostatni", "ostatnia", "ostatnie", "ostatniego"),
    *("poprzedni", "poprzednia", "poprzedniego", "zeszly", "zeszlego", "ubiegly", "ubieglego", "miniony"),
)
_NOW = (
    *("current", "this", "present", "to", "so", "biezacy", "biezacego", "obecny", "obecnego"),
    *("aktualny", "ten", "tego"),
)
_WORDS = {
    "today": ("today", "dzisiaj", "dzis", "now", "teraz"),
    "yesterday": ("yesterday", "wczoraj", "wczorajszy"),
    "current_month": ("mtd",),
    "current_quarter": ("qtd",),
    "current_year": ("ytd",),
}
_DAYS_OF = {_DAY: 1, _WEEK: 7, _MONTH: 30, _QUARTER: 91, _YEAR: 365}
_ROLLING = {"yesterday": range(1, 2), "last_7_days": range(6, 9), "last_30_days": range(27, 33)}
_A_YEAR = range(360, 367)


def unknown_period(given: object, choices: Mapping[str, object] = RULES) -> ConfigurationError:
    """Return the error about what is no period: it lists the names and says which one is meant.

    Parameters
    ----------
    given
        What was given.
    choices
        The names that may be given.
    """
    if not isinstance(given, str):
        return PeriodError(
            f"{shown(given)} is no period: give a name such as 'last_30_days', or Period('2026-01-01', '2026-02-01')"
        )
    meant = meant_period(given)
    return UnknownNameError("period", given, choices, meant if meant in choices else None)


def meant_period(text: str) -> str | None:
    """Return the named period that words mean, in English or Polish and with slips of the pen; None when unclear.

    Examples
    --------
    >>> [meant_period(text) for text in ("last_qarter", "30d", "this month", "zeszły rok", "soon")]
    ['previous_quarter', 'last_30_days', 'current_month', 'previous_year', None]
    """
    words = re.findall(r"\d+|[a-z]+", _plain(text))
    for name, synonyms in _WORDS.items():
        if any(_like(word, synonyms) for word in words):
            return name
    unit = _unit([word for word in words if word not in _BEFORE + _NOW])
    if unit is None:
        return None
    number = next((int(word) for word in words if word.isdecimal()), None)
    if number is not None or unit in (_DAY, _WEEK):
        return _rolling((number or 1) * _DAYS_OF[unit])
    before = any(_like(word, _BEFORE) for word in words) and not any(_like(word, _NOW) for word in words)
    return f"{'previous' if before else 'current'}_{unit}"


def _unit(words: list[str]) -> str | None:
    exact = (unit for word in words for unit, names in _UNITS.items() if word in names)
    near = (unit for word in words for unit, names in _UNITS.items() if _like(word, names))
    return next(exact, None) or next(near, None)


def _rolling(days: int) -> str | None:
    if days in _A_YEAR:
        return "last_12_months"
    return next((name for name, width in _ROLLING.items() if days in width), None)


def _like(word: str, names: tuple[str, ...]) -> bool:
    # Short words are too near to one another to be corrected.
    return word in names or (len(word) > 3 and bool(get_close_matches(word, names, n=1, cutoff=0.8)))  # noqa: PLR2004


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold().replace("ł", "l")).encode("ascii", "ignore").decode()

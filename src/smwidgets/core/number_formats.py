"""Numbers as a language writes them, rounded half up in decimal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from babel.numbers import get_decimal_symbol, get_group_symbol

from smwidgets.core.cldr import cldr

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = float | Decimal | None

NO_VALUE = "—"
MINUS = "−"

# Below this a full number is as short as one with a unit.
_FIRST_UNIT_AT = Decimal(10_000)
_LAST_POWER = 12
_MOST_TICK_DECIMALS = 3
# Decimal refuses to round past its context's digits, 28 by default; the largest float has 309.
_ROOMY = Context(prec=330)


def exact(value: Number) -> Decimal | None:
    """Return the decimal number a person would read in ``repr(value)``; None for None, NaN and infinities."""
    if value is None or not isfinite(value):
        return None
    if isinstance(value, Decimal):
        return value
    return Decimal(int(value)) if hasattr(value, "__index__") else Decimal(repr(float(value)))


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round to a number of decimals, halves away from zero."""
    return value.quantize(_step(decimals), rounding=ROUND_HALF_UP, context=_ROOMY)


def write(value: Decimal, decimals: int, locale: str, *, signed: bool = False) -> str:
    """Write a number with a fixed number of decimals.

    Parameters
    ----------
    value
        Any number.
    decimals
        How many of its decimals are written, after rounding half up.
    locale
        Decides the separators; the minus is the typographic one in every language.
    signed
        Whether a number above zero gets a plus. Zero, also after rounding, has no sign.
    """
    rounded = half_up(value, decimals)
    digits = f"{rounded.copy_abs():,f}".translate(_separators(locale))
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if signed and rounded > 0 else digits


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


@cache
def _separators(locale: str) -> dict[int, str]:
    """Return what a language writes for Python's separators; both group by thousands."""
    known = cldr(locale)
    return str.maketrans({",": str(get_group_symbol(known)), ".": str(get_decimal_symbol(known))})


def write_short(value: Decimal, locale: str) -> str:
    """Write a number with about three digits and a unit: ``"445 tys."``, ``"1,9 mln"``, ``"9 800"``."""
    power = _power(value)
    scaled = value.scaleb(-power)
    decimals = 1 if power and abs(scaled) < 100 and half_up(scaled, 1) % 1 else 0  # noqa: PLR2004 - three digits
    if 0 < power < _LAST_POWER and abs(half_up(scaled, decimals)) >= 1000:  # noqa: PLR2004 - it rounds up into the next unit
        power, scaled, decimals = power + 3, scaled.scaleb(-3), 0
    return write(scaled, decimals, locale) + _unit(power, locale)


def write_ticks(values: Sequence[Number], locale: str) -> list[str]:
    """Write an axis's ticks with one unit and as few decimals as tell them apart: ``0``, ``20 tys.``, ``40 tys.``."""
    numbers = [exact(value) for value in values]
    known = [number for number in numbers if number is not None]
    power = _power(max(map(abs, known), default=Decimal(0)))
    scaled = [number.scaleb(-power) for number in known]
    decimals = _decimals_needed(scaled)
    unit = _unit(power, locale)
    written = []
    for number in numbers:
        if number is None:
            written.append(NO_VALUE)
        elif number == 0:
            written.append(write(number, 0, locale))
        else:
            written.append(write(number.scaleb(-power), decimals, locale) + unit)
    return written


def _decimals_needed(values: Sequence[Decimal]) -> int:
    """Return the fewest decimals that leave each value within a hundredth of the step between them."""
    ordered = sorted(set(values))
    steps = [after - before for before, after in pairwise(ordered)]
    tolerance = min(steps, default=Decimal(1)) / 100
    for decimals in range(_MOST_TICK_DECIMALS):
        if all(abs(half_up(value, decimals) - value) <= tolerance for value in ordered):
            return decimals
    return _MOST_TICK_DECIMALS


def _power(value: Decimal) -> int:
    """Return the power of ten of the unit a number is written in: 0, 3, 6, 9 or 12."""
    if abs(value) < _FIRST_UNIT_AT:
        return 0
    return min((value.adjusted() // 3) * 3, _LAST_POWER)


@cache
def _unit(power: int, locale: str) -> str:
    if not power:
        return ""
    pattern = cldr(locale).compact_decimal_formats["short"]["other"][str(10**power)]
    return str(pattern.suffix[0]).replace("'", "")

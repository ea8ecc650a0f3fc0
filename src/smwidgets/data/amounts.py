"""Sums of amounts as they are read: binary fractions where these are exact, decimals where they are not.

The engine adds amounts as decimals of four places. A float64 tells such sums apart up to 900 billion; above it a
bucket's sum stays a :class:`~decimal.Decimal`, and running totals of either are whole numbers of the smallest amount.
So a figure is the float64 nearest to the exact sum. Its own limit remains: it shows cents up to 70 trillion, and whole
units of the currency up to nine quadrillion.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.data.shapes import Shape

UNITS_PER_AMOUNT = 10_000
"""Amounts are stored with four decimals: as whole numbers of the smallest they are added without drift."""

EXACT = 2**53
"""Whole numbers of units below this are exact as float64, and so are the amounts they stand for."""


def amount_column(amounts: Sequence[Decimal]) -> pd.Series:
    """Make a column of exact amounts: float64 where all are told apart, else the decimals themselves (object)."""
    limit = Decimal(EXACT) / UNITS_PER_AMOUNT
    exact = all(abs(amount) < limit for amount in amounts)
    return pd.Series(list(amounts), dtype="float64" if exact else "object")


def inexact(frame: pd.DataFrame, shape: Shape) -> list[str]:
    """Name the amounts of a cube, read as float64, among which are some that this does not tell apart."""
    limit = EXACT / UNITS_PER_AMOUNT
    amounts = (name for name, dtype in shape.dtypes.items() if dtype == "float64")
    return [name for name in amounts if len(frame) and frame[name].abs().max() >= limit]


def units(amount: float | Decimal, units_per_amount: int = UNITS_PER_AMOUNT) -> int:
    """Return how many units an amount is: exactly for a decimal, the nearest number for a float."""
    if isinstance(amount, Decimal):
        return int(Fraction(amount) * units_per_amount)
    return round(float(amount) * units_per_amount)


def amount(number: int) -> float:
    """Return the float64 nearest to a whole number of units."""
    return int(number) / UNITS_PER_AMOUNT

"""How a figure changed against the period before, and whether that means anything."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import fsum, isclose, isfinite, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    Number = float | Decimal | None

LIKE_PERIODS = 8
"""How many periods before the current one say what variation is usual (specification M7)."""

# Sums of the same amounts in another order differ by less than this.
_SAME = 1e-12


@dataclass(frozen=True)
class Trend:
    """A change, unrounded.

    Attributes
    ----------
    current, previous
        The two values; None where there is none (an AOV without orders).
    delta
        ``current - previous``, in their unit; None when one of them is missing.
    percent
        The change in percent of the previous value (0.485 is 0.485 %), its sign that of ``delta``; None when ``delta``
        is, and when the previous value is 0.
    noisy
        The period is one day or less: short periods swing.
    usual
        Whether the change is within the usual variation of the like periods before; None when they do not tell.

    Notes
    -----
    Specification M5 to M7.
    """

    current: float | None
    previous: float | None
    delta: float | None
    percent: float | None
    noisy: bool = False
    usual: bool | None = None

    @property
    def direction(self) -> int:
        """1 up, -1 down, 0 unchanged or unknown."""
        if not self.delta:
            return 0
        return 1 if self.delta > 0 else -1


def trend(current: Number, previous: Number, *, like: Sequence[Number] = (), one_day: bool = False) -> Trend:
    """Compare a figure with that of the period before.

    Parameters
    ----------
    current, previous
        None and NaN are no value.
    like
        The figure in the like periods before the current one, newest first, the first of them ``previous``. The first
        ``LIKE_PERIODS`` count.
    one_day
        Whether the period is one day or less.

    Returns
    -------
    Trend

    Examples
    --------
    >>> change = trend(445_360, 443_211)
    >>> change.delta, round(change.percent, 3), change.direction
    (2149.0, 0.485, 1)
    """
    now, before = _finite(current), _finite(previous)
    if now is None or before is None:
        return Trend(now, before, None, None, noisy=one_day)
    delta = 0.0 if isclose(now, before, rel_tol=_SAME) else now - before
    percent = delta / abs(before) * 100 if before else None
    variation = usual_variation(like)
    usual = None if variation is None else abs(delta) <= variation
    return Trend(now, before, delta, percent, noisy=one_day, usual=usual)


def usual_variation(like: Sequence[Number]) -> float | None:
    """Return by how much neighbouring like periods usually differ.

    Parameters
    ----------
    like
        Their values, newest first; the first ``LIKE_PERIODS`` count.

    Returns
    -------
    float or None
        Root mean square of the changes between neighbours; None with fewer than ``LIKE_PERIODS`` values.
    """
    values = [value for value in map(_finite, like[:LIKE_PERIODS]) if value is not None]
    if len(values) < LIKE_PERIODS:
        return None
    squares = [(newer - older) ** 2 for newer, older in pairwise(values)]
    return sqrt(fsum(squares) / len(squares))


def _finite(value: Number) -> float | None:
    if value is None or not isfinite(value):
        return None
    return float(value)

"""What a named or custom period covers at a moment, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from smwidgets.core.buckets import Buckets, Grain, days_touched, grain_of, tile
from smwidgets.core.clock import utc
from smwidgets.core.errors import ConfigurationError, EmptyPeriodError
from smwidgets.core.pairing import Pairs, pair
from smwidgets.core.period import Period
from smwidgets.core.period_meaning import unknown_period
from smwidgets.core.ranges import ByMonths, ByRule, Shift, shift_of
from smwidgets.core.units import RULES

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

__all__ = ["CUSTOM", "PERIOD_NAMES", "Period", "Timeframe", "resolve"]

PERIOD_NAMES: tuple[str, ...] = tuple(RULES)
CUSTOM = "custom"


@dataclass(frozen=True)
class Timeframe:
    """A period as of a moment: what it covers, what it is compared with, how it is drawn.

    Attributes
    ----------
    name
        One of ``PERIOD_NAMES``, or ``CUSTOM``.
    zone
        The shop's zone; every datetime here is aware and in it.
    now
        The as-of moment.
    whole
        The range in full, which may end after ``now``.
    current
        The range up to ``now``. Empty when the range begins at this very moment (``today`` at midnight).
    previous
        What it is compared with: the equally long range just before, or as many whole months, quarters or years; for a
        to-date range cut at equal elapsed time on the wall clock.
    to_date
        Whether ``whole`` is still running at ``now``.
    grain
        Of both ``buckets()`` and ``previous_buckets()``.

    Notes
    -----
    Specification M3, M4, M8.
    """

    name: str
    zone: tzinfo
    now: datetime
    whole: Period
    current: Period
    previous: Period
    to_date: bool
    grain: Grain

    @property
    def one_day(self) -> bool:
        """Whether the current range lies within one local date: its trend is noisy (M7)."""
        return days_touched(self.current.start, self.current.end) <= 1

    def buckets(self) -> Buckets:
        """Return the buckets of the current range; of an empty one none."""
        return self._buckets

    def previous_buckets(self) -> Buckets:
        """Return the buckets of the previous range, of the same grain.

        Each ends where the clock or the calendar says. Where they would fall otherwise than those of the current range
        (months of a range that is no whole months, or a range that begins at another time of day than the one before)
        they are as long as these instead, each as much earlier.
        """
        return self._previous_buckets

    def pairs(self) -> Pairs:
        """Say which bucket of the previous range stands beside which of the current one."""
        return self._pairs

    @cached_property
    def _buckets(self) -> Buckets:
        return tile(self.current.start, self.current.end, self.grain, self.now if self.to_date else None)

    @cached_property
    def _previous_buckets(self) -> Buckets:
        shift = _shift(self.name, self.whole)
        if not shift.moves(self.grain):
            return tile(self.previous.start, self.previous.end, self.grain)
        bounds: list[datetime] = []
        for bound in self._buckets.bounds:
            moved = shift.move(bound, 1)
            if not bounds or utc(moved) > utc(bounds[-1]):
                bounds.append(moved)
        last = len(bounds) - 2
        partial = tuple(sorted({min(index, last) for index in self._buckets.partial}))
        return Buckets(self.grain, tuple(bounds), None, partial)

    @cached_property
    def _pairs(self) -> Pairs:
        shift = _shift(self.name, self.whole)
        if shift.moves(self.grain):
            return Pairs.by_position(len(self._buckets), len(self._previous_buckets))
        closed_months = isinstance(shift, ByMonths) and not self.to_date
        return pair(self._buckets, self._previous_buckets, month_by_month=closed_months)

    def like(self, count: int) -> tuple[Period, ...]:
        """Return the like periods before the current one, newest first; the first is ``previous``.

        Returns
        -------
        tuple of Period
            ``count`` of them, cut as ``previous`` is; fewer where the calendar begins.
        """
        periods = []
        for back in range(1, count + 1):
            try:
                periods.append(_shift(self.name, self.whole).before(self.whole, self.now, back))
            except (OverflowError, ValueError):
                break
        return tuple(periods)


def resolve(period: str | Period, now: datetime) -> Timeframe:
    """Say what a period means at a moment.

    Parameters
    ----------
    period
        One of ``PERIOD_NAMES``, or a range. A range that contains ``now`` is a to-date range.
    now
        Aware, in the shop's zone.

    Raises
    ------
    UnknownNameError
        No period has this name; the error lists them and says which is meant.
    EmptyPeriodError
        The range starts at or after ``now``.
    PeriodError
        In the shop's zone the range's end is not after its start.
    """
    zone = now.tzinfo
    if zone is None:
        raise ConfigurationError(f"the moment {now.isoformat()} has no time zone")
    if isinstance(period, Period):
        name, whole = CUSTOM, period.localize(zone)
        if utc(whole.start) >= utc(now):
            raise EmptyPeriodError(f"the range {whole} has not begun: it is {now.isoformat()}")
    elif isinstance(period, str) and period in RULES:
        name, whole = period, _named(period, now)
    else:
        raise unknown_period(period)
    to_date = utc(whole.end) > utc(now)
    current = Period.between(whole.start, now if to_date else whole.end)
    previous = _shift(name, whole).before(whole, now, 1)
    return Timeframe(name, zone, now, whole, current, previous, to_date, grain_of(current.start, current.end))


def _named(name: str, now: datetime) -> Period:
    return ByRule(RULES[name]).earlier(Period.between(now, now), now, 0)


def _shift(name: str, whole: Period) -> Shift:
    return shift_of(whole) if name == CUSTOM else ByRule(RULES[name])

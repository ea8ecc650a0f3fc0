"""What a named or custom period covers at a moment, and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cached_property

from smwidgets.core.buckets import Buckets, Grain, days_touched, first_instant, grain_of, tile
from smwidgets.core.clock import place, utc
from smwidgets.core.errors import ConfigurationError, EmptyPeriodError
from smwidgets.core.period import Period
from smwidgets.core.period_meaning import unknown_period
from smwidgets.core.units import RULES

__all__ = ["CUSTOM", "PERIOD_NAMES", "Period", "Timeframe", "resolve"]

PERIOD_NAMES: tuple[str, ...] = tuple(RULES)
CUSTOM = "custom"

_DAY = timedelta(days=1)


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
        What it is compared with; for a to-date range cut at equal elapsed time on the wall clock.
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
        """Return the buckets of the previous range, of the same grain."""
        return self._previous_buckets

    @cached_property
    def _buckets(self) -> Buckets:
        return tile(self.current.start, self.current.end, self.grain, self.now if self.to_date else None)

    @cached_property
    def _previous_buckets(self) -> Buckets:
        return tile(self.previous.start, self.previous.end, self.grain)

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
                periods.append(_cut(self.name, self.whole, self.now, back))
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
        name, whole = period, _named(period, now, 0)
    else:
        raise unknown_period(period)
    to_date = utc(whole.end) > utc(now)
    current = Period.between(whole.start, now if to_date else whole.end)
    previous = _cut(name, whole, now, 1)
    return Timeframe(name, zone, now, whole, current, previous, to_date, grain_of(current.start, current.end))


def _named(name: str, now: datetime, back: int) -> Period:
    zone = now.tzinfo
    assert zone is not None
    start, end = RULES[name].span(now.date(), back)
    return Period.between(first_instant(start, zone), first_instant(end, zone))


def _cut(name: str, whole: Period, now: datetime, back: int) -> Period:
    """Return the like period ``back`` before, cut where the current one is."""
    if name != CUSTOM:
        before = _named(name, now, back)
        shift_by_wall_clock = True
    else:
        before, shift_by_wall_clock = _shifted(whole, back)
    if utc(whole.end) <= utc(now):
        return before
    if shift_by_wall_clock:
        elapsed = _nominal(now) - _nominal(whole.start)
        cut = place(_nominal(before.start) + elapsed, _zone(before))
    else:
        cut = (utc(before.start) + (utc(now) - utc(whole.start))).astimezone(_zone(before))
    return Period.between(before.start, min(before.end, cut, key=utc))


def _shifted(whole: Period, back: int) -> tuple[Period, bool]:
    """Return a custom range moved back by its own length, and whether that length is whole local days."""
    zone = _zone(whole)
    length = _nominal(whole.end) - _nominal(whole.start)
    if length % _DAY:
        shift = (utc(whole.end) - utc(whole.start)) * back
        ends = [(utc(end) - shift).astimezone(zone) for end in (whole.start, whole.end)]
        return Period.between(*ends), False
    ends = [place(_nominal(end) - length * back, zone) for end in (whole.start, whole.end)]
    return Period.between(*ends), True


def _nominal(local: datetime) -> datetime:
    """Return the wall clock's reading, midnight for the first instant of a date that has none."""
    zone = local.tzinfo
    assert zone is not None
    naive = local.replace(tzinfo=None)
    if utc(local) == utc(first_instant(local.date(), zone)):
        return datetime.combine(naive.date(), datetime.min.time())
    return naive.replace(fold=0)


def _zone(period: Period) -> tzinfo:
    zone = period.start.tzinfo
    assert zone is not None
    return zone

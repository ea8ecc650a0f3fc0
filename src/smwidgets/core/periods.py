"""Ranges of time by name or by their ends, and what they are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from smwidgets.core.buckets import Buckets, Grain, days_touched, first_instant, grain_of, tile
from smwidgets.core.clock import Moment, parse, place, utc
from smwidgets.core.errors import ConfigurationError, EmptyPeriodError, PeriodError, UnknownNameError
from smwidgets.core.units import RULES

PERIOD_NAMES: tuple[str, ...] = tuple(RULES)
CUSTOM = "custom"

_DAY = timedelta(days=1)


@dataclass(frozen=True, init=False)
class Period:
    """A half-open range of time, ``[start, end)``.

    Parameters
    ----------
    start, end
        A date or an ISO date is its midnight: ``Period("2026-01-01", "2026-01-08")`` is seven days, the 7th the last.
        Naive moments are the shop's local time.

    Raises
    ------
    PeriodError
        The end is not after the start, or one of them is no moment.

    Notes
    -----
    Specification M1. A resolved period may be empty (``today`` at midnight); one that a person gives may not.
    """

    start: datetime
    end: datetime

    def __init__(self, start: Moment, end: Moment) -> None:
        try:
            self._set(parse(start), parse(end))
        except ConfigurationError as error:
            raise PeriodError(str(error)) from error
        # An aware and a naive end are comparable only once a zone is known.
        same_kind = (self.start.tzinfo is None) == (self.end.tzinfo is None)
        if same_kind and not _follows(self.end, self.start):
            raise PeriodError(f"the end of {self} is not after its start; it is the first moment outside the range")

    def _set(self, start: datetime, end: datetime) -> None:
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read what ``str()`` wrote: an ISO 8601 interval, ``2026-01-01T00:00:00/2026-01-08T00:00:00``."""
        start, slash, end = text.partition("/")
        if not slash:
            raise PeriodError(f"not a range of time: {text!r}; write it as 2026-01-01/2026-01-08")
        return cls(start, end)

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def empty(self) -> bool:
        """True when nothing can lie in it."""
        return not _follows(self.end, self.start)

    def localize(self, zone: tzinfo) -> Period:
        """Return the same range with aware ends in a zone, naive ones read as its local time.

        Raises
        ------
        PeriodError
            In this zone the end is not after the start.
        """
        start, end = place(self.start, zone), place(self.end, zone)
        if not _follows(end, start):
            raise PeriodError(f"the end of {self} is not after its start in {zone}")
        return _between(start, end)


def _follows(later: datetime, earlier: datetime) -> bool:
    if later.tzinfo is None:
        return later > earlier
    return utc(later) > utc(earlier)


def _between(start: datetime, end: datetime) -> Period:
    """Return a period of aware ends that is known to be right, and may be empty."""
    period = object.__new__(Period)
    period._set(start, end)
    return period


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
        return tile(self.current.start, self.current.end, self.grain, self.now if self.to_date else None)

    def previous_buckets(self) -> Buckets:
        """Return the buckets of the previous range, of the same grain."""
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
        No period has this name.
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
    elif period in RULES:
        name, whole = period, _named(period, now, 0)
    else:
        raise UnknownNameError("period", period, PERIOD_NAMES)
    to_date = utc(whole.end) > utc(now)
    current = _between(whole.start, now if to_date else whole.end)
    previous = _cut(name, whole, now, 1)
    return Timeframe(name, zone, now, whole, current, previous, to_date, grain_of(current.start, current.end))


def _named(name: str, now: datetime, back: int) -> Period:
    zone = now.tzinfo
    assert zone is not None
    start, end = RULES[name].span(now.date(), back)
    return _between(first_instant(start, zone), first_instant(end, zone))


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
    return _between(before.start, min(before.end, cut, key=utc))


def _shifted(whole: Period, back: int) -> tuple[Period, bool]:
    """Return a custom range moved back by its own length, and whether that length is whole local days."""
    zone = _zone(whole)
    length = _nominal(whole.end) - _nominal(whole.start)
    if length % _DAY:
        shift = (utc(whole.end) - utc(whole.start)) * back
        ends = [(utc(end) - shift).astimezone(zone) for end in (whole.start, whole.end)]
        return _between(*ends), False
    ends = [place(_nominal(end) - length * back, zone) for end in (whole.start, whole.end)]
    return _between(*ends), True


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

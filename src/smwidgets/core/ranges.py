"""Where a range of time lies some times earlier: what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from smwidgets.core.buckets import first_instant
from smwidgets.core.clock import place, utc
from smwidgets.core.period import Period

if TYPE_CHECKING:
    from datetime import tzinfo

    from smwidgets.core.buckets import Grain
    from smwidgets.core.units import Rule

_DAY = timedelta(days=1)


class Shift:
    """How a range moves back in time.

    Notes
    -----
    Specification M4.
    """

    def earlier(self, whole: Period, now: datetime, back: int) -> Period:
        """Return the whole range so many times earlier."""
        raise NotImplementedError

    def before(self, whole: Period, now: datetime, back: int) -> Period:
        """Return the range so many times earlier, cut after as much wall-clock time as has passed in this one."""
        found = self.earlier(whole, now, back)
        if utc(whole.end) <= utc(now):
            return found
        cut = place(nominal(found.start) + (nominal(now) - nominal(whole.start)), _zone(whole))
        return Period.between(found.start, min(found.end, cut, key=utc))

    def moves(self, grain: Grain) -> bool:  # noqa: ARG002 - most never do
        """Whether an earlier range has the buckets of this one, moved: its own would not be like them."""
        return False

    def move(self, local: datetime, back: int) -> datetime:
        """Return a moment of the range so many times earlier."""
        raise NotImplementedError


@dataclass(frozen=True)
class ByRule(Shift):
    """As a named period does."""

    rule: Rule

    def earlier(self, whole: Period, now: datetime, back: int) -> Period:  # noqa: ARG002 - as every shift
        """Return the period of this name so many like periods ago; it depends on the clock alone."""
        zone = _zone_of(now)
        start, end = self.rule.span(now.date(), back)
        return Period.between(first_instant(start, zone), first_instant(end, zone))


class _Moved(Shift):
    """By the same way each of its moments moves."""

    def earlier(self, whole: Period, now: datetime, back: int) -> Period:  # noqa: ARG002 - as every shift
        """Return the range with both its ends moved."""
        return Period.between(self.move(whole.start, back), self.move(whole.end, back))


@dataclass(frozen=True)
class ByMonths(_Moved):
    """A range of whole months: quarters and years are such, too."""

    months: int

    def move(self, local: datetime, back: int) -> datetime:
        """Return the first instant of a month so many times earlier; of another moment the month's."""
        month = local.year * 12 + local.month - 1 - self.months * back
        return first_instant(date(month // 12, month % 12 + 1, 1), _zone_of(local))


@dataclass(frozen=True)
class ByDays(_Moved):
    """A range of whole days by the wall clock."""

    length: timedelta

    def move(self, local: datetime, back: int) -> datetime:
        """Return the moment at which the clock read the same, so many lengths earlier."""
        return place(nominal(local) - self.length * back, _zone_of(local))

    def moves(self, grain: Grain) -> bool:
        """Whether it is drawn in months: it begins and ends within some, those before within others."""
        return grain == "month"


@dataclass(frozen=True)
class ByTime(_Moved):
    """A range that is no whole days."""

    length: timedelta

    def before(self, whole: Period, now: datetime, back: int) -> Period:
        """Return the range so many times earlier, cut after as much time as has passed in this one."""
        found = self.earlier(whole, now, back)
        return Period.between(found.start, min(found.end, self.move(now, back), key=utc))

    def move(self, local: datetime, back: int) -> datetime:
        """Return the instant so many lengths earlier."""
        return (utc(local) - self.length * back).astimezone(local.tzinfo)

    def moves(self, grain: Grain) -> bool:  # noqa: ARG002 - as every shift
        """Return True: it begins at another time of day than the range before."""
        return True


def shift_of(whole: Period) -> Shift:
    """Say how a range that somebody gave is compared: by its months if these are whole, else by its length."""
    start, end = nominal(whole.start), nominal(whole.end)
    if _begins_a_month(start) and _begins_a_month(end):
        return ByMonths((end.year - start.year) * 12 + end.month - start.month)
    if not (end - start) % _DAY:
        return ByDays(end - start)
    return ByTime(utc(whole.end) - utc(whole.start))


def nominal(local: datetime) -> datetime:
    """Return the wall clock's reading, midnight for the first instant of a date that has none."""
    naive = local.replace(tzinfo=None)
    if utc(local) == utc(first_instant(local.date(), _zone_of(local))):
        return datetime.combine(naive.date(), datetime.min.time())
    return naive.replace(fold=0)


def _begins_a_month(naive: datetime) -> bool:
    return naive.day == 1 and naive.time() == datetime.min.time()


def _zone(period: Period) -> tzinfo:
    return _zone_of(period.start)


def _zone_of(local: datetime) -> tzinfo:
    zone = local.tzinfo
    assert zone is not None
    return zone

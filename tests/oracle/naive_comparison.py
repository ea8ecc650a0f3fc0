"""Which bucket is compared with which (M4, M8), found by asking the wall clock what it reads.

Written from the specification alone. Nothing here comes from the package it checks. Zones whose clock moves by no less
than a quarter of an hour, and not over midnight.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
TO_DATE = ("today", "current_month", "current_quarter", "current_year")

Span = tuple[datetime, datetime]


class Row(NamedTuple):
    """A bucket of each period, in UTC; None where one has none like the other's."""

    current: Span | None
    previous: Span | None


def rows(naive, period: str | tuple[datetime, datetime], now: datetime, zone: ZoneInfo) -> list[Row]:
    """Put the buckets of a period beside those that they are compared with."""
    frame = naive.frame(period, now, zone)
    current = buckets(frame.current, frame.grain, zone)
    if not isinstance(period, str) and not naive.whole_months(*period):
        length = period[1] - period[0]
        if length % DAY:
            elapsed = naive.instant(period[1], zone) - naive.instant(period[0], zone)
            return [Row(one, (one[0] - elapsed, one[1] - elapsed)) for one in current]
        if frame.grain == "month":
            return [Row(one, tuple(_earlier(naive, end, length, zone) for end in one)) for one in current]
    previous = buckets(frame.previous, frame.grain, zone)
    running = period in TO_DATE if isinstance(period, str) else naive.instant(period[1], zone) > now
    by_month = not isinstance(period, str) and not running and naive.whole_months(*period) > 0
    ours, theirs = (_named(found, frame.grain, zone, by_month) for found in (current, previous))
    return [Row(ours.get(name), theirs.get(name)) for name in sorted({*ours, *theirs})]


def _earlier(naive, at: datetime, length: timedelta, zone: ZoneInfo) -> datetime:
    return naive.instant(at.astimezone(zone).replace(tzinfo=None, fold=0) - length, zone)


def buckets(span: Span, grain: str, zone: ZoneInfo) -> list[Span]:
    """Cut a range wherever what the clock reads, to the hour, the day or the month, changes."""
    start, end = span
    if start >= end:
        return []
    cuts = [at for at in _candidates(start, end, grain, zone) if start < at < end]
    edges = [start, *(at for at in cuts if _reading(at, grain, zone) != _reading(at - QUARTER, grain, zone)), end]
    return list(pairwise(edges))


def _candidates(start: datetime, end: datetime, grain: str, zone: ZoneInfo) -> list[datetime]:
    """Instants among which the clock's reading changes: all quarters of an hour, or midnights."""
    if grain == "hour":
        first = start.replace(minute=start.minute // 15 * 15, second=0, microsecond=0)
        return [first + QUARTER * step for step in range((end - first) // QUARTER + 1)]
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    days = [day + DAY * step for step in range((last - day).days + 1)]
    return [datetime(one.year, one.month, one.day, tzinfo=zone).astimezone(UTC) for one in days]


def _reading(at: datetime, grain: str, zone: ZoneInfo) -> tuple:
    local = at.astimezone(zone)
    if grain == "hour":
        return local.date(), local.hour, local.utcoffset()
    return (local.year, local.month, local.day if grain == "day" else 0)


def _named(found: list[Span], grain: str, zone: ZoneInfo, by_month: bool) -> dict[tuple, Span]:
    """Name each bucket by what it is: the second two o'clock, the third day, the first month."""
    if not found:
        return {}
    first = found[0][0].astimezone(zone)
    seen: Counter[tuple] = Counter()
    names = {}
    for span in found:
        local = span[0].astimezone(zone)
        month = (local.year - first.year) * 12 + local.month - first.month
        number = (date(local.year, local.month, local.day) - first.date()).days
        if grain == "hour":
            name = (local.hour,)
        elif grain == "month":
            name = (month,)
        else:
            name = (month, local.day) if by_month else (number,)
        names[*name, seen[name]] = span
        seen[name] += 1
    return names

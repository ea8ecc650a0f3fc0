"""The grain of the cubes: how wide their buckets are, and which one an instant falls into."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

GRAINS = (60, 30, 15)
"""The widths in minutes, widest first."""


def grain_minutes(zone: ZoneInfo, first: datetime, last: datetime) -> int:
    """Widest grain at which every local hour, and so every local day, begins with a bucket.

    Parameters
    ----------
    zone
        The shop's time zone.
    first, last
        Naive UTC: the instants of the first and the last event.

    Returns
    -------
    int
        60, 30 or 15. Also 15 for an offset that none divides (Monrovia before 1972): slices of the cube correct such
        edges from the facts.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> grain_minutes(ZoneInfo("Asia/Kathmandu"), datetime(2025, 1, 1), datetime(2025, 2, 1))
    15
    """
    offsets = _offsets(zone, first.replace(tzinfo=UTC), last.replace(tzinfo=UTC))
    for minutes in GRAINS:
        if not any(offset % timedelta(minutes=minutes) for offset in offsets):
            return minutes
    return GRAINS[-1]


def bucket_at(instant: ibis.expr.types.TimestampValue, minutes: int) -> ibis.expr.types.TimestampValue:
    """Begin of the bucket an instant falls into.

    Written with an hour's truncation and comparisons only: bucketing functions differ from engine to engine.

    Parameters
    ----------
    instant
        Naive UTC.
    minutes
        The grain: 60, 30 or 15.

    Returns
    -------
    ibis.expr.types.TimestampValue
        Naive UTC, a multiple of the grain after midnight.
    """
    hour = instant.truncate("h")
    into = instant.minute()
    later = [(into >= start, hour + ibis.interval(minutes=start)) for start in range(60 - minutes, 0, -minutes)]
    return ibis.cases(*later, else_=hour) if later else hour


def _offsets(zone: ZoneInfo, first: datetime, last: datetime) -> set[timedelta]:
    """Every offset from UTC in the span; a day's step meets each, since none is kept for less than weeks."""
    days = (last - first) // timedelta(days=1)
    instants = [first + timedelta(days=day) for day in range(days + 1)] + [last]
    return {offset for instant in instants if (offset := instant.astimezone(zone).utcoffset()) is not None}

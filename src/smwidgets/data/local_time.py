"""From a shop's local time to UTC, inside the engine.

The zone's rules come from Python's time-zone database, so the engine and the pickers agree on every day of daylight
saving, whichever engine it is and whatever database it carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    import ibis.expr.types as ir

_STEP = timedelta(days=1)
"""No zone has changed its offset twice within a day since 1970."""

_MARGIN = timedelta(days=2)


@dataclass(frozen=True)
class Transition:
    """A change of a zone's offset from UTC.

    Parameters
    ----------
    at
        Naive UTC.
    before, after
        The offsets: local time minus UTC.
    """

    at: datetime
    before: timedelta
    after: timedelta


@lru_cache(maxsize=64)
def transitions(zone: ZoneInfo, first: datetime, last: datetime) -> tuple[Transition, ...]:
    """List the changes of a zone's offset in a span, oldest first.

    Parameters
    ----------
    zone
        The zone.
    first, last
        Naive UTC.
    """
    found = []
    start = first
    while start < last:
        end = min(start + _STEP, last)
        before, after = _offset(zone, start), _offset(zone, end)
        if before != after:
            found.append(Transition(_instant(zone, start, end), before, after))
        start = end
    return tuple(found)


def to_utc(local: ir.TimestampValue, zone: ZoneInfo, first: datetime, last: datetime) -> ir.TimestampValue:
    """Convert naive local times.

    Parameters
    ----------
    local
        Naive times as the shop's clocks showed them.
    zone
        The shop's zone.
    first, last
        The earliest and the latest of them, naive local.

    Returns
    -------
    ibis.expr.types.TimestampValue
        Naive UTC. A local time that daylight saving skips becomes the first instant after the gap; one that it repeats
        means the first of the two: the rules of :func:`smwidgets.core.clock.moment`.
    """
    changes = transitions(zone, first - _MARGIN, last + _MARGIN)
    at_first = _offset(zone, first - _MARGIN)
    branches = [
        (local >= change.at + change.before, ibis.greatest(_shifted(local, change.after), _instant_literal(change.at)))
        for change in reversed(changes)
    ]
    earliest = _shifted(local, at_first)
    return ibis.cases(*branches, else_=earliest) if branches else earliest


def from_utc(instant: ir.TimestampValue, zone: ZoneInfo, first: datetime, last: datetime) -> ir.TimestampValue:
    """Convert instants to what the shop's clocks showed.

    Parameters
    ----------
    instant
        Naive UTC.
    zone
        The shop's zone.
    first, last
        The earliest and the latest of them, naive UTC.

    Returns
    -------
    ibis.expr.types.TimestampValue
        Naive local times.
    """
    earliest = _shifted(instant, -_offset(zone, first))
    branches = [
        (instant >= change.at, _shifted(instant, -change.after)) for change in reversed(transitions(zone, first, last))
    ]
    return ibis.cases(*branches, else_=earliest) if branches else earliest


def _shifted(local: ir.TimestampValue, offset: timedelta) -> ir.TimestampValue:
    return local - ibis.interval(seconds=int(offset.total_seconds())) if offset else local


def _instant_literal(at: datetime) -> ir.TimestampScalar:
    return ibis.literal(at, type="timestamp(6)")


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()


def _instant(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Find the second in which the offset changes: the first one that has the new offset."""
    new = _offset(zone, after)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0) if middle.replace(microsecond=0) > before else middle
        before, after = (before, middle) if _offset(zone, middle) == new else (middle, after)
    return after.replace(microsecond=0)

"""Hours, days or months that tile a range of local time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from smwidgets.core.clock import offset_change, place, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

Grain = Literal["hour", "day", "month"]

_DAYS_DRAWN_AS_DAYS = 62


@dataclass(frozen=True)
class Buckets:
    """The buckets of a range, first and last clipped to it.

    Attributes
    ----------
    grain
        ``"hour"``, ``"day"`` or ``"month"`` of the shop's local time.
    bounds
        n + 1 aware local datetimes, strictly increasing as instants: bucket i is ``[bounds[i], bounds[i + 1])``. An
        empty range has one bound and no bucket.
    running
        The last bucket's index when it is still filling up, else None.
    partial
        Indices of the buckets that are not whole: the first where the range begins within it, the last where the range
        ends within it or it is still running.

    Notes
    -----
    Specification M8.
    """

    grain: Grain
    bounds: tuple[datetime, ...]
    running: int | None = None
    partial: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def starts(self) -> tuple[datetime, ...]:
        """First instant of each bucket, aware, local."""
        return self.bounds[:-1]

    @property
    def ends(self) -> tuple[datetime, ...]:
        """First instant after each bucket, aware, local."""
        return self.bounds[1:]

    @cached_property
    def edges(self) -> NDArray[np.datetime64]:
        """``bounds`` as naive UTC, ``datetime64[us]``, length n + 1: what the cubes are cut with."""
        edges = np.array([utc(bound).replace(tzinfo=None) for bound in self.bounds], dtype="datetime64[us]")
        edges.flags.writeable = False
        return edges


def grain_of(start: datetime, end: datetime) -> Grain:
    """Return the grain a range is drawn with: hours within one local date, days up to 62 of them, months beyond."""
    days = days_touched(start, end)
    if days <= 1:
        return "hour"
    return "day" if days <= _DAYS_DRAWN_AS_DAYS else "month"


def days_touched(start: datetime, end: datetime) -> int:
    """Return on how many local dates the half-open range has an instant; 0 when it is empty."""
    if utc(end) <= utc(start):
        return 0
    last = (utc(end) - timedelta(microseconds=1)).astimezone(start.tzinfo)
    return (last.date() - start.date()).days + 1


def tile(start: datetime, end: datetime, grain: Grain, now: datetime | None = None) -> Buckets:
    """Cut a range of local time into buckets.

    Parameters
    ----------
    start, end
        Aware, in the shop's zone, half-open.
    grain
        Hours begin at full hours of the local clock, and where daylight saving sets that clock: a day has 23, 24 or 25.
    now
        For a range that is still running, the moment it is cut at; its last bucket runs unless it just ended.
    """
    bounds = [start]
    following = start
    for following in _boundaries(start, grain):
        if utc(following) >= utc(end):
            break
        bounds.append(following)
    if utc(end) <= utc(start):
        return Buckets(grain, (start,))
    bounds.append(end)
    last = len(bounds) - 2
    runs = now is not None and utc(following) > utc(now)
    cut = {0} if not _is_boundary(start, grain) else set()
    if utc(following) > utc(end):
        cut.add(last)
    return Buckets(grain, tuple(bounds), last if runs else None, tuple(sorted(cut)))


def _is_boundary(at: datetime, grain: Grain) -> bool:
    before = (utc(at) - timedelta(microseconds=1)).astimezone(at.tzinfo)
    return utc(next(_boundaries(before, grain))) == utc(at)


def _boundaries(start: datetime, grain: Grain) -> Iterator[datetime]:
    """Every boundary after ``start``, without end."""
    zone = start.tzinfo
    assert zone is not None
    previous = start
    while True:
        if grain == "hour":
            boundary = _next_hour(previous, zone)
        else:
            day = previous.date()
            boundary = previous
            # A date that the zone skipped begins where the next one does.
            while utc(boundary) <= utc(previous):
                day = day + timedelta(days=1) if grain == "day" else _next_month(day)
                boundary = first_instant(day, zone)
        yield boundary
        previous = boundary


def first_instant(day: date, zone: tzinfo) -> datetime:
    """Return when a local date begins: midnight, or the end of the gap that swallowed it."""
    return place(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001 - placed at once


def _next_hour(local: datetime, zone: tzinfo) -> datetime:
    left = timedelta(hours=1) - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    boundary = (utc(local) + left).astimezone(zone)
    if boundary.utcoffset() == local.utcoffset():
        return boundary
    return offset_change(zone, local, boundary)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)

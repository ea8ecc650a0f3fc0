"""When contacts are active: the mean of each hour of the day and of each day of the week, by the shop's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smwidgets.core.clock import offset_change
from smwidgets.metrics.slices import bucket_sums

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from numpy.typing import NDArray

    from smwidgets.metrics._edges import Partial

    Ints = NDArray[np.int64]

_HOUR, _DAY = 3_600, 86_400
_MICROSECONDS = 1_000_000
_MICROSECOND = np.timedelta64(1, "us")
_EPOCH = np.datetime64("1970-01-01", "us")
_EPOCH_WEEKDAY = 3
_MARGIN = 2 * _DAY
"""No local date lasts longer: one that a range cuts is known in full."""


@dataclass(frozen=True)
class Activity:
    """Visits of known contacts and messages opened.

    Attributes
    ----------
    by_hour
        float64, index ``hour`` (0 to 23): mean of the whole occurrences of that hour; NaN where the range has none.
    by_weekday
        float64, index ``weekday`` (0 is Monday): mean of the whole local dates of that weekday; NaN without any.
    by_weekday_hour
        float64, index ``weekday``, columns ``hour``: mean of the whole hours on that weekday; NaN without any.
    hours, weekdays
        int64: of how many occurrences the means of ``by_hour`` and ``by_weekday`` are.
    total
        All visits and openings in whole hours.
    """

    by_hour: pd.Series
    by_weekday: pd.Series
    by_weekday_hour: pd.DataFrame
    hours: pd.Series
    weekdays: pd.Series
    total: int


@dataclass(frozen=True)
class _Hours:
    """The hours of a local clock, one after another: ``edges`` (n + 1 seconds since 1970), ``hour`` and ``day`` (n)."""

    edges: Ints
    hour: Ints
    day: Ints


def mean_activity(
    activity: pd.DataFrame, edges: NDArray[np.datetime64], partial: Partial, grain_minutes: int, zone: tzinfo
) -> Activity:
    """Average the activity of a range over the hours of its days and over its days of the week.

    Parameters
    ----------
    activity
        The cube ``contact_activity``.
    edges
        Begin and end of the range, naive UTC.
    partial, grain_minutes
        As for :func:`smwidgets.metrics.slices.bucket_sums`. ``partial`` is asked only where the zone's hours do not
        begin with a bucket of the cube.
    zone
        The shop's.

    Notes
    -----
    Specification CA5. Only what lies wholly in the range counts, in the sums as in the numbers of occurrences: neither
    the hour and the date that are still running nor those that a range cuts. On the day that daylight saving begins
    the hour it skips does not occur, on the day it ends the hour it repeats occurs twice; so does one that is repeated
    in part. The hours are those of :func:`smwidgets.core.buckets.tile`.
    """
    start, end = ((np.asarray(edges, "datetime64[us]") - _EPOCH) // _MICROSECOND).tolist()
    first, last = -(-start // _MICROSECONDS), end // _MICROSECONDS
    clock = _clock_hours(zone, first - _MARGIN, last + _MARGIN)
    within = (clock.edges[:-1] >= first) & (clock.edges[1:] <= last)
    sums = np.zeros(len(within), np.int64)
    if within.any():
        begin, finish = np.flatnonzero(within)[[0, -1]]
        bounds = _EPOCH + clock.edges[begin : finish + 2] * _MICROSECONDS * _MICROSECOND
        sums[within] = bucket_sums(activity, bounds, partial, grain_minutes).sum(axis=1).to_numpy()
    weekday = (clock.day + _EPOCH_WEEKDAY) % 7
    first_day = clock.day.min()
    date = clock.day - first_day
    hours_of_date = np.bincount(date)
    is_whole = (hours_of_date > 0) & (np.bincount(date[within], minlength=len(hours_of_date)) == hours_of_date)
    on_whole = is_whole[date]
    hour, cell, amount = clock.hour[within], (weekday * 24 + clock.hour)[within], sums[within]
    hours = np.bincount(hour, minlength=24)
    weekdays = np.bincount((np.flatnonzero(is_whole) + first_day + _EPOCH_WEEKDAY) % 7, minlength=7)
    cells = np.bincount(cell, minlength=7 * 24)
    by_hour, by_weekday = pd.RangeIndex(24, name="hour"), pd.RangeIndex(7, name="weekday")
    return Activity(
        by_hour=pd.Series(_means(hour, amount, hours), by_hour),
        by_weekday=pd.Series(_means(weekday[on_whole], sums[on_whole], weekdays), by_weekday),
        by_weekday_hour=pd.DataFrame(_means(cell, amount, cells).reshape(7, 24), by_weekday, by_hour),
        hours=pd.Series(hours, by_hour),
        weekdays=pd.Series(weekdays, by_weekday),
        total=int(amount.sum()),
    )


def _means(keys: Ints, sums: Ints, numbers: Ints) -> NDArray[np.float64]:
    """Mean of the sums under each key; NaN under one that does not occur."""
    means = np.full(len(numbers), np.nan)
    np.divide(np.bincount(keys, weights=sums, minlength=len(numbers)), numbers, out=means, where=numbers > 0)
    return means


def _clock_hours(zone: tzinfo, first: int, last: int) -> _Hours:
    """List the hours of a zone's clock that begin in ``[first, last)``; the first and the last may be cut there."""
    edges, offsets = [], []
    for start, end, offset in _offsets(zone, first, last):
        full = np.arange(-((-start - offset - 1) // _HOUR) * _HOUR - offset, end, _HOUR, dtype=np.int64)
        edges.append(np.concatenate(([start], full)))
        offsets.append(np.full(len(full) + 1, offset, np.int64))
    begins = np.concatenate(edges)
    local = begins + np.concatenate(offsets)
    return _Hours(np.append(begins, last), local // _HOUR % 24, local // _DAY)


def _offsets(zone: tzinfo, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Cut a span where the zone's offset from UTC changes; no zone has changed it twice within a day since 1970."""
    since, offset = first, _offset(zone, first)
    for day in range(first, last, _DAY):
        following = min(day + _DAY, last)
        if _offset(zone, following) != offset:
            changed = int(offset_change(zone, _instant(day), _instant(following)).timestamp())
            yield since, changed, offset
            since, offset = changed, _offset(zone, changed)
    if since < last:
        yield since, last, offset


def _offset(zone: tzinfo, at: int) -> int:
    offset = _instant(at).astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)

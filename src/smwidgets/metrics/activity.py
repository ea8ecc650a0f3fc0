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

    from smwidgets.metrics.running import Partial

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

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
    begins, offsets = _clock_hours(zone, first - _MARGIN, last + _MARGIN)
    whole = np.flatnonzero((begins[:-1] >= first) & (begins[1:] <= last))
    amounts = np.zeros(len(offsets), np.int64)
    if len(whole):
        bounds = _EPOCH + begins[whole[0] : whole[-1] + 2] * _MICROSECONDS * _MICROSECOND
        amounts[whole] = bucket_sums(activity, bounds, partial, grain_minutes).sum(axis=1).to_numpy()
    local = begins[:-1] + offsets
    hour, date = local // _HOUR % 24, local // _DAY
    day = date - date.min()
    hours_of_day = np.bincount(day)
    is_whole = (hours_of_day > 0) & (hours_of_day == np.bincount(day[whole], minlength=len(hours_of_day)))
    whole_days = np.flatnonzero(is_whole)
    by_hour, hours = _means(hour[whole], amounts[whole], 24)
    by_weekday, weekdays = _means(_weekday(whole_days + date.min()), np.bincount(day, amounts)[whole_days], 7)
    by_both, _ = _means((_weekday(date) * 24 + hour)[whole], amounts[whole], 7 * 24)
    each_hour, each_weekday = pd.RangeIndex(24, name="hour"), pd.RangeIndex(7, name="weekday")
    return Activity(
        by_hour=pd.Series(by_hour, each_hour),
        by_weekday=pd.Series(by_weekday, each_weekday),
        by_weekday_hour=pd.DataFrame(by_both.reshape(7, 24), each_weekday, each_hour),
        hours=pd.Series(hours, each_hour),
        weekdays=pd.Series(weekdays, each_weekday),
        total=int(amounts.sum()),
    )


def _means(keys: Ints, amounts: Ints | Floats, size: int) -> tuple[Floats, Ints]:
    """Average the amounts under each key from 0 on, and count them; NaN under a key that does not occur."""
    numbers = np.bincount(keys, minlength=size)
    means = np.full(size, np.nan)
    np.divide(np.bincount(keys, amounts, minlength=size), numbers, out=means, where=numbers > 0)
    return means, numbers


def _weekday(date: Ints) -> Ints:
    """Day of the week of days since 1970, from 0 for Monday."""
    return (date + _EPOCH_WEEKDAY) % 7


def _clock_hours(zone: tzinfo, first: int, last: int) -> tuple[Ints, Ints]:
    """List the hours of a zone's clock in a span, all in seconds: n + 1 instants between them, and n offsets from UTC.

    The first and the last may be cut by the span.
    """
    begins, offsets = [], []
    for start, end, offset in _offsets(zone, first, last):
        next_hour = ((start + offset) // _HOUR + 1) * _HOUR - offset
        begins.append(np.concatenate(([start], np.arange(next_hour, end, _HOUR, dtype=np.int64))))
        offsets.append(np.full(len(begins[-1]), offset, np.int64))
    return np.append(np.concatenate(begins), last), np.concatenate(offsets)


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

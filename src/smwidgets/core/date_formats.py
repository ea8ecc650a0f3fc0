"""Dates, times and ranges as a language writes them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names, get_month_names

from smwidgets.core.buckets import first_instant
from smwidgets.core.cldr import cldr
from smwidgets.core.clock import utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.core.buckets import Grain

_DASH = " – "

# The charts of a dashboard share their days: a year of them in two languages, each in the ways it is written.
_remembered = lru_cache(maxsize=4096)


def write_date(day: date, locale: str) -> str:
    """Write a date: ``"5 sty 2026"``."""
    return _date(date(day.year, day.month, day.day), locale)


def write_time(at: datetime, locale: str) -> str:
    """Write a time of day to the minute: ``"14:32"``, ``"2:32 PM"``."""
    return _time(time(at.hour, at.minute), locale)


def write_moment(at: datetime, locale: str) -> str:
    """Write a date and time: ``"22 lis 2026, 14:32"``."""
    return f"{write_date(at, locale)}, {write_time(at, locale)}"


def write_range(start: datetime, end: datetime, locale: str) -> str:
    """Write a half-open range of local time as people name it, its last day included.

    Parameters
    ----------
    start, end
        Aware, in one zone. An end that is no midnight, as that of a to-date range, is written with its time.
    """
    last = _last_instant(start, end)
    if _is_midnight(start) and _is_midnight(end) and utc(start) < utc(end):
        return _write_dates(start.date(), last.date(), locale)
    if start.date() == last.date():
        return f"{write_date(start, locale)}, {write_time(start, locale)}{_DASH}{write_time(end, locale)}"
    if not _is_midnight(start):
        return write_moment(start, locale) + _DASH + write_moment(end, locale)
    first = write_date(start, locale) if start.year != end.year else _skeleton("MMMd", start, locale)
    return first + _DASH + write_moment(end, locale)


def _last_instant(start: datetime, end: datetime) -> datetime:
    if utc(end) <= utc(start):
        return start
    return (utc(end) - timedelta(microseconds=1)).astimezone(start.tzinfo)


def _is_midnight(at: datetime) -> bool:
    zone = at.tzinfo
    assert zone is not None
    if at.fold == 0 and at.time() == time.min:
        return True
    return utc(first_instant(at.date(), zone)) == utc(at)


@_remembered
def _date(day: date, locale: str) -> str:
    return str(format_date(day, format="medium", locale=cldr(locale)))


@_remembered
def _time(at: time, locale: str) -> str:
    return str(format_time(at, format="short", locale=cldr(locale)))


@_remembered
def _write_dates(first: date, last: date, locale: str) -> str:
    if first == last:
        return write_date(first, locale)
    interval = str(format_interval(first, last, skeleton="yMMMd", locale=cldr(locale)))
    ends = [end.strip() for end in interval.split("–")]
    return _DASH.join(ends)


def write_bucket_tick(start: datetime, grain: Grain, locale: str) -> str:
    """Write a bucket under an axis, as short as can be: ``"14:00"``, ``"5 sty"``, ``"lut"``, ``"sty 2026"``."""
    if grain == "hour":
        twelve_hours = "a" in cldr(locale).time_formats["short"].pattern
        return _skeleton("h", start, locale) if twelve_hours else write_time(start, locale)
    if grain == "day":
        return _skeleton("MMMd", start, locale)
    return _skeleton("yMMM" if start.month == 1 else "MMM", start, locale)


def write_bucket_ticks(starts: Sequence[datetime], grain: Grain, locale: str) -> list[str]:
    """Write the buckets under an axis; those that would read alike with their year, hours with their zone's sign."""
    short = [write_bucket_tick(start, grain, locale) for start in starts]
    seen = Counter(short)
    return [
        tick if seen[tick] == 1 else f"{tick} {start.tzname()}" if grain == "hour" else _with_year(start, grain, locale)
        for tick, start in zip(short, starts, strict=True)
    ]


def _with_year(start: datetime, grain: Grain, locale: str) -> str:
    return _skeleton("yMMM" if grain == "month" else "yMMMd", start, locale)


def write_end(start: datetime, end: datetime, locale: str) -> str:
    """Name the end of a half-open range of local time: its last day, and where it ends within a day the time, too."""
    if _is_midnight(end) and utc(start) < utc(end):
        return write_date(_last_instant(start, end), locale)
    return write_moment(end, locale)


def write_bucket(start: datetime, end: datetime, grain: Grain, locale: str) -> str:
    """Write a bucket in full, for a tooltip; one that is clipped says where."""
    if grain == "hour":
        return _write_hour(start, end, locale)
    if not (_is_midnight(start) and _is_midnight(end)):
        return write_range(start, end, locale)
    if grain == "day":
        return _skeleton("yMMMEd", start, locale)
    last = _last_instant(start, end)
    if start.day == 1 and end.day == 1 and (start.year, start.month) == (last.year, last.month):
        return _skeleton("yMMMM", start, locale)
    return write_range(start, end, locale)


def _write_hour(start: datetime, end: datetime, locale: str) -> str:
    # The clock its start was read from: 01:00 - 02:00 also before the hour that daylight saving skips.
    reading = start.replace(tzinfo=None) + (utc(end) - utc(start))
    written = f"{write_moment(start, locale)}{_DASH}{write_time(reading, locale)}"
    # The hour that it repeats happens twice: the zone's abbreviation tells which.
    repeated = start.replace(fold=0).utcoffset() != start.replace(fold=1).utcoffset()
    return f"{written} {start.tzname()}" if repeated else written


def month_name(number: int, locale: str, *, short: bool = False) -> str:
    """Return the name of month 1 to 12."""
    return str(get_month_names("abbreviated" if short else "wide", context="stand-alone", locale=cldr(locale))[number])


def weekday_name(number: int, locale: str, *, short: bool = False) -> str:
    """Return the name of weekday 0 (Monday) to 6."""
    return str(get_day_names("abbreviated" if short else "wide", context="stand-alone", locale=cldr(locale))[number])


def _skeleton(skeleton: str, at: datetime, locale: str) -> str:
    return _reading(skeleton, at.replace(tzinfo=None, fold=0), locale)


@_remembered
def _reading(skeleton: str, reading: datetime, locale: str) -> str:
    return str(format_skeleton(skeleton, reading, locale=cldr(locale)))

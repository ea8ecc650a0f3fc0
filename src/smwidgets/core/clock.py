"""Moments and time zones: every instant a person names becomes an aware datetime here.

Two aware datetimes of one zone compare and subtract by their wall clocks in Python, which is wrong in the hour that
daylight saving repeats; code that orders instants goes through :func:`utc` first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from smwidgets.core.errors import ConfigurationError, UnknownNameError, shown

Moment = date | datetime | str
"""A moment as a person gives it; pandas Timestamps are datetimes too."""

# A date typed into a browser passes through the years 2, 20 and 202 on its way to 2026.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@cache
def _zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name.

    Raises
    ------
    UnknownNameError
        The time-zone database has no such name.

    Examples
    --------
    >>> zone("Europe/Warsaw")
    zoneinfo.ZoneInfo(key='Europe/Warsaw')
    """
    if name not in _zone_names():
        raise UnknownNameError("time zone", name, sorted(_zone_names()))
    return ZoneInfo(name)


def parse(value: Moment) -> datetime:
    """Read a moment without placing it in a zone: naive stays naive, a date is its midnight.

    Raises
    ------
    ConfigurationError
        Not a moment, no ISO 8601 text, or outside the years 1900 to 2200.
    """
    try:
        if isinstance(value, datetime):
            moment = datetime.combine(value.date(), value.timetz())  # drops a pandas Timestamp's nanoseconds
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - naive until it is placed
        else:
            moment = datetime.fromisoformat(value.strip())
    except (ValueError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"not a moment: {shown(value)}; write it as 2026-01-06 or 2026-01-06T12:00") from error
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ConfigurationError(f"the year of {value!s} is outside {_FIRST_YEAR} to {_LAST_YEAR}")
    return moment


def moment(value: Moment, zone: tzinfo) -> datetime:
    """Place a moment in a zone.

    Parameters
    ----------
    value
        Naive: local time of ``zone``. Aware: converted. A date or an ISO date: its first instant.
    zone
        The shop's zone.

    Returns
    -------
    datetime.datetime
        Aware, in ``zone``. A local time that daylight saving skips becomes the first instant after the gap; one that it
        repeats means the first of the two, unless its ``fold`` says the second.

    Raises
    ------
    ConfigurationError
        As :func:`parse`.
    """
    return place(parse(value), zone)


def place(local: datetime, zone: tzinfo) -> datetime:
    """Place a datetime in a zone by the rules of :func:`moment`, whatever its year."""
    if local.tzinfo is not None:
        return local.astimezone(zone)
    aware = local.replace(tzinfo=zone)
    back = aware.astimezone(UTC).astimezone(zone)
    if back.replace(tzinfo=None) == local:
        return aware
    before, after = aware.replace(fold=1).astimezone(UTC), aware.replace(fold=0).astimezone(UTC)
    return offset_change(zone, before, after)


def offset_change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the first instant after ``before`` at which the zone's offset is that of ``after``.

    Parameters
    ----------
    zone
        Its offset changes once between the two.
    before, after
        Aware, ``before`` the earlier.

    Returns
    -------
    datetime.datetime
        Aware, in ``zone``, to the second: no zone changes within one.
    """
    early, late = (utc(one).replace(microsecond=0) for one in (before, after))
    changed = late.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == changed:
            late = middle
        else:
            early = middle
    return late.astimezone(zone)


def repeats_time(zone: tzinfo, start: datetime, end: datetime) -> bool:
    """Whether some reading of a zone's clock comes twice between two instants, or within a day of them.

    Parameters
    ----------
    zone
        The shop's zone.
    start, end
        Aware.
    """
    day = timedelta(days=1)
    at, last = utc(start) - day, utc(end) + day
    offset = at.astimezone(zone).utcoffset()
    while at < last:
        at += day
        following = at.astimezone(zone).utcoffset()
        if following is not None and offset is not None and following < offset:
            return True
        offset = following
    return False


def utc(aware: datetime) -> datetime:
    """Return the same instant in UTC, where order and distance are those of time itself."""
    return aware.astimezone(UTC)


def now(zone: tzinfo, as_of: Moment | None = None) -> datetime:
    """Return the as-of moment in a zone.

    Parameters
    ----------
    zone
        The shop's zone.
    as_of
        A fixed moment; None is the present, read anew at each call.

    Notes
    -----
    Specification M2.
    """
    return datetime.now(zone) if as_of is None else moment(as_of, zone)

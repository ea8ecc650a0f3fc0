"""A half-open range of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from smwidgets.core import clock
from smwidgets.core.clock import Moment, place, utc
from smwidgets.core.errors import ConfigurationError, PeriodError

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo


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
            self._set(clock.parse(start), clock.parse(end))
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
    def between(cls, start: datetime, end: datetime) -> Period:
        """Return a resolved period, of aware ends in order, which may be empty."""
        period = object.__new__(cls)
        period._set(start, end)
        return period

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read what ``str()`` wrote: an ISO 8601 interval, ``2026-01-01T00:00:00/2026-01-08T00:00:00``."""
        start, slash, end = text.partition("/")
        if not slash:
            raise PeriodError(f"not a range of time: {text!r}; write it as 2026-01-01/2026-01-08")
        return cls(start, end)

    def __repr__(self) -> str:
        start, end = (_written(moment) for moment in (self.start, self.end))
        return f"Period({start!r}, {end!r})"

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    @property
    def empty(self) -> bool:
        """True when nothing can lie in it."""
        return not _follows(self.end, self.start)

    @property
    def last_on(self) -> date:
        """Last local date in it; of an empty one that of its start."""
        return self.start.date() if self.empty else (self.end - timedelta(microseconds=1)).date()

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
        return Period.between(start, end)


def _written(moment: datetime) -> str:
    """Write a moment as :class:`Period` reads it, a midnight without its time."""
    text = moment.isoformat()
    return text.removesuffix("T00:00:00") if moment.tzinfo is None else text


def _follows(later: datetime, earlier: datetime) -> bool:
    if later.tzinfo is None:
        return later > earlier
    return utc(later) > utc(earlier)

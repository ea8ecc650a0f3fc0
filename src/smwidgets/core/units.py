"""What a named period means on the calendar, and what the like periods before it were.

Dates only: no clock, no zone. A span is half-open, ``(first day, day after the last)``, and the spans of one rule
tile the calendar: the span ``back + 1`` ends where the span ``back`` begins.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

Span = tuple[date, date]


class Rule(Protocol):
    """A named period's rule."""

    def span(self, today: date, back: int) -> Span:
        """Return the span ``back`` like periods before the current one (0)."""
        ...


@dataclass(frozen=True)
class Days:
    """A number of days that end with today, or with yesterday."""

    width: int
    with_today: bool = False

    def span(self, today: date, back: int) -> Span:
        """Return the span ``back`` like periods before the current one (0)."""
        end = today + timedelta(days=int(self.with_today) - back * self.width)
        return end - timedelta(days=self.width), end


@dataclass(frozen=True)
class Months:
    """A calendar unit of 1, 3 or 12 months: the one today lies in, or ``before`` units earlier."""

    width: int
    before: int = 0

    def span(self, today: date, back: int) -> Span:
        """Return the span ``back`` like periods before the current one (0)."""
        month = today.year * 12 + today.month - 1
        first = month - month % self.width - (self.before + back) * self.width
        return _first_of_month(first), _first_of_month(first + self.width)


@dataclass(frozen=True)
class TrailingYear:
    """From today's date a year ago to yesterday; 29 February a year ago was 28 February."""

    def span(self, today: date, back: int) -> Span:
        """Return the span ``back`` like periods before the current one (0)."""
        return _years_before(today, back + 1), _years_before(today, back)


def _first_of_month(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _years_before(day: date, years: int) -> date:
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


RULES: dict[str, Rule] = {
    "today": Days(1, with_today=True),
    "yesterday": Days(1),
    "last_7_days": Days(7),
    "last_30_days": Days(30),
    "current_month": Months(1),
    "previous_month": Months(1, before=1),
    "current_quarter": Months(3),
    "previous_quarter": Months(3, before=1),
    "current_year": Months(12),
    "previous_year": Months(12, before=1),
    "last_12_months": TrailingYear(),
}
"""Every named period of specification M3, in the order people read them."""

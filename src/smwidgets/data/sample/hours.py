"""When the sample shop is busy: every hour of its time with a weight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from .draws import Draws, Ints

HOUR = 3600
DAY = 24 * HOUR
DAYS_AHEAD = 30
YEARS = 2

_MONTHS = np.array([45, 65, 125, 178, 180, 132, 100, 90, 105, 95, 80, 62])  # in the middle of each month
_WEEKDAYS = np.array([105, 102, 100, 98, 95, 98, 80])
_CLOCK = np.array([4, 2, 1, 1, 1, 3, 9, 20, 35, 48, 55, 56, 52, 50, 50, 52, 56, 62, 70, 82, 90, 78, 45, 16])
_FEASTS = {(1, 1): 40, (3, 8): 125, (5, 3): 80, (5, 26): 125, (11, 1): 40, (12, 24): 35, (12, 25): 25, (12, 26): 40}
_BLACK_FRIDAY = {-1: 140, 0: 260, 1: 170, 2: 130, 3: 160}  # per cent, by days from the Friday
_GROWTH_A_YEAR = 330  # per mille of the first day's traffic


@dataclass(frozen=True)
class Hours:
    """The shop's hours, one after another.

    Attributes
    ----------
    starts
        Seconds since 1970 (UTC) at which each hour begins.
    cumulative
        Sum of the weights of the hours before each one, and at the end of all.
    """

    starts: Ints
    cumulative: Ints

    @property
    def end(self) -> int:
        """The second at which the last hour ends."""
        return int(self.starts[-1]) + HOUR

    @property
    def closing(self) -> int:
        """The second before which a visit begins, so that it ends with the last hour."""
        return self.end - 2 * HOUR

    def moments(self, draws: Draws, n: int) -> Ints:
        """Return `n` moments over the whole time, busy hours more often."""
        hour = np.searchsorted(self.cumulative[1:], draws.below(n, self.cumulative[-1]), side="right")
        return self.starts[hour] + draws.below(n, HOUR)

    def moments_after(self, draws: Draws, since: Ints, hours: int) -> Ints:
        """Return one moment for each of `since`, later by at most `hours` + 1 hours, busy hours more often."""
        first = np.clip((since - self.starts[0]) // HOUR + 1, 0, len(self.starts) - 1)
        last = np.minimum(first + hours, len(self.starts))
        before = self.cumulative[first]
        weight = before + draws.below(len(since), self.cumulative[last] - before)
        hour = np.searchsorted(self.cumulative[1:], weight, side="right")
        return np.asarray(np.maximum(self.starts[hour] + draws.below(len(since), HOUR), since + 1))


def first_day(today: date) -> date:
    """Return the day on which the data of a shop that has reached `today` begin."""
    return date(today.year - YEARS, today.month, 1)


def shop_hours(draws: Draws, today: date, zone: ZoneInfo) -> Hours:
    """Weigh the hours from the first of the month two years before `today` to 30 days after it.

    Seasons of a garden shop (spring high, winter low), the week, the day, a steady growth, feasts, Black Friday and
    the weeks before Christmas; local hours, so that the evening peak stays in the evening when the clocks change.
    """
    edges = pd.DatetimeIndex([first_day(today), today + timedelta(days=DAYS_AHEAD + 1)]).tz_localize(
        zone, ambiguous=np.array([True, True]), nonexistent="shift_forward"
    )
    seconds = edges.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)
    starts = np.arange(seconds[0], seconds[1], HOUR, dtype=np.int64)
    local = pd.DatetimeIndex(starts.astype("datetime64[s]")).tz_localize("UTC").tz_convert(zone)
    days, day = np.unique(local.tz_localize(None).to_numpy().astype("datetime64[D]"), return_inverse=True)
    busy = _day_weights(draws, pd.DatetimeIndex(days.astype("datetime64[s]")))
    weights = np.maximum(busy[day] * _CLOCK[local.hour] // 2000, 1)
    return Hours(starts, np.concatenate([[0], np.cumsum(weights)]).astype(np.int64))


def _day_weights(draws: Draws, days: pd.DatetimeIndex) -> Ints:
    month, day = np.asarray(days.month) - 1, np.asarray(days.day)
    neighbour = (month + np.where(day < 15, -1, 1)) % 12  # noqa: PLR2004 - the middle of a month
    distance = np.abs(day - 15)
    season = _MONTHS[month] * (30 - distance) + _MONTHS[neighbour] * distance
    growth = 1000 + _GROWTH_A_YEAR * np.arange(len(days)) // 365
    noise = draws.between(len(days), 88, 112)
    occasion = np.array([_occasion(day) for day in days.date])
    ordinary = season * _WEEKDAYS[days.day_of_week] * growth // 1000
    return np.asarray(ordinary * noise // 100 * occasion // 100, dtype=np.int64)


def _occasion(day: date) -> int:
    if day.month in (11, 12):
        thanksgiving = 22 + (3 - date(day.year, 11, 1).weekday()) % 7  # the fourth Thursday of November
        from_friday = (day - date(day.year, 11, thanksgiving)).days - 1
        if from_friday in _BLACK_FRIDAY:
            return _BLACK_FRIDAY[from_friday]
        if (12, 5) <= (day.month, day.day) <= (12, 18):
            return 140
    return _FEASTS.get((day.month, day.day), 100)

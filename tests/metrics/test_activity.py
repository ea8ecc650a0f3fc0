"""The hours of a clock are those that the charts draw, in every zone; what is counted is what happened in them."""

from bisect import bisect_left
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from time import process_time
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from smwidgets.core.buckets import tile
from smwidgets.metrics.activity import mean_activity

HOUR = timedelta(hours=1)
CASES = (
    ("Europe/Warsaw", "2025-03-28T00:00", 5),
    ("Europe/Warsaw", "2025-10-25T11:30", 3),
    ("America/Sao_Paulo", "2018-11-02T00:00", 4),  # midnight was skipped
    ("America/Sao_Paulo", "2018-02-16T00:00", 4),  # the hour before midnight came twice
    ("America/St_Johns", "1995-10-28T00:00", 3),  # set back at 00:01, to the day before
    ("Australia/Lord_Howe", "2025-04-05T00:00", 3),
    ("Australia/Lord_Howe", "2025-10-04T00:00", 3),
    ("Asia/Kathmandu", "2025-06-01T00:00", 3),
    ("Asia/Pyongyang", "2018-05-03T00:00", 4),  # moved by half an hour at 23:30
    ("Pacific/Apia", "2011-12-28T00:00", 6),  # had no 30 December
    ("Africa/Monrovia", "1971-12-30T00:00", 12),  # moved by 44 minutes and a half
    ("UTC", "2025-03-30T00:00", 1),
)


class Deeds:
    """Visits and openings at moments (naive UTC); how often the facts were asked."""

    def __init__(self, moments):
        self.moments = sorted(moments)
        self.asked = []

    def between(self, start, end):
        number = bisect_left(self.moments, end) - bisect_left(self.moments, start)
        return pd.Series({"visits": float(number), "opens": float(number)})

    def partial(self, start, end):
        self.asked.append((start, end))
        return self.between(start, end)

    def cube(self, minutes):
        at = pd.Series(self.moments, dtype="datetime64[us]").dt.floor(f"{minutes}min")
        counts = at.value_counts().sort_index().rename_axis("bucket_at").rename("visits").to_frame()
        return counts.assign(opens=counts["visits"]).astype("int64")


def naive(at):
    return at.astimezone(UTC).replace(tzinfo=None)


def edges(*at):
    return np.array([naive(one) for one in at], "datetime64[us]")


@pytest.mark.spec("CA5", "M8")
@pytest.mark.parametrize(("zone", "first", "days"), CASES)
def test_whole_hours_and_dates_are_those_of_the_charts(zone, first, days):
    zone = ZoneInfo(zone)
    start = datetime.fromisoformat(first).replace(tzinfo=zone)
    end = (naive(start) + timedelta(days=days, hours=7, minutes=20)).replace(tzinfo=UTC).astimezone(zone)
    random = Random(5)  # noqa: S311 - the same moments at every run
    deeds = Deeds([naive(start) + (naive(end) - naive(start)) * random.random() for _ in range(3_000)])
    minutes = 15 if any(one.utcoffset() % HOUR for one in (start, end)) else 60
    found = mean_activity(deeds.cube(minutes), edges(start, end), deeds.partial, minutes, zone)
    hours, dates, counts = Counter(), Counter(), Counter()
    cut = {start.date(), end.date()} if start.hour or start.minute else {end.date()}
    for low, high in pairwise(tile(start, end, "hour").bounds):
        number = 2 * deeds.between(naive(low), naive(high))["visits"]
        whole = high != end and (low != start or not start.minute)
        if whole:
            hours[low.hour] += 1
            counts[low.hour] += number
        if low.date() not in cut:
            dates[low.date()] += number
    assert found.hours.to_dict() == {hour: hours[hour] for hour in range(24)}
    assert found.by_hour.dropna().to_dict() == {hour: counts[hour] / times for hour, times in hours.items()}
    assert found.total == counts.total()
    weekdays = Counter(date.weekday() for date in dates)
    assert found.weekdays.to_dict() == {weekday: weekdays[weekday] for weekday in range(7)}
    for weekday, times in weekdays.items():
        assert found.by_weekday[weekday] == sum(dates[one] for one in dates if one.weekday() == weekday) / times


@pytest.mark.spec("CA5")
@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_the_facts_are_never_asked_and_a_decade_takes_no_longer_than_a_glance(zone):
    zone = ZoneInfo(zone)
    start, now = datetime(2016, 1, 1, tzinfo=zone), datetime(2026, 1, 6, 12, 34, 56, 7, tzinfo=zone)
    deeds = Deeds([naive(start) + n * HOUR / 2 for n in range(170_000)])
    cube, at = deeds.cube(15), edges(start, now)
    begun = process_time()
    found = mean_activity(cube, at, deeds.partial, 15, zone)
    assert process_time() - begun < 2
    assert deeds.asked == []
    assert found.hours.min() >= 3_650
    assert found.weekdays.sum() == 10 * 365 + 3 + 5


@pytest.mark.spec("CA5")
@pytest.mark.parametrize("minutes", [0, 30, 59])
def test_a_range_without_a_whole_hour_has_no_means(minutes):
    start = datetime(2026, 1, 6, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    deeds = Deeds([naive(start)])
    found = mean_activity(deeds.cube(60), edges(start, start + timedelta(minutes=minutes)), deeds.partial, 60, UTC)
    assert found.total == found.hours.sum() == found.weekdays.sum() == 0
    assert found.by_hour.isna().all()
    assert found.by_weekday.isna().all()
    assert found.by_weekday_hour.isna().to_numpy().all()
    assert found.by_weekday_hour.shape == (7, 24)


@pytest.mark.spec("CA5")
def test_a_shop_in_which_nothing_happened_has_means_of_zero():
    zone = ZoneInfo("Europe/Warsaw")
    start = datetime(2026, 1, 5, tzinfo=zone)
    found = mean_activity(Deeds([]).cube(60), edges(start, start + timedelta(days=7)), None, 60, zone)
    assert found.by_hour.tolist() == [0] * 24
    assert found.by_weekday.tolist() == [0] * 7
    assert (found.by_weekday_hour == 0).to_numpy().all()
    assert (found.by_weekday.index.name, found.by_weekday_hour.columns.name) == ("weekday", "hour")

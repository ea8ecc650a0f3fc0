from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from smwidgets.core import date_formats as dates
from smwidgets.core.clock import moment

WARSAW = ZoneInfo("Europe/Warsaw")


def at(text: str):
    return moment(text, WARSAW)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("start", "end", "polish", "english"),
    [
        ("2025-12-30", "2026-01-06", "30 gru 2025 – 5 sty 2026", "Dec 30, 2025 – Jan 5, 2026"),
        ("2025-12-23", "2025-12-30", "23 – 29 gru 2025", "Dec 23 – 29, 2025"),
        ("2025-10-01", "2026-01-01", "1 paź – 31 gru 2025", "Oct 1 – Dec 31, 2025"),
        ("2026-01-05", "2026-01-06", "5 sty 2026", "Jan 5, 2026"),
        ("2026-01-06", "2026-01-06 12:00", "6 sty 2026, 00:00 – 12:00", "Jan 6, 2026, 12:00 AM – 12:00 PM"),
        ("2026-01-06", "2026-01-06", "6 sty 2026, 00:00 – 00:00", "Jan 6, 2026, 12:00 AM – 12:00 AM"),
        ("2026-03-29", "2026-03-29 12:00", "29 mar 2026, 00:00 – 12:00", "Mar 29, 2026, 12:00 AM – 12:00 PM"),
        ("2026-01-01", "2026-01-06 12:00", "1 sty – 6 sty 2026, 12:00", "Jan 1 – Jan 6, 2026, 12:00 PM"),
        ("2025-12-30", "2026-01-06 12:00", "30 gru 2025 – 6 sty 2026, 12:00", "Dec 30, 2025 – Jan 6, 2026, 12:00 PM"),
        ("2026-01-02 22:00", "2026-01-03", "2 sty 2026, 22:00 – 00:00", "Jan 2, 2026, 10:00 PM – 12:00 AM"),
        (
            "2026-01-02 10:00",
            "2026-01-05 11:30",
            "2 sty 2026, 10:00 – 5 sty 2026, 11:30",
            "Jan 2, 2026, 10:00 AM – Jan 5, 2026, 11:30 AM",
        ),
    ],
)
def test_a_range_is_named_with_its_last_day_and_a_cut_one_with_its_time(start, end, polish, english):
    assert plain(dates.write_range(at(start), at(end), "pl")) == polish
    assert plain(dates.write_range(at(start), at(end), "en")) == english


def test_a_moment_a_date_and_a_time():
    assert dates.write_moment(at("2026-11-22 14:32"), "pl") == "22 lis 2026, 14:32"
    assert plain(dates.write_moment(at("2026-11-22 14:32"), "en")) == "Nov 22, 2026, 2:32 PM"
    assert dates.write_date(date(2026, 11, 22), "pl") == "22 lis 2026"
    assert dates.write_time(at("2026-11-22 00:05"), "pl") == "00:05"


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("start", "grain", "polish", "english"),
    [
        ("2026-01-05 14:00", "hour", "14:00", "2 PM"),
        ("2026-01-05", "day", "5 sty", "Jan 5"),
        ("2026-01-05", "month", "sty 2026", "Jan 2026"),
        ("2026-02-01", "month", "lut", "Feb"),
    ],
)
def test_a_bucket_under_an_axis_is_short(start, grain, polish, english):
    assert plain(dates.write_bucket_tick(at(start), grain, "pl")) == polish
    assert plain(dates.write_bucket_tick(at(start), grain, "en")) == english


@pytest.mark.spec("M8")
def test_ticks_that_would_read_alike_carry_the_year_and_hours_their_zone():
    months = [at(f"{month // 12}-{month % 12 + 1:02}-01") for month in range(2024 * 12 + 10, 2025 * 12 + 11)]
    assert dates.write_bucket_ticks(months, "month", "pl")[:3] == ["lis 2024", "gru", "sty 2025"]
    assert dates.write_bucket_ticks(months, "month", "pl")[-2:] == ["paź", "lis 2025"]
    assert dates.write_bucket_ticks(months, "month", "en")[0] == "Nov 2024"
    years = [at(f"{year}-02-01") for year in (2024, 2025)]
    assert dates.write_bucket_ticks(years, "month", "en") == ["Feb 2024", "Feb 2025"]
    twice = at("2026-10-25 02:00")
    assert dates.write_bucket_ticks([twice, twice.replace(fold=1)], "hour", "pl") == ["02:00 CEST", "02:00 CET"]


@pytest.mark.parametrize(
    ("start", "end", "polish"),
    [
        ("2025-11-30", "2026-11-30", "29 lis 2026"),
        ("2026-11-30", "2026-11-30 12:00", "30 lis 2026, 12:00"),
        ("2026-11-30", "2026-11-30", "30 lis 2026, 00:00"),
    ],
)
def test_the_end_of_a_range_is_its_last_day_or_a_moment(start, end, polish):
    assert dates.write_end(at(start), at(end), "pl") == polish


@pytest.mark.spec("M8")
@pytest.mark.parametrize(
    ("start", "end", "grain", "polish"),
    [
        ("2026-01-05 14:00", "2026-01-05 15:00", "hour", "5 sty 2026, 14:00 – 15:00"),
        ("2026-01-05 23:00", "2026-01-06 00:00", "hour", "5 sty 2026, 23:00 – 00:00"),
        ("2026-01-05 14:00", "2026-01-05 14:20", "hour", "5 sty 2026, 14:00 – 14:20"),
        ("2026-03-29 01:00", "2026-03-29 03:00", "hour", "29 mar 2026, 01:00 – 02:00"),
        ("2026-01-05", "2026-01-06", "day", "pon., 5 sty 2026"),
        ("2026-01-06", "2026-01-06 12:00", "day", "6 sty 2026, 00:00 – 12:00"),
        ("2026-02-01", "2026-03-01", "month", "luty 2026"),
        ("2026-02-06", "2026-03-01", "month", "6 – 28 lut 2026"),
        ("2026-02-01", "2026-02-06", "month", "1 – 5 lut 2026"),
        ("2026-02-01", "2026-02-06 12:00", "month", "1 lut – 6 lut 2026, 12:00"),
    ],
)
def test_a_bucket_in_full_says_what_it_covers(start, end, grain, polish):
    assert dates.write_bucket(at(start), at(end), grain, "pl") == polish


@pytest.mark.spec("M1", "M8")
def test_the_two_hours_of_one_name_are_told_apart():
    start = at("2026-10-25 02:00")
    between, end = start.replace(fold=1), at("2026-10-25 03:00")
    assert dates.write_bucket(start, between, "hour", "pl") == "25 paź 2026, 02:00 – 03:00 CEST"
    assert dates.write_bucket(between, end, "hour", "pl") == "25 paź 2026, 02:00 – 03:00 CET"


def test_months_and_weekdays_have_names_that_stand_alone():
    assert [dates.month_name(1, "pl"), dates.month_name(1, "pl", short=True)] == ["styczeń", "sty"]
    assert [dates.weekday_name(0, "pl"), dates.weekday_name(6, "en")] == ["poniedziałek", "Sunday"]
    assert len({dates.month_name(number, locale) for number in range(1, 13) for locale in ("pl", "en")}) == 24
    assert len({dates.weekday_name(number, "en", short=True) for number in range(7)}) == 7

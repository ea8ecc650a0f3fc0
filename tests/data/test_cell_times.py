"""Times in text: read right, compared with Python's own reading, or refused; nothing behind one is dropped."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from smwidgets.data.report import Problem

WARSAW = ZoneInfo("Europe/Warsaw")
DAYS = ("2026-01-05", "2026-07-05", "2026/01/05", "2026-1-5")
CLOCKS = ("", " 23:30", " 23:30:15", "T23:30:15", "  23:30:15", " 23:30:15.25", " 23:30:15.123456789", " 1:02:03")
ZONES = (
    "",
    "Z",
    "z",
    " Z",
    "UTC",
    " utc",
    " Utc",
    " GMT",
    " gmt",
    "+01",
    "+05:30",
    "-0800",
    " +0200",
    "+05:00:00",
    "-00:00",
)
REFUSED = (
    "2026-01-05 23:30:00 CEST", "2026-01-05 23:30:00 PST", "2026-01-05 23:30 pm", "2026-01-05 11:30:00 AM",
    "2026-01-05 23:30:00 foo", "2026-01-05 23:30:00[Europe/Warsaw]", "2026-01-05T23:30:00+01:00[Europe/Warsaw]",
    "2026-01-05 23:30:00 Europe/Warsaw", "2026-01-05 (BC)", "2026-01-05 BC", "infinity", "epoch", "now", "today",
    "2026-01-05 23:30:00 UTC+1", "2026-01-05 23:30:00 GMT+0100", "2026-01-05 23:30:00+5", "2026-01-05 23:30:00Z Z",
    "2026-01-05 23:30:00.", "2026-01-05 23:30:00,5", "2026 01 05", "2026-01/05", "20260105", "05.01.2026 12:00",
    "1/6/2026 16:29:00", "2026-01-05T", "2026-01-05 12", "2026-01-05Z", "2026-01-05+01:00", "12026-01-05",
    "2026-01-05 23:59:60", "2026-01-05 25:00", "2026-02-30", "2026-13-01", "x2026-01-05", "2026-01-05 12:00 (approx.)",
)  # fmt: skip


def events(times):
    return pd.DataFrame(
        {
            "event_id": range(1, len(times) + 1),
            "contact_id": 7,
            "type": "CART",
            "occurred_at": pd.Series(times, dtype="str"),
        }
    )


def by_python(text):
    """Read with the standard library what remains once the ways to write it are made one; naive UTC."""
    zone = re.search(r"(?i)\s*(z|utc|gmt)$", text)
    text = text[: zone.start()] + "+00:00" if zone else text
    year, month, day, rest = re.fullmatch(r"(\d+)[-/](\d+)[-/](\d+)(.*)", text).groups()
    clock, offset = re.fullmatch(r"[ T]*([\d:.]*)\s*([+-].*)?", rest).groups()
    hour, minute, second = (*((clock or "0").split(":")), "0", "0")[:3]
    at = datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=None)  # noqa: DTZ001 - as written
    at += timedelta(microseconds=int(float(second) * 1_000_000))
    if offset is None:
        return at.replace(tzinfo=WARSAW).astimezone(UTC).replace(tzinfo=None)
    parts = [int(part) for part in re.findall(r"\d\d", offset)]
    ahead = sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))
    return at - timedelta(seconds=-ahead if offset.startswith("-") else ahead)


@pytest.mark.spec("M1")
def test_what_is_understood_is_read_as_python_reads_it(load_tables):
    texts = [day + clock + zone for day in DAYS for clock in CLOCKS for zone in ZONES if clock or not zone]
    tables, _ = load_tables({"events": events(texts)})
    found = tables["events"]["occurred_at"].dt.to_pydatetime()
    assert dict(zip(texts, found, strict=True)) == {text: by_python(text) for text in texts}


@pytest.mark.spec("S1")
def test_what_is_not_understood_is_refused_with_its_text(load_tables):
    good = ["2026-01-05 12:00", "2026-01-05 12:00Z"]
    tables, report = load_tables({"events": events([*good, *REFUSED])}, skip_invalid=True)
    kept = tables["events"]["event_id"].tolist()
    assert kept == [1, 2], [REFUSED[number - 3] for number in kept if number > 2]
    (issue,) = report.issues
    assert (issue.column, issue.problem, issue.examples[0]) == ("occurred_at", Problem.IMPOSSIBLE_TIME, REFUSED[0])


def test_the_end_of_a_day_is_the_next_midnight(load_tables):
    tables, _ = load_tables({"events": events(["2026-01-05 24:00:00 UTC"])})
    assert tables["events"]["occurred_at"].tolist() == [pd.Timestamp("2026-01-06")]

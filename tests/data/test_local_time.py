# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import ibis
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.clock import place
from smwidgets.data.local_time import from_utc, to_utc, transitions

Convert = Callable[..., Any]
ZONES = ["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC", "America/Sao_Paulo"]


def in_engine(times: list[datetime], zone: ZoneInfo, convert: Convert = to_utc) -> list[datetime]:
    backend = ibis.duckdb.connect()
    try:
        backend.con.register(
            "times", pd.DataFrame({"place": range(len(times)), "at": pd.array(times, "datetime64[us]")})
        )
        local = backend.table("times")
        expression = local.select("place", at=convert(local["at"], zone, min(times), max(times)))
        return expression.order_by("place").to_pyarrow()["at"].to_pylist()
    finally:
        backend.disconnect()


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        ("Europe/Warsaw", "2026-03-29 01:59:59.999999", "2026-03-29 00:59:59.999999"),
        ("Europe/Warsaw", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Warsaw", "2026-03-29 02:59", "2026-03-29 01:00"),
        ("Europe/Warsaw", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Europe/Warsaw", "2026-10-25 01:59", "2026-10-24 23:59"),
        ("Europe/Warsaw", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("Europe/Warsaw", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Asia/Kathmandu", "2026-01-01 00:00", "2025-12-31 18:15"),
    ],
)
def test_days_of_daylight_saving(zone, local, utc):
    assert in_engine([datetime.fromisoformat(local)], ZoneInfo(zone)) == [datetime.fromisoformat(utc)]


@pytest.mark.spec("M1")
@settings(max_examples=30, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    times=st.lists(st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1)), min_size=1, max_size=20),
    offsets=st.lists(st.timedeltas(timedelta(hours=-3), timedelta(hours=3)), max_size=20),
)
def test_the_engine_agrees_with_the_clock(zone, times, offsets):
    """Random times, and times around changes of the offset, become what ``core.clock`` makes of them."""
    changes = transitions(zone, datetime(2020, 1, 1), datetime(2027, 1, 1))
    near = [
        changes[at % len(changes)].at + changes[at % len(changes)].before + by
        for at, by in enumerate(offsets)
        if changes
    ]
    asked = times + near
    expected = [place(local, zone).astimezone(UTC).replace(tzinfo=None) for local in asked]
    assert in_engine(asked, zone) == expected


@pytest.mark.spec("M1")
@settings(max_examples=20, deadline=None)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    times=st.lists(st.datetimes(datetime(1971, 1, 1), datetime(2098, 1, 1)), min_size=1, max_size=20),
    offsets=st.lists(st.timedeltas(timedelta(hours=-3), timedelta(hours=3)), max_size=20),
)
def test_the_engine_reads_the_clocks_of_the_zone(zone, times, offsets):
    changes = transitions(zone, datetime(2020, 1, 1), datetime(2027, 1, 1))
    asked = times + [changes[at % len(changes)].at + by for at, by in enumerate(offsets) if changes]
    expected = [instant.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for instant in asked]
    assert in_engine(asked, zone, from_utc) == expected


def test_changes_are_found_to_the_second():
    found = transitions(ZoneInfo("Europe/Warsaw"), datetime(2026, 1, 1), datetime(2027, 1, 1))
    assert [change.at for change in found] == [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)]
    assert [change.after - change.before for change in found] == [timedelta(hours=1), timedelta(hours=-1)]

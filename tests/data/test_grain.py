"""Every local hour begins with a bucket of the cube."""

from datetime import datetime
from zoneinfo import ZoneInfo

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.data.grain import bucket_at, grain_minutes


@pytest.mark.spec("M1", "M8")
@pytest.mark.parametrize(
    ("zone", "minutes"),
    [
        ("Europe/Warsaw", 60),
        ("America/New_York", 60),
        ("UTC", 60),
        ("Asia/Kolkata", 30),
        ("Australia/Lord_Howe", 30),
        ("America/St_Johns", 30),
        ("Asia/Kathmandu", 15),
    ],
)
def test_the_widest_grain_that_divides_the_offsets(zone, minutes):
    span = (datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2025-12-31"))
    assert grain_minutes(ZoneInfo(zone), *span) == minutes


@pytest.mark.spec("M8")
def test_offsets_within_the_span_count_and_others_do_not():
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    in_summer = (datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2025-01-02"))
    to_winter = (datetime.fromisoformat("2025-04-05T14:00"), datetime.fromisoformat("2025-04-05T15:00"))
    assert grain_minutes(lord_howe, *in_summer) == 60
    assert grain_minutes(lord_howe, *to_winter) == 30


def test_an_offset_of_odd_seconds_falls_back_to_the_finest_grain():
    at = datetime.fromisoformat("1971-06-01")
    assert grain_minutes(ZoneInfo("Africa/Monrovia"), at, at) == 15


@pytest.mark.parametrize("minutes", [60, 30, 15])
def test_an_instant_falls_into_the_bucket_that_begins_at_or_before_it(minutes):
    instants = pd.date_range("2025-03-30 00:00", "2025-03-30 02:00", freq="37s").union(
        pd.to_datetime(["2025-03-30T00:15:00", "2025-03-30T00:29:59.999999", "1970-01-01T00:59:59"], format="ISO8601")
    )
    table = ibis.memtable(pa.table({"at": instants.as_unit("us")}))
    found = table.select("at", bucket=bucket_at(table["at"], minutes)).to_pyarrow().to_pandas()
    assert (found["bucket"] == found["at"].dt.floor(f"{minutes}min")).all()

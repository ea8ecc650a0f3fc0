from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pyarrow as pa
import pytest

from smwidgets.core.clock import repeats_time, zone
from smwidgets.data.exports import Sheet, with_offsets, write_rows

TWICE = [datetime(2025, 10, 26, 0, 30, tzinfo=UTC), None, datetime(2025, 10, 26, 1, 30, tzinfo=UTC)]


def batch(name):
    at = pa.array(TWICE, pa.timestamp("us", tz=name))
    naive = pa.array([datetime(2025, 1, 1)] * 3, pa.timestamp("us"))  # noqa: DTZ001
    return pa.RecordBatch.from_arrays([pa.array([1, 2, 3]), at, naive], ["id", "at", "day"])


@pytest.mark.spec("I4", "M1")
@pytest.mark.parametrize(
    ("name", "offsets"),
    [
        ("Europe/Warsaw", ["UTC+02:00", None, "UTC+01:00"]),
        ("Asia/Kathmandu", ["UTC+05:45", None, "UTC+05:45"]),
        ("America/St_Johns", ["UTC-02:30", None, "UTC-02:30"]),
        ("Australia/Lord_Howe", ["UTC+11:00", None, "UTC+11:00"]),
    ],
)
def test_an_offset_stands_behind_each_instant(name, offsets):
    (found,) = with_offsets([batch(name)])
    assert found.schema.names == ["id", "at", "at_offset", "day"]
    assert found.column("at_offset").to_pylist() == offsets
    assert found.column("at").to_pylist() == batch(name).column("at").to_pylist()


@pytest.mark.spec("I4", "R3")
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_two_hours_of_one_name_are_told_apart_in_a_file(format_):
    target = io.BytesIO()
    write_rows(target, with_offsets([batch("Europe/Warsaw")]), format=format_, locale="en", sheet=Sheet("A"))
    if format_ == "csv":
        _, *rows = csv.reader(io.StringIO(target.getvalue().decode("utf-8-sig")))
        assert [rows[0][1:3], rows[2][1:3]] == [
            ["2025-10-26 02:30:00", "UTC+02:00"],
            ["2025-10-26 02:30:00", "UTC+01:00"],
        ]
    else:
        rows = list(openpyxl.load_workbook(target).active.iter_rows(min_row=2, values_only=True))
        assert rows[0][1] == rows[2][1] == datetime(2025, 10, 26, 2, 30)  # noqa: DTZ001
        assert [rows[0][2], rows[2][2]] == ["UTC+02:00", "UTC+01:00"]


def test_an_empty_list_has_its_columns():
    (found,) = with_offsets([batch("Europe/Warsaw").slice(0, 0)])
    assert (found.num_rows, found.num_columns) == (0, 4)


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    ("name", "start", "end", "twice"),
    [
        ("Europe/Warsaw", "2025-10-26", "2025-10-27", True),
        ("Europe/Warsaw", "2025-03-01", "2025-10-20", False),
        ("Europe/Warsaw", "2024-12-01", "2025-12-01", True),
        ("America/New_York", "2025-11-01", "2025-11-03", True),
        ("Australia/Lord_Howe", "2025-04-05", "2025-04-07", True),
        ("Asia/Kathmandu", "2020-01-01", "2026-01-01", False),
    ],
)
def test_a_range_with_an_hour_that_comes_twice_is_known(name, start, end, twice):
    ends = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (start, end))
    assert repeats_time(zone(name), *ends) is twice

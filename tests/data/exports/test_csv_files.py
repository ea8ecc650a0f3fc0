# ruff: noqa: DTZ001 - naive times are written as they are

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

WARSAW = pa.timestamp("us", tz="Europe/Warsaw")


@pytest.mark.spec("I4", "R3")
@pytest.mark.parametrize(("locale", "amount"), [("pl", "-1234,5"), ("en", "-1234.5")])
def test_a_file_of_a_language(csv_rows, batch, locale, amount):
    at = pa.array([datetime(2026, 1, 5, 23, 30, 59, 999, tzinfo=UTC)], WARSAW)
    rows = batch(event_id=[1], at=at, value=[-1234.5], products=pa.array([None], pa.int64()))
    found = csv_rows([rows], locale, headers={"event_id": "Zdarzenie", "at": "Data", "value": "Wartość"})
    assert found == [["Zdarzenie", "Data", "Wartość", "products"], ["1", "2026-01-06 00:30:59", amount, ""]]


def test_the_file_byte_by_byte(write, batch):
    rows = batch(email=["ą", None, 'a"b', ""], value=[1.0, None, -0.5, -0.0], n=[None, 1, 2, 3])
    assert write([rows], "csv", "pl").decode() == (
        '\ufeff"email";"value";"n"\r\n"ą";1;\r\n;;1\r\n"a""b";-0,5;2\r\n"";0;3\r\n'
    )


@pytest.mark.parametrize(("locale", "words"), [("pl", ["PRAWDA", "FAŁSZ", ""]), ("en", ["TRUE", "FALSE", ""])])
def test_truth_is_what_spreadsheets_of_the_language_call_it(csv_rows, batch, locale, words):
    assert [row[0] for row in csv_rows([batch(flag=[True, False, None], n=[1, 2, 3])], locale)[1:]] == words


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([1e-7, 1e16, 0.1 + 0.2], pa.float64(), ["0.0000001", "10000000000000000", "0.30000000000000004"]),
        ([0.1, None], pa.float32(), ["0.1", ""]),
        ([0.5], pa.float16(), ["0.5"]),
        ([float("nan"), float("inf"), float("-inf")], pa.float64(), ["", "inf", "'-inf"]),
        ([Decimal("-12.50"), Decimal("1E+3")], pa.decimal128(30, 2), ["-12.50", "1000.00"]),
        ([2**64 - 1], pa.uint64(), ["18446744073709551615"]),
        ([date(1850, 1, 2), None], pa.date32(), ["1850-01-02", ""]),
        ([datetime(1850, 1, 2, 3, 4, 5, 999_999)], pa.timestamp("us"), ["1850-01-02 03:04:05"]),
        (["a", "=1", "a"], pa.dictionary(pa.int8(), pa.string()), ["a", "'=1", "a"]),
        ([None, None], pa.null(), ["", ""]),
        ([["=1"], None], pa.list_(pa.string()), ["['=1']", ""]),
    ],
)
def test_every_type_of_column(csv_rows, values, kind, texts):
    rows = pa.RecordBatch.from_arrays([pa.array(values, kind), pa.nulls(len(values))], ["x", "y"])
    assert [row[0] for row in csv_rows([rows], "en")[1:]] == texts


def test_a_slice_of_rows_is_written_and_no_more(csv_rows, batch):
    rows = batch(email=["a", "b", "c", "d"], value=[1.5, None, 2.5, 3.5])
    assert csv_rows([rows.slice(1, 2)], "en")[1:] == [["b", ""], ["c", "2.5"]]


def test_one_empty_cell_is_still_a_row(csv_rows, batch):
    assert csv_rows([batch(value=pa.array([None, 1.5], pa.float64()))], "en") == [["value"], [""], ["1.5"]]


def test_pieces_have_one_header(csv_rows, batch):
    nobody = batch(email=pa.array([], pa.string()))
    assert csv_rows([batch(email=["a", "b"]), nobody, batch(email=["c"])]) == [["email"], ["a"], ["b"], ["c"]]
    assert csv_rows([nobody]) == [["email"]]
    assert csv_rows([]) == []

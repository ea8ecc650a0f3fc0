from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.text import LOCALES, check_text
from smwidgets.data.listing import write_csv
from smwidgets.data.listing.csv_files import HEADERS
from smwidgets.data.listing.formulas import neutralised

DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", '"=1', "＝1", "-", "+48 600 100 200"]
HARMLESS = ["-12.50", "+7", "-12,5", "Ewa", "a=b", "1-2", "", "ż;ó,ł", 'cudzy"słów', "dwa\nwiersze"]


def batch(**columns):
    return pa.RecordBatch.from_pydict(columns)


def written(batches, locale):
    file = io.BytesIO()
    rows = write_csv(file, batches, locale)
    text = file.getvalue()
    assert text.startswith(b"\xef\xbb\xbf")
    delimiter = {"pl": ";", "en": ","}[locale]
    parsed = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))
    assert len(parsed) == rows + 1
    return parsed


@pytest.mark.spec("I4", "R3")
@pytest.mark.parametrize(
    ("locale", "headers", "cells"),
    [
        ("pl", ["Zdarzenie", "Data (Europe/Warsaw)", "Wartość", "Liczba produktów"], ["1", "-1234,5", ""]),
        ("en", ["Event", "Date (Europe/Warsaw)", "Value", "Number of products"], ["1", "-1234.5", ""]),
    ],
)
def test_a_file_of_a_language(locale, headers, cells):
    at = pa.array([datetime(2026, 1, 5, 23, 30, 59, 999, tzinfo=UTC)], pa.timestamp("us", tz="Europe/Warsaw"))
    rows = batch(event_id=[1], at=at, value=[-1234.5], products=pa.array([None], pa.int64()))
    assert written([rows], locale) == [headers, [cells[0], "2026-01-06 00:30:59", *cells[1:]]]


@pytest.mark.spec("R3")
def test_no_cell_or_header_runs_in_a_spreadsheet():
    rows = batch(**{"=cmd|' /C calc'!A0": DANGEROUS, "email": DANGEROUS})
    for locale in LOCALES:
        header, *cells = written([rows], locale)
        assert header[0] == "'=cmd|' /C calc'!A0"
        assert cells == [[f"'{text}", f"'{text}"] for text in DANGEROUS]


@pytest.mark.spec("R3")
def test_numbers_and_other_texts_are_not_touched():
    rows = batch(email=HARMLESS, value=[-1.0] * len(HARMLESS), score=[-5] * len(HARMLESS))
    for locale in LOCALES:
        cells = written([rows], locale)[1:]
        assert [row[0] for row in cells] == HARMLESS
        assert {row[1].rstrip("0")[:-1] for row in cells} == {"-1"}
        assert {row[2] for row in cells} == {"-5"}


@pytest.mark.parametrize(
    ("value", "text"), [(1e-7, "0.0000001"), (1e16, "10000000000000000"), (0.1 + 0.2, "0.30000000000000004")]
)
def test_amounts_have_no_exponent(value, text):
    assert written([batch(value=[value])], "en")[1] == [text]


def test_pieces_have_one_header():
    pieces = [batch(email=["a", "b"]), batch(email=["c"]), batch(email=pa.array([], pa.string()))]
    assert written(pieces, "en") == [["E-mail"], ["a"], ["b"], ["c"]]
    assert written([batch(email=pa.array([], pa.string()))], "pl") == [["E-mail"]]


def test_a_path_is_written_anew_and_a_file_stays_open(tmp_path):
    path = tmp_path / "zdarzenia.csv"
    path.write_bytes(b"x" * 1000)
    assert write_csv(path, [batch(email=["ą"])], "pl") == 1
    assert path.read_bytes() == b"\xef\xbb\xbfE-mail\r\n\xc4\x85\r\n"
    file = io.BytesIO()
    write_csv(file, [batch(email=["ą"])], "pl")
    assert file.getvalue() == path.read_bytes()
    with pytest.raises(UnknownNameError, match="unknown language 'de'"):
        write_csv(path, [], "de")


def test_headers_are_in_every_language():
    for text in HEADERS.values():
        check_text(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_neutral_text_stays(text):
    assert neutralised(text) == text

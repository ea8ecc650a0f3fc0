# ruff: noqa: DTZ001 - naive times are written as they are

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
import xlsxwriter

from smwidgets.core.errors import ConfigurationError
from smwidgets.data.exports import Sheet, xlsx_files
from smwidgets.data.exports.workbook import STYLES
from smwidgets.data.exports.xlsx_cells import letters

WARSAW = pa.timestamp("us", tz="Europe/Warsaw")


@pytest.mark.spec("R3")
def test_values_keep_their_types(xlsx_sheets, batch):
    rows = batch(
        id=[7, None, -3],
        value=[-1234.5, float("nan"), 0.1 + 0.2],
        exact=pa.array([Decimal("-12.50"), None, Decimal("0.01")], pa.decimal128(20, 2)),
        at=pa.array(
            [datetime(2026, 1, 5, 23, 30, 59, 999, tzinfo=UTC), None, datetime(2026, 7, 1, tzinfo=UTC)], WARSAW
        ),
        on=pa.array([date(2026, 1, 5), None, date(9999, 12, 31)]),
        flag=[True, None, False],
        name=["Ewa", None, "0123"],
        kind=pa.array(["a", None, "a"]).dictionary_encode(),
        nothing=pa.nulls(3),
    )
    ((head, *found),) = xlsx_sheets([rows], headers={"id": "Kontakt"}).values()
    assert [cell.value for cell in head] == ["Kontakt", *rows.schema.names[1:]]
    assert [[cell.value for cell in row] for row in found] == [
        [7, -1234.5, -12.5, datetime(2026, 1, 6, 0, 30, 59), datetime(2026, 1, 5), True, "Ewa", "a", None],
        [None] * 9,
        [-3, 0.1 + 0.2, 0.01, datetime(2026, 7, 1, 2), datetime(9999, 12, 31), False, "0123", "a", None],
    ]
    assert [cell.data_type for cell in found[0]] == [*"nnnddbss", "n"]
    assert [cell.number_format for cell in found[0][3:5]] == ["yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"]


@pytest.mark.parametrize(
    ("values", "kind", "texts"),
    [
        ([10**15 - 1, 10**15, -(10**18)], pa.int64(), [10**15 - 1, "1000000000000000", "-1000000000000000000"]),
        ([2**64 - 1], pa.uint64(), ["18446744073709551615"]),
        ([Decimal("1234567890123.45")], pa.decimal128(20, 2), [1234567890123.45]),
        ([Decimal("12345678901234.56")], pa.decimal128(20, 2), ["12345678901234.56"]),
        ([1e300, float("inf"), float("-inf")], pa.float64(), [1e300, "inf", "-inf"]),
        ([date(1900, 2, 28), date(1900, 3, 1)], pa.date32(), ["1900-02-28", datetime(1900, 3, 1)]),
        ([datetime(1850, 1, 2, 3, 4, 5)], pa.timestamp("s"), ["1850-01-02 03:04:05"]),
        ([253402300800], pa.timestamp("s"), ["10000-01-01 00:00:00"]),
    ],
)
def test_what_no_spreadsheet_holds_exactly_is_text(xlsx_rows, values, kind, texts):
    rows = pa.RecordBatch.from_arrays([pa.array(values, kind)], ["x"])
    assert [row[0] for row in xlsx_rows([rows])[1:]] == texts


@pytest.mark.spec("R3")
def test_a_text_that_looks_like_a_formula_is_marked_as_text(xlsx_sheets, batch):
    ((head, *found),) = xlsx_sheets([batch(x=["=1+1", "Ewa", "-5", "+48 600"])], headers={"x": "=2"}).values()
    assert [(cell.value, cell.data_type, cell.quotePrefix) for (cell,) in [head, *found]] == [
        ("=2", "s", True),
        ("=1+1", "s", True),
        ("Ewa", "s", False),
        ("-5", "s", False),
        ("+48 600", "s", True),
    ]
    assert head[0].font.bold


def test_texts_are_whole_but_for_what_xml_cannot_carry(xlsx_rows, batch):
    texts = [" a  b ", "<b>&amp;</b>", "a\nb", "", "😀", "<r><t>x</t></r>", "]]>", "\x85\u2028"]
    found = [row[0] or "" for row in xlsx_rows([batch(x=[*texts, "\x00\x1f\ufffe", "a\r\nb"])])[1:]]
    assert found == [*texts, "\ufffd\ufffd\ufffd", "a\nb"]


@pytest.mark.parametrize("text", ["_x0041_", "_x0041_x0042_", "__x0041__", "_xZZZZ_", "x0041_"])
def test_what_looks_like_an_escape_of_the_format_is_escaped(xlsx_rows, batch, text):
    ((found,),) = xlsx_rows([batch(x=[text])])[1:]
    assert re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), found) == text


def test_a_text_longer_than_a_cell_is_cut_which_it_says(xlsx_rows, csv_rows, batch):
    texts = ["a" * 32_767, "a" * 40_000, "😀" * 16_383, "😀" * 16_384]
    for locale, rows in (("pl", xlsx_rows), ("en", csv_rows)):
        whole, cut, smileys, cut_smileys = (row[0] for row in rows([batch(x=texts)], locale)[1:])
        assert (whole, smileys) == (texts[0], texts[2])
        kept, mark = cut.split(" […")
        assert mark.startswith({"pl": "i jeszcze 7", "en": "and 7,"}[locale])
        assert re.sub(r"\D", "", mark) == str(40_000 - len(kept))
        assert " […" in cut_smileys
        assert max(len(one.encode("utf-16-le")) // 2 for one in (cut, cut_smileys)) <= 32_767


@pytest.mark.spec("R3")
@pytest.mark.parametrize("rows", [7, 8, 9, 16, 20])
def test_rows_that_a_sheet_cannot_hold_go_on_on_the_next(xlsx_sheets, batch, monkeypatch, rows):
    monkeypatch.setattr(xlsx_files, "SHEET_ROWS", 8)
    pieces = [batch(n=list(range(start, min(start + 3, rows)))) for start in range(0, rows, 3)]
    sheets = xlsx_sheets(pieces, name="Zakupy")
    assert list(sheets) == ["Zakupy", "Zakupy (2)", "Zakupy (3)"][: -(-rows // 8)]
    values = [[cell.value for (cell,) in found] for found in sheets.values()]
    assert [found[0] for found in values] == ["n"] * len(values)
    assert [value for found in values for value in found[1:]] == list(range(rows))
    assert all(len(found) == 9 for found in values[:-1])


def test_a_sheet_that_becomes_too_long_a_file_goes_on_on_the_next(xlsx_sheets, batch, monkeypatch):
    monkeypatch.setattr(xlsx_files, "SHEET_BYTES", 200)
    sheets = xlsx_sheets([batch(n=["a" * 60])] * 5)
    assert [len(rows) - 1 for rows in sheets.values()] == [2, 2, 1]


def test_nothing_is_a_workbook_too(xlsx_rows, write, batch):
    assert xlsx_rows([batch(email=pa.array([], pa.string()))]) == [["email"]]
    (sheet,) = openpyxl.load_workbook(io.BytesIO(write([], "xlsx")))
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.value] == []


def test_more_columns_than_a_spreadsheet_has_are_refused(write):
    many = pa.RecordBatch.from_arrays([pa.nulls(0)] * 16_385, [str(place) for place in range(16_385)])
    with pytest.raises(ConfigurationError, match="16385"):
        write([many], "xlsx")


def test_columns_are_named_as_spreadsheets_name_them():
    assert [letters(place) for place in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_formats_have_the_numbers_that_xlsxwriter_gives_them(write, batch):
    (sheet,) = openpyxl.load_workbook(io.BytesIO(write([batch(x=["a"])], "xlsx")))
    book = sheet.parent
    assert book._cell_styles[STYLES["header"]].fontId == book._cell_styles[STYLES["quoted_header"]].fontId != 0
    assert [bool(one.quotePrefix) for one in book._cell_styles] == [False, False, True, True, False, False]
    assert sheet.freeze_panes == "A2"


def test_pandas_reads_it_too(write, batch):
    at = pd.date_range("2026-03-29", periods=30, freq="h", tz="UTC")
    rows = batch(at=pa.array(at, WARSAW), n=np.arange(30.0) / 7)
    found = pd.read_excel(io.BytesIO(write([rows], "xlsx")), engine="openpyxl")
    local = at.tz_convert("Europe/Warsaw").tz_localize(None)
    assert found["at"].dt.round("s").tolist() == local.tolist()
    assert found["n"].tolist() == (np.arange(30.0) / 7).tolist()


def test_the_file_is_written_in_one_go_to_what_can_only_be_written_to(batch):
    class Pipe(io.RawIOBase):
        content = b""

        def writable(self):
            return True

        def write(self, data):
            self.content += bytes(data)
            return len(data)

    pipe = Pipe()
    xlsx_files.write_xlsx(pipe, [batch(x=[1])], "pl", Sheet("x"))
    assert zipfile.ZipFile(io.BytesIO(pipe.content)).testzip() is None


def test_xlsxwriter_alone_would_let_a_text_become_xml():
    """Why its cells are not used; when this fails they may be thought about again."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, "<r><t>x</t></r></is></c><c r='B1'><f>1+1</f></c><c><is><r></r>")
    assert b"<f>1+1</f>" in zipfile.ZipFile(made).read("xl/worksheets/sheet1.xml")

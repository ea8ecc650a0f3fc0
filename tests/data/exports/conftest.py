"""Writing rows and reading them back with programs that know nothing of what wrote them."""

from __future__ import annotations

import csv
import io

import openpyxl
import pyarrow as pa
import pytest

from smwidgets.data.exports import Sheet, write_rows

DELIMITERS = {"pl": ";", "en": ","}


@pytest.fixture(scope="session")
def batch():
    """Make rows of columns given by name."""
    return lambda **columns: pa.RecordBatch.from_pydict(columns)


@pytest.fixture(scope="session")
def write():
    """Write a file: ``write(batches, "csv", "pl", headers={…})`` returns its content."""

    def written(batches, format_, locale="pl", *, name="Lista", headers=None):
        file = io.BytesIO()
        batches = list(batches)
        rows = write_rows(file, batches, format=format_, locale=locale, sheet=Sheet(name, headers or {}))
        assert rows == sum(one.num_rows for one in batches)
        return file.getvalue()

    return written


@pytest.fixture(scope="session")
def csv_rows(write):
    """Write CSV and read it back: lists of texts, the headers first."""

    def rows(batches, locale="pl", **options):
        content = write(batches, "csv", locale, **options)
        assert content.startswith(b"\xef\xbb\xbf")
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return list(csv.reader(text, delimiter=DELIMITERS[locale], strict=True))

    return rows


@pytest.fixture(scope="session")
def xlsx_sheets(write):
    """Write XLSX and read it back: rows of cells by title of their sheet."""

    def sheets(batches, locale="pl", **options):
        book = openpyxl.load_workbook(io.BytesIO(write(batches, "xlsx", locale, **options)))
        return {sheet.title: list(sheet.iter_rows()) for sheet in book}

    return sheets


@pytest.fixture(scope="session")
def xlsx_rows(xlsx_sheets):
    """Write XLSX of one sheet and read it back: lists of values, the headers first."""

    def rows(batches, locale="pl", **options):
        (cells,) = xlsx_sheets(batches, locale, **options).values()
        return [[cell.value for cell in row] for row in cells]

    return rows

"""Rows as an XLSX workbook, without a temporary file and without holding it in memory."""

from __future__ import annotations

import zipfile
from typing import IO, TYPE_CHECKING, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import ConfigurationError
from smwidgets.data.exports import columns
from smwidgets.data.exports.joining import write_texts
from smwidgets.data.exports.workbook import Workbook, sheet_name
from smwidgets.data.exports.xlsx_cells import header_xml, rows_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smwidgets.data.exports.sheet import Sheet

SHEET_ROWS = 1_048_575
"""As many as a spreadsheet shows, without the header."""

SHEET_BYTES = 2**31 - 2**28
"""A longer file within the workbook would need an extension of the format that not every program knows."""

_MOST_COLUMNS = 16_384
_COMPRESSION = 4
_NARROWEST, _WIDEST = 10, 50
_WIDTHS = {"text": 26, "time": 20}


def write_xlsx(target: BinaryIO, batches: Iterable[pa.RecordBatch], locale: str, sheet: Sheet) -> int:
    """Write rows as they come, on as many sheets as they need.

    Numbers and times keep their types, texts are texts whatever they look like. XlsxWriter makes the workbook but for
    its rows, which it would keep in temporary files, with rounded numbers, taking what stands between ``<r>`` and
    ``</r>`` for XML. Parameters and result are those of :func:`smwidgets.data.exports.writing.write_rows`.

    Raises
    ------
    ConfigurationError
        More columns than a spreadsheet has.
    """
    rest = _Rest(batches)
    headers = [sheet.header(name) for name in rest.schema.names]
    if len(headers) > _MOST_COLUMNS:
        raise ConfigurationError(f"a spreadsheet has {_MOST_COLUMNS} columns, not {len(headers)}")
    widths = [_width(header, kind) for header, kind in zip(headers, rest.schema.types, strict=True)]
    titles: list[str] = []
    written = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as archive:
        while not titles or rest:
            titles.append(sheet.title(len(titles) + 1))
            book = Workbook.of(titles, widths)
            with archive.open(sheet_name(len(titles)), "w") as file:
                file.write(book.head)
                if headers:
                    write_texts(file, header_xml(headers, locale))
                written += _fill(file, rest, locale)
                file.write(book.foot)
        for name, content in book.parts.items():
            archive.writestr(name, content)
    return written


class _Rest:
    """Rows that are not written yet; true while there are any."""

    def __init__(self, batches: Iterable[pa.RecordBatch]) -> None:
        self._batches = iter(batches)
        self._batch = next(self._batches, None)
        self.schema = pa.schema([]) if self._batch is None else self._batch.schema

    def __bool__(self) -> bool:
        while self._batch is not None and not self._batch.num_rows:
            self._batch = next(self._batches, None)
        return self._batch is not None

    def take(self, most: int) -> pa.RecordBatch:
        """Give the next rows, as many as there are at once; the caller knows that there are some."""
        assert self._batch is not None
        taken, self._batch = self._batch.slice(0, most), self._batch.slice(most)
        return taken


def _fill(file: IO[bytes], rest: _Rest, locale: str) -> int:
    """Write what a sheet can hold of the rest."""
    rows = size = 0
    while rows < SHEET_ROWS and size < SHEET_BYTES and rest:
        batch = rest.take(SHEET_ROWS - rows)
        size += write_texts(file, rows_xml(batch, rows + 2, locale))
        rows += batch.num_rows
    return rows


def _width(header: str, kind: pa.DataType) -> int:
    by_kind = "time" if pa.types.is_temporal(kind) else "number" if columns.is_number(kind) else "text"
    return min(_WIDEST, max(_NARROWEST, len(header) + 2, _WIDTHS.get(by_kind, 0)))

"""Rows as a file of a format, as they come."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.text import LOCALES
from smwidgets.data.exports.csv_files import write_csv
from smwidgets.data.exports.pieces import pieces
from smwidgets.data.exports.xlsx_files import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.data.exports.sheet import Sheet

FORMATS = ("csv", "xlsx")
"""What can be written."""

MIME: Mapping[str, str] = MappingProxyType(
    {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)
"""Media type of each format."""

SUFFIX: Mapping[str, str] = MappingProxyType({name: f".{name}" for name in FORMATS})
"""How the name of a file of each format ends."""

_WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


def write_rows(
    target: BinaryIO,
    batches: Iterable[pa.RecordBatch],
    *,
    format: str,  # noqa: A002 - the word of the field
    locale: str,
    sheet: Sheet,
    on_rows: Callable[[int], None] | None = None,
) -> int:
    """Write rows as they come; a piece is in memory at a time, however many there are.

    Parameters
    ----------
    target
        A file opened for bytes, which stays open. If anything is raised it holds a part of a file.
    batches
        Of one schema, such as :func:`smwidgets.data.listing.export_rows` reads. An empty one still tells the columns;
        without any batch the file has no header.
    format
        One of ``FORMATS``.
    locale
        One of ``LOCALES``: decides separators and words.
    sheet
        Title and headers.
    on_rows
        Called after each piece with the number of rows so far. What it raises ends the writing.

    Returns
    -------
    int
        Rows written, headers not counted.

    Raises
    ------
    UnknownNameError
        No such format or language; nothing is written.

    Notes
    -----
    Specification I4, R3. Null and NaN are empty cells; infinities, which no spreadsheet holds, are texts. Times are
    shown by the clock of their zone, to the second. No text can run. A text longer than a cell may be is cut, which it
    says; control characters, which no cell holds, become U+FFFD.
    """
    if format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if locale not in LOCALES:
        raise UnknownNameError("language", locale, LOCALES)
    return _WRITERS[format](target, _told(pieces(batches), on_rows), locale, sheet)


def _told(batches: Iterable[pa.RecordBatch], on_rows: Callable[[int], None] | None) -> Iterator[pa.RecordBatch]:
    """Pass pieces on, and tell of each when the next one is asked for: then it is written."""
    rows = 0
    for batch in batches:
        yield batch
        rows += batch.num_rows
        if on_rows is not None:
            on_rows(rows)

"""Rows as a CSV file that spreadsheets of one language open at a click."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.data.exports import columns
from smwidgets.data.exports.formulas import LIVE_IN_A_FILE, neutralised
from smwidgets.data.exports.joining import joined, write_texts
from smwidgets.data.exports.long_texts import cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smwidgets.data.exports.sheet import Sheet

_DELIMITERS = {"pl": ";", "en": ","}
_DECIMAL_POINTS = {"pl": ",", "en": "."}
_BOOLEANS = {"pl": ("PRAWDA", "FAŁSZ"), "en": ("TRUE", "FALSE")}
_LINE_END = "\r\n"


def write_csv(target: BinaryIO, batches: Iterable[pa.RecordBatch], locale: str, sheet: Sheet) -> int:
    """Write rows as they come: UTF-8 with a byte order mark, ``;`` and a decimal comma or ``,`` and a point.

    Every text is in quotes, so that no program joins a number and the text behind it into a formula; null is an empty
    cell without them. Parameters and result are those of :func:`smwidgets.data.exports.writing.write_rows`.
    """
    written = -1
    target.write(codecs.BOM_UTF8)
    for batch in batches:
        if written < 0:
            headers = [pa.array([sheet.header(name)], columns.TEXT) for name in batch.schema.names]
            write_texts(target, _lines([_text_cells(header, locale) for header in headers], locale))
            written = 0
        write_texts(target, _lines([_cells(columns.plain(column), locale) for column in batch.columns], locale))
        written += batch.num_rows
    return max(written, 0)


def _lines(cells: list[pa.Array], locale: str) -> pa.Array:
    if len(cells) == 1:
        cells = [pc.fill_null(cells[0], '""')]  # an empty line is no row
    return joined(joined(*cells, between=_DELIMITERS[locale], null=""), _LINE_END)


def _cells(column: pa.Array, locale: str) -> pa.Array:
    """Write a column; null is an empty cell. A number is written by its type and never touched as a text would be."""
    kind = column.type
    if columns.is_number(kind):
        exact = columns.without_exponent(columns.number_texts(column))
        numbers = pc.replace_substring(exact, ".", _DECIMAL_POINTS[locale])
        endless = columns.infinite(column)
        return (
            numbers if endless is None else pc.if_else(endless, _text_cells(column.cast(columns.TEXT), locale), numbers)
        )
    if pa.types.is_boolean(kind):
        return pc.if_else(column, *(pa.scalar(word, columns.TEXT) for word in _BOOLEANS[locale]))
    if pa.types.is_timestamp(kind):
        return columns.clock_texts(column)
    if pa.types.is_date(kind):
        return pa.array(columns.days(column)).cast(columns.TEXT)
    return _text_cells(column, locale)


def _text_cells(column: pa.Array, locale: str) -> pa.Array:
    texts = columns.texts(column, locale)
    live = pc.match_substring_regex(texts, LIVE_IN_A_FILE)
    safe = columns.replaced(texts, live, lambda text: cut(neutralised(text), locale))
    return joined('"', pc.replace_substring(safe, '"', '""'), '"')

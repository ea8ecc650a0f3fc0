"""Columns as cells of a sheet's XML; a whole column at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.data.exports import columns
from smwidgets.data.exports.formulas import LIVE_CELL, runs
from smwidgets.data.exports.joining import joined
from smwidgets.data.exports.workbook import STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = 15
"""As many a spreadsheet keeps; a longer identifier is text, so that none is lost."""

_EPOCH = np.datetime64("1899-12-30", "s")
_FIRST, _END = np.datetime64("1900-03-01", "s"), np.datetime64("10000-01-01", "s")
"""Spreadsheets count days between these alike; other dates are texts."""

_DAY = 86_400
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_ESCAPE_OF_THE_FORMAT = "_(x[0-9A-Fa-f]{4}_)"


def letters(place: int) -> str:
    """Name a column: 0 is A, 26 is AA."""
    name = ""
    while place >= 0:
        name = chr(ord("A") + place % 26) + name
        place = place // 26 - 1
    return name


def header_xml(headers: Sequence[str], locale: str) -> pa.Array:
    """Write the first row of a sheet, as one text."""
    cells = [
        _texts(pa.array([header], columns.TEXT), f'<c r="{letters(place)}1"', locale, "header", "quoted_header")
        for place, header in enumerate(headers)
    ]
    return joined('<row r="1">', *cells, "</row>")


def rows_xml(batch: pa.RecordBatch, first: int, locale: str) -> pa.Array:
    """Write rows, a text each, numbered from ``first``: 1 is the topmost of a sheet."""
    numbers = pa.array(np.arange(first, first + batch.num_rows)).cast(columns.TEXT)
    cells = [
        _cells(columns.plain(column), joined(f'<c r="{letters(place)}', numbers, '"'), locale)
        for place, column in enumerate(batch.columns)
    ]
    return joined('<row r="', numbers, '">', *cells, "</row>", null="")


def _cells(column: pa.Array, opening: pa.Array, locale: str) -> pa.Array:
    """Write the cells of a column; null, no cell."""
    kind = column.type
    if columns.is_number(kind):
        return _numbers(column, opening, locale)
    if pa.types.is_boolean(kind):
        return joined(opening, ' t="b"><v>', column.cast(pa.int8()).cast(columns.TEXT), "</v></c>")
    if pa.types.is_timestamp(kind):
        return _dates(columns.clock(column), "time", opening, locale)
    if pa.types.is_date(kind):
        return _dates(columns.days(column), "date", opening, locale)
    return _texts(column, opening, locale)


def _numbers(column: pa.Array, opening: pa.Array, locale: str) -> pa.Array:
    written = columns.number_texts(column)
    cells = joined(opening, "><v>", written, "</v></c>")
    as_text = columns.infinite(column) if pa.types.is_floating(column.type) else _too_long(written)
    return cells if as_text is None else pc.if_else(as_text, _texts(column.cast(columns.TEXT), opening, locale), cells)


def _too_long(written: pa.Array) -> pa.Array | None:
    digits = pc.replace_substring_regex(written, r"^-?[0.]*|[.]", "")
    found = pc.greater(pc.utf8_length(digits), _DIGITS)
    return found if pc.any(found, min_count=0).as_py() else None


def _dates(at: np.ndarray, style: str, opening: pa.Array, locale: str) -> pa.Array:
    seconds = (at.astype("datetime64[s]") - _EPOCH).astype(np.int64)
    dated = (at >= _FIRST) & (at < _END)
    serials = pa.array(seconds / _DAY if style == "time" else seconds // _DAY, mask=~dated)
    cells = joined(opening, f' s="{STYLES[style]}"><v>', serials.cast(columns.TEXT), "</v></c>")
    if (dated | np.isnat(at)).all():
        return cells
    return pc.if_else(pa.array(dated), cells, _texts(pa.array(at).cast(columns.TEXT), opening, locale))


def _texts(
    column: pa.Array, opening: pa.Array | str, locale: str, style: str = "none", quoted: str = "quoted"
) -> pa.Array:
    """Write inline texts; what looks like a formula is marked as a text for whoever edits the cell."""
    found = columns.texts(column, locale)
    live = pc.fill_null(pc.match_substring_regex(found, LIVE_CELL), fill_value=False).to_numpy(zero_copy_only=False)
    live[live] = [runs(text) for text in found.filter(pa.array(live)).to_pylist()]
    styles = pc.if_else(pa.array(live), *(pa.scalar(str(STYLES[one]), columns.TEXT) for one in (quoted, style)))
    for mark, entity in _ESCAPES:
        found = pc.replace_substring(found, mark, entity)
    found = columns.replaced(found, pc.match_substring_regex(found, _ESCAPE_OF_THE_FORMAT), _escaped)
    return joined(opening, ' s="', styles, '" t="inlineStr"><is><t xml:space="preserve">', found, "</t></is></c>")


def _escaped(text: str) -> str:
    """Keep what only looks like an escape of the format, whose readers would undo it."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)

"""Amounts in text: which of comma and point is the decimal mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError
from smwidgets.data.report import example

if TYPE_CHECKING:
    from smwidgets.data.source.options import ReadingOptions

_BLANK = "[ \u00a0\u202f']"
_GROUPED = {
    ",": rf"^[+-]?([1-9]\d{{0,2}}((\.\d{{3}})+|({_BLANK}\d{{3}})+)|\d+)(,\d*)?$",
    ".": rf"^[+-]?([1-9]\d{{0,2}}((,\d{{3}})+|({_BLANK}\d{{3}})+)|\d+)(\.\d*)?$",
}
"""Amounts by their decimal mark."""

_AMBIGUOUS = r"^[+-]?[1-9]\d{0,2},\d{3}$"
"""A thousand and more, or a whole number and thousandths."""


def with_points(column: pa.ChunkedArray, options: ReadingOptions, where: str) -> tuple[pa.ChunkedArray, str]:
    """Write the amounts of a column with a decimal point and without marks of thousands.

    Parameters
    ----------
    column
        Text.
    options
        The decimal mark, where it was said.
    where
        File and column, for messages.

    Returns
    -------
    pyarrow.ChunkedArray
        Text; what is no amount by the mark is as it was.
    str
        What was recognised; empty where nothing had to be.

    Raises
    ------
    SourceError
        It cannot be told, or an amount contradicts what was said.

    Notes
    -----
    The comma is the decimal mark where every amount with a comma or a point can be read so and one cannot be read
    otherwise (10,00); the point alike (1,234.50). Where commas stand in some amounts and points in others, the point is:
    validation then names those with a comma.
    """
    has_comma = pc.match_substring(column, ",")
    if options.decimal is None and not pc.any(has_comma).as_py():
        return column, ""
    marked = column.filter(pc.or_(has_comma, pc.match_substring(column, ".")))
    mark = options.decimal or _recognised(marked, column.filter(has_comma), where)
    if mark is None:
        return column, ""
    fits = pc.fill_null(pc.match_substring_regex(column, _GROUPED[mark]), False)
    contrary = marked.filter(pc.invert(pc.match_substring_regex(marked, _GROUPED[mark])))
    numeric = contrary.filter(pc.match_substring_regex(contrary, r"^[+-]?[\d.,]+$"))
    if options.decimal == "," and len(numeric):
        raise SourceError(
            f"{where}: {example(numeric[0].as_py())!r} is no amount with a decimal comma, which was asked for"
        )
    plain = pc.replace_substring_regex(column, _BLANK if mark == "." else rf"{_BLANK}|\.", "")
    plain = pc.replace_substring(plain, ",", "." if mark == "," else "")
    said = "" if options.decimal else ("decimal comma" if mark == "," else "decimal point, commas between thousands")
    return pc.if_else(fits, plain, column), said


def _recognised(marked: pa.ChunkedArray, commas: pa.ChunkedArray, where: str) -> str | None:
    fitting = [mark for mark, pattern in _GROUPED.items() if pc.all(pc.match_substring_regex(marked, pattern)).as_py()]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1 and pc.all(pc.match_substring_regex(commas, _AMBIGUOUS)).as_py():
        shown = example(commas[0].as_py())
        raise SourceError(
            f"{where}: is the comma in {shown!r} a decimal mark or between thousands? --decimal , or --decimal . "
            "(decimal=',' or '.')"
        )
    return None

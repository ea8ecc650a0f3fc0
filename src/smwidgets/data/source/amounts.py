"""Amounts in text: which of comma and point is the decimal mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.data.report import Problem
from smwidgets.data.source.raw import UnclearError

if TYPE_CHECKING:
    from smwidgets.data.source.options import ReadingOptions

_BLANK = "[ \u00a0\u202f']"
_NUMBER = r"^[+-]?\d[\d.,' " + "\u00a0\u202f]*$"
_GROUPED = {
    ",": rf"^[+-]?([1-9]\d{{0,2}}((\.\d{{3}})+|({_BLANK}\d{{3}})+)|\d+)(,\d*)?$",
    ".": rf"^[+-]?([1-9]\d{{0,2}}((,\d{{3}})+|({_BLANK}\d{{3}})+)|\d+)(\.\d*)?$",
}
"""Amounts by their decimal mark."""


def with_points(
    column: pa.ChunkedArray, options: ReadingOptions, *, may_recognise: bool = True
) -> tuple[pa.ChunkedArray, str]:
    """Write the amounts of a column with a decimal point and without marks of thousands.

    Parameters
    ----------
    column
        Text.
    options
        The decimal mark, where it was said.
    may_recognise
        Where it was not said, go by what is written.

    Returns
    -------
    pyarrow.ChunkedArray
        Text; what is no amount by the mark is as it was.
    str
        What was recognised; empty where nothing had to be.

    Raises
    ------
    UnclearError
        It cannot be told, or an amount contradicts what was said.

    Notes
    -----
    The comma is the decimal mark where every amount with a comma or a point can be read so and one cannot be read
    otherwise (10,00); the point alike (1,234.50). Where neither holds, the point is, and validation names those with a
    comma.
    """
    has_comma = pc.match_substring(column, ",")
    if options.decimal is None and not (may_recognise and pc.any(has_comma).as_py()):
        return column, ""
    is_number = pc.match_substring_regex(column, _NUMBER)
    marked = column.filter(pc.and_(is_number, pc.or_(has_comma, pc.match_substring(column, "."))))
    mark = options.decimal or _recognised(marked, column.filter(pc.and_(is_number, has_comma)))
    if mark is None:
        return column, ""
    contrary = marked.filter(pc.invert(pc.match_substring_regex(marked, _GROUPED[mark])))
    if options.decimal == "," and len(contrary):
        raise UnclearError(Problem.WRONG_TYPE, contrary, "no amount with a decimal comma, which was asked for")
    fits = pc.fill_null(pc.match_substring_regex(column, _GROUPED[mark]), False)
    plain = pc.replace_substring_regex(column, _BLANK if mark == "." else rf"{_BLANK}|\.", "")
    plain = pc.replace_substring(plain, ",", "." if mark == "," else "")
    said = "" if options.decimal else ("decimal comma" if mark == "," else "decimal point, commas between thousands")
    return pc.if_else(fits, plain, column), said


def _recognised(marked: pa.ChunkedArray, commas: pa.ChunkedArray) -> str | None:
    if not len(commas):
        return None
    fitting = [mark for mark, pattern in _GROUPED.items() if pc.all(pc.match_substring_regex(marked, pattern)).as_py()]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        hint = "is the comma a decimal mark, or between thousands? --decimal , or --decimal . (decimal=',' or '.')"
        raise UnclearError(Problem.WRONG_TYPE, commas, hint)
    return None

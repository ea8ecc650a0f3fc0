"""Times that are not written year first: numbers since some day, and dates whose order only their owner knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.data.report import Problem
from smwidgets.data.source.raw import UnclearError

if TYPE_CHECKING:
    from smwidgets.data.source.options import ReadingOptions

_NUMBER = r"^\d+(\.\d*)?(e\+\d+)?$"
_DATE = r"^\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})(\D|$)"
_WRITTEN = (
    r"^(?P<one>\d{1,2})[./-](?P<two>\d{1,2})[./-](?P<year>\d{4}|\d{2})"
    r"(?:[T,]?\s*(?P<hour>\d{1,2})(?P<rest>:\d\d[^AaPp]*?)(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?)?$"
)
_LOOKED_AT = 100

_MICROSECONDS = {"s": 1_000_000.0, "ms": 1_000.0, "us": 1.0, "ns": 0.001}
_UNITS = {
    "s": "seconds since 1970",
    "ms": "milliseconds since 1970",
    "us": "microseconds since 1970",
    "ns": "nanoseconds since 1970",
    "excel": "days of a spreadsheet",
}
_EXCEL_DAYS, _EXCEL_EPOCH, _DAY = (20_000, 80_000), -25_569, 86_400_000_000
_SINCE_1970 = (100_000_000, 4_200_000_000)
"""Seconds of the years 1973 to 2103."""


def as_moments(column: pa.ChunkedArray, options: ReadingOptions) -> pa.ChunkedArray:
    """Read the times of a column that are numbers, or dates with the year at their end.

    Parameters
    ----------
    column
        Text or numbers.
    options
        The unit of numbers and the order of dates, where they were said.

    Returns
    -------
    pyarrow.ChunkedArray
        Text as ISO 8601, in UTC where it was a number since 1970; what is neither as it was.

    Raises
    ------
    UnclearError
        The column holds such times only, and nobody said what they are.
    """
    is_text = _is_text(column.type)
    if not is_text and not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return column
    seen = column.drop_null().slice(0, _LOOKED_AT)
    if is_text:
        seen = seen.filter(pc.match_substring_regex(seen, "[1-9]"))  # words for none say nothing of the others
    if not len(seen):
        return column
    if options.time_unit is not None:
        column = _counted(column, options.time_unit)
    elif (unit := _likely_unit(seen)) is not None:
        hint = f"looks like {_UNITS[unit]}; say so with --time-unit {unit} (time_unit={unit!r})"
        raise UnclearError(Problem.WRONG_TYPE, column.drop_null(), hint)
    if not is_text:
        return column
    if options.date_order is not None:
        return _year_first(column, options.date_order)
    if pc.all(pc.match_substring_regex(seen, _DATE)).as_py():
        days = pc.cast(pc.struct_field(pc.extract_regex(seen, r"^(?P<first>\d{1,2})"), "first"), pa.int64())
        likely = "dmy" if pc.max(days).as_py() > 12 else "dmy or mdy"  # noqa: PLR2004 - months
        hint = f"day or month first? --date-order {likely} (date_order='…')"
        raise UnclearError(Problem.IMPOSSIBLE_TIME, column.drop_null(), hint)
    return column


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _likely_unit(seen: pa.ChunkedArray) -> str | None:
    numbers = _numbers(seen)
    if numbers.null_count:
        return None
    least, largest = pc.min(numbers).as_py(), pc.max(numbers).as_py()
    for unit, microseconds in _MICROSECONDS.items():
        low, high = (end * 1_000_000 / microseconds for end in _SINCE_1970)
        if low <= least and largest < high:
            return unit
    return "excel" if _EXCEL_DAYS[0] <= least and largest < _EXCEL_DAYS[1] else None


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Read numbers; null where there is none."""
    if not _is_text(column.type):
        return pc.cast(column, pa.float64(), safe=False)
    return pc.cast(pc.if_else(pc.match_substring_regex(column, _NUMBER), column, None), pa.float64())


def _counted(column: pa.ChunkedArray, unit: str) -> pa.ChunkedArray:
    """Write numbers as instants; what is none as it was."""
    text = pc.cast(column, pa.string())
    if unit == "excel":
        days = pc.add(_numbers(column), float(_EXCEL_EPOCH))
        moments = pc.multiply(pc.round(pc.multiply(days, _DAY / 1000.0)), 1000.0)  # to milliseconds, as cells are shown
    else:
        is_whole = pc.match_substring_regex(text, r"^\d{1,18}$")
        whole = pc.cast(pc.if_else(is_whole, text, None), pa.int64())
        factor = int(_MICROSECONDS[unit])
        exact = pc.multiply(whole, factor) if factor else pc.divide(whole, 1000)
        moments = pc.coalesce(exact, _microseconds(pc.multiply(_numbers(column), _MICROSECONDS[unit])))
    written = pc.strftime(pc.cast(_microseconds(moments), pa.timestamp("us")), "%Y-%m-%d %H:%M:%S")
    zone = "" if unit == "excel" else "+00:00"
    return pc.coalesce(pc.binary_join_element_wise(written, zone, ""), text)


def _microseconds(numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """Take numbers as whole microseconds, null beyond the years that a clock knows."""
    limit = 10**17 if pa.types.is_integer(numbers.type) else 1e17
    inside = pc.less(pc.abs(numbers), limit)
    return pc.cast(pc.if_else(inside, numbers, None), pa.int64(), safe=False)


def _year_first(column: pa.ChunkedArray, order: str) -> pa.ChunkedArray:
    """Write dates of an order as ISO 8601, and clocks of twelve hours as of twenty-four; what is none as it was."""
    parts = pc.extract_regex(column, _WRITTEN)
    part = {name: pc.struct_field(parts, name) for name in ("one", "two", "year", "hour", "rest", "half")}
    two_digits = pc.equal(pc.utf8_length(part["year"]), 2)
    year = pc.if_else(two_digits, pc.binary_join_element_wise("20", part["year"], ""), part["year"])
    day, month = (part["one"], part["two"]) if order == "dmy" else (part["two"], part["one"])
    date = pc.binary_join_element_wise(year, _two_digits(month), _two_digits(day), "-")
    hour = pc.cast(pc.if_else(pc.equal(part["hour"], ""), "0", part["hour"]), pa.int64())
    half = pc.utf8_lower(part["half"])
    hour = pc.if_else(pc.equal(half, ""), hour, pc.add(_of_twelve(hour), pc.if_else(pc.equal(half, "p"), 12, 0)))
    clock = pc.binary_join_element_wise(_two_digits(pc.cast(hour, pa.string())), part["rest"], "")
    has_clock = pc.not_equal(part["hour"], "")
    written = pc.if_else(has_clock, pc.binary_join_element_wise(date, clock, " "), date)
    return pc.coalesce(written, column)


def _of_twelve(hour: pa.ChunkedArray) -> pa.ChunkedArray:
    """12 is 0; an hour that no clock of twelve hours has stays one that none of twenty-four has either."""
    return pc.if_else(pc.equal(hour, 12), 0, pc.if_else(pc.and_(pc.greater(hour, 0), pc.less(hour, 12)), hour, 99))


def _two_digits(text: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.utf8_lpad(text, 2, "0")

"""How one raw column becomes a column of the contract: the value read, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from smwidgets.data.local_time import to_utc
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    import ibis.expr.types as ir

    from smwidgets.data.contract import Column

EARLIEST, LATEST = datetime(1970, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - naive, as the tables hold them
"""Times outside are impossible."""

AMOUNT = "decimal(18, 4)"
_MANY_DIGITS = 2**53  # beyond it a float64 skips integers
_CLOCK_WITH_OFFSET = r":\d{2}(:\d{2}(\.\d+)?)?\s*(Z|UTC|[+-]\d{2}(:?\d{2})?)$"
_INTEGER = r"^(0|-?[1-9][0-9]{0,17})$"
_TRUE, _FALSE = ("true", "t", "1", "1.0", "yes", "y"), ("false", "f", "0", "0.0", "no", "n")


@ibis.udf.scalar.builtin(name="timezone", signature=((dt.string, dt.Timestamp("UTC", 6)), dt.Timestamp(scale=6)))
def _wall_clock(zone, at):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Wall clock of an instant; Ibis's own casts between zones compile to nothing on DuckDB and PostgreSQL."""


@dataclass(frozen=True)
class Cell:
    """A raw column as it is read.

    Parameters
    ----------
    column
        Its declaration.
    raw
        As the source holds it.
    value
        Of the contract's type; null where ``raw`` cannot be read.
    problems
        By problem: whether a row has it.
    """

    column: Column
    raw: ir.Column
    value: ir.Column
    problems: dict[Problem, ir.BooleanColumn]


@dataclass(frozen=True)
class Reading:
    """What has to be known of a source before its columns can be read.

    Parameters
    ----------
    zone
        In which naive times are meant.
    spans
        By time column: the earliest and the latest naive time in it; columns without one are absent.
    integer_ids
        The id columns that hold integers in every table of the source.
    """

    zone: ZoneInfo
    spans: dict[str, tuple[datetime, datetime]]
    integer_ids: frozenset[str]


def read(column: Column, raw: ir.Column, reading: Reading) -> Cell:
    """Read a raw column by its declaration.

    Parameters
    ----------
    column
        The declaration.
    raw
        The source's column, of any type.
    reading
        What is known of the source.
    """
    value, problems = _READERS[column.kind](column, raw, reading)
    if not column.nullable:
        problems = {Problem.MISSING_VALUE: missing(column, raw), **problems}
    return Cell(column, raw, value, problems)


def missing(column: Column, raw: ir.Column) -> ir.BooleanColumn:
    """Whether there is nothing to read: null, and in text for anything but text itself an empty string too."""
    if raw.type().is_string() and column.kind != "text":
        return raw.isnull() | (raw.strip() == "")
    return raw.isnull()


def naive_time(raw: ir.Column) -> ir.TimestampColumn | None:
    """Read the times that are given without a zone, null elsewhere; None if the column cannot hold any."""
    kind = raw.type()
    if kind.is_string():
        text = raw.strip()
        local = (~text.re_search(_CLOCK_WITH_OFFSET)).ifelse(text.try_cast("timestamp(6)"), ibis.null("timestamp(6)"))
        return _possible(local)
    if kind.is_date() or (kind.is_timestamp() and kind.timezone is None):
        return _possible(raw.cast("timestamp(6)"))
    return None


def is_integer_id(raw: ir.Column, *, sniff: bool) -> ir.BooleanColumn:
    """Whether an id is an integer. Text that looks like one counts only where a source knows no types (``sniff``)."""
    kind = raw.type()
    if kind.is_integer() or kind.is_floating() or kind.is_decimal():
        return ibis.literal(True) | raw.isnull()
    if kind.is_string() and sniff:
        return raw.re_search(_INTEGER)
    return raw.isnull()


def _possible(time: ir.TimestampColumn) -> ir.TimestampColumn:
    inside = (time >= _at(EARLIEST)) & (time < _at(LATEST))
    return inside.ifelse(time, ibis.null("timestamp(6)"))


def _at(moment: datetime) -> ir.TimestampScalar:
    return ibis.literal(moment, type="timestamp(6)")


def _time(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    kind = raw.type()
    if not (kind.is_string() or kind.is_date() or kind.is_timestamp() or kind.is_null()):
        return ibis.null("timestamp(6)"), {Problem.WRONG_TYPE: raw.notnull()}
    readable = []
    local = naive_time(raw)
    if local is not None and column.name in reading.spans:
        readable.append(to_utc(local, reading.zone, *reading.spans[column.name]))
    if kind.is_string():
        readable.append(raw.strip().re_search(_CLOCK_WITH_OFFSET).ifelse(_instant(raw.strip()), ibis.null("timestamp(6)")))
    elif kind.is_timestamp() and kind.timezone is not None:
        readable.append(_instant(raw))
    value = _possible(ibis.coalesce(*readable)) if readable else ibis.null("timestamp(6)")
    return value, {Problem.IMPOSSIBLE_TIME: ~missing(column, raw) & value.isnull()}


def _instant(raw: ir.Column) -> ir.TimestampColumn:
    aware = raw.try_cast(dt.Timestamp("UTC", 6)) if raw.type().is_string() else raw.cast(dt.Timestamp("UTC", 6))
    return _wall_clock(ibis.literal("UTC"), aware)


def _number(raw: ir.Column) -> ir.FloatingColumn | None:
    """Read a number of any type as a float64; None if the column cannot hold any."""
    kind = raw.type()
    if kind.is_string():
        return raw.strip().try_cast("float64")
    return raw.cast("float64") if kind.is_numeric() and not kind.is_boolean() else None


def _integer(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    if raw.type().is_integer():
        value = raw.try_cast("int64")
    elif (number := _number(raw)) is not None:
        value = _whole(number)
    else:
        value = ibis.null("int64")
    return value, {Problem.WRONG_TYPE: ~missing(column, raw) & value.isnull()}


def _whole(number: ir.FloatingColumn) -> ir.IntegerColumn:
    is_whole = (number.abs() < _MANY_DIGITS) & (number == number.floor())
    return is_whole.ifelse(number, ibis.null("float64")).try_cast("int64")


def _count(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    value, problems = _integer(column, raw, reading)
    return value, {**problems, Problem.NEGATIVE: (value < 0).fill_null(False)}


def _amount(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    number = _number(raw)
    if number is None:
        return ibis.null(AMOUNT), {Problem.WRONG_TYPE: raw.notnull()}
    finite = ~(number.isnan() | number.isinf()).fill_null(False)
    value = finite.ifelse(raw.strip() if raw.type().is_string() else raw, ibis.null(raw.type())).try_cast(AMOUNT)
    return value, {
        Problem.WRONG_TYPE: ~missing(column, raw) & finite & value.isnull(),
        Problem.NOT_FINITE: ~finite,
        Problem.NEGATIVE: (value < 0).fill_null(False),
    }


def _flag(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    word = raw.cast("string").strip().lower()
    value = raw if raw.type().is_boolean() else ibis.cases((word.isin(_TRUE), True), (word.isin(_FALSE), False))
    return value, {Problem.WRONG_TYPE: ~missing(column, raw) & value.isnull()}


def _enum(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    word = raw.cast("string")
    value = word.isin(column.choices).ifelse(word, ibis.null("string"))
    return value, {Problem.UNKNOWN_NAME: ~missing(column, raw) & value.isnull()}


def _text(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    return raw.cast("string"), {}


def _id(column: Column, raw: ir.Column, reading: Reading) -> tuple[ir.Column, dict[Problem, ir.BooleanColumn]]:
    if raw.type().is_string() and column.name not in reading.integer_ids:
        return missing(column, raw).ifelse(ibis.null("string"), raw), {}
    if raw.type().is_numeric() and not raw.type().is_boolean() or column.name in reading.integer_ids:
        number, problems = _integer(column, raw, reading)
        return (number if column.name in reading.integer_ids else number.cast("string")), problems
    return raw.cast("string"), {}


_READERS: dict[str, Callable[[Column, ir.Column, Reading], tuple[ir.Column, dict[Problem, ir.BooleanColumn]]]] = {
    "id": _id,
    "text": _text,
    "time": _time,
    "amount": _amount,
    "count": _count,
    "integer": _integer,
    "flag": _flag,
    "enum": _enum,
}

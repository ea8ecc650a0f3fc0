"""How one raw column becomes a column of the contract: the value read, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.cell_numbers import read_amount, read_count, read_integer
from smwidgets.data.cell_times import read_time
from smwidgets.data.reading import missing, unreadable
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from smwidgets.data.contract import Column, Kind
    from smwidgets.data.reading import Read, Reading

_INTEGER = r"^(0|-?[1-9][0-9]{0,14})(\.0+)?$"  # 1.0 is what pandas writes where another row has none
_TRUE, _FALSE = ("true", "t", "1", "1.0", "yes", "y"), ("false", "f", "0", "0.0", "no", "n")


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


def is_integer_id(raw: ir.Column, *, sniff: bool) -> ir.BooleanColumn:
    """Whether an id is an integer. Text that looks like one counts only where a source knows no types (``sniff``)."""
    kind = raw.type()
    if kind.is_integer() or kind.is_floating() or kind.is_decimal():
        return ibis.literal(True) | raw.isnull()
    if kind.is_string() and sniff:
        return raw.re_search(_INTEGER)
    return raw.isnull()


def _flag(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    word = raw.cast("string").strip().lower()
    value = raw if raw.type().is_boolean() else ibis.cases((word.isin(_TRUE), True), (word.isin(_FALSE), False))
    return value, {Problem.WRONG_TYPE: unreadable(column, raw, value)}


def _enum(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    word = raw.cast("string")
    value = word.isin(column.choices).ifelse(word, ibis.null("string"))
    return value, {Problem.UNKNOWN_NAME: unreadable(column, raw, value)}


def _text(_column: Column, raw: ir.Column, _reading: Reading) -> Read:
    return raw.cast("string"), {}


def _id(column: Column, raw: ir.Column, reading: Reading) -> Read:
    if raw.type().is_string() and column.name not in reading.integer_ids:
        return missing(column, raw).ifelse(ibis.null("string"), raw), {}
    is_number = raw.type().is_numeric() and not raw.type().is_boolean()
    if is_number or column.name in reading.integer_ids:
        number, problems = read_integer(column, raw, reading)
        return (number if column.name in reading.integer_ids else number.cast("string")), problems
    return raw.cast("string"), {}


_READERS: dict[Kind, Callable[[Column, ir.Column, Reading], Read]] = {
    "id": _id,
    "text": _text,
    "time": read_time,
    "amount": read_amount,
    "count": read_count,
    "integer": read_integer,
    "flag": _flag,
    "enum": _enum,
}

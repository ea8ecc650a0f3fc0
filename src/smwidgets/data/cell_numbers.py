"""Numbers as sources write them: integers that pandas made floats, amounts in text; read without losing a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.blank_cells import missing, stripped
from smwidgets.data.reading import unreadable
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from smwidgets.data.contract import Column
    from smwidgets.data.reading import Read, Reading

AMOUNT = "decimal(18, 4)"
"""Type of an amount."""

_MANY_DIGITS = 2**53  # beyond it a float64 skips integers


def _number(raw: ir.Column) -> ir.FloatingColumn | None:
    """Read a number of any type as a float64; None if the column cannot hold any."""
    kind = raw.type()
    if kind.is_string():
        return stripped(raw).try_cast("float64")
    return raw.cast("float64") if kind.is_numeric() and not kind.is_boolean() else None


def read_integer(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    """Read a whole number, also one that was made a float or a decimal because others were missing."""
    if raw.type().is_integer():
        value = raw.try_cast("int64")
    elif raw.type().is_decimal():
        whole = raw.try_cast("int64")
        value = (whole == raw).ifelse(whole, ibis.null("int64"))
    elif (number := _number(raw)) is not None:
        value = _whole(number)
    else:
        value = ibis.null("int64")
    return value, {Problem.WRONG_TYPE: unreadable(column, raw, value)}


def _whole(number: ir.FloatingColumn) -> ir.IntegerColumn:
    is_whole = (number.abs() < _MANY_DIGITS) & (number == number.floor())
    return is_whole.ifelse(number, ibis.null("float64")).try_cast("int64")


def read_count(column: Column, raw: ir.Column, reading: Reading) -> Read:
    """Read a whole number not below 0."""
    value, problems = read_integer(column, raw, reading)
    return value, {**problems, Problem.NEGATIVE: (value < 0).fill_null(False)}


def read_amount(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    """Read a decimal not below 0, to four places."""
    number = _number(raw)
    if number is None:
        return ibis.null(AMOUNT), {Problem.WRONG_TYPE: raw.notnull()}
    is_infinite = (number.isnan() | number.isinf()).fill_null(False)
    value = is_infinite.ifelse(ibis.null(raw.type()), stripped(raw) if raw.type().is_string() else raw).try_cast(AMOUNT)
    return value, {
        Problem.WRONG_TYPE: unreadable(column, raw, value) > is_infinite,
        Problem.NOT_FINITE: is_infinite > missing(column, raw),
        Problem.NEGATIVE: (value < 0).fill_null(False),
    }

"""How one raw column becomes a column of the contract: the value read, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.blank_cells import missing, stripped
from smwidgets.data.cell_ids import read_id
from smwidgets.data.cell_numbers import read_amount, read_count, read_integer
from smwidgets.data.cell_times import read_time
from smwidgets.data.null_words import IN_TEXTS
from smwidgets.data.reading import unreadable
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis.expr.types as ir

    from smwidgets.data.contract import Column, Kind
    from smwidgets.data.reading import Read, Reading

TRUE = ("true", "t", "1", "1.0", "yes", "y", "on", "tak", "prawda")
FALSE = ("false", "f", "0", "0.0", "no", "n", "off", "nie", "fałsz", "falsz")
"""The words that are read as yes and no, in small letters."""


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
        The source's column, of any type; of words as :func:`smwidgets.data.cell_words.with_words_read` leaves them.
    reading
        What is known of the source.
    """
    value, problems = _READERS[column.kind](column, raw, reading)
    if column.nullable and Problem.NEGATIVE in problems:
        value = problems[Problem.NEGATIVE].ifelse(ibis.null(value.type()), value)
    if column.nullable:
        problems.pop(Problem.MISSING_VALUE, None)
    elif Problem.MISSING_VALUE not in problems:
        problems = {Problem.MISSING_VALUE: missing(column, raw), **problems}
    return Cell(column, raw, value, problems)


def _flag(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    word = stripped(raw.cast("string")).lower()
    value = raw if raw.type().is_boolean() else ibis.cases((word.isin(TRUE), True), (word.isin(FALSE), False))
    return value, {Problem.WRONG_TYPE: unreadable(column, raw, value)}


def _enum(column: Column, raw: ir.Column, _reading: Reading) -> Read:
    word = raw.cast("string")
    value = word.isin(column.choices).ifelse(word, ibis.null("string"))
    return value, {Problem.UNKNOWN_NAME: unreadable(column, raw, value)}


def _text(_column: Column, raw: ir.Column, _reading: Reading) -> Read:
    text = raw.cast("string")
    return text.isin(IN_TEXTS).ifelse(ibis.null("string"), text), {}


def _word(_column: Column, raw: ir.Column, _reading: Reading) -> Read:
    return raw.cast("string"), {}


_READERS: dict[Kind, Callable[[Column, ir.Column, Reading], Read]] = {
    "id": read_id,
    "text": _text,
    "word": _word,
    "time": read_time,
    "amount": read_amount,
    "count": read_count,
    "integer": read_integer,
    "flag": _flag,
    "enum": _enum,
}

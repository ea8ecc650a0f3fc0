"""Ids in the one form by which they are compared: 7, 7.0 and `` 7`` are one; an e-mail address has no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.blank_cells import may_be_padded, missing, stripped
from smwidgets.data.cell_numbers import read_integer
from smwidgets.data.null_words import IN_OTHERS
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from smwidgets.data.contract import Column
    from smwidgets.data.reading import Read, Reading

CONTACT = "contact_id"
"""The ids that may be e-mail addresses."""

_INTEGER = r"^(0|-?[1-9][0-9]{0,14})(\.0+)?$"  # 1.0 is what pandas writes where another row has none
_POINTED = r"^(0|-?[1-9][0-9]*)\.0+$"


def is_integer_id(column: Column, raw: ir.Column, *, sniff: bool) -> ir.BooleanColumn:
    """Whether an id is an integer. Text that looks like one counts only where a source knows no types (``sniff``)."""
    kind = raw.type()
    if kind.is_integer() or kind.is_floating() or kind.is_decimal():
        return ibis.literal(True) | raw.isnull()
    if kind.is_string() and sniff:
        return stripped(raw).re_search(_INTEGER) | missing(column, raw)
    return missing(column, raw)


def in_one_form(column: Column, raw: ir.StringColumn) -> ir.StringColumn:
    """Return ids as they are compared: without blanks around, ``.0`` behind a number, and the case of an address.

    Leading zeros and all other case stay: ``007`` is not 7, ``A1`` not ``a1``. Null where the text says that there is
    none.
    """
    bare = stripped(raw)
    if column.name == CONTACT:
        bare = bare.contains("@").ifelse(bare.lower(), bare)
    bare = bare.contains(".0").ifelse(bare.re_replace(_POINTED, r"\1"), bare)
    return bare.lower().isin(IN_OTHERS).ifelse(ibis.null("string"), bare)


def is_untidy(column: Column, raw: ir.StringColumn) -> ir.BooleanColumn:
    """Whether an id may be in another form: true more often than need be, but cheap."""
    untidy = may_be_padded(raw) | raw.contains(".0") | raw.lower().isin(IN_OTHERS)
    return untidy | (raw.contains("@") & (raw.lower() != raw)) if column.name == CONTACT else untidy


def read_id(column: Column, raw: ir.Column, reading: Reading) -> Read:
    """Read an id, as an integer where all of its kind are, else as text."""
    is_integer = column.name in reading.integer_ids
    if is_integer or (raw.type().is_numeric() and not raw.type().is_boolean()):
        number, problems = read_integer(column, raw, reading)
        value = number if is_integer else number.cast("string")
    elif raw.type().is_string() and column.name in reading.untidy_ids:
        value = in_one_form(column, raw)
        problems = {Problem.MISSING_VALUE: value.isnull(), Problem.SPELLING: value != raw}
    else:
        value, problems = raw.cast("string"), {Problem.MISSING_VALUE: raw.isnull()}
    if column.name == CONTACT and reading.zero_is_nobody:
        is_nobody = (value == (0 if is_integer else "0")).fill_null(False)
        return is_nobody.ifelse(ibis.null(value.type()), value), {**problems, Problem.NOBODY: is_nobody}
    return value, problems

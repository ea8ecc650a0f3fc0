"""Whether a cell holds nothing at all, and its text without what surrounds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from smwidgets.data.contract import OF_WORDS
from smwidgets.data.null_words import BLANKS, IN_OTHERS, IN_TEXTS, ZERO_DATE

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from smwidgets.data.contract import Column


@ibis.udf.scalar.builtin(name="trim", signature=((dt.string, dt.string), dt.string))
def _trim(text, characters):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Cut characters off both ends of a text."""


def stripped(text: ir.StringValue) -> ir.StringValue:
    """Cut the blanks off both ends of a text.

    Cutting is dear where it has to know all blanks, and few texts have any: those that begin with a sign or a letter of
    ASCII and end with none of the blanks stay as they are, found out in a tenth of the time.
    """
    return may_be_padded(text).ifelse(_trim(text, BLANKS), text)


def may_be_padded(text: ir.StringValue) -> ir.BooleanValue:
    """Whether there may be blanks at an end of a text: of one that begins outside ASCII this does not know."""
    return ibis.or_(text < "!", text > "~", *(text.endswith(blank) for blank in BLANKS))


def missing(column: Column, raw: ir.Column) -> ir.BooleanColumn:
    """Whether a cell holds nothing to read: null, not a number, or a word that says so.

    Columns of words have lost those of them that say so before, see :mod:`smwidgets.data.cell_words`.
    """
    kind = raw.type()
    if kind.is_floating():
        return raw.isnull() | raw.isnan()
    if not kind.is_string() or column.kind in OF_WORDS:
        return raw.isnull()
    if column.kind == "text":
        return raw.isnull() | raw.isin(IN_TEXTS)
    word = stripped(raw).lower()
    nothing = raw.isnull() | word.isin(IN_OTHERS)
    return nothing | word.startswith(ZERO_DATE) if column.kind == "time" else nothing

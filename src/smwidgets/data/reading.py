"""What has to be known of a source before its columns can be read, and what reading a column yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smwidgets.data.blank_cells import missing

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    import ibis.expr.types as ir

    from smwidgets.data.contract import Column
    from smwidgets.data.distinct import Span
    from smwidgets.data.report import Problem

    Read = tuple[ir.Column, dict[Problem, ir.BooleanColumn]]
    """A column of the contract's type, null where it cannot be read; and by problem whether a row has it."""

RECORD = "record_"
"""Column of a raw table, where it has one: the record's place in its source, int64, ascending in its order. Of a
text file the line on which it begins (1 is the first), of a frame or Parquet file its position from 1."""

Words = Mapping[str, str | None]
"""What is read for a word as it was written; None where it says that there is none. Others are read as they stand."""


@dataclass(frozen=True)
class Reading:
    """What has to be known of a source before its columns can be read.

    Parameters
    ----------
    zone
        In which naive times are meant.
    spans
        By time column: the years of the naive times in it, from their first moment to their last; columns without such
        a time are absent.
    integer_ids
        The id columns that hold integers in every table of the source.
    key_spans
        By table whose keys are integers close together: the least and the largest.
    untidy_ids
        The id columns in which some text is not in the form by which ids are compared.
    words
        By column of words: those that are read as another.
    zero_is_nobody
        Whether the contact 0 is nobody: how shops write a guest.
    currency
        ISO 4217 code of the shop's amounts; None where it does not matter.
    place
        What the numbers in ``RECORD`` are called: line or row.
    """

    zone: ZoneInfo
    spans: dict[str, tuple[datetime, datetime]]
    integer_ids: frozenset[str]
    key_spans: dict[str, Span] = field(default_factory=dict)
    untidy_ids: frozenset[str] = frozenset()
    words: Mapping[str, Words] = field(default_factory=dict)
    zero_is_nobody: bool = False
    currency: str | None = None
    place: str = "row"


def unreadable(column: Column, raw: ir.Column, value: ir.Column) -> ir.BooleanColumn:
    """Whether there is something to read and no value came of it.

    Written as a comparison: what the operands of AND share, DuckDB computes once for each of its uses, and the value of
    a time in text shares its text dozens of times with itself.
    """
    return value.isnull() > missing(column, raw)

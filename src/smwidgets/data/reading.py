"""What has to be known of a source before its columns can be read, and what reading a column yields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    key_spans
        By table whose keys are integers close together: the least and the largest.
    """

    zone: ZoneInfo
    spans: dict[str, tuple[datetime, datetime]]
    integer_ids: frozenset[str]
    key_spans: dict[str, Span] = field(default_factory=dict)


def missing(column: Column, raw: ir.Column) -> ir.BooleanColumn:
    """Whether there is nothing to read: null, and in text for anything but text itself an empty string too."""
    if raw.type().is_string() and column.kind != "text":
        return raw.isnull() | (raw.strip() == "")
    return raw.isnull()


def unreadable(column: Column, raw: ir.Column, value: ir.Column) -> ir.BooleanColumn:
    """Whether there is something to read and no value came of it.

    Written as a comparison: what the operands of AND share, DuckDB computes once for each of its uses, and the value of
    a time in text shares its text dozens of times with itself.
    """
    return value.isnull() > missing(column, raw)

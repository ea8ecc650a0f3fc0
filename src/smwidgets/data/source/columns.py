"""From raw columns to those that the readers of cells take: points in amounts, years first in times, types.

Text that is read three times (to look at it, to check it, to write it) costs three times; a column that is typed once
is as cheap as one of a Parquet file. A column becomes a type only as a whole and only where that is written in one way,
so that no value is changed: what is odd stays text, and is named in its own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.core.errors import ContractError
from smwidgets.data.report import Issue, Problem, Report
from smwidgets.data.source.amounts import with_points
from smwidgets.data.source.raw import UnclearError
from smwidgets.data.source.times import as_moments

if TYPE_CHECKING:
    from smwidgets.data.contract import Column, Table
    from smwidgets.data.source.options import ReadingOptions

_AMOUNT = pa.decimal128(18, 4)
"""As :data:`smwidgets.data.cell_numbers.AMOUNT`."""

_LOOKED_AT = 50
_MOST = 10**15
"""Integers from here on are ids of digits: other programs would not read them exactly."""


def prepared(
    rows: pa.Table, table: Table, options: ReadingOptions, *, has_types: bool
) -> tuple[pa.Table, tuple[Issue, ...]]:
    """Bring the columns of a raw table into the form that cells are read in.

    Parameters
    ----------
    rows
        Named as in the contract.
    table
        The contract.
    options
        What the caller says of amounts and times.
    has_types
        False where everything is text: then a decimal comma is recognised, and text that is of one type throughout
        becomes it.

    Raises
    ------
    ContractError
        Amounts or times that may be read in two ways.
    """
    said = []
    for column in table.columns:
        if column.name not in rows.column_names:
            continue
        at = rows.column_names.index(column.name)
        try:
            values, how = _read(rows.column(at), column, options, has_types=has_types)
        except UnclearError as unclear:
            raise _refused(unclear, rows, table, column) from unclear
        if how:
            said.append(Issue(table.name, column.name, Problem.READ_AS, 0, (), how))
        if not has_types and pa.types.is_string(values.type):
            values = typed(values, column)
        rows = rows.set_column(at, column.name, values)
    return rows, tuple(said)


def _read(
    values: pa.ChunkedArray, column: Column, options: ReadingOptions, *, has_types: bool
) -> tuple[pa.ChunkedArray, str]:
    if column.kind == "time":
        return as_moments(values, options), ""
    is_number = column.kind == "amount" or (column.kind in {"count", "integer"} and options.decimal is not None)
    if is_number and (pa.types.is_string(values.type) or pa.types.is_large_string(values.type)):
        return with_points(values, options, may_recognise=not has_types)
    return values, ""


def _refused(unclear: UnclearError, rows: pa.Table, table: Table, column: Column) -> ContractError:
    touched = len(unclear.cells)
    shown = unclear.cells.slice(0, _LOOKED_AT).to_pylist()
    issue = Issue.of(table.name, column.name, unclear.problem, touched, values=shown, hint=unclear.hint)
    return ContractError(Report((issue,), (), {table.name: rows.num_rows - touched}, {table.name: touched}))


def typed(values: pa.ChunkedArray, column: Column) -> pa.ChunkedArray:
    """Give a column of text the type that all of it has and that is written in one way only; else leave it."""
    if values.null_count == len(values):
        return values
    if column.kind in {"id", "count", "integer"}:
        return _integers(values)
    if column.kind == "time":
        return _cast(values, pa.timestamp("us"), pa.timestamp("us", "UTC"))
    if column.kind == "amount":
        return _cast(values, _AMOUNT)
    return values


def _integers(values: pa.ChunkedArray) -> pa.ChunkedArray:
    numbers = _cast(values, pa.int64())
    if not pa.types.is_integer(numbers.type):
        return values
    is_small = pc.less(pc.max(pc.abs_checked(numbers)), _MOST).as_py() if pc.min(numbers).as_py() > -_MOST else False
    return numbers if is_small and pc.all(pc.equal(pc.cast(numbers, pa.string()), values)).as_py() else values


def _cast(values: pa.ChunkedArray, *kinds: pa.DataType) -> pa.ChunkedArray:
    for kind in kinds:
        try:
            return pc.cast(values, kind)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            continue
    return values

"""Texts that are flags in some rows, as the value of a change: ``true`` or ``false``, whatever words the source has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.blank_cells import missing
from smwidgets.data.cells import Cell, read
from smwidgets.data.contract import Column
from smwidgets.data.report import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.data.reading import Reading


def read_flags(cells: Sequence[Cell], reading: Reading) -> list[Cell]:
    """Read the columns that are flags in some rows (``Column.flag_when``) once more, as flags in these.

    Parameters
    ----------
    cells
        All columns of a table as read.
    reading
        What is known of the source.

    Returns
    -------
    list of Cell
        The same, with ``true`` or ``false`` for a flag. One that is neither, or missing, is a problem of its row.
    """
    by_name = {cell.column.name: cell for cell in cells}
    return [cell if cell.column.flag_when is None else _flagged(cell, by_name, reading) for cell in cells]


def _flagged(cell: Cell, by_name: dict[str, Cell], reading: Reading) -> Cell:
    assert cell.column.flag_when is not None
    other, names = cell.column.flag_when
    is_flag = by_name[other].value.isin(names).fill_null(False)
    flag = read(Column(cell.column.name, "flag"), cell.raw, reading)
    problems = {
        Problem.MISSING_VALUE: is_flag & missing(flag.column, cell.raw),
        Problem.WRONG_TYPE: is_flag & flag.problems[Problem.WRONG_TYPE],
    }
    word = flag.value.ifelse("true", "false")
    value = is_flag.ifelse(flag.value.isnull().ifelse(ibis.null("string"), word), cell.value)
    return replace(cell, value=value, problems={**cell.problems, **problems})

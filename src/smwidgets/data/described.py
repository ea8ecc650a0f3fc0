"""What is wrong with the rows of a table, in words: how many, the first of them, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.cell_times import EARLIEST, LATEST
from smwidgets.data.cells import FALSE, TRUE
from smwidgets.data.currency_columns import how_to_choose
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem
from smwidgets.data.unread_columns import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.data.cells import Cell
    from smwidgets.data.contract import Table
    from smwidgets.data.reading import Reading

    Flags = dict[tuple[str, Problem], ibis.Value]
    """By column and problem: whether a row has it."""

_LOOKED_AT = 50
"""Bad rows fetched to find three different examples."""

_PLACES = 3
"""Places named of rows that lack a value."""

_EXPECTED = {
    "id": "an id is text or an integer",
    "time": f"a time is a date-time of the years {EARLIEST.year} to {LATEST.year - 1}, as 2026-01-06 12:00:00, and may"
    " end in Z, UTC or an offset as +01:00",
    "amount": "an amount is a number with a decimal point, not below 0",
    "count": "a count is a whole number, not below 0",
    "integer": "expected a whole number",
    "flag": f"expected true or false: {', '.join(TRUE)} or {', '.join(FALSE)}",
}
_EMPTIED = "read as empty, the rows are kept"
_NOBODY = "where 0 stands for guests, give them ids of their own, as their e-mails; a contact 0 has to be in contacts"
_ONE_FORM = "blanks, .0 behind a number and the case of e-mails make no other id"


def metric(column: str, problem: Problem, *, emptied: bool = False) -> str:
    """Name the count of the rows that have a problem."""
    return f"{column}:{problem.name}" + (":emptied" if emptied else "")


@dataclass(frozen=True)
class Described:
    """What describes the problems of a table.

    Parameters
    ----------
    raw
        The source's table.
    table
        Its declaration.
    cells
        Its columns as read, by name.
    reading
        What is known of the source.
    """

    raw: ibis.Table
    table: Table
    cells: Mapping[str, Cell]
    reading: Reading

    def issues(self, flags: Flags, counts: Mapping[str, int], *, emptied: bool = False) -> tuple[Issue, ...]:
        """Describe every problem that some row has.

        Parameters
        ----------
        flags
            By column and problem.
        counts
            How many rows have each, by :func:`metric`.
        emptied
            They cost a cell only, and no row.
        """
        return tuple(
            self._issue(self.cells[name], problem, flag, count, emptied=emptied)
            for (name, problem), flag in flags.items()
            if (count := counts[metric(name, problem, emptied=emptied)])
        )

    def _issue(self, cell: Cell, problem: Problem, flag: ibis.Value, count: int, *, emptied: bool) -> Issue:
        at = self.raw[RECORD] if RECORD in self.raw.columns else ibis.null("int64")
        shown = chosen(self.raw, flag, {"shown": cell.raw.cast("string"), "at": at})
        found = shown.order_by("at").limit(_LOOKED_AT).to_pyarrow()
        values = found["shown"].to_pylist()
        places = [f"{self.reading.place} {record}" for record in found["at"].to_pylist() if record is not None]
        if problem is Problem.MISSING_VALUE:
            needed = cell.column.needed_when
            hint = f"every {needed[1]} needs one" if needed else ""
            return Issue(self.table.name, cell.column.name, problem, count, hint=hint, places=tuple(places[:_PLACES]))
        hints = [self._hint(cell, problem, values), _EMPTIED if emptied and problem is not Problem.SPELLING else ""]
        hint = "; ".join(filter(None, hints))
        return Issue.of(self.table.name, cell.column.name, problem, count, values=values, places=places, hint=hint)

    def _hint(self, cell: Cell, problem: Problem, values: list[object]) -> str:
        column = cell.column
        if problem is Problem.UNKNOWN_NAME:
            return nearest(str(values[0]), column.choices) or "there are: " + ", ".join(column.choices)
        if problem is Problem.OTHER_CURRENCY:
            return how_to_choose(str(self.reading.currency))
        if column.flag_when is not None:
            return _EXPECTED["flag"]
        said = {Problem.NEGATIVE: "", Problem.NOBODY: _NOBODY, Problem.SPELLING: _ONE_FORM}
        return said.get(problem, _EXPECTED.get(column.kind, ""))


def chosen(raw: ibis.Table, condition: ibis.Value, columns: dict[str, ibis.Value]) -> ibis.Table:
    """Select columns of the rows that fulfil a condition, looking at each cell once.

    A filter computes whatever its condition shares with itself again and again, and both Ibis and DuckDB would move the
    condition into one. A random number, which is never below 0, they leave where it is.
    """
    told = raw.select(**columns, is_chosen_=condition, random_=ibis.random())
    return told.filter(told.is_chosen_ | (told.random_ < 0)).select(*columns)

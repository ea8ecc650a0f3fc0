"""Every table of a source held against the contract, in the engine: counts in one pass, then examples of what is bad.

Why not a validation library: ``docs/adr/0002-contract-validation.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.blank_cells import missing
from smwidgets.data.cell_flags import read_flags
from smwidgets.data.cell_words import with_words_read
from smwidgets.data.cells import Cell, read
from smwidgets.data.compiling import answer, counted
from smwidgets.data.currency_columns import currency_cells
from smwidgets.data.described import Described, chosen, metric
from smwidgets.data.distinct import distinct
from smwidgets.data.reading import RECORD
from smwidgets.data.repeated_keys import first_of_each
from smwidgets.data.report import Issue, Problem, Report
from smwidgets.data.unread_columns import nearest, unread

if TYPE_CHECKING:
    from smwidgets.data.contract import Table
    from smwidgets.data.described import Flags
    from smwidgets.data.distinct import Span
    from smwidgets.data.reading import Reading

_LOOKED_AT = 50


@dataclass(frozen=True)
class Checked:
    """A table as read.

    Parameters
    ----------
    rows
        The rows that have no defect, with the contract's columns and types, and ``RECORD`` where the source has it;
        None when a needed column is missing.
    report
        What was found.
    """

    rows: ibis.Table | None
    report: Report


def check(raw: ibis.Table, table: Table, reading: Reading) -> Checked:
    """Hold one raw table against the contract.

    Parameters
    ----------
    raw
        The source's table; columns that are not in the contract are not read, but for those that name a currency.
    table
        Its declaration.
    reading
        What is known of the source.
    """
    warnings = unread(raw.columns, table)
    absent = [column for column in table.columns if column.required and column.name not in raw.columns]
    if absent:
        rows = counted(raw)
        issues = tuple(
            Issue(table.name, column.name, Problem.MISSING_COLUMN, rows, hint=nearest(column.name, raw.columns))
            for column in absent
        )
        return Checked(None, Report(issues, warnings, {table.name: 0}, {table.name: rows}))
    raw = with_words_read(raw, table, reading.words)
    cells = [read(column, raw[column.name], reading) for column in table.columns if column.name in raw.columns]
    cells = read_flags(cells, reading)
    looked_at = [*cells, *currency_cells(raw, table, reading.currency)]
    defects, noticed = _flags(looked_at)
    values = {cell.column.name: cell.value for cell in cells}
    key = values[table.key] if table.key is not None else None
    is_integer = key is not None and key.type().is_integer()
    counts = _counts(raw, defects, noticed, key, reading.key_spans.get(table.name) if is_integer else None)
    described = Described(raw, table, {cell.column.name: cell for cell in looked_at}, reading)
    issues = described.issues(defects, counts)
    warnings += described.issues(noticed, counts, emptied=True)
    kept = values | ({RECORD: raw[RECORD]} if RECORD in raw.columns else {})
    valid = chosen(raw, ~ibis.or_(*defects.values()), kept) if counts["bad"] else raw.select(**kept)
    report = Report(issues, warnings, {table.name: counts["rows"] - counts["bad"]}, {table.name: counts["bad"]})
    if table.key is not None and counts["repeated"]:
        valid, found = first_of_each(valid, table, counts["repeated"], reading.place)
        report += found
    return Checked(valid, report)


def unknown_contacts(rows: ibis.Table, table: Table, contacts: ibis.Table) -> Issue | None:
    """Count the rows of contacts that ``contacts`` does not have: noticed, but they count in every figure."""
    orphans = rows.filter(rows.contact_id.notnull()).anti_join(contacts, "contact_id")
    count = counted(orphans)
    if not count:
        return None
    values = orphans.select("contact_id").limit(_LOOKED_AT).to_pyarrow()["contact_id"].to_pylist()
    return Issue.of(table.name, "contact_id", Problem.UNKNOWN_CONTACT, count, values=values)


def _flags(cells: list[Cell]) -> tuple[Flags, Flags]:
    """Tell what costs a row from what only empties a cell or is to be said; never null.

    Comparisons stand for AND: see :func:`smwidgets.data.reading.unreadable`.
    """
    by_name = {cell.column.name: cell for cell in cells}
    defects: Flags = {}
    noticed: Flags = {}
    for cell in cells:
        name, needed = cell.column.name, None
        if cell.column.needed_when is not None:
            other, value = cell.column.needed_when
            needed = (by_name[other].value == value).fill_null(False)
            not_needed = (by_name[other].value != value).fill_null(True)
            defects[name, Problem.MISSING_VALUE] = missing(cell.column, cell.raw) > not_needed
        for problem, found in cell.problems.items():
            flag = found.fill_null(False)
            if problem is Problem.SPELLING:
                noticed[name, problem] = flag
            elif problem is Problem.OTHER_CURRENCY or not cell.column.nullable or cell.column.flag_when is not None:
                defects[name, problem] = flag
            elif needed is None:
                noticed[name, problem] = flag
            else:
                defects[name, problem], noticed[name, problem] = flag > not_needed, flag > needed
    return defects, noticed


def _counts(
    raw: ibis.Table, defects: Flags, noticed: Flags, key: ibis.Column | None, span: Span | None
) -> dict[str, int]:
    """Count the rows, those with each problem, and the different keys, in one pass that looks at each cell once."""
    bad_flags = {metric(name, problem): flag for (name, problem), flag in defects.items()}
    other_flags = {metric(name, problem, emptied=True): flag for (name, problem), flag in noticed.items()}
    looked_at = raw.select(**bad_flags, **other_flags, key=ibis.null("string") if key is None else key)
    bad = ibis.or_(*(looked_at[name] for name in bad_flags)) if bad_flags else ibis.literal(False)
    metrics = {name: looked_at[name].sum() for name in (*bad_flags, *other_flags)}
    metrics["rows"] = looked_at.count()
    metrics["bad"] = looked_at.count(where=bad)
    if key is not None:
        metrics["different"] = distinct(looked_at.key, span, ~bad)
    row = answer(looked_at.aggregate(**metrics))
    counts = {name: int(count or 0) for name, count in row.items()}  # a sum over no rows is null
    counts["repeated"] = counts["rows"] - counts["bad"] - counts["different"] if key is not None else 0
    return counts

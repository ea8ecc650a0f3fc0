"""Every table of a source held against the contract, in the engine: counts in one pass, then examples of what is bad.

Why not a validation library: ``docs/adr/0002-contract-validation.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.cell_flags import read_flags
from smwidgets.data.cell_times import EARLIEST, LATEST
from smwidgets.data.cells import Cell, read
from smwidgets.data.distinct import distinct
from smwidgets.data.report import Issue, Problem, Report

if TYPE_CHECKING:
    from smwidgets.data.contract import Column, Table
    from smwidgets.data.distinct import Span
    from smwidgets.data.reading import Reading

_LOOKED_AT = 50
"""Bad rows fetched to find three different examples."""

_EXPECTED = {
    "id": "an id is text or an integer",
    "time": f"a time is a date-time of the years {EARLIEST.year} to {LATEST.year - 1}, as 2026-01-06 12:00:00",
    "amount": "an amount is a number with a decimal point, not below 0",
    "count": "a count is a whole number, not below 0",
    "integer": "expected a whole number",
    "flag": "expected true or false",
}


@dataclass(frozen=True)
class Checked:
    """A table as read.

    Parameters
    ----------
    rows
        The rows that have no defect, with the contract's columns and types; None when a needed column is missing.
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
        The source's table; columns that are not in the contract are not read.
    table
        Its declaration.
    reading
        From :func:`smwidgets.data.probing.probe`.
    """
    warnings = _unread(raw, table)
    absent = [column for column in table.columns if column.required and column.name not in raw.columns]
    if absent:
        rows = int(raw.count().to_pyarrow().as_py())
        missing = tuple(
            Issue(table.name, column.name, Problem.MISSING_COLUMN, rows, hint=_nearest(column.name, raw.columns))
            for column in absent
        )
        return Checked(None, Report(missing, warnings, {table.name: 0}, {table.name: rows}))
    cells = [read(column, raw[column.name], reading) for column in table.columns if column.name in raw.columns]
    cells = read_flags(cells, reading)
    flags = _flags(cells)
    bad = ibis.or_(*flags.values()) if flags else ibis.literal(False)
    values = {cell.column.name: cell.value for cell in cells}
    key = values[table.key] if table.key is not None else None
    is_integer = key is not None and key.type().is_integer()
    counts = _counts(raw, flags, key, reading.key_spans.get(table.name) if is_integer else None)
    found = [_issue(raw, table, cell, problem, counts) for cell in cells for problem in cell.problems]
    issues = [issue for issue in found if issue is not None]
    valid = chosen(raw, ~bad, values) if counts["bad"] else raw.select(**values)
    if table.key is not None and counts["repeated"]:
        issues.append(_repeated(valid, table, counts["repeated"]))
        valid = _first_of_each(valid, table)
    left_out = counts["bad"] + counts["repeated"]
    report = Report(
        tuple(issues),
        warnings,
        {table.name: counts["rows"] - left_out},
        {table.name: left_out},
    )
    return Checked(valid, report)


def unknown_contacts(rows: ibis.Table, table: Table, contacts: ibis.Table) -> Issue | None:
    """Count the rows of contacts that ``contacts`` does not have: noticed, but they count in every figure."""
    orphans = rows.filter(rows.contact_id.notnull()).anti_join(contacts, "contact_id")
    count = int(orphans.count().to_pyarrow().as_py())
    if not count:
        return None
    values = orphans.select("contact_id").limit(_LOOKED_AT).to_pyarrow()["contact_id"].to_pylist()
    return Issue.of(table.name, "contact_id", Problem.UNKNOWN_CONTACT, count, values=values)


def _flags(cells: list[Cell]) -> dict[tuple[str, Problem], ibis.Value]:
    """Whether a row has each problem of each column; never null."""
    by_name = {cell.column.name: cell for cell in cells}
    for cell in cells:
        if cell.column.needed_when is not None:
            other, value = cell.column.needed_when
            needed = by_name[other].value == value
            cell.problems[Problem.MISSING_VALUE] = needed & cell.raw.isnull()
    return {
        (cell.column.name, problem): flag.fill_null(False) for cell in cells for problem, flag in cell.problems.items()
    }


def _counts(
    raw: ibis.Table, flags: dict[tuple[str, Problem], ibis.Value], key: ibis.Column | None, span: Span | None
) -> dict[str, int]:
    """Count the rows, those with each problem, and the different keys, in one pass that looks at each cell once."""
    names = {f"{name}:{problem.name}": flag for (name, problem), flag in flags.items()}
    looked_at = raw.select(**names, key=ibis.null("string") if key is None else key)
    bad = ibis.or_(*(looked_at[name] for name in names)) if names else ibis.literal(False)
    metrics = {name: looked_at[name].sum() for name in names}
    metrics["rows"] = looked_at.count()
    metrics["bad"] = looked_at.count(where=bad)
    if key is not None:
        metrics["different"] = distinct(looked_at.key, span, ~bad)
    row = looked_at.aggregate(**metrics).to_pyarrow().to_pylist()[0]
    counts = {name: int(count or 0) for name, count in row.items()}  # a sum over no rows is null
    counts["repeated"] = counts["rows"] - counts["bad"] - counts["different"] if key is not None else 0
    return counts


def chosen(raw: ibis.Table, condition: ibis.Value, columns: dict[str, ibis.Value]) -> ibis.Table:
    """Select columns of the rows that fulfil a condition, looking at each cell once.

    A filter computes whatever its condition shares with itself again and again, and both Ibis and DuckDB would move the
    condition into one. A random number, which is never below 0, they leave where it is.
    """
    told = raw.select(**columns, is_chosen_=condition, random_=ibis.random())
    return told.filter(told.is_chosen_ | (told.random_ < 0)).select(*columns)


def _issue(raw: ibis.Table, table: Table, cell: Cell, problem: Problem, counts: dict[str, int]) -> Issue | None:
    count = counts[f"{cell.column.name}:{problem.name}"]
    if not count:
        return None
    if problem is Problem.MISSING_VALUE:
        hint = f"every {cell.column.needed_when[1]} needs one" if cell.column.needed_when else ""
        return Issue(table.name, cell.column.name, problem, count, hint=hint)
    shown = chosen(raw, cell.problems[problem], {"shown": cell.raw.cast("string")})
    values = shown.limit(_LOOKED_AT).to_pyarrow()["shown"].to_pylist()
    hint = _hint(cell.column, problem, values) or (_EXPECTED["flag"] if cell.column.flag_when else "")
    return Issue.of(table.name, cell.column.name, problem, count, values=values, hint=hint)


def _hint(column: Column, problem: Problem, values: list[object]) -> str:
    if problem is Problem.UNKNOWN_NAME:
        return _nearest(str(values[0]), column.choices) or "there are: " + ", ".join(column.choices)
    return "" if problem is Problem.NEGATIVE else _EXPECTED.get(column.kind, "")


def _nearest(name: str, choices: tuple[str, ...]) -> str:
    by_folded = {choice.casefold(): choice for choice in choices}
    nearest = get_close_matches(name.casefold(), by_folded, n=1)
    return f"did you mean {by_folded[nearest[0]]!r}?" if nearest else ""


def _unread(raw: ibis.Table, table: Table) -> tuple[Issue, ...]:
    """Columns that no one reads, when they look like a misspelt one of the contract."""
    absent = tuple(name for name in table.column_names if name not in raw.columns)
    unknown = [name for name in raw.columns if name not in table.column_names]
    return tuple(
        Issue(table.name, name, Problem.UNREAD, 0, hint=hint) for name in unknown if (hint := _nearest(name, absent))
    )


def _repeated(valid: ibis.Table, table: Table, rows: int) -> Issue:
    keys = _shared_keys(valid, table).order_by(table.key).limit(_LOOKED_AT).to_pyarrow()[table.key].to_pylist()
    kept = "the first of each is kept"
    return Issue.of(table.name, str(table.key), Problem.DUPLICATE_KEY, rows, values=keys, hint=kept)


def _shared_keys(valid: ibis.Table, table: Table) -> ibis.Table:
    counted = valid.group_by(table.key).aggregate(copies=valid.count())
    return counted.filter(counted.copies > 1).select(table.key)


def _first_of_each(valid: ibis.Table, table: Table) -> ibis.Table:
    """Keep the earliest row of each key; only the few that share one are sorted."""
    shared = _shared_keys(valid, table)
    doubtful = valid.semi_join(shared, table.key)
    others = [name for name in doubtful.columns if name not in (table.key, table.time)]
    order = [doubtful[name] for name in (table.time, *others)]
    ranked = doubtful.mutate(copy=ibis.row_number().over(group_by=doubtful[table.key], order_by=order))
    return ibis.union(valid.anti_join(shared, table.key), ranked.filter(ranked.copy == 0).drop("copy"))

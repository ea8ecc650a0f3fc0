"""Rows that share their key with another: exact copies are left out, of contradicting ones the first is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem, Report

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from smwidgets.data.contract import Table

_LOOKED_AT = 50


def first_of_each(valid: ibis.Table, table: Table, repeated: int, place: str) -> tuple[ibis.Table, Report]:
    """Keep one row of each key; only the few that share one are sorted.

    Parameters
    ----------
    valid
        Rows as read, with ``RECORD`` where the source knows it.
    table
        Its declaration, with a key.
    repeated
        How many rows have a key that another row has before them.
    place
        What the numbers in ``RECORD`` are called.

    Returns
    -------
    ibis.Table, Report
        Of equal keys the first in the source; of a source without places the earliest in time. Counts of the report
        are to be added to those of a report that took the rows for loaded.
    """
    shared = _shared_keys(valid, table)
    versions = _versions(valid.semi_join(shared, table.key), table)
    others = versions.filter(versions.version_ > 0)
    contradicting = int(others.count().to_pyarrow().as_py())
    copies = repeated - contradicting
    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()
    if contradicting:
        issues = (_contradiction(versions, table, contradicting, place),)
    if copies:
        keys = shared.order_by(table.key).limit(_LOOKED_AT).to_pyarrow()[table.key].to_pylist()
        hint = "each row is loaded once"
        warnings = (Issue.of(table.name, str(table.key), Problem.EXACT_COPY, copies, values=keys, hint=hint),)
    kept = versions.filter(versions.version_ == 0).drop("version_")
    counts = ({table.name: -repeated}, {table.name: repeated}, {table.name: copies})
    return ibis.union(valid.anti_join(shared, table.key), kept), Report(issues, warnings, *counts)


def _shared_keys(valid: ibis.Table, table: Table) -> ibis.Table:
    counted = valid.group_by(table.key).aggregate(copies=valid.count())
    return counted.filter(counted.copies > 1).select(table.key)


def _versions(doubtful: ibis.Table, table: Table) -> ibis.Table:
    """Count the different rows of each key from 0, in the order of the source, without their copies."""
    contents = [name for name in doubtful.columns if name != RECORD]
    in_file = ibis.row_number().over(group_by=contents, order_by=_order(doubtful, table))
    numbered = doubtful.mutate(copy_=in_file)
    different = numbered.filter(numbered.copy_ == 0).drop("copy_")
    of_key = ibis.row_number().over(group_by=different[table.key], order_by=_order(different, table))
    return different.mutate(version_=of_key)


def _order(rows: ibis.Table, table: Table) -> list[ir.Column]:
    if RECORD in rows.columns:
        return [rows[RECORD]]
    return [
        rows[name] for name in (table.time, *(name for name in rows.columns if name not in (table.key, table.time)))
    ]


def _contradiction(versions: ibis.Table, table: Table, rows: int, place: str) -> Issue:
    versions = versions.mutate(at_=versions[RECORD] if RECORD in versions.columns else ibis.null("int64"))
    both = versions.group_by(table.key).aggregate(
        rows=versions.count(),
        first=versions.at_.min(where=versions.version_ == 0),
        second=versions.at_.min(where=versions.version_ == 1),
    )
    found = both.filter(both.rows > 1).order_by(table.key).limit(_LOOKED_AT).to_pyarrow().to_pylist()
    places = [f"{place}s {pair['first']} and {pair['second']}" for pair in found if pair["first"] is not None]
    return Issue.of(
        table.name,
        str(table.key),
        Problem.DUPLICATE_KEY,
        rows,
        values=[pair[str(table.key)] for pair in found],
        places=places,
        hint="the first of each is kept",
    )

"""Adding rows to those already stored: nothing stored is lost, nothing is stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.report import Issue, Problem, Report

if TYPE_CHECKING:
    from smwidgets.data.contract import Table

_LOOKED_AT = 50


@dataclass(frozen=True)
class Merged:
    """Stored and new rows of one table together.

    Parameters
    ----------
    rows
        To be written.
    report
        New rows that contradict stored ones.
    """

    rows: ibis.Table
    report: Report


def merge(new: ibis.Table | None, old: ibis.Table | None, table: Table, integer_ids: frozenset[str]) -> Merged:
    """Add new rows to stored ones.

    Parameters
    ----------
    new
        Valid rows of the source; None if it lacks the table.
    old
        The stored table; None if there is none.
    table
        Its declaration.
    integer_ids
        The id columns that stay integers; other stored ones become text.

    Returns
    -------
    Merged
        A new row whose key is stored: of a table of states (contacts, campaigns) it replaces the stored row; of a
        table of records an equal row is the stored one once more and a different one a defect: the stored row stays.
        Rows without a key (page views) are all added.
    """
    if old is not None:
        old = _recast(old, table, integer_ids)
    if new is None or old is None:
        rows = old if new is None else new
        if rows is None:
            raise ValueError(f"neither new nor stored rows of {table.name}")
        return Merged(rows, Report())
    names = [name for name in table.column_names if name in new.columns or name in old.columns]
    if table.is_state:
        new = _with_stored_columns(new, old, str(table.key))
    new, old = _widened(new, names, old), _widened(old, names, new)
    if table.key is None:
        return Merged(ibis.union(old, new), Report())
    if table.is_state:
        return Merged(ibis.union(old.anti_join(new, table.key), new), Report())
    return Merged(ibis.union(old, new.anti_join(old, table.key)), _contradictions(new, old, table))


def _with_stored_columns(new: ibis.Table, old: ibis.Table, key: str) -> ibis.Table:
    """Keep what is stored in columns that the new rows do not have at all."""
    only_old = [name for name in old.columns if name not in new.columns]
    return new.left_join(old.select(key, *only_old), key).select(*new.columns, *only_old) if only_old else new


def _widened(rows: ibis.Table, names: list[str], other: ibis.Table) -> ibis.Table:
    """Give rows every column, null where they have none."""
    return rows.select(
        **{name: rows[name] if name in rows.columns else ibis.null(other[name].type()) for name in names}
    )


def _recast(old: ibis.Table, table: Table, integer_ids: frozenset[str]) -> ibis.Table:
    ids = [column.name for column in table.columns if column.kind == "id" and column.name in old.columns]
    texts = {
        name: old[name].cast("string") for name in ids if name not in integer_ids and old[name].type().is_integer()
    }
    return old.mutate(**texts) if texts else old


def _contradictions(new: ibis.Table, old: ibis.Table, table: Table) -> Report:
    key = str(table.key)
    stored = old.rename({f"stored_{name}": name for name in old.columns})
    both = new.inner_join(stored, [(new[key], stored[f"stored_{key}"])])
    others = [name for name in new.columns if name != key]
    equal = reduce(lambda one, two: one & two, (both[name].identical_to(both[f"stored_{name}"]) for name in others))
    different = both.filter(~equal)
    count = int(different.count().to_pyarrow().as_py())
    if not count:
        return Report()
    keys = different.select(key).order_by(key).limit(_LOOKED_AT).to_pyarrow()[key].to_pylist()
    issue = Issue.of(table.name, key, Problem.STORED_DIFFERENTLY, count, values=keys, hint="the stored rows stay")
    return Report((issue,), (), {table.name: -count}, {table.name: count})

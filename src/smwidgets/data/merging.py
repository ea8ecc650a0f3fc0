"""Adding rows to those already stored: nothing stored is lost, nothing is stored twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.cell_words import with_words_read
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem, Report

if TYPE_CHECKING:
    from smwidgets.data.contract import Table
    from smwidgets.data.reading import Reading

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


def merge(new: ibis.Table | None, old: ibis.Table | None, table: Table, reading: Reading) -> Merged:
    """Add new rows to stored ones.

    Parameters
    ----------
    new
        Valid rows of the source, with ``RECORD`` where it knows it; None if it lacks the table.
    old
        The stored table; None if there is none.
    table
        Its declaration.
    reading
        What is known of the source: which id columns stay integers (other stored ones become text), and as what words
        are read.

    Returns
    -------
    Merged
        A new row whose key is stored: of a table of states (contacts, campaigns) it replaces the stored row; of a
        table of records an equal row is the stored one once more and a different one a defect: the stored row stays.
        Rows without a key (page views) are compared as wholes: only what there is more of than stored is added. Rows
        are compared in the columns that both have.
    """
    if old is not None:
        old = with_words_read(_recast(old, table, reading.integer_ids), table, reading.words)
    if new is None or old is None:
        rows = old if new is None else new
        if rows is None:
            raise ValueError(f"neither new nor stored rows of {table.name}")
        return Merged(_without_record(rows), Report())
    compared = [name for name in table.column_names if name in new.columns and name in old.columns]
    if table.key is None:
        new = _more_than_stored(new, old, compared, table.time)
    contradictions = (
        Report() if table.is_state or table.key is None else _contradictions(new, old, table, compared, reading)
    )
    names = [name for name in table.column_names if name in new.columns or name in old.columns]
    if table.is_state:
        new = _with_stored_columns(_without_record(new), old, str(table.key))
    new, old = _widened(new, names, old), _widened(old, names, new)
    if table.key is None:
        return Merged(ibis.union(old, new), Report())
    if table.is_state:
        return Merged(ibis.union(old.anti_join(new, table.key), new), Report())
    return Merged(ibis.union(old, new.anti_join(old, table.key)), contradictions)


def _without_record(rows: ibis.Table) -> ibis.Table:
    return rows.drop(RECORD) if RECORD in rows.columns else rows


def _more_than_stored(new: ibis.Table, old: ibis.Table, compared: list[str], time: str) -> ibis.Table:
    """Keep the rows of which there are more than stored: the second of two equal ones, where one is stored."""
    span = new.aggregate(first=new[time].min(), last=new[time].max()).to_pyarrow().to_pylist()[0]
    if span["first"] is None:
        return new
    then = old.filter(old[time].between(*(ibis.literal(at, "timestamp(6)") for at in (span["first"], span["last"]))))
    numbered, known = (
        rows.mutate(number_=ibis.row_number().over(group_by=compared)) for rows in (new, then.select(compared))
    )
    known = known.rename({f"stored_{name}": name for name in known.columns})
    equal = [numbered[name].identical_to(known[f"stored_{name}"]) for name in (*compared, "number_")]
    return numbered.anti_join(known, equal).drop("number_")


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


def _contradictions(new: ibis.Table, old: ibis.Table, table: Table, compared: list[str], reading: Reading) -> Report:
    key = str(table.key)
    stored = old.rename({f"stored_{name}": name for name in old.columns})
    both = new.inner_join(stored, [(new[key], stored[f"stored_{key}"])])
    equal = ibis.and_(*(both[name].identical_to(both[f"stored_{name}"]) for name in compared if name != key))
    different = both.filter(~equal)
    count = int(different.count().to_pyarrow().as_py())
    if not count:
        return Report()
    at = different[RECORD] if RECORD in new.columns else ibis.null("int64")
    found = different.select(key=different[key], at=at).order_by("at", "key").limit(_LOOKED_AT).to_pyarrow()
    places = [f"{reading.place} {record}" for record in found["at"].to_pylist() if record is not None]
    issue = Issue.of(
        table.name,
        key,
        Problem.STORED_DIFFERENTLY,
        count,
        values=found["key"].to_pylist(),
        places=places,
        hint="the stored rows stay",
    )
    return Report((issue,), (), {table.name: -count}, {table.name: count})

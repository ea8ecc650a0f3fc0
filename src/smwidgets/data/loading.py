"""From an opened source to the six tables, checked, typed, in UTC and sorted by time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb

from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SCHEMA, SHOP, qualified, quoted
from smwidgets.data.files import reason
from smwidgets.data.merging import merge
from smwidgets.data.probing import probe
from smwidgets.data.validation import check, unknown_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    import ibis
    from ibis.backends.duckdb import Backend

    from smwidgets.data.reading import Reading
    from smwidgets.data.report import Issue, Report
    from smwidgets.data.sources import Source

_LOOKED_UP = ("contacts",)
"""Tables of which rows are wanted by their key, for a page of a list: an index finds them among a million as quickly as
among a hundred. Their order in the table, by time, is of no help."""


def load(
    backend: Backend,
    source: Source,
    zone: ZoneInfo,
    *,
    skip_invalid: bool = False,
    into: Mapping[str, ibis.Table] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Report:
    """Write a source's tables into the catalog of the shop.

    Parameters
    ----------
    backend
        The engine, with the catalog ``SHOP`` attached for writing and empty.
    source
        From :func:`smwidgets.data.sources.open_source`.
    zone
        In which naive times are meant.
    skip_invalid
        Load the rows that have no defect and report the others, instead of raising.
    into
        Tables already stored, to which the source's rows are added.
    progress
        Called with what is being done and its share done, 0 to 1.

    Returns
    -------
    Report
        What was found.

    Raises
    ------
    ContractError
        There are defects and they are not to be skipped, or no row is without.
    SourceError
        A file turned out to be unreadable halfway, or there was no room for it.
    """
    stored = dict(into or {})
    report = source.found
    say = progress or (lambda _what, _share: None)
    try:
        reading = _reading(source, stored, zone)
        rows: dict[str, ibis.Table] = {}
        for done, (name, raw) in enumerate(source.tables.items()):
            say(f"checking {name}", 0.5 * done / len(source.tables))
            checked = check(raw, TABLES[name], reading)
            report += checked.report
            _account(name, source, checked.report)
            if checked.rows is not None:
                rows[name] = checked.rows
        _refuse(report, skip_invalid=skip_invalid)
        for done, name in enumerate(table for table in TABLES if table in {**rows, **stored}):
            say(f"writing {name}", 0.5 + 0.5 * done / len({**rows, **stored}))
            report += _write(backend, name, rows.get(name), stored.get(name), reading)
            if name not in stored:
                _insist_on_all(backend, name, report.rows_ok[name])
        _refuse(report, skip_invalid=skip_invalid)
    except duckdb.Error as error:
        raise SourceError(f"{source.defaults.name or 'the source'} could not be loaded ({reason(error)})") from error
    return replace(report, warnings=(*report.warnings, *_orphans(backend, rows)))


def _reading(source: Source, stored: Mapping[str, ibis.Table], zone: ZoneInfo) -> Reading:
    """Look at the source, and at what is stored: ids stay integers only if they are everywhere."""
    new = probe(source.tables, zone, sniff=not source.knows_types)
    old = probe(stored, zone, sniff=False)
    columns = {
        name: {
            column.name for table in tables for column in TABLES[table].columns if column.name in tables[table].columns
        }
        for name, tables in (("new", source.tables), ("old", stored))
    }
    in_one = columns["new"] ^ columns["old"]
    ids = (new.integer_ids & old.integer_ids) | ((new.integer_ids | old.integer_ids) & in_one)
    return replace(new, integer_ids=ids)


def _account(name: str, source: Source, found: Report) -> None:
    """Insist that each record read was found good or bad: none is lost between a file and its table."""
    accounted = found.rows_ok[name] + found.rows_bad[name]
    if accounted != source.records.get(name, accounted):
        raise SourceError(
            f"{name}: {source.records[name]:,} records were read and {accounted:,} accounted for; nothing was stored"
        )


def _insist_on_all(backend: Backend, name: str, rows: int) -> None:
    """Insist that each row found good was written."""
    row = backend.con.execute(f"SELECT count(*) FROM {qualified(SHOP, name)}").fetchone()  # noqa: S608 - our own name
    written = row[0] if row else 0
    if written != rows:
        raise SourceError(f"{name}: {rows:,} rows were to be written and {written:,} are; nothing was stored")


def _refuse(report: Report, *, skip_invalid: bool) -> None:
    nothing_left = report.issues and not any(report.rows_ok.values())
    if report.issues and (not skip_invalid or nothing_left):
        raise ContractError(report)


def _write(backend: Backend, name: str, new: ibis.Table | None, old: ibis.Table | None, reading: Reading) -> Report:
    table = TABLES[name]
    merged = merge(new, old, table, reading.integer_ids)
    write_table(backend, name, merged.rows)
    return merged.report


def write_table(backend: Backend, name: str, rows: ibis.Table) -> None:
    """Write one of the six tables into the catalog of the shop as everything that reads it expects: sorted by time."""
    table = TABLES[name]
    order = [column for column in (table.time, table.key) if column is not None]
    backend.create_table(name, rows.order_by(*order), database=(SHOP, SCHEMA))
    if name in _LOOKED_UP:
        backend.con.execute(
            f"CREATE INDEX {quoted(f'{name}_by_key')} ON {qualified(SHOP, name)} ({quoted(str(table.key))})"
        )


def _orphans(backend: Backend, rows: Mapping[str, ibis.Table]) -> list[Issue]:
    if "contacts" not in rows:
        return []
    written = {name: backend.table(name, database=(SHOP, SCHEMA)) for name in rows}
    found = [
        unknown_contacts(table, TABLES[name], written["contacts"])
        for name, table in written.items()
        if name != "contacts" and "contact_id" in table.columns
    ]
    return [issue for issue in found if issue is not None]

"""From an opened source to the six tables, checked, typed, in UTC and sorted by time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import duckdb
import ibis

from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data.cell_words import spellings, words_read
from smwidgets.data.compiling import counted, write
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SCHEMA, SHOP, compress, qualified, quoted
from smwidgets.data.facts import bought_before_added
from smwidgets.data.files import reason
from smwidgets.data.guests import guests_of
from smwidgets.data.kept_history import overwritten, with_consent
from smwidgets.data.merging import merge
from smwidgets.data.probing import look_at
from smwidgets.data.report import Issue, Problem, Report
from smwidgets.data.shared_addresses import shared_addresses
from smwidgets.data.stored_tables import stored_tables
from smwidgets.data.validation import check, unknown_contacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from zoneinfo import ZoneInfo

    from ibis.backends.duckdb import Backend

    from smwidgets.data.probing import Seen
    from smwidgets.data.reading import Reading
    from smwidgets.data.sources import Source

_CHANGES = "contact_changes"
_EXAMPLES = 3
_EARLY = "customers count by their purchases on record; a setting of that section counts those since they were added"

_LOOKED_UP = ("contacts",)
"""Tables of which rows are wanted by their key, for a page of a list: an index finds them among a million as quickly as
among a hundred. Their order in the table, by time, is of no help."""


def load(
    backend: Backend,
    source: Source,
    zone: ZoneInfo,
    *,
    currency: str | None = None,
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
    currency
        The shop's: rows of ``events`` that name another are refused. None where nobody knows it.
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
    say = progress or (lambda _what, _share: None)
    try:
        reading, noticed = _look(source, stored, zone, currency)
        rows, checked = _check_all(source, reading, say)
        report = source.found + noticed + checked
        _refuse(report, skip_invalid=skip_invalid)
        report = _write_all(backend, rows, stored, reading=reading, report=report, say=say)
        _refuse(report, skip_invalid=skip_invalid)
    except duckdb.Error as error:
        raise SourceError(f"{source.defaults.name or 'the source'} could not be loaded ({reason(error)})") from error
    written = stored_tables(backend)
    return replace(report, warnings=(*report.warnings, *_orphans(written, rows), *_early_customers(written, rows)))


def _check_all(
    source: Source, reading: Reading, say: Callable[[str, float], None]
) -> tuple[dict[str, ibis.Table], Report]:
    rows: dict[str, ibis.Table] = {}
    report = Report()
    for done, (name, raw) in enumerate(source.tables.items()):
        say(f"checking {name}", 0.5 * done / len(source.tables))
        checked = check(raw, TABLES[name], reading)
        report += checked.report
        _account(name, source, checked.report)
        if checked.rows is not None:
            rows[name] = checked.rows
    if "contacts" in rows and (shared := shared_addresses(rows["contacts"])) is not None:
        report += Report(warnings=(shared,))
    return rows, report


def _write_all(
    backend: Backend,
    rows: dict[str, ibis.Table],
    stored: dict[str, ibis.Table],
    *,
    reading: Reading,
    report: Report,
    say: Callable[[str, float], None],
) -> Report:
    for tables in (rows, stored):
        if "contacts" in tables:
            tables["contacts"] = with_consent(tables["contacts"], rows.get(_CHANGES))
    for done, name in enumerate(TABLES):
        kept = _keep_history(backend, rows, stored) if name == _CHANGES else 0
        if name not in rows and name not in stored:
            continue
        say(f"writing {name}", 0.5 + 0.5 * done / len(TABLES))
        report += _write(backend, name, rows.get(name), stored.get(name), reading)
        if name not in stored:
            _insist_on_all(backend, name, report.rows_ok.get(name, 0) + kept)
    return report


def _look(
    source: Source, stored: Mapping[str, ibis.Table], zone: ZoneInfo, currency: str | None
) -> tuple[Reading, Report]:
    """Look at the source, and at what is stored: ids stay integers only if they are everywhere."""
    new = look_at(source.tables, sniff=not source.knows_types)
    old = look_at(stored, sniff=False)
    words = words_read(old.words, new.words, source.tables)
    guests = guests_of(old.contacts, new.contacts)
    reading = replace(
        new.reading(zone),
        integer_ids=frozenset(name for name in {**new.integer, **old.integer} if _both(new, old, name)),
        words=words,
        zero_is_nobody=guests.are_nobody,
        currency=currency,
        place="row" if source.knows_types else "line",
    )
    return reading, Report(warnings=(*spellings(new.words, words), *guests.warnings))


def _both(new: Seen, old: Seen, name: str) -> bool:
    return new.integer.get(name, True) and old.integer.get(name, True)


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


def _keep_history(backend: Backend, rows: dict[str, ibis.Table], stored: Mapping[str, ibis.Table]) -> int:
    """Add to the changes what the contacts that were written have taken the place of, and return how many these are."""
    if "contacts" not in rows or "contacts" not in stored:
        return 0
    written = backend.table("contacts", database=(SHOP, SCHEMA))
    now = datetime.now(UTC).replace(tzinfo=None)
    kept = overwritten(stored["contacts"], written, stored.get(_CHANGES), now)
    count = int(kept.count().to_pyarrow().as_py())
    if count:
        new = rows.get(_CHANGES)
        rows[_CHANGES] = kept if new is None else ibis.union(new.select(*kept.columns), kept)
    return count


def _write(backend: Backend, name: str, new: ibis.Table | None, old: ibis.Table | None, reading: Reading) -> Report:
    table = TABLES[name]
    merged = merge(new, old, table, reading)
    write_table(backend, name, merged.rows)
    return merged.report


def write_table(backend: Backend, name: str, rows: ibis.Table, *, remember: bool = True) -> None:
    """Write a table of the contract into the shop's catalog as everything that reads it expects: sorted by time.

    Parameters
    ----------
    backend
        The engine.
    name
        Of the table.
    rows
        All of them.
    remember
        As of :func:`smwidgets.data.compiling.compiled`.
    """
    table = TABLES[name]
    order = [column for column in (table.time, table.key) if column is not None]
    write(backend, name, rows.order_by(*order), SHOP, remember=remember)
    compress(backend.con, SHOP)
    if name in _LOOKED_UP:
        backend.con.execute(
            f"CREATE INDEX {quoted(f'{name}_by_key')} ON {qualified(SHOP, name)} ({quoted(str(table.key))})"
        )


def _orphans(written: Mapping[str, ibis.Table], new: Mapping[str, ibis.Table]) -> list[Issue]:
    if "contacts" not in new:
        return []
    found = [
        unknown_contacts(table, TABLES[name], written["contacts"])
        for name, table in written.items()
        if name != "contacts" and name in new and "contact_id" in table.columns
    ]
    return [issue for issue in found if issue is not None]


def _early_customers(written: Mapping[str, ibis.Table], new: Mapping[str, ibis.Table]) -> list[Issue]:
    """Notice contacts that bought before they were added: they are customers on record, not since they were added."""
    if not {"events", "contacts"} & set(new) or not {"events", "contacts"} <= set(written):
        return []
    early = bought_before_added(written["events"], written["contacts"])
    count = counted(early)
    if not count:
        return []
    values = early.order_by("early_contact_id").limit(_EXAMPLES).to_pyarrow()["early_contact_id"].to_pylist()
    return [Issue.of("contacts", "created_at", Problem.BOUGHT_BEFORE_ADDED, count, values=values, hint=_EARLY)]

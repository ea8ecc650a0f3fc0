"""Importing: from a source to a store that every kernel can read, replaced as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import ibis

from smwidgets.core.arguments import check_argument, check_path
from smwidgets.core.errors import ConfigurationError, StoreError
from smwidgets.data.access.prepared_files import PreparedFiles
from smwidgets.data.building import build
from smwidgets.data.database import SHOP, attach, open_engine, sparing_memory
from smwidgets.data.files import reason
from smwidgets.data.replacing import replacement
from smwidgets.data.source.options import ReadingOptions
from smwidgets.data.store import is_store, open_store
from smwidgets.data.stored_tables import stored_tables
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.data.attribution import Attribution
    from smwidgets.data.building import Built
    from smwidgets.data.metadata import Metadata
    from smwidgets.data.report import Report
    from smwidgets.data.sources import AnySource

_STORED = "stored"
"""Catalog of the store that rows are added to."""


@dataclass(frozen=True)
class ImportResult:
    """What an import did.

    Parameters
    ----------
    path
        The store.
    rows
        Rows now stored, by table.
    left_out
        Invalid rows of this import that were skipped, by table.
    report
        What validation found.
    revision
        Of the store as it is now.
    """

    path: Path
    rows: dict[str, int]
    left_out: dict[str, int]
    report: Report
    revision: str


def import_shop(
    source: AnySource,
    output: str | os.PathLike[str],
    *,
    preset: str | None = None,
    append: bool = False,
    skip_invalid: bool = False,
    timezone: str | None = None,
    currency: str | None = None,
    name: str | None = None,
    attribution: Attribution | None = None,
    sparing: bool = False,
    progress: Callable[[str, float], None] | None = None,
    **reading: str | None,
) -> ImportResult:
    """Write a source into a store, and prepare its facts and cubes.

    Parameters
    ----------
    source, preset, skip_invalid, timezone, currency, name, attribution
        As for :func:`smwidgets.connect`.
    output
        The store's file, created or replaced.
    append
        Add the rows to those the store has. A contact or campaign that is stored already is replaced by its new row, in
        the columns that the source has; any other row that is stored already is not stored twice, and an error if it
        differs. Page views have no identity: each is added.
    sparing
        Let the engine do with 128 MB and one core, for a machine that has little; what does not fit goes to the disk.
    progress
        Called with what is being done and the share of all done, 0 to 1.
    **reading
        How the source was written, as for :func:`smwidgets.connect`.

    Returns
    -------
    ImportResult
        Counts, the report and the new revision.

    Raises
    ------
    SourceError, ContractError
        As :func:`smwidgets.connect`.
    StoreError
        ``output`` is a file that is no store, cannot be written, or is being written by another import; ``append`` and
        there is no store.
    ConfigurationError
        ``append`` with another time zone or currency than the store's.

    Notes
    -----
    The new store is written beside the old one, brought to the disk and renamed over it: an error, a kill or a loss of
    power leaves the old one as it was, and readers go on with it until they refresh.
    """
    check_path(output, "output is the path of a file", "import_shop(source, 'shop.duckdb')")
    if isinstance(source, str | os.PathLike) and "://" not in os.fsdecode(source):
        check_path(source, "a source is a file or a folder")
    check_argument(preset, str | None, "preset is a name", "preset='uci_online_retail'")
    for flag, value in (("append", append), ("skip_invalid", skip_invalid), ("sparing", sparing)):
        check_argument(value, bool, f"{flag} is True or False")
    path = Path(output).expanduser().absolute()
    wishes = Wishes(timezone, currency, name, attribution)
    options = ReadingOptions.of(reading)
    _may_write(path, append=append)
    say = progress or (lambda _what, _share: None)
    with replacement(path) as beside:
        say("opening", 0.0)
        connection = open_engine(spill=beside.with_name(f"{beside.name}-spill"))
        try:
            into = _stored(connection, path, wishes) if append else None
            attach(connection, SHOP, beside, write=True)
            with sparing_memory(connection) if sparing else nullcontext():
                built = build(
                    connection,
                    source,
                    wishes,
                    preset=preset,
                    options=options,
                    skip_invalid=skip_invalid,
                    into=into,
                    progress=progress,
                )
            say("saving", 0.95)
            connection.execute(f"CHECKPOINT {SHOP}")
        except duckdb.Error as error:
            raise StoreError(f"{path}: cannot be written ({reason(error)})") from error
        finally:
            connection.close()
    PreparedFiles(path).remove_outdated(built.metadata.revision)
    say("done", 1.0)
    return _result(path, built)


def _may_write(path: Path, *, append: bool) -> None:
    if "?" in str(path):
        raise StoreError(f"{path}: DuckDB cannot write a file with a question mark in its path")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent}: no such folder")
    if path.exists() and not is_store(path):
        raise StoreError(f"{path}: exists and is not a store; it was left as it is")
    if append and not path.exists():
        raise StoreError(f"{path}: no store to append to")


def _stored(
    connection: duckdb.DuckDBPyConnection, path: Path, wishes: Wishes
) -> tuple[Metadata, dict[str, ibis.Table]]:
    """Attach the store that is added to and describe it."""
    store = open_store(path)
    store.connection.close()
    for what, asked, has in (
        ("time zone", wishes.timezone, store.metadata.timezone),
        ("currency", wishes.currency, store.metadata.currency),
    ):
        if asked is not None and asked != has:
            raise ConfigurationError(f"{path}: the store's {what} is {has}, not {asked}; append in the same one")
    attach(connection, _STORED, path)
    backend = ibis.duckdb.from_connection(connection)
    return store.metadata, stored_tables(backend, _STORED)


def _result(path: Path, built: Built) -> ImportResult:
    left_out = {name: rows for name, rows in built.report.rows_bad.items() if rows}
    return ImportResult(path, built.rows, left_out, built.report, built.metadata.revision)

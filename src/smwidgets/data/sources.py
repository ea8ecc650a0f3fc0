"""Sources: frames, folders, files and databases, opened as raw tables of one engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from smwidgets.core.errors import ConfigurationError, SourceError, StoreError, UnknownNameError
from smwidgets.data import metadata
from smwidgets.data.contract import TABLES
from smwidgets.data.database import attach, columns_by_table
from smwidgets.data.files import SUFFIXES, kind_of, reason
from smwidgets.data.frames import is_frame
from smwidgets.data.presets import preset as preset_named
from smwidgets.data.report import Issue, Problem, Report
from smwidgets.data.source.options import ReadingOptions
from smwidgets.data.source.tables import RawTables
from smwidgets.data.stored_tables import stored_tables
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    import ibis
    from ibis.backends.duckdb import Backend

DATABASE_SUFFIXES = (".duckdb", ".ddb", ".db")
_CATALOG = "source"

AnySource = Mapping[str, Any] | str | os.PathLike[str] | Any
"""Frames by table name; one frame, for a preset; or a path. Frames: of pandas or whatever exports an Arrow stream."""


@dataclass(frozen=True)
class Source:
    """A source that was opened.

    Parameters
    ----------
    tables
        Raw tables by their name in the contract.
    defaults
        What the source says of itself, where the caller does not.
    knows_types
        False where a table comes from a file in which everything is text.
    is_utc
        Its naive times are UTC: a store of our own.
    found
        What reading noticed, and the records that could not be read.
    records
        How many records were read, by table, of sources that were read to their end.
    views
        What the engine was lent; :meth:`release` takes it back.
    """

    tables: Mapping[str, ibis.Table]
    defaults: Wishes = field(default_factory=Wishes)
    knows_types: bool = True
    is_utc: bool = False
    found: Report = field(default_factory=Report)
    records: Mapping[str, int] = field(default_factory=dict)
    views: tuple[str, ...] = ()

    def release(self, backend: Backend) -> None:
        """Let go of the rows that were read, once they are loaded."""
        for view in self.views:
            backend.con.unregister(view)


def open_source(
    backend: Backend,
    source: AnySource,
    preset: str | None = None,
    options: ReadingOptions | None = None,
    *,
    skip_invalid: bool = False,
) -> Source:
    """Open a source.

    Parameters
    ----------
    backend
        The engine that will read it.
    source
        Frames by table name, or a path: a folder of files named like the tables, each of any kind; a DuckDB file with
        such tables; with a preset one file, one frame, or a log.
    preset
        Name of the preset that turns one raw file (or frame) into the tables.
    options
        How it was written, where that is not to be recognised.
    skip_invalid
        Leave out the records that cannot be read.

    Raises
    ------
    SourceError
        It cannot be opened or read, or holds none of the tables.
    UnknownNameError
        No such preset, or a frame under a name that is no table's.
    """
    raw = RawTables(backend, options or ReadingOptions(), skip_invalid=skip_invalid)
    if preset is not None:
        return _by_preset(raw, source, preset)
    if isinstance(source, Mapping):
        return _frames(raw, source)
    if is_frame(source):
        raise ConfigurationError('one frame: say which table it is, {"events": frame}, or name a preset')
    path = _path(source)
    if path.is_dir():
        return _folder(raw, path)
    name, suffix = kind_of(path)
    if path.suffix.lower() in DATABASE_SUFFIXES:
        return _database(backend, raw, path)
    if suffix and name in TABLES:
        return _opened(raw, {name: raw.file(name, path)}, Wishes())
    if suffix:
        raise SourceError(f"{path}: name a preset, or name the file like a table ({', '.join(TABLES)})")
    raise SourceError(f"{path}: neither a folder nor a file that ends in {', '.join((*SUFFIXES, *DATABASE_SUFFIXES))}")


def _opened(raw: RawTables, tables: Mapping[str, ibis.Table], defaults: Wishes, *warnings: Issue) -> Source:
    records = {name: rows for name, rows in raw.records.items() if name in tables}
    found = raw.found + Report(warnings=warnings)
    return Source(tables, defaults, raw.knows_types, found=found, records=records, views=tuple(raw.views))


def _path(source: str | os.PathLike[str]) -> Path:
    try:
        text = os.fsdecode(source)
    except TypeError as error:
        raise ConfigurationError(f"not a source: {type(source).__name__}") from error
    if "://" in text:
        raise SourceError(f"{text.split('://', maxsplit=1)[0]}://…: only files, folders and frames can be read")
    path = Path(text).expanduser().absolute()
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    return path


def _by_preset(raw: RawTables, source: AnySource, preset: str) -> Source:
    system = preset_named(preset)
    if isinstance(source, Mapping):
        raise ConfigurationError("a preset reads one file or one frame, not frames by table name")
    if is_frame(source):
        return _opened(raw, system.tables(raw.raw_frame(source)), Wishes(system.TIMEZONE, system.CURRENCY))
    path = _path(source)
    if system.READS == "table" and not kind_of(path)[1]:
        raise SourceError(f"{path}: a file to read ends in {', '.join(SUFFIXES)}")
    rows = raw.lines(path) if system.READS == "lines" else raw.raw_file(path)
    tables = system.tables(rows)
    if len(tables) == 1:
        raw.found = _renamed(raw.found, next(iter(tables)))
    return _opened(raw, tables, Wishes(system.TIMEZONE, system.CURRENCY, path.stem))


def _frames(raw: RawTables, frames: Mapping[str, Any]) -> Source:
    for name in frames:
        if name not in TABLES:
            raise UnknownNameError("table", name, TABLES)
    if not frames:
        raise SourceError(f"no frames; there may be: {', '.join(TABLES)}")
    return _opened(raw, {name: raw.frame(name, frame) for name, frame in frames.items()}, Wishes())


def _folder(raw: RawTables, folder: Path) -> Source:
    found: dict[str, Path] = {}
    warnings = []
    for path in sorted(folder.iterdir()):
        name, suffix = kind_of(path)
        if not suffix or path.is_dir():
            continue
        if name in found:
            raise SourceError(f"{folder}: both {found[name].name} and {path.name} hold {name}")
        if name in TABLES:
            found[name] = path
        elif near := get_close_matches(name, TABLES, n=1):
            warnings.append(
                Issue(near[0], "", Problem.UNREAD, 0, (path.name,), f"the file would have to be named {near[0]}")
            )
    if not found:
        kinds = "CSV, Parquet, XLSX or JSON lines"
        raise SourceError(f"{folder}: no {kinds} file is named like a table ({', '.join(TABLES)})")
    tables = {name: raw.file(name, found[name]) for name in TABLES if name in found}
    return _opened(raw, tables, Wishes(name=folder.name), *warnings)


def _database(backend: Backend, raw: RawTables, path: Path) -> Source:
    try:
        attach(backend.con, _CATALOG, path)
    except duckdb.Error as error:
        raise SourceError(f"{path}: not a readable DuckDB file ({reason(error)})") from error
    stored = columns_by_table(backend.con, _CATALOG)
    tables = stored_tables(backend, _CATALOG)
    if not tables:
        raise SourceError(f"{path}: none of its tables is named like one of the contract's ({', '.join(TABLES)})")
    if metadata.TABLE not in stored:
        tables = {name: raw.scanned(name, rows, f"{path}, table {name}") for name, rows in tables.items()}
        return _opened(raw, tables, Wishes(name=path.stem))
    try:
        known = metadata.read(backend.con, _CATALOG)
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
    return Source(tables, Wishes(known.timezone, known.currency, known.name, known.attribution), is_utc=True)


def _renamed(report: Report, table: str) -> Report:
    """Report of the table that a preset makes what was found in its file."""
    return Report(
        tuple(replace(issue, table=table) for issue in report.issues),
        tuple(replace(issue, table=table) for issue in report.warnings),
        {},
        {table: sum(report.rows_bad.values())} if report.rows_bad else {},
    )

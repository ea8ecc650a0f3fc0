"""Sources: frames, folders, files and databases, opened as raw tables of one engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from smwidgets.core.errors import ConfigurationError, SourceError, StoreError, UnknownNameError
from smwidgets.data import metadata
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SCHEMA, attach, columns_by_table
from smwidgets.data.files import SUFFIXES, read_file, read_lines, reason
from smwidgets.data.frames import to_arrow
from smwidgets.data.presets import preset as preset_named
from smwidgets.data.report import Issue, Problem
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    import ibis
    from ibis.backends.duckdb import Backend

DATABASE_SUFFIXES = (".duckdb", ".ddb", ".db")
_CATALOG = "source"

AnySource = Mapping[str, pd.DataFrame] | pd.DataFrame | str | os.PathLike[str]
"""Frames by table name; one frame, for a preset; or a path."""


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
        False for CSV, where everything is text.
    is_utc
        Its naive times are UTC: a store of our own.
    warnings
        What is there but is not read.
    """

    tables: Mapping[str, ibis.Table]
    defaults: Wishes = field(default_factory=Wishes)
    knows_types: bool = True
    is_utc: bool = False
    warnings: tuple[Issue, ...] = field(default=())


def open_source(backend: Backend, source: AnySource, preset: str | None = None) -> Source:
    """Open a source.

    Parameters
    ----------
    backend
        The engine that will read it.
    source
        Frames by table name, or a path: a folder of CSV or Parquet files named like the tables, a DuckDB file with such
        tables, or with a preset one CSV or Parquet file, or a log.
    preset
        Name of the preset that turns one raw file (or frame) into the tables.

    Raises
    ------
    SourceError
        It cannot be opened or read, or holds none of the tables.
    UnknownNameError
        No such preset, or a frame under a name that is no table's.
    """
    if preset is not None:
        return _by_preset(backend, source, preset)
    if isinstance(source, pd.DataFrame):
        raise ConfigurationError('one frame: say which table it is, {"events": frame}, or name a preset')
    if isinstance(source, Mapping):
        return _frames(backend, source)
    path = _path(source)
    if path.is_dir():
        return _folder(backend, path)
    if path.suffix.lower() in DATABASE_SUFFIXES:
        return _database(backend, path)
    if path.suffix.lower() in SUFFIXES and path.stem in TABLES:
        return Source({path.stem: read_file(backend, path)}, knows_types=path.suffix.lower() != ".csv")
    if path.suffix.lower() in SUFFIXES:
        read_file(backend, path)
        raise SourceError(f"{path}: name a preset, or name the file like a table ({', '.join(TABLES)})")
    raise SourceError(f"{path}: neither a folder nor a file that ends in {', '.join((*SUFFIXES, *DATABASE_SUFFIXES))}")


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


def _by_preset(backend: Backend, source: AnySource, preset: str) -> Source:
    system = preset_named(preset)
    if isinstance(source, pd.DataFrame):
        tables = system.tables(_register(backend, "raw", source))
        return Source(tables, Wishes(system.TIMEZONE, system.CURRENCY))
    if isinstance(source, Mapping):
        raise ConfigurationError("a preset reads one file or one frame, not frames by table name")
    path = _path(source)
    read = read_lines if system.READS == "lines" else read_file
    tables = system.tables(read(backend, path))
    return Source(
        tables, Wishes(system.TIMEZONE, system.CURRENCY, path.stem), knows_types=path.suffix.lower() != ".csv"
    )


def _frames(backend: Backend, frames: Mapping[str, pd.DataFrame]) -> Source:
    for name, frame in frames.items():
        if name not in TABLES:
            raise UnknownNameError("table", name, TABLES)
        if not isinstance(frame, pd.DataFrame):
            raise ConfigurationError(f"{name}: a pandas frame is needed, not a {type(frame).__name__}")
    if not frames:
        raise SourceError(f"no frames; there may be: {', '.join(TABLES)}")
    return Source({name: _register(backend, name, frame) for name, frame in frames.items()})


def _register(backend: Backend, name: str, frame: pd.DataFrame) -> ibis.Table:
    view = f"{_CATALOG}_{name}"
    backend.con.register(view, to_arrow(frame, name))
    return backend.table(view)


def _folder(backend: Backend, folder: Path) -> Source:
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    found: dict[str, Path] = {}
    warnings = []
    for path in files:
        if path.stem in found:
            raise SourceError(f"{folder}: both {found[path.stem].name} and {path.name} hold {path.stem}")
        if path.stem in TABLES:
            found[path.stem] = path
        elif near := get_close_matches(path.stem.casefold(), TABLES, n=1):
            warnings.append(
                Issue(near[0], "", Problem.UNREAD, 0, (path.name,), f"the file would have to be named {near[0]}")
            )
    if not found:
        raise SourceError(f"{folder}: no CSV or Parquet file is named like a table ({', '.join(TABLES)})")
    if len({path.suffix.lower() for path in found.values()}) > 1:
        raise SourceError(f"{folder}: either CSV or Parquet files, not both")
    tables = {name: read_file(backend, found[name]) for name in TABLES if name in found}
    is_text = next(iter(found.values())).suffix.lower() == ".csv"
    return Source(tables, Wishes(name=folder.name), knows_types=not is_text, warnings=tuple(warnings))


def _database(backend: Backend, path: Path) -> Source:
    try:
        attach(backend.con, _CATALOG, path)
    except duckdb.Error as error:
        raise SourceError(f"{path}: not a readable DuckDB file ({reason(error)})") from error
    stored = columns_by_table(backend.con, _CATALOG)
    tables = {name: backend.table(name, database=(_CATALOG, SCHEMA)) for name in TABLES if name in stored}
    if not tables:
        raise SourceError(f"{path}: none of its tables is named like one of the contract's ({', '.join(TABLES)})")
    if metadata.TABLE not in stored:
        return Source(tables, Wishes(name=path.stem))
    try:
        known = metadata.read(backend.con, _CATALOG)
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error
    return Source(tables, Wishes(known.timezone, known.currency, known.name, known.attribution), is_utc=True)

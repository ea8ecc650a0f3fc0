"""CSV, Parquet and text files as raw tables."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

import duckdb

from smwidgets.core.errors import SourceError
from smwidgets.data.engine_errors import known_cause
from smwidgets.data.report import example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import ibis
    from ibis.backends.duckdb import Backend

SUFFIXES = (".csv", ".parquet")

_DELIMITERS = ",;\t|"
_LONGEST_HEADER = 65_536


def read_file(backend: Backend, path: Path) -> ibis.Table:
    """Read one file.

    Parameters
    ----------
    backend
        The engine.
    path
        A CSV file (all of its columns are text; an empty field is null) or a Parquet file, by its suffix.

    Returns
    -------
    ibis.Table
        Raw, scanned when used.

    Raises
    ------
    SourceError
        It does not exist, is empty, or is not what its suffix says.
    """
    _insist(path)
    readers: dict[str, Callable[[], ibis.Table]] = {
        ".parquet": lambda: backend.read_parquet(_literal(path)),
        ".csv": lambda: backend.read_csv(
            _literal(path), all_varchar=True, header=True, delim=_delimiter(path), quote='"', escape='"'
        ),
    }
    if path.suffix.lower() not in readers:
        raise SourceError(f"{path}: a file to read ends in {' or '.join(SUFFIXES)}")
    try:
        return readers[path.suffix.lower()]()
    except duckdb.Error as error:
        kind = "Parquet" if path.suffix.lower() == ".parquet" else "CSV"
        raise SourceError(f"{path}: not a readable {kind} file ({reason(error)})") from error


def read_lines(backend: Backend, path: Path) -> ibis.Table:
    """Read a text file line by line.

    Parameters
    ----------
    backend
        The engine.
    path
        UTF-8 text, also compressed (``.gz``).

    Returns
    -------
    ibis.Table
        One row a line, in the file's order; the column ``line`` (null for an empty one). Raw, scanned when used.

    Raises
    ------
    SourceError
        It does not exist or is empty.
    """
    _insist(path)
    # A delimiter that cannot be within a line, and no quotes: nothing in a line has a meaning. Not strict: both ways to
    # end a line may occur in one file.
    rules = {"auto_detect": False, "strict_mode": False, "header": False, "delim": "\n", "quote": "", "escape": ""}
    return backend.read_csv(_literal(path), columns={"line": "VARCHAR"}, **rules)


def _insist(path: Path) -> None:
    if not path.is_file():
        raise SourceError(f"{path}: no such file")
    if path.stat().st_size == 0:
        raise SourceError(f"{path}: the file is empty")


def reason(error: Exception) -> str:
    """Return why an engine failed, else the first sentence of its message, safe to print."""
    if (cause := known_cause(error)) is not None:
        return cause
    first = str(error).strip().splitlines()
    return example(first[0]) if first else type(error).__name__


def _literal(path: Path) -> str:
    """Return a path that the engine does not take for a pattern."""
    return glob.escape(str(path))


def _delimiter(path: Path) -> str:
    """Find what separates the names in the header.

    The engine would guess from all rows, and takes one spoiled row for a sign that the file has a single column.
    """
    with path.open("rb") as file:
        header = file.readline(_LONGEST_HEADER)
    return max(_DELIMITERS, key=lambda delimiter: header.count(delimiter.encode()))

"""Files as raw tables, whatever kind they are of."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError
from smwidgets.data.engine_errors import known_cause
from smwidgets.data.reading import RECORD
from smwidgets.data.report import example
from smwidgets.data.source.delimited import read_delimited
from smwidgets.data.source.encoding import byte_blocks, encoding_of, utf_8_blocks
from smwidgets.data.source.json_lines import read_json_lines
from smwidgets.data.source.spool import Spool
from smwidgets.data.source.workbooks import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import ibis
    from ibis.backends.duckdb import Backend

    from smwidgets.data.contract import Table
    from smwidgets.data.source.options import ReadingOptions
    from smwidgets.data.source.raw import Raw

    Reader = Callable[[Path, Table | None, ReadingOptions, Path], Raw]

PARQUET = (".parquet", ".pq")
_READERS: dict[str, Reader] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".tab": read_delimited,
    ".txt": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".json": read_json_lines,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
}
SUFFIXES = (*_READERS, *PARQUET)
"""Of the kinds of files that are read; the text ones may be compressed: ``.csv.gz``."""

_OTHER_KINDS = {
    b"PK\x03\x04": ("a ZIP or XLSX file", (".xlsx", ".xlsm")),
    b"PAR1": ("a Parquet file", PARQUET),
    b"%PDF": ("a PDF", ()),
    b"SQLite format 3": ("an SQLite database", ()),
}


def kind_of(path: Path) -> tuple[str, str]:
    """Split a file's name into what it is named and its kind: ``Events.CSV.gz`` is ``events`` and ``.csv``."""
    name = path.name.casefold().removesuffix(".gz")
    suffix = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    return name.removesuffix(suffix), suffix


def read_file(path: Path, table: Table | None, options: ReadingOptions, folder: Path) -> Raw:
    """Read a file in which everything is text: any but Parquet.

    Parameters
    ----------
    path
        The file; its kind goes by its name.
    table
        Which table of the contract it holds; None where a preset reads it.
    options
        What the caller says of it.
    folder
        For what does not fit into memory.

    Returns
    -------
    Raw
        Its columns are text, null where a field is empty.

    Raises
    ------
    SourceError
        It does not exist, is empty, or is not what its name says.
    """
    _insist(path)
    suffix = kind_of(path)[1]
    try:
        return _READERS[suffix](path, table, options, folder)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or example(error)})") from error


def scan_parquet(backend: Backend, path: Path) -> ibis.Table:
    """Open a Parquet file: scanned when used, its rows numbered from 1.

    Raises
    ------
    SourceError
        It does not exist, is empty, or is not what its name says.
    """
    _insist(path)
    try:
        rows = backend.read_parquet(glob.escape(str(path)), file_row_number=True)
        kept = [name for name in rows.columns if name not in {"file_row_number", RECORD}]
        return rows.select(*kept, **{RECORD: rows.file_row_number + 1})
    except duckdb.Error as error:
        raise SourceError(f"{path}: not a readable Parquet file ({reason(error)})") from error


def read_lines(path: Path, options: ReadingOptions, folder: Path) -> pa.Table:
    r"""Read a text file line by line.

    Parameters
    ----------
    path
        Text, compressed or not; bytes that are no text of its encoding are written as ``\xff``.
    options, folder
        As for :func:`read_file`.

    Returns
    -------
    pyarrow.Table
        One row a line, in the file's order: ``line`` (null for an empty one) and its number.

    Raises
    ------
    SourceError
        It does not exist or is empty.
    """
    _insist(path)
    spool = Spool(folder)
    done = 0
    for texts in _text_blocks(path, options.encoding):
        numbers = pa.array(range(done + 1, done + len(texts) + 1), pa.int64())
        spool.add(pa.table({"line": pa.array([text or None for text in texts], pa.string()), RECORD: numbers}))
        done += len(texts)
    return spool.read()


def _text_blocks(path: Path, encoding: str | None) -> Iterator[list[str]]:
    rest = b""
    for block in utf_8_blocks(path, encoding_of(path, encoding)) if encoding else byte_blocks(path):
        if b"\0" in block:
            raise SourceError(f"{path}: a zero byte, so the file is no text, or damaged, or UTF-16 (--encoding utf-16)")
        *lines, rest = (rest + block).split(b"\n")
        yield [line.decode(errors="backslashreplace").rstrip("\r") for line in lines]
    yield [rest.decode(errors="backslashreplace").rstrip("\r")] if rest else []


def _insist(path: Path) -> None:
    if path.is_dir():
        raise SourceError(f"{path}: a folder, not a file")
    if not path.is_file():
        raise SourceError(f"{path}: no such file")
    if path.stat().st_size == 0:
        raise SourceError(f"{path}: the file is empty")
    with path.open("rb") as file:
        head = file.read(16)
    for mark, (what, suffixes) in _OTHER_KINDS.items():
        if head.startswith(mark) and kind_of(path)[1] not in suffixes:
            raise SourceError(f"{path}: it is {what}, whatever its name says; rename it, or unpack or export it")


def reason(error: Exception) -> str:
    """Return why an engine failed, else the first sentence of its message, safe to print."""
    if (cause := known_cause(error)) is not None:
        return cause
    first = str(error).strip().splitlines()
    return example(first[0]) if first else type(error).__name__

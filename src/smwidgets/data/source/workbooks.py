"""Workbooks: a sheet of an XLSX file as text, each cell as a text table would hold it."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError
from smwidgets.data.reading import RECORD
from smwidgets.data.report import example
from smwidgets.data.source.blocks import Broken, stripped
from smwidgets.data.source.names import column_names
from smwidgets.data.source.raw import Raw
from smwidgets.data.source.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smwidgets.data.contract import Table
    from smwidgets.data.source.options import ReadingOptions

_TOGETHER = 20_000
_OLD = b"\xd0\xcf\x11\xe0"


def read_workbook(path: Path, table: Table | None, options: ReadingOptions, folder: Path) -> Raw:
    """Read a sheet of a workbook.

    Parameters
    ----------
    path, table, options, folder
        As for :func:`smwidgets.data.source.delimited.read_delimited`.

    Returns
    -------
    Raw
        Of the sheet asked for, else the one named like the table, else the only one that holds anything. The first row
        with a cell in it is the header. A record's place is its row. Dates are written as ISO 8601, local.

    Raises
    ------
    SourceError
        No workbook, no such sheet, or several to choose from.
    """
    with _opened(path) as book:
        name = _sheet(path, book, table, options.sheet)
        rows = _rows(book[name])
        header = next(((at, cells) for at, cells in rows if _holds(cells)), None)
        if header is None:
            raise SourceError(f"{path}: the sheet {example(name)!r} is empty")
        at, cells = header
        width = max(column for column, cell in enumerate(cells, start=1) if cell[0] is not None)
        texts = [_text(value) or "" for value, _ in cells[:width]]
        names = column_names(texts, table, f"{path}, row {at}")
        return _read(rows, names, width, table, folder)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - text tables need none

    with path.open("rb") as file:
        if file.read(len(_OLD)) == _OLD:
            raise SourceError(
                f"{path}: a workbook of Excel before 2007, or one with a password; save it as .xlsx without"
            )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, of styles and validations that are of no use here
            book = load_workbook(path, read_only=True, data_only=True)
            try:
                yield book
            finally:
                book.close()
    except (BadZipFile, KeyError, ValueError, TypeError, EOFError, SyntaxError, OSError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{path}: not a readable XLSX file ({example(error)})") from error


def _sheet(path: Path, book: Any, table: Table | None, asked: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if asked is not None:
        if asked in names:
            return asked
        raise SourceError(f"{path}: no sheet {example(asked)!r}; there are: {', '.join(map(example, names))}")
    if table is not None:
        named = [name for name in names if name.strip().casefold() == table.name]
        if len(named) == 1:
            return str(named[0])
    filled = [name for name in names if any(_holds(cells) for _, cells in _rows(book[name]))]
    if len(filled) == 1:
        return str(filled[0])
    if not filled:
        raise SourceError(f"{path}: no sheet holds anything")
    raise SourceError(f"{path}: which sheet? --sheet NAME (sheet='…'); there are: {', '.join(map(example, filled))}")


def _rows(sheet: Any) -> Iterator[tuple[int, list[tuple[Any, bool]]]]:
    """Give the number of each row, and of each cell its value and whether it is an error."""
    sheet.reset_dimensions()  # some programs write them wrong
    for at, cells in enumerate(sheet.iter_rows(), start=1):
        yield at, [(cell.value, cell.data_type == "e") for cell in cells]


def _holds(cells: list[tuple[Any, bool]]) -> bool:
    return any(value is not None and str(value).strip() for value, _ in cells)


def _read(
    rows: Iterator[tuple[int, list[tuple[Any, bool]]]],
    names: list[str],
    width: int,
    table: Table | None,
    folder: Path,
) -> Raw:
    read = {at for at, name in enumerate(names) if table is None or name in table.column_names}
    spool, broken, kept, begun = Spool(folder), list[Broken](), list[list[str | None]](), list[int]()
    spool.add(_batch(kept, begun, names))
    for at, cells in rows:
        if not _holds(cells):
            continue
        texts = [_text(value) for value, _ in cells]
        error = next((column for column, cell in enumerate(cells) if cell[1] and column in read), None)
        if _holds(cells[width:]):
            broken.append(Broken(at, f"a cell beyond the {width} names", ", ".join(text or "" for text in texts)))
        elif error is not None:
            broken.append(Broken(at, f"the formula of {names[error]} is an error", str(cells[error][0])))
        else:
            kept.append([*texts, *[None] * width][:width])
            begun.append(at)
        if len(kept) >= _TOGETHER:
            spool.add(_batch(kept, begun, names))
            kept, begun = [], []
    spool.add(_batch(kept, begun, names))
    return Raw(spool.read(), broken, "Mend the cell, or give its column a name")


def _text(value: Any) -> str | None:
    """Write a cell as a text table would hold it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - all digits are known
        return str(int(value))
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


def _batch(rows: list[list[str | None]], begun: list[int], names: list[str]) -> pa.Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * len(names)
    cells = [stripped(pa.array(column, pa.string())) for column in columns]
    return pa.table([*cells, pa.array(begun, pa.int64())], names=[*names, RECORD])

"""JSON lines: an object a line, as stores of documents and warehouses export them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError
from smwidgets.data.reading import RECORD
from smwidgets.data.report import example
from smwidgets.data.source.blocks import Broken, stripped
from smwidgets.data.source.encoding import encoding_of, utf_8_blocks
from smwidgets.data.source.names import column_names
from smwidgets.data.source.raw import Raw
from smwidgets.data.source.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from smwidgets.data.contract import Table
    from smwidgets.data.source.options import ReadingOptions

_TOGETHER = 20_000
"""Lines that become one batch."""

_HINT = "Each line is one object, {…}; a value is text, a number, true, false or null"


def read_json_lines(path: Path, table: Table | None, options: ReadingOptions, folder: Path) -> Raw:
    """Read a file of JSON lines; every value as text, digit by digit as it stands there.

    Parameters
    ----------
    path, table, options, folder
        As for :func:`smwidgets.data.source.delimited.read_delimited`.

    Notes
    -----
    A list of texts and numbers is read as they are parted by commas. An object or a list of others within a column that
    is read breaks the record; within another one it is nothing to us.
    """
    encoding = encoding_of(path, options.encoding)
    known = set(table.column_names) if table is not None else set()
    spool, broken, kept = Spool(folder), list[Broken](), list[tuple[int, dict[str, str | None]]]()
    spool.add(pa.table({RECORD: pa.array([], pa.int64())}))
    for line, text in enumerate(_lines(utf_8_blocks(path, encoding)), start=1):
        if line == 1 and text.lstrip().startswith("["):
            raise SourceError(f"{path}, line 1: a JSON array; one object a line is needed (jq -c '.[]' writes it so)")
        if not text.strip():
            continue
        read = _record(text, known)
        if isinstance(read, str):
            broken.append(Broken(line, read, text))
            continue
        kept.append((line, read))
        if len(kept) >= _TOGETHER:
            spool.add(_batch(kept))
            kept = []
    spool.add(_batch(kept))
    rows = spool.read()
    names = column_names([name for name in rows.column_names if name != RECORD], table, str(path))
    fields = rows.drop_columns([RECORD]).rename_columns(names)
    said = (f"encoding {encoding.said}",) if encoding.said else ()
    return Raw(fields.append_column(RECORD, rows[RECORD]), broken, _HINT, said)


def _lines(blocks: Iterator[bytes]) -> Iterator[str]:
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            yield line.decode()
    if rest:
        yield rest.decode()


def _record(text: str, known: set[str]) -> dict[str, str | None] | str:
    """Read one line; what is wrong with it, where it is no record."""
    try:
        value = json.loads(text, parse_int=str, parse_float=str)
    except ValueError as error:
        return f"no JSON ({example(error)})"
    except RecursionError:
        return "no JSON that can be read (too deep)"
    if not isinstance(value, dict):
        return "no JSON object"
    nested = next((name for name, cell in value.items() if name.strip() in known and _is_nested(cell)), None)
    if nested is not None:
        return f"{nested} holds an object, not a value"
    record = {name: _text(cell) for name, cell in value.items() if name != RECORD}
    try:
        "".join((*record, *(cell or "" for cell in record.values()))).encode()
    except UnicodeEncodeError:
        return "half a character (a lone surrogate)"
    return record


def _is_nested(cell: Any) -> bool:
    return isinstance(cell, dict) or (isinstance(cell, list) and any(isinstance(part, list | dict) for part in cell))


def _text(cell: Any) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if _is_nested(cell):
        return json.dumps(cell)
    if isinstance(cell, list):
        return ",".join(_text(part) or "" for part in cell)
    return str(cell)


def _batch(records: list[tuple[int, dict[str, str | None]]]) -> pa.Table:
    names = dict.fromkeys(name for _, record in records for name in record)
    columns = {name: stripped(pa.array([record.get(name) for _, record in records], pa.string())) for name in names}
    return pa.table(columns | {RECORD: pa.array([line for line, _ in records], pa.int64())})

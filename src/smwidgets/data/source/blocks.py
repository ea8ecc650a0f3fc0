"""Records out of the bytes of a text table.

A block whose quotes all stand where they must, and whose lines all end alike, means the same to every reader: Arrow
reads it, in a tenth of the time. Every other block is read by Python's ``csv``, strictly and record by record, so that
what is wrong is found on its line. Both give the same rows; a test compares them.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]

from smwidgets.data.reading import RECORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from smwidgets.data.source.dialect import Dialect

_NEWLINE, _RETURN, _QUOTE = b"\n"[0], b"\r"[0], b'"'[0]
_AROUND = " \t\u00a0"


@dataclass(frozen=True)
class Broken:
    """A record that cannot be read.

    Parameters
    ----------
    line
        On which it begins.
    what
        What is wrong, without the line.
    text
        As it stands in the file.
    is_blank
        It has separators only.
    is_last
        Where the next record would begin cannot be told, so the reading ended here.
    """

    line: int
    what: str
    text: str
    is_blank: bool = False
    is_last: bool = False


@dataclass(frozen=True)
class Part:
    """The records of a block.

    Parameters
    ----------
    rows
        Text without blanks around it, null where nothing is left; and the line of each record.
    size, lines
        Bytes and lines that were read; the rest of the block is the beginning of a record.
    broken
        Records that are not in ``rows``.
    """

    rows: pa.Table
    size: int
    lines: int
    broken: list[Broken] = field(default_factory=list)


def regular(block: bytes, dialect: Dialect, names: list[str], line: int) -> Part | None:
    """Read a block whose every quote opens, closes or doubles, and whose lines end alike; None in any doubt.

    Parameters
    ----------
    block
        UTF-8 that begins with a record.
    dialect, names
        How it is written and what its fields are called.
    line
        The number of its first line.
    """
    if dialect.escaped or dialect.quote not in {'"', None} or not dialect.separator.isascii():
        return None
    buffer = np.frombuffer(block, np.uint8)
    breaks = np.flatnonzero(buffer == _NEWLINE)
    quotes = np.flatnonzero(buffer == _QUOTE) if dialect.quote else np.empty(0, np.int64)
    is_end = (np.searchsorted(quotes, breaks) & 1) == 0
    ends = breaks[is_end]
    size = int(ends[-1]) + 1 if len(ends) else 0
    ends_alike = block.count(b"\r", 0, size) == block.count(b"\r\n", 0, size)
    if not size or not ends_alike or not _stand_well(buffer, quotes[quotes < size], dialect):
        return None
    lines = int(np.searchsorted(breaks, size))
    starts = np.concatenate(([0], ends[:-1] + 1))
    is_empty = (ends == starts) | ((ends == starts + 1) & (buffer[starts] == _RETURN))
    begun = line + np.concatenate(([0], np.flatnonzero(is_end)[:-1] + 1))[~is_empty]
    if not len(begun):
        return Part(_table([[]] * len(names), names, begun), size, lines)
    rows = _by_arrow(block, size, dialect, names)
    if rows is None or rows.num_rows != len(begun):
        return None
    return Part(_table(rows.columns, names, begun), size, lines)


def _by_arrow(block: bytes, size: int, dialect: Dialect, names: list[str]) -> pa.Table | None:
    """Read the beginning of a block; None where a record has not as many fields as there are names."""
    try:
        return arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(block).slice(0, size)),
            read_options=arrow_csv.ReadOptions(column_names=names, use_threads=False, block_size=size + 1),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.separator, quote_char=dialect.quote or False, newlines_in_values=True
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[], check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def irregular(block: bytes, dialect: Dialect, names: list[str], line: int, *, is_last: bool) -> Part:
    """Read a block record by record.

    Parameters
    ----------
    block, dialect, names, line
        As for :func:`regular`.
    is_last
        Nothing follows: a record that is not complete never will be.
    """
    size = len(block) if is_last else _whole_lines(block)
    lines = list(io.StringIO(block[:size].decode(), newline=""))
    reader = dialect.reader(lines)
    rows: list[list[str]] = []
    begun: list[int] = []
    broken: list[Broken] = []
    while True:
        first = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            ended = reader.line_num == len(lines)
            if ended and _is_open(error) and not is_last:
                lines = lines[:first]
                break
            broken.append(_unreadable(error, lines[first : reader.line_num], line + first, dialect))
            if broken[-1].is_last:
                break
            continue
        if len(row) == len(names):
            rows.append(row)
            begun.append(line + first)
        elif len(row) > 1 or (row and row[0].strip()):
            text = "".join(lines[first : reader.line_num])
            broken.append(_misfit(len(row), names, line + first, text, is_blank=not any(map(str.strip, row))))
    columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * len(names)
    return Part(_table(columns, names, begun), len("".join(lines).encode()), len(lines), broken)


def _stand_well(buffer: NDArray[np.uint8], quotes: NDArray[np.int64], dialect: Dialect) -> bool:
    """Whether each opening quote begins a field, or follows the closing one that it doubles; and each closing alike."""
    if not len(quotes):
        return True
    around = (ord(dialect.separator), _NEWLINE, _QUOTE)
    opening, closing = quotes[0::2], quotes[1::2]
    before = buffer[opening[opening > 0] - 1]
    after = buffer[closing + 1]  # a line end is behind the last one
    return bool(np.isin(before, around).all() and np.isin(after, (*around, _RETURN)).all())


def _whole_lines(block: bytes) -> int:
    """Return where the last line that is surely whole ends; a return at the very end may be half of a line end."""
    return block.rfind(b"\n") + 1 or block.rfind(b"\r", 0, len(block) - 1) + 1


def _is_open(error: csv.Error) -> bool:
    return "unexpected end" in str(error)


def _unreadable(error: csv.Error, lines: list[str], line: int, dialect: Dialect) -> Broken:
    text = "".join(lines)
    if _is_open(error) or "field limit" in str(error):
        return Broken(line, f"the quote {dialect.quote} that opens here is not closed", text, is_last=True)
    what = f"text after a closing quote {dialect.quote}"
    return Broken(line, what, text, is_last=len(lines) > 1)


def _misfit(fields: int, names: list[str], line: int, text: str, *, is_blank: bool) -> Broken:
    what = f"{fields} field{'s' if fields != 1 else ''} for {len(names)} name{'s' if len(names) != 1 else ''}"
    return Broken(line, what, text, is_blank=is_blank)


def _table(columns: list[list[str]] | list[pa.ChunkedArray], names: list[str], begun: object) -> pa.Table:
    cleaned = [stripped(pa.array(column, pa.string()) if isinstance(column, list) else column) for column in columns]
    return pa.table([*cleaned, pa.array(begun, pa.int64())], names=[*names, RECORD])


def stripped(column: pa.Array) -> pa.Array:
    """Take the blanks around texts away; what is empty then is null."""
    text = pc.utf8_trim(column, characters=_AROUND)
    is_empty = pc.equal(text, "")
    return pc.if_else(is_empty, None, text) if pc.any(is_empty).as_py() else text

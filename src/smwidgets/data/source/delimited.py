"""Text tables: comma, tab and otherwise separated values."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from smwidgets.core.errors import SourceError
from smwidgets.data.reading import RECORD
from smwidgets.data.report import example
from smwidgets.data.source.blocks import Broken, irregular, regular
from smwidgets.data.source.dialect import LONGEST, SEPARATORS, Dialect, Header, recognise
from smwidgets.data.source.encoding import Encoding, encoding_of, utf_8_blocks
from smwidgets.data.source.names import column_names, folded
from smwidgets.data.source.raw import Raw
from smwidgets.data.source.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.data.contract import Table
    from smwidgets.data.source.options import ReadingOptions

_HEAD = 100_000
"""Bytes in which the dialect is recognised."""

SMALL = 50_000
"""Bytes of a block, up to which the exact reader is the quicker one too."""

_NAMED = 4
"""Names of a header that an error shows."""

_REPORT = re.compile(r"start date|end date|property|account|raport|report|grand total", re.IGNORECASE)
_MARKUP = re.compile(r"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)


@dataclass(frozen=True)
class _Text:
    path: Path
    encoding: Encoding
    header: Header
    names: list[str]

    def blocks(self) -> Iterator[bytes]:
        """Read what follows the header, in UTF-8."""
        left = self.header.size
        for block in utf_8_blocks(self.path, self.encoding):
            if left < len(block):
                yield block[left:]
            left = max(0, left - len(block))


def read_delimited(path: Path, table: Table | None, options: ReadingOptions, folder: Path) -> Raw:
    """Read a text table.

    Parameters
    ----------
    path
        The file, compressed by gzip or not.
    table
        Which table of the contract it holds; None where a preset reads it.
    options
        What the caller says of it.
    folder
        For what does not fit into memory.

    Raises
    ------
    SourceError
        It has no header, is no text, or is a report and no table.
    """
    encoding = encoding_of(path, options.encoding)
    head = _head(path, encoding)
    _refuse_what_is_no_table(path, head, table)
    try:
        header = recognise(head, options, table.column_names if table is not None else ())
    except csv.Error as error:
        line = next((at for at, text in enumerate(head.split("\n"), start=1) if text.strip()), 1)
        raise SourceError(
            f"{path}, line {line}: the header breaks the rules of quotes ({error}): {example(head.strip())!r}"
        ) from error
    names = column_names(header.names, table, f"{path}, line {header.lines}")
    text = _Text(path, encoding, header, names)
    dialect = header.dialect
    rows, broken = _read(text, dialect, folder)
    if broken and dialect.quote == '"' and any('\\"' in record.text for record in broken):
        escaped = replace(dialect, escaped=True)
        other_rows, other_broken = _read(text, escaped, folder)
        if not other_broken:
            dialect, rows, broken = escaped, other_rows, other_broken
    return Raw(rows, broken, _hint(broken, dialect, header), tuple(_said(encoding, dialect, path)))


def _head(path: Path, encoding: Encoding) -> str:
    head = b""
    for block in utf_8_blocks(path, encoding):
        head += block
        if len(head) >= _HEAD:
            break
    whole = head[: head.rfind(b"\n", 0, _HEAD) + 1] if len(head) > _HEAD else head
    text = (whole or head).decode(errors="ignore")
    if not text.strip():
        raise SourceError(f"{path}: the file is empty")
    return text


def _refuse_what_is_no_table(path: Path, head: str, table: Table | None) -> None:
    if _MARKUP.match(head):
        raise SourceError(
            f"{path}: a web page or XML, not a text table; open it in a spreadsheet and save it as CSV or XLSX"
        )
    lines = [line for line in head.splitlines() if line.strip()]
    known = {folded(name) for name in table.column_names} if table is not None else set()
    if not lines[0].lstrip().startswith("#") or known & set(map(folded, re.split(r"[,;\t|]", lines[0].lstrip(" #")))):
        return
    comments = [line for line in lines if line.startswith("#")]
    if any(map(_REPORT.search, comments)) or _REPORT.search(lines[-1]):
        raise SourceError(
            f"{path}, line 1: {example(lines[0])!r}: this looks like a report of sums (one row a page or day, as "
            "Google Analytics exports it), not like rows of what happened; the rows come from its export to BigQuery "
            "(GA4), or from the log of visits (Matomo)"
        )
    raise SourceError(
        f"{path}, line 1: {example(lines[0])!r} stands where the names of columns should; no line is "
        f"taken for a comment: remove those before the header ({len(comments)} lines begin with #)"
    )


def _read(text: _Text, dialect: Dialect, folder: Path) -> tuple[pa.Table, list[Broken]]:
    """Read every record, block by block."""
    spool = Spool(folder)
    spool.add(irregular(b"", dialect, text.names, 1, is_last=True).rows)
    broken: list[Broken] = []
    line = text.header.lines + 1
    rest = b""
    for block, is_last in _with_end(text.blocks()):
        rest += block
        if is_last and not rest.endswith((b"\n", b"\r")):
            rest += b"\n"
        part = regular(rest, dialect, text.names, line) if len(rest) > SMALL else None
        if part is None or (is_last and part.size < len(rest)):
            part = irregular(rest, dialect, text.names, line, is_last=is_last or len(rest) > LONGEST)
        spool.add(part.rows)
        broken += part.broken
        line += part.lines
        rest = rest[part.size :]
        if part.broken and part.broken[-1].is_last:
            break
    return _without_end(spool.read(), broken)


def _with_end(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Say of each block whether it is the last."""
    before: bytes | None = None
    for block in blocks:
        if before is not None:
            yield before, False
        before = block
    if before is not None:
        yield before, True


def _without_end(rows: pa.Table, broken: list[Broken]) -> tuple[pa.Table, list[Broken]]:
    """Drop the lines of separators only with which a file ends: a spreadsheet writes them for cells once used."""
    fields = [rows[name] for name in rows.column_names if name != RECORD]
    lines = rows[RECORD].to_numpy()
    last = max((record.line for record in broken if not record.is_blank), default=0)
    if len(lines) and all(not field[-1].is_valid for field in fields):
        filled = np.zeros(len(lines), bool)
        for field in fields:
            filled |= field.is_valid().to_numpy()
        last = max(last, int(lines[filled].max(initial=0)))
        rows = rows.slice(0, int(np.searchsorted(lines, last, side="right")))
    elif len(lines):
        last = max(last, int(lines[-1]))
    return rows, [record for record in broken if not record.is_blank or record.line <= last]


def _hint(broken: list[Broken], dialect: Dialect, header: Header) -> str:
    if not broken:
        return ""
    first = broken[0]
    names = ", ".join(example(name) for name in header.names[:_NAMED])
    separator = SEPARATORS.get(dialect.separator, repr(dialect.separator))
    if any('\\"' in record.text for record in broken):
        return 'A quote after a backslash, but not in every record so: a quote within quotes is written twice ("")'
    if " field" not in first.what:
        return f"A {dialect.quote} within quotes is written twice; where they mean nothing: --quote none (quote='none')"
    known = {folded(name) for name in header.names}
    if any(len(known & set(map(folded, re.split(r"[,;\t|]", record.text)))) > len(known) / 2 for record in broken):
        return "Here another header begins: are these two files put together? Import them one by one, with --append"
    hint = f"The names in line {header.lines} are {names}{', …' if len(header.names) > _NAMED else ''}; "
    many = any(int(record.what.split()[0]) > len(header.names) for record in broken if record.what[0].isdigit())
    if not many:
        return hint + f"is the record cut, or is a line end or a {separator} missing or not in quotes"
    decimal = " (a decimal comma?)" if dialect.separator == "," else ""
    return hint + f"is there a {separator}{decimal} that is not in quotes, or is line {header.lines} not the header"


def _said(encoding: Encoding, dialect: Dialect, path: Path) -> Iterator[str]:
    if encoding.said:
        yield f"encoding {encoding.said}"
    if dialect.separator != "," and not (
        dialect.separator == "\t" and path.name.casefold().endswith((".tsv", ".tsv.gz"))
    ):
        yield f"separator {SEPARATORS.get(dialect.separator, repr(dialect.separator))}"
    if dialect.quote not in {'"', None}:
        yield f"quote {dialect.quote}"
    if dialect.escaped:
        yield "a quote within quotes has a backslash before it"

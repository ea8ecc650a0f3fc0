"""How a text table is written: what parts its fields, what surrounds them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from smwidgets.data.source.names import folded
from smwidgets.data.source.options import NO_QUOTE

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable, Iterator

    from smwidgets.data.source.options import ReadingOptions

SEPARATORS = {
    ",": "comma",
    ";": "semicolon",
    "\t": "tab",
    "|": "pipe",
    "^": "caret",
    "~": "tilde",
    "\x1f": "unit separator",
}
"""What is recognised; others are asked for."""

LONGEST = 10_000_000
"""Characters of a field, beyond which a quote is taken for one that is not closed."""

_LOOKED_AT = 100
"""Records that confirm a separator."""

_EXCEL = re.compile(r"sep=(.)\r?\n?$", re.IGNORECASE)
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True)
class Dialect:
    """How a text table is written.

    Parameters
    ----------
    separator
        One character.
    quote
        One character around fields, doubled within them; None: no character has that meaning.
    escaped
        A quote within a field has a backslash before it, as MySQL writes it.
    """

    separator: str = ","
    quote: str | None = '"'
    escaped: bool = False

    def reader(self, lines: Iterable[str]) -> Reader:
        """Read lines by the rules; a field that breaks them raises :class:`csv.Error`."""
        csv.field_size_limit(max(LONGEST, csv.field_size_limit()))  # of the process: only ever raised
        return csv.reader(
            (self._undone(line) for line in lines) if self.escaped else lines,
            delimiter=self.separator,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            doublequote=True,
            skipinitialspace=self.separator != " ",
            strict=True,
        )

    def _undone(self, line: str) -> str:
        if "\\" not in line:
            return line
        return _ESCAPED.sub(lambda found: '""' if found[1] == '"' else "\\", line)


@dataclass(frozen=True)
class Header:
    """The first record of a text table.

    Parameters
    ----------
    dialect
        How it and what follows are written.
    names
        Its fields.
    lines
        Lines up to its end: the next one is of the first record.
    size
        Their bytes in UTF-8.
    """

    dialect: Dialect
    names: list[str]
    lines: int
    size: int


def recognise(head: str, options: ReadingOptions, known: Iterable[str] = ()) -> Header:
    """Find the dialect of a text table and its header.

    Parameters
    ----------
    head
        The file's beginning.
    options
        What the caller says of it.
    known
        Names that a header may hold.

    Returns
    -------
    Header
        The separator is the one by which the header has most known names; then the one that parts the records after it
        into as many fields; then the one that parts the header into most. Quotes hide what is within them. A line
        ``sep=;`` before the header is Excel's word for it.

    Raises
    ------
    csv.Error
        The header breaks the rules by every separator.
    """
    lines = list(io.StringIO(head, newline=""))
    skipped = next((at for at, line in enumerate(lines) if line.strip()), 0)
    asked = [options.separator] if options.separator else list(SEPARATORS)
    if (told := _EXCEL.match(lines[skipped])) is not None:
        skipped += 1
        asked = [options.separator or told[1]]
    quotes = _quotes(options, "".join(lines[skipped : skipped + 1]))
    names = {folded(name) for name in known}
    best: tuple[tuple[int, float, int], Header] | None = None
    failed: csv.Error | None = None
    for quote in quotes:
        for separator in asked:
            dialect = Dialect(separator, quote)
            try:
                fields, used, share = _tried(lines[skipped:], dialect)
            except csv.Error as error:
                failed = error
                continue
            score = (
                (len(names & {folded(name) for name in fields}), share, len(fields)) if len(fields) > 1 else (0, 0.0, 1)
            )
            if best is None or score > best[0]:
                size = len("".join(lines[: skipped + used]).encode())
                best = score, Header(dialect, fields, skipped + used, size)
    if best is None:
        raise failed or csv.Error("no header")
    return best[1]


def _quotes(options: ReadingOptions, header: str) -> list[str | None]:
    if options.quote is not None:
        return [None if options.quote == NO_QUOTE else options.quote]
    return ['"', "'"] if header.lstrip().startswith("'") else ['"']


def _tried(lines: list[str], dialect: Dialect) -> tuple[list[str], int, float]:
    """Read the header and what follows; return its fields, its lines, and the share of records that have as many."""
    reader = dialect.reader(lines)
    fields: list[str] = next((row for row in reader if row), [])
    used = reader.line_num
    widths = list(islice(_widths(reader), _LOOKED_AT))
    return fields, used, widths.count(len(fields)) / len(widths) if widths else 0.0


def _widths(reader: Reader) -> Iterator[int]:
    while True:
        try:
            row = next(reader)
        except csv.Error:
            yield -1
        except StopIteration:
            return
        else:
            if row:
                yield len(row)

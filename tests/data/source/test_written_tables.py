"""Thousands of text tables: every record is read with its line, or named as broken with its line."""

from __future__ import annotations

import gzip
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import ibis
import pytest

from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SHOP, attach, open_engine
from smwidgets.data.files import read_file
from smwidgets.data.loading import load
from smwidgets.data.reading import RECORD
from smwidgets.data.source import delimited, encoding
from smwidgets.data.source.options import ReadingOptions
from smwidgets.data.sources import open_source

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["event_id", "contact_id", "type", "occurred_at", "value", "description", "location"]

_TEXTS = (
    "doniczka", "Zielona doniczka", "wąż 1/2", "Żółć", "#1001", "# nic", "NULL", r"\N", "N/A", "none", "-", "0", "a,b",
    "a;b", "x\ty", "5 | 6", 'rura 5"', '"w cudzysłowie"', "dwa\nwiersze", "dwa\r\nwiersze", "C:\\dane", "it's", "", "",
    "\u00a0", " ", "=1+1", "'", '""', ",", ";", "00:00", "2026-01-05", "1,234.50", "koniec\\",
)  # fmt: skip
_TIMES = (
    "2026-01-05 12:30", "2026-01-05T12:30:00Z", "2026-01-05 12:30:00+01:00", "2026-01-05", "2026-03-29 02:30",
    "0000-00-00", "2026-01-05 23:30:00 utc", "NULL",
)  # fmt: skip


@dataclass
class Written:
    """A file and what it holds.

    Parameters
    ----------
    text
        All of it.
    rows
        By the line on which it begins: the cells of a whole record, None where nothing is left between the blanks.
    broken
        Lines on which records begin that have too many fields, too few, or text after a closing quote.
    is_open
        A quote is not closed: what follows cannot be told apart.
    """

    text: str = ""
    rows: dict[int, list[str | None]] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    is_open: bool = False

    @property
    def next_line(self) -> int:
        return self.text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    separator: str
    ends: tuple[str, ...]
    quotes_all: bool
    pads: bool
    is_plain: bool
    encoding: str


def style(draw: random.Random) -> Style:
    """Draw how a table is written; ``is_plain``: without quotes and line ends in texts, as most files are."""
    ends = draw.choice([("\n",), ("\n",), ("\r\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\n", "\r\n", "\r")])
    encoding = draw.choice(["utf-8"] * 5 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1250", "iso8859_2"])
    return Style(
        separator=draw.choice(",,,;;\t|"),
        ends=ends,
        quotes_all=draw.random() < 0.2,
        pads=draw.random() < 0.2,
        is_plain=draw.random() < 0.3,
        encoding=encoding,
    )


def table(draw: random.Random, how: Style, *, spoils: bool) -> Written:
    """Draw a table, with spoiled records if wished."""
    written = Written()
    names = NAMES[: draw.randint(5, len(NAMES))]
    written.text += draw.choice(["", "", "", how.ends[0]])
    _line(written, [_field(name, how, draw) for name in names], how, draw)
    for number in range(draw.randint(0, 12)):
        cells = _cells(draw, how, number, len(names))
        fields = [_field(cell, how, draw) for cell in cells]
        kind = draw.choice(["wide", "narrow", "after", "empty", "blank"]) if spoils and draw.random() < 0.2 else "whole"
        line = written.next_line
        if kind == "wide":
            written.broken.add(line)
            fields += ["x"] * draw.randint(1, 3)
        elif kind == "narrow":
            written.broken.add(line)
            fields = fields[: draw.randint(2, len(fields) - 1)]
        elif kind == "after":
            written.broken.add(line)
            fields = [*(_field(str(number), how, draw) for _ in names[1:]), '"Zielona" doniczka']
        elif kind == "empty":
            written.text += draw.choice(how.ends)
            continue
        elif kind == "blank":
            fields = [""] * len(names)
            written.rows[line] = [None] * len(names)
        else:
            written.rows[line] = [cell.strip(" \t\u00a0") or None for cell in cells]
        _line(written, fields, how, draw)
    _ended(written, len(names), how, draw, spoils=spoils)
    return written


def _ended(written: Written, width: int, how: Style, draw: random.Random, *, spoils: bool) -> None:
    if spoils and draw.random() < 0.05:
        written.is_open = True
        written.broken.add(written.next_line)
        written.text += how.separator.join(["1"] * (width - 1) + ['"nie zamknięty']) + how.ends[0] + "2" + how.ends[0]
        return
    last = max(written.broken, default=0)
    while written.rows and max(written.rows) > last and not any(written.rows[max(written.rows)]):
        del written.rows[max(written.rows)]  # separators only at the end are no records
    written.text += draw.choice(["", "", how.ends[0], how.ends[0] * 2, how.separator * (width - 1) + how.ends[0]])
    if draw.random() < 0.3:
        written.text = written.text.rstrip("\r\n")


def _cells(draw: random.Random, how: Style, number: int, width: int) -> list[str]:
    texts = [text for text in _TEXTS if not how.is_plain or not set(text) & {'"', "\n", "\r", how.separator}]
    first = draw.choice([str(number + 1), f"#{number + 1}", f"{number + 1}.0", f"00{number + 1}"])
    return [first, draw.choice(["7", " 7", "guest-1", "#7"]), "PURCHASE", draw.choice(_TIMES), f"{number}.50"] + [
        draw.choice(texts) for _ in range(width - 5)
    ]


def _field(cell: str, how: Style, draw: random.Random) -> str:
    special = {how.separator, "\n", "\r"} & set(cell) or cell.lstrip(" ").startswith('"')
    quoted = '"' + cell.replace('"', '""') + '"'
    if special or how.quotes_all or (draw.random() < 0.1 and not how.is_plain):
        return quoted
    return f"{' ' * draw.randint(0, 2)}{cell}{' ' * draw.randint(0, 2)}" if how.pads else cell


def _line(written: Written, fields: list[str], how: Style, draw: random.Random) -> None:
    written.text += how.separator.join(fields) + draw.choice(how.ends)


def save(written: Written, how: Style, path: Path, draw: random.Random) -> Path:
    """Write the file; characters that its encoding lacks become others that it has."""
    data = written.text.encode(how.encoding)
    if draw.random() < 0.1:
        path = path.with_name(path.name + ".gz")
        data = gzip.compress(data, 1)
    path.write_bytes(data)
    return path


FILES = 500


@pytest.mark.spec("S1")
@pytest.mark.parametrize("seed", range(10))
def test_every_record_is_read_or_named_with_its_line(tmp_path, seed, monkeypatch):
    if seed % 5 == 0:
        monkeypatch.setattr(delimited, "SMALL", 0)  # by Arrow wherever it may
    if seed % 5 == 1:
        monkeypatch.setattr(delimited, "SMALL", 20)
        monkeypatch.setattr(encoding, "BLOCK", 61)  # records, quotes and characters are cut anywhere
    draw = random.Random(seed)  # noqa: S311 - of tests
    for number in range(FILES):
        how = style(draw)
        written = table(draw, how, spoils=number % 3 == 0)
        path = save(written, how, tmp_path / "events.csv", draw)
        options = ReadingOptions(encoding=how.encoding if how.encoding in {"cp1250", "iso8859_2"} else None)
        raw = read_file(path, TABLES["events"], options, tmp_path)
        where = f"seed {seed}, file {number}: {how}\n{written.text!r}"
        lines = raw.rows[RECORD].to_pylist()
        cells = [list(row.values()) for row in raw.rows.drop_columns([RECORD]).to_pylist()]
        assert dict(zip(lines, cells, strict=True)) == written.rows, where
        assert {broken.line for broken in raw.broken} == written.broken, where
        path.unlink()
        if written.broken:
            with pytest.raises(SourceError, match=rf"line {min(written.broken)}:|cannot be told apart"):
                raw.refuse(path, skip_invalid=False)
        if written.is_open:
            with pytest.raises(SourceError, match=f"line {max(written.broken)}: the quote"):
                raw.refuse(path, skip_invalid=True)


@pytest.mark.spec("S1")
@pytest.mark.parametrize("seed", range(100, 103))
def test_loaded_and_left_out_are_the_records_of_the_file(tmp_path, seed):
    draw = random.Random(seed)  # noqa: S311 - of tests
    outcomes = Counter()
    for number in range(8):
        how = replace(style(draw), encoding="utf-8")
        written = table(draw, how, spoils=number % 3 != 0)
        path = save(written, how, tmp_path / "events.csv", draw)
        records = len(written.rows) + len(written.broken)
        try:
            report, stored = loaded(path)
        except (ContractError, SourceError) as error:
            refused = error
        else:
            refused = None
            assert stored == report.rows_ok["events"], (seed, number)
            assert stored + report.rows_bad["events"] == records, (seed, number)
        none_is_good = isinstance(refused, ContractError) and not any(refused.report.rows_ok.values())
        assert refused is None or written.is_open or none_is_good, (seed, number, refused)
        outcomes[refused is None] += 1
        path.unlink()
    assert outcomes[True] > outcomes[False]


def loaded(path):
    """Load a file, leaving out what is invalid; return the report and the number of rows stored."""
    connection = open_engine()
    try:
        attach(connection, SHOP)
        backend = ibis.duckdb.from_connection(connection)
        report = load(
            backend, open_source(backend, path, skip_invalid=True), ZoneInfo("Europe/Warsaw"), skip_invalid=True
        )
        return report, connection.execute("SELECT count(*) FROM shop.main.events").fetchone()[0]
    finally:
        connection.close()

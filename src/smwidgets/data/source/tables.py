"""Raw tables of one engine, from whatever they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from smwidgets.core.errors import ConfigurationError, SourceError
from smwidgets.data.contract import TABLES
from smwidgets.data.files import PARQUET, kind_of, read_file, read_lines, scan_parquet
from smwidgets.data.frames import to_arrow
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem, Report, example
from smwidgets.data.source.amounts import with_points
from smwidgets.data.source.columns import prepared
from smwidgets.data.source.names import column_names
from smwidgets.data.source.raw import UnclearError
from smwidgets.data.source.spool import spool_folder

if TYPE_CHECKING:
    from pathlib import Path

    from ibis.backends.duckdb import Backend

    from smwidgets.data.source.options import ReadingOptions
    from smwidgets.data.source.raw import Raw

_VIEW = "source"


class RawTables:
    """Reads tables into an engine and keeps account of them.

    Parameters
    ----------
    backend
        The engine.
    options
        What the caller says of the source.
    skip_invalid
        Leave out records that cannot be read, and report them, instead of raising.

    Attributes
    ----------
    found : Report
        What was noticed, and the records left out.
    records : dict of str to int
        Records read, by table.
    views : list of str
        What the engine was lent.
    knows_types : bool
        Whether every table read so far had types of its own.
    """

    def __init__(self, backend: Backend, options: ReadingOptions, *, skip_invalid: bool) -> None:
        self._backend = backend
        self._options = options
        self._skip_invalid = skip_invalid
        self._folder = spool_folder(backend.con)
        self.found = Report()
        self.records: dict[str, int] = {}
        self.views: list[str] = []
        self.knows_types = True

    def file(self, name: str, path: Path) -> ibis.Table:
        """Read a file that holds a table of the contract.

        Raises
        ------
        SourceError
            As :func:`smwidgets.data.files.read_file`; records that cannot be read; amounts or times that may be read in
            two ways.
        """
        if kind_of(path)[1] in PARQUET:
            return self.scanned(name, scan_parquet(self._backend, path), str(path))
        self.knows_types = False
        raw = self._read(name, path)
        return self._table(name, raw.rows, has_types=False)

    def frame(self, name: str, frame: Any) -> ibis.Table:
        """Read a frame that holds a table of the contract."""
        return self._table(name, _numbered(to_arrow(frame, name)), has_types=True)

    def scanned(self, name: str, rows: ibis.Table, where: str) -> ibis.Table:
        """Take what the engine reads itself; what it cannot be left to, amounts and times in text, is read here."""
        table = TABLES[name]
        if RECORD not in rows.columns:
            rows = rows.mutate(**{RECORD: ibis.row_number() + 1})
        old = [column for column in rows.columns if column != RECORD]
        new = column_names(old, table, where)
        rows = rows.select(**dict(zip(new, (rows[column] for column in old), strict=True)), **{RECORD: rows[RECORD]})
        kinds = {column.name: column.kind for column in table.columns}
        doubtful = [
            column
            for column in new
            if (kinds.get(column) == "time" and (rows[column].type().is_numeric() or rows[column].type().is_string()))
            or (kinds.get(column) in {"amount", "count", "integer"} and rows[column].type().is_string())
        ]
        if not doubtful:
            return rows
        before = rows.select(*doubtful).to_pyarrow()
        after, _ = prepared(before, table, self._options, has_types=True)
        return rows if after.equals(before) else self._table(name, rows.to_pyarrow(), has_types=True)

    def raw_file(self, path: Path) -> ibis.Table:
        """Read a file for a preset."""
        self._insist_on_own_dates()
        if kind_of(path)[1] in PARQUET:
            return scan_parquet(self._backend, path)
        self.knows_types = False
        rows = self._read("raw", path).rows
        return self._lent("raw", self._with_points(rows, path) if self._options.decimal else rows)

    def raw_frame(self, frame: Any) -> ibis.Table:
        """Read a frame for a preset."""
        self._insist_on_own_dates()
        return self._lent("raw", _numbered(to_arrow(frame, "raw")))

    def lines(self, path: Path) -> ibis.Table:
        """Read a text file line by line, for a preset."""
        self._insist_on_own_dates()
        return self._lent("raw", read_lines(path, self._options, self._folder))

    def _read(self, name: str, path: Path) -> Raw:
        raw = read_file(path, TABLES.get(name), self._options, self._folder)
        raw.refuse(path, skip_invalid=self._skip_invalid)
        left_out = {name: len(raw.broken)} if raw.broken else {}
        said = tuple(Issue(name, "", Problem.READ_AS, 0, (), how) for how in raw.said)
        self.found += Report(raw.issues(name), said, {}, left_out)
        return raw

    def _table(self, name: str, rows: pa.Table, *, has_types: bool) -> ibis.Table:
        rows, said = prepared(rows, TABLES[name], self._options, has_types=has_types)
        self.found += Report(warnings=said)
        self.records[name] = rows.num_rows
        return self._lent(name, rows)

    def _lent(self, name: str, rows: pa.Table) -> ibis.Table:
        view = f"{_VIEW}_{name}"
        self._backend.con.register(view, rows)
        self.views.append(view)
        return self._backend.table(view)

    def _with_points(self, rows: pa.Table, path: Path) -> pa.Table:
        """Write decimal commas as points wherever a column has nothing else than amounts."""
        for at, name in enumerate(rows.column_names):
            column = rows.column(at)
            if pa.types.is_string(column.type):
                is_amount = pc.match_substring_regex(column.drop_null(), "^[+-]?[0-9.,\u00a0 ]*[0-9]$")
                if pc.all(is_amount).as_py() and pc.any(pc.match_substring(column, ",")).as_py():
                    try:
                        rows = rows.set_column(at, name, with_points(column, self._options)[0])
                    except UnclearError as unclear:
                        raise SourceError(
                            f"{path}: {name}: {example(unclear.cells[0].as_py())!r} is {unclear.hint}"
                        ) from unclear
        return rows

    def _insist_on_own_dates(self) -> None:
        if self._options.date_order is not None or self._options.time_unit is not None:
            raise ConfigurationError("a preset knows the times of its files: leave the order of dates and the unit out")


def _numbered(rows: pa.Table) -> pa.Table:
    return rows.append_column(RECORD, pa.array(np.arange(1, rows.num_rows + 1)))

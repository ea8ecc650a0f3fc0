"""Raw rows while they are read: in memory while they are few, else in a file without a name that is mapped back."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import SourceError

if TYPE_CHECKING:
    import duckdb

_IN_MEMORY = 32_000_000
"""Bytes of rows that are kept in memory."""


def spool_folder(connection: duckdb.DuckDBPyConnection) -> Path:
    """Return the folder in which an engine may put what does not fit into memory."""
    row = connection.execute("SELECT current_setting('temp_directory')").fetchone()
    folder = Path(row[0]).parent if row and row[0] else Path(tempfile.gettempdir())
    return folder if folder.is_dir() else Path(tempfile.gettempdir())


class Spool:
    """Tables that are put one after the other.

    Parameters
    ----------
    folder
        Where the file is made. It is gone with the table that was read from it, however the process ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: list[pa.Table] = []
        self._open: list[pa.Table] = []
        self._bytes = 0

    def add(self, table: pa.Table) -> None:
        """Add rows; columns that others have and these lack are null in them."""
        self._open.append(table)
        self._bytes += table.nbytes
        if self._bytes > _IN_MEMORY:
            self._put_away()

    def read(self) -> pa.Table:
        """Return all rows in their order."""
        return pa.concat_tables([*self._done, *self._open], promote_options="default")

    def _put_away(self) -> None:
        tables = pa.concat_tables(self._open, promote_options="default")
        try:
            file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - the mapping lives as long as the table
            self._done.append(_mapped(file, tables))
        except OSError as error:
            raise SourceError(f"{self._folder}: no room for the rows that are being read ({error.strerror})") from error
        self._open, self._bytes = [], 0


def _mapped(file: IO[bytes], rows: pa.Table) -> pa.Table:
    with file:
        with pa.ipc.new_file(pa.PythonFile(file, "w"), rows.schema) as writer:
            writer.write_table(rows)
        file.flush()
        mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.ipc.open_file(pa.py_buffer(mapping)).read_all()

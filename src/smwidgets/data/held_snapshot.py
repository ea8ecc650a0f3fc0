"""A revision whose cubes are in memory already, and whose file is opened when something else is asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smwidgets.core.errors import StoreError
from smwidgets.data.database import SHOP, seal
from smwidgets.data.snapshot import Snapshot
from smwidgets.data.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pandas as pd

    from smwidgets.data.metadata import Metadata


@dataclass(frozen=True)
class Content:
    """What is known of a revision without opening its file.

    Parameters
    ----------
    metadata
        Its description.
    columns
        Of its tables, facts and cubes.
    cubes
        By name, as :meth:`smwidgets.data.shop.Shop.cube` returns them.
    """

    metadata: Metadata
    columns: Mapping[str, tuple[str, ...]]
    cubes: Mapping[str, pd.DataFrame]


class HeldSnapshot(Snapshot):
    """The tables, facts and cubes of one revision, read but for the rare questions to its file.

    Parameters
    ----------
    content
        What is known of it.
    file
        Where the rest is.
    """

    def __init__(self, content: Content, file: Path | str) -> None:
        self.metadata = content.metadata
        self.attribution = content.metadata.attribution
        self.columns = dict(content.columns)
        self._catalogs = dict.fromkeys(content.columns, SHOP)
        self._file = Path(file)
        self._let_go = False
        self._connection = None
        self._lock = threading.RLock()
        self._cubes = dict(content.cubes)
        self._partials = {}
        self._ibis = None

    def close(self) -> None:
        """Let go of the file and the memory; further calls do nothing."""
        with self._lock:
            self._let_go = True
            super().close()

    @property
    def closed(self) -> bool:
        """Whether it was let go of."""
        return self._let_go

    def _engine(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None and not self._let_go:
                store = open_store(self._file)
                if store.metadata.revision != self.metadata.revision:
                    store.connection.close()
                    raise StoreError(f"the store of {self.metadata.name!r} was replaced a moment ago")
                seal(store.connection)
                self._connection = store.connection
            return super()._engine()

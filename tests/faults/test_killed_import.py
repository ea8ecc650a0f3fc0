"""An import killed at any moment leaves the old store as it was, and the next one cleans up after it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pandas as pd
import pytest

from smwidgets.core.errors import DataError
from smwidgets.data import importing
from smwidgets.data.importing import import_shop
from smwidgets.data.store import check_store, open_store

PROGRAM = """
import os, signal, sys
import pandas as pd
from smwidgets.data import replacing
from smwidgets.data.importing import import_shop

def die(what, share):
    if what == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[2] == "before the rename":
    replacing._sync = lambda path: os.kill(os.getpid(), signal.SIGKILL)
n = 5000
frame = pd.DataFrame({"event_id": range(n), "contact_id": 1, "type": "PURCHASE", "value": 2.0})
frame["occurred_at"] = pd.Timestamp("2026-01-05 12:30")
import_shop({"events": frame}, sys.argv[1], progress=die)
"""


def events(rows):
    at = pd.Timestamp("2026-01-05 12:30")
    return {"events": pd.DataFrame({"event_id": range(rows), "contact_id": 7, "type": "CART", "occurred_at": at})}


@pytest.mark.parametrize("moment", ["opening", "writing events", "orders", "cube sales", "saving", "before the rename"])
def test_killed_at(tmp_path, moment):
    path = import_shop(events(3), tmp_path / "shop.duckdb").path
    before = path.read_bytes()
    killed = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path), moment], capture_output=True, timeout=120, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert path.read_bytes() == before
    assert check_store(path) == []
    import_shop(events(4), path)
    assert [file.name for file in tmp_path.iterdir()] == ["shop.duckdb"]
    store = open_store(path)
    assert store.connection.execute("SELECT count(*) FROM shop.main.events").fetchall() == [(4,)]
    store.connection.close()


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError])
def test_stopped_by_an_error(tmp_path, error):
    path = import_shop(events(3), tmp_path / "shop.duckdb").path
    before = path.read_bytes()

    def stop(what, share):
        if what == "orders" or share > 0.4:
            raise error

    with pytest.raises(error):
        import_shop(events(4), path, progress=stop)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["shop.duckdb"]


def test_no_room_on_the_disk(tmp_path, monkeypatch):
    path = import_shop(events(3), tmp_path / "shop.duckdb").path
    before = path.read_bytes()
    real = importing.open_engine

    def cramped(**options):
        connection = real(**options)
        connection.execute("SET GLOBAL memory_limit = '1MB'")
        connection.execute("SET GLOBAL max_temp_directory_size = '0KB'")
        return connection

    monkeypatch.setattr(importing, "open_engine", cramped)
    with pytest.raises(DataError):
        import_shop(events(400_000), path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["shop.duckdb"]

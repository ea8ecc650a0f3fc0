"""Each cause is produced: what the engine says of it is its own business, and may change with its version."""

from __future__ import annotations

import errno
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from smwidgets.core.errors import DataError, StoreError
from smwidgets.data.connecting import connect
from smwidgets.data.engine_errors import (
    FULL,
    LOCKED,
    NO_MEMORY,
    NOT_ALLOWED,
    OPEN_HERE,
    OTHER_VERSION,
    TOO_MANY_FILES,
    known_cause,
)
from smwidgets.data.importing import import_shop
from smwidgets.data.replacing import replacement
from smwidgets.data.store import open_store

resource = pytest.importorskip("resource")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")

MASK = (1 << 64) - 1
HELD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
import pandas as pd
import smwidgets as sm
from smwidgets.data.importing import import_shop
n = 40_000
at = pd.date_range("2026-01-01", periods=n, freq="min")
events = pd.DataFrame({"event_id": range(n), "contact_id": range(n), "type": "PURCHASE", "occurred_at": at, "value": 2})
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    import_shop({"events": events}, sys.argv[1])
except sm.SmwidgetsError as error:
    print(type(error).__name__, error)
"""


def frame(n=10):
    at = pd.date_range("2026-01-01", periods=n, freq="min")
    return pd.DataFrame(
        {"event_id": range(n), "contact_id": range(n), "type": "PURCHASE", "occurred_at": at, "value": 2}
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return import_shop({"events": frame()}, tmp_path_factory.mktemp("whole") / "shop.duckdb").path


@pytest.fixture
def store(whole, tmp_path):
    """A store of our own, at a path that has all the words in it."""
    folder = tmp_path / "clock: Could not set lock on file"
    folder.mkdir()
    return shutil.copy(whole, folder / "version number.duckdb")


def seal(block):
    """The engine's checksum of a block."""
    found = 5381
    for (word,) in struct.iter_unpack("<Q", block):
        found ^= (word * 0xBF58476D1CE4E5B9) & MASK
    return found


def test_held_by_another_program(store):
    command = [sys.executable, "-c", HELD, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        for use in (open_store, connect, lambda path: import_shop({"events": frame()}, path)):
            with pytest.raises(StoreError, match=LOCKED):
                use(store)
        holder.stdin.close()


def test_held_by_this_program(store):
    with duckdb.connect(str(store)), pytest.raises(StoreError, match=OPEN_HERE):
        open_store(store)


@pytest.mark.parametrize("at", [0, 8, 100, 12_288 + 100])
def test_damage_is_damage_whatever_the_path_is_called(store, at):
    with store.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 64)
    with pytest.raises(StoreError, match=r"damaged|cannot be read"):
        open_store(store)


@pytest.mark.parametrize("left", [100, 5000, 13_000])
def test_a_store_cut_short_is_damaged(store, left):
    os.truncate(store, left)
    with pytest.raises(StoreError, match="not a store, or damaged"):
        open_store(store)


def test_another_version_of_the_engine(store):
    content = bytearray(store.read_bytes())
    struct.pack_into("<Q", content, 12, 999)
    struct.pack_into("<Q", content, 0, seal(bytes(content[8:4096])))
    store.write_bytes(content)
    with pytest.raises(StoreError, match=OTHER_VERSION):
        open_store(store)
    with pytest.raises(StoreError, match=OTHER_VERSION):
        import_shop({"events": frame()}, store)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_as_the_engine_meets_it():
    with pytest.raises(duckdb.Error) as failed:
        duckdb.connect().execute("COPY (SELECT range FROM range(100000)) TO '/dev/full'")
    assert known_cause(failed.value) == FULL


def test_an_import_onto_a_full_disk_says_so(tmp_path):
    path = tmp_path / "shop.duckdb"
    ended = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, check=True)
    assert FULL in ended.stdout, ended
    assert not path.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_as_a_file_meets_it(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=FULL), replacement(tmp_path / "shop.duckdb") as beside:
        beside.write_text("x")


def test_too_many_open_files(store):
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    connection = duckdb.connect()
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, allowed[1]))
    try:
        with pytest.raises(duckdb.Error) as failed:
            connection.execute(f"ATTACH '{store}' AS other (READ_ONLY)")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, allowed)
    assert known_cause(failed.value) == TOO_MANY_FILES


def test_too_little_memory():
    connection = duckdb.connect(config={"memory_limit": "10MB", "max_temp_directory_size": "0MB"})
    with pytest.raises(duckdb.Error) as failed:
        connection.execute("SELECT list(a) FROM (SELECT range::VARCHAR AS a FROM range(10000000))")
    assert known_cause(failed.value) == NO_MEMORY


def test_what_the_system_says_is_read_after_the_path_only():
    assert known_cause(duckdb.IOException('IO Error: Cannot open file "/a": Permission denied')) == NOT_ALLOWED
    assert known_cause(duckdb.IOException('IO Error: Bad block in "/a": No space left on device": 1')) is None
    assert known_cause(duckdb.IOException("IO Error: No space left on device")) is None
    assert known_cause(OSError(errno.EACCES, "x")) == NOT_ALLOWED
    assert known_cause(DataError("locked")) is None

"""A store that is damaged, foreign or of another version says so and never answers wrongly."""

from __future__ import annotations

import random

import duckdb
import pandas as pd
import pytest

from smwidgets.core.errors import DataError, StoreError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop
from smwidgets.data.store import check_store, open_store


@pytest.fixture
def store(tmp_path):
    n = 20_000
    at = pd.date_range("2026-01-01", periods=n, freq="min")
    frame = pd.DataFrame(
        {"event_id": range(n), "contact_id": range(n), "type": "PURCHASE", "occurred_at": at, "value": 2}
    )
    return import_shop({"events": frame}, tmp_path / "shop.duckdb").path


def change(path, sql):
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a store"),
        (b"not a database at all", "not a store, or damaged"),
        (b"\0" * 20_000, "not a store, or damaged"),
    ],
)
def test_what_is_no_database(tmp_path, content, said):
    path = tmp_path / "shop.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said):
        open_store(path)
    with pytest.raises(DataError):
        connect(path)


def test_a_database_that_is_no_store(tmp_path):
    change(tmp_path / "shop.duckdb", "CREATE TABLE a AS SELECT 1")
    with pytest.raises(StoreError, match="a DuckDB file, but not a store"):
        open_store(tmp_path / "shop.duckdb")


def test_a_store_of_a_newer_version(store):
    change(store, "UPDATE meta SET value = '99' WHERE field = 'schema_version'")
    with pytest.raises(StoreError, match=r"a newer version of smwidgets \(schema 99, this one reads 5\)"):
        connect(store)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meta WHERE field = 'timezone'",
        "UPDATE meta SET value = '{' WHERE field = 'name'",
        "UPDATE meta SET value = '\"never\"' WHERE field = 'imported_at'",
        "DROP TABLE meta; CREATE TABLE meta (other INTEGER)",
    ],
)
def test_a_description_that_cannot_be_read(store, sql):
    change(store, sql)
    with pytest.raises(StoreError, match="description cannot be read"):
        connect(store)


def test_a_store_cut_short_is_refused(store):
    whole = store.read_bytes()
    store.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DataError):
        connect(store)


def test_flipped_bits_are_errors_and_not_figures(store):
    """DuckDB's checksums catch them where they matter; elsewhere they change nothing."""
    whole = store.read_bytes()
    draw = random.Random(7)  # noqa: S311 - reproducible damage, no secret
    noticed = 0
    for _ in range(12):
        broken = bytearray(whole)
        for _ in range(200):
            broken[draw.randrange(len(broken))] ^= 0xFF
        store.write_bytes(broken)
        try:
            with connect(store) as shop:
                assert shop.cube("sales")["revenue_all"].sum() == 40_000
        except DataError:
            noticed += 1
    assert noticed


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM orders WHERE event_id < 5", "19,995 facts for 20,000 purchases"),
        ("UPDATE cube_sales SET revenue_all = revenue_all + 1", "the cube 'sales' does not add up in revenue_all"),
        ("DROP TABLE cube_sales", "the cube 'sales' is missing"),
        ("DROP TABLE orders", "the facts are missing"),
        ("UPDATE events SET type = 'X' WHERE event_id = 3", "events.type: unknown name; 1 row"),
    ],
)
def test_check_finds(store, sql, said):
    assert check_store(store) == []
    change(store, sql)
    assert any(said in finding for finding in check_store(store)), check_store(store)


def test_a_store_without_its_cube_says_what_to_do(store):
    change(store, "DROP TABLE cube_sales")
    with connect(store) as shop, pytest.raises(StoreError, match="no cube 'sales'; import the source again"):
        shop.cube("sales")

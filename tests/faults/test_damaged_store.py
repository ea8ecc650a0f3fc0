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


@pytest.fixture(scope="module")
def full_store(tmp_path_factory):
    """A shop of every table, a few rows each."""
    at = pd.date_range("2026-01-01 10:10", periods=6, freq="h")
    frames = {
        "contacts": pd.DataFrame(
            {"contact_id": range(6), "email": "a@b.example", "created_at": at, "monitored": True}
        ).assign(opted_out_at=at[5], opt_out_reason="too many messages", score=range(6)),
        "events": pd.DataFrame({"event_id": range(6), "contact_id": range(6), "occurred_at": at, "value": 2.5}).assign(
            type=["PURCHASE", "PURCHASE", "CART", "CART", "PURCHASE", "PURCHASE"]
        ),
        "visits": pd.DataFrame({"visit_id": range(6), "contact_id": range(6), "started_at": at}),
        "page_views": pd.DataFrame({"viewed_at": at, "visit_id": range(6), "url": "/"}),
        "interactions": pd.DataFrame({"interaction_id": range(6), "contact_id": range(6), "kind": "open"}).assign(
            occurred_at=at - pd.Timedelta("1h"), channel="email", own=True, campaign_id=1
        ),
        "campaigns": pd.DataFrame(
            {"campaign_id": [1], "scheduled_at": at[:1], "channel": "email", "kind": "bulk"}
        ).assign(name="Pierwsza", reach=6),
        "contact_changes": pd.DataFrame({"contact_id": [1], "changed_at": at[5:], "field": "monitored", "value": "no"}),
    }
    path = import_shop(frames, tmp_path_factory.mktemp("full") / "shop.duckdb", timezone="UTC").path
    assert check_store(path) == []
    return path


CHANGED = (
    {
        "events SET value = value + 1 WHERE event_id = 4": ("events.value", "facts", "in value, in 1 rows", "'sales'"),
        "contacts SET score = 7 WHERE contact_id = 3": ("contacts.score",),
        "visits SET started_at = started_at + INTERVAL 1 MINUTE WHERE visit_id = 3": ("visits.started_at",),
        "page_views SET url = '/x' WHERE visit_id = 3": ("page_views.url",),
        "interactions SET own = FALSE WHERE interaction_id = 1": ("interactions.own", "in touchpoint", "in last_click"),
        "campaigns SET reach = 7": ("campaigns.reach",),
    },
    {
        "events SET occurred_at = occurred_at + INTERVAL 1 MINUTE WHERE event_id = 4": (
            "events.occurred_at",
            "facts are not what the rows come to in occurred_at",
        ),
        "contacts SET opted_out_at = NULL WHERE contact_id = 3": ("contacts.opted_out_at", "'opt_outs'"),
        "visits SET contact_id = NULL WHERE visit_id = 3": ("visits.contact_id", "'visits'", "'page_views'"),
        "interactions SET contact_id = 0 WHERE interaction_id = 4": ("interactions.contact_id", "'campaign_activity'"),
        "contact_changes SET value = 'true'": ("contact_changes.value", "'contacts'"),
    },
    {
        "events SET contact_id = 3 WHERE event_id = 4": ("events.contact_id", "come to in contact_id", "'potential'"),
        "contacts SET monitored = FALSE WHERE contact_id = 3": ("contacts.monitored", "'contacts'", "in monitored"),
        "page_views SET viewed_at = viewed_at + INTERVAL 2 MINUTE WHERE visit_id = 3": ("page_views", "'page_views'"),
    },
    {
        "orders SET contact_id = 5 WHERE event_id = 4": ("facts are not what the rows come to in contact_id",),
        'rows_opt_outs SET "at" = "at" + INTERVAL 1 MINUTE': ("rows kept for the cube 'opt_outs'",),
        "weekly_campaign_sales SET touchpoint_revenue = touchpoint_revenue + 1": ("'campaign_sales'", "touchpoint_rev"),
    },
    {
        "events SET value = CASE event_id WHEN 0 THEN 3.5 WHEN 1 THEN 1.5 ELSE value END": (
            "come to in value, in 2 rows, first event_id 0",
        ),
        "events SET occurred_at = occurred_at + INTERVAL 1 MINUTE WHERE event_id = 2": ("rows kept", "'potential'"),
    },
)
"""Changes of single cells, and what is said of them."""


@pytest.mark.parametrize("changes", CHANGED)
def test_check_names_a_single_cell_that_was_changed(full_store, tmp_path, changes):
    path = tmp_path / "shop.duckdb"
    path.write_bytes(full_store.read_bytes())
    change(path, "; ".join(["DROP INDEX IF EXISTS contacts_by_key", *(f"UPDATE {cell}" for cell in changes)]))
    told = "\n".join(check_store(path))
    for cell, said in changes.items():
        for part in said:
            assert part in told, (cell, part, told)


def test_check_sees_two_cells_that_changed_places(full_store, tmp_path):
    path = tmp_path / "shop.duckdb"
    path.write_bytes(full_store.read_bytes())
    change(path, "DROP INDEX IF EXISTS contacts_by_key")
    change(path, "UPDATE contacts SET score = CASE contact_id WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE score END")
    assert check_store(path) == ["rows of contacts are not as they were imported; import the source again"]


def test_a_store_without_its_cube_says_what_to_do(store):
    change(store, "DROP TABLE cube_sales")
    with connect(store) as shop, pytest.raises(StoreError, match="no cube 'sales'; import the source again"):
        shop.cube("sales")

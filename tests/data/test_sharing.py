from __future__ import annotations

import gc
import os

import pandas as pd
import psutil
import pytest

import smwidgets as sm
from smwidgets.core.errors import StoreError
from smwidgets.data.shop import Shop, read
from smwidgets.data.store import open_store
from smwidgets.data.wishes import Wishes


@pytest.fixture
def store(tmp_path):
    rows = {"event_id": [1], "contact_id": [7], "type": ["PURCHASE"], "value": [99.5]}
    rows["occurred_at"] = pd.to_datetime(["2026-01-05 12:30"])
    sm.import_shop({"events": pd.DataFrame(rows)}, tmp_path / "shop.duckdb", timezone="Europe/Warsaw", currency="PLN")
    return tmp_path / "shop.duckdb"


def test_shops_of_one_revision_share_an_engine_until_the_last_is_closed(store):
    first, second = sm.connect(store), sm.connect(store)
    assert first._snapshot is second._snapshot
    first.close()
    first.close()
    assert (first.closed, second.closed) == (True, False)
    with pytest.raises(StoreError, match="closed"):
        first.cube("sales")
    assert second.cube("sales")["revenue_all"].sum() == 99.5
    second.close()
    with pytest.raises(StoreError, match="closed"):
        second.cube("sales")
    with sm.connect(store) as third:
        assert third.cube("sales")["revenue_all"].sum() == 99.5


def test_an_engine_that_was_just_given_to_a_shop_is_not_closed_before_it_holds_it(store):
    first = sm.connect(store)
    snapshot = read(store, open_store(store), Wishes())
    assert snapshot is first._snapshot
    first.close()
    assert not snapshot.closed
    Shop(snapshot).close()
    assert snapshot.closed


def test_what_is_read_in_another_way_is_read_through_another_engine(store):
    with sm.connect(store) as own, sm.connect(store, currency="EUR") as other:
        assert (own.currency, other.currency) == ("PLN", "EUR")
        assert own.cube("sales") is not other.cube("sales")


def test_a_shop_that_nobody_holds_leaves_no_file_open(store):
    held = sm.connect(store)
    held.cube("sales")
    process = psutil.Process(os.getpid())
    gc.collect()
    before = process.num_fds()
    for _ in range(5):
        sm.connect(store).cube("sales")
    assert process.num_fds() == before
    del held
    gc.collect()
    assert process.num_fds() < before


def test_the_engine_draws_no_bars_of_its_own(store):
    with sm.connect(store) as shop:
        settings = shop._snapshot._connection.sql(
            "SELECT value FROM duckdb_settings() WHERE name = 'enable_progress_bar'"
        ).fetchall()
    assert settings == [("false",)]

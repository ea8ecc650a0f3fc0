# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from smwidgets.core.errors import MissingDataError, StoreError, UnknownNameError
from smwidgets.data.attribution import Attribution
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop


@pytest.fixture
def shop(six_tables):
    with connect(six_tables, name="Sklep", currency="EUR") as shop:
        yield shop


def test_what_a_shop_says_of_itself(shop):
    assert (shop.name, shop.currency, shop.timezone) == ("Sklep", "EUR", ZoneInfo("Europe/Warsaw"))
    assert (shop.first_at, shop.last_at) == (datetime(2026, 1, 5, 11), datetime(2026, 1, 5, 23, 15))
    assert shop.grain_minutes == 60
    assert shop.left_out == {}
    assert shop.attribution == Attribution()
    assert abs((datetime.now(UTC) - shop.refreshed_at).total_seconds()) < 60


def test_what_it_has(shop):
    assert shop.has("events", "value")
    assert not shop.has("events", "quantity")
    with pytest.raises(MissingDataError, match="has no column 'quantity', 'products'"):
        shop.require("events", "value", "quantity", "products")
    with pytest.raises(UnknownNameError, match="did you mean 'events'"):
        shop.has("event")


def test_a_shop_without_a_table_says_so(six_tables):
    del six_tables["events"]
    with connect(six_tables) as shop:
        assert (shop.first_at, shop.last_at) == (None, None)
        for ask in (lambda: shop.cube("sales"), lambda: shop.orders, lambda: shop.table("events")):
            with pytest.raises(MissingDataError) as caught:
                ask()
            assert caught.value.table == "events"


def test_a_shop_without_values_says_so(six_tables):
    with connect({"events": six_tables["events"].drop(columns="value")}) as shop:
        with pytest.raises(MissingDataError, match="'events' has no column 'value'"):
            shop.cube("sales")
        assert shop.execute(shop.table("events").count().as_table()).iloc[0, 0] == 3


@pytest.mark.spec("B2", "B3")
def test_the_cube_of_sales(shop):
    cube = shop.cube("sales")
    assert [str(at) for at in cube.index] == ["2026-01-05 11:00:00", "2026-01-05 23:00:00"]
    assert cube.to_dict("list") == {
        "orders_all": [1, 1],
        "orders_touchpoint": [1, 0],
        "orders_last_click": [1, 0],
        "revenue_all": [99.5, 20.25],
        "revenue_touchpoint": [99.5, 0.0],
        "revenue_last_click": [99.5, 0.0],
    }
    assert shop.shared_cube("sales") is shop.shared_cube("sales") is not cube
    assert {str(dtype) for dtype in cube.dtypes} == {"int64", "float64"}
    with pytest.raises(UnknownNameError, match="did you mean 'sales'"):
        shop.cube("sale")


def test_a_partial_is_half_open(shop, monkeypatch):
    start, end = datetime(2026, 1, 5, 11, 30), datetime(2026, 1, 5, 11, 30, 0, 1)
    assert shop.partial("sales", start, end).to_dict() == shop.cube("sales").iloc[0].astype("float64").to_dict()
    assert shop.partial("sales", datetime(2026, 1, 5, 11), start).sum() == 0
    found = shop.partial("sales", start, end)
    monkeypatch.setattr(type(shop._snapshot), "_measure", None)
    assert shop.partial("sales", start, end).equals(found), "a span is remembered"


def test_expressions_run_from_any_thread(shop):
    expression = (
        shop.orders.group_by("contact_id").aggregate(revenue=lambda rows: rows.value.sum()).order_by("contact_id")
    )
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(shop.execute(expression))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(answer["revenue"].tolist() == [99.5, 20.25] for answer in answers)
    assert 'FROM "shop"."main"."orders"' in shop.sql(expression)


def test_expressions_are_made_in_many_threads_at_once(shop):
    """Ibis reads schemas over one connection, which two threads must not use together."""
    start, found = threading.Barrier(8), []

    def ask():
        start.wait()
        for _ in range(15):
            found.append(shop.execute(shop.orders.count().name("n").as_table())["n"].iloc[0])
            found.append(shop.execute(shop.table("events").count().name("n").as_table())["n"].iloc[0])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8 * 15 * 2


@pytest.mark.spec("B2")
@pytest.mark.parametrize("stored", [True, False])
def test_another_attribution_leaves_the_store_as_it_is(tmp_path, six_tables, stored):
    six_tables["interactions"]["occurred_at"] = ["2026-01-01 11:40", "2026-01-05 20:00"]
    source = six_tables
    if stored:
        source = import_shop(six_tables, tmp_path / "a.duckdb").path
    with connect(source) as usual, connect(source, attribution=Attribution(days=3)) as short:
        assert usual.cube("sales")["orders_touchpoint"].sum() == 1
        assert short.cube("sales")["orders_touchpoint"].sum() == 0
        assert short.partial("sales", datetime(2026, 1, 1), datetime(2027, 1, 1))["orders_touchpoint"] == 0
        assert short.execute(short.orders)["touchpoint"].tolist() == [False, False]
        assert short.attribution == Attribution(days=3)
        assert usual.cube("channel_sales")["orders"].sum() == 1
        assert short.cube("channel_sales")["orders"].sum() == 0
        assert usual.cube("page_views").equals(short.cube("page_views"))


@pytest.mark.spec("M10")
def test_refresh_notices_a_replaced_store(tmp_path, six_tables):
    path = tmp_path / "shop.duckdb"
    import_shop(six_tables, path)
    with connect(path) as shop:
        before, revision, refreshed_at = shop.shared_cube("sales"), shop.revision, shop.refreshed_at
        assert not shop.refresh()
        assert shop.refreshed_at > refreshed_at
        assert shop.shared_cube("sales") is before
        import_shop({"events": six_tables["events"].iloc[:2]}, path)
        assert shop.shared_cube("sales") is before, "a shop keeps to one revision until it is asked to refresh"
        assert shop.refresh()
        assert shop.revision != revision
        assert shop.cube("sales")["orders_all"].tolist() == [1]
        assert not shop.has("contacts")


def test_a_store_that_is_gone_leaves_the_shop_with_what_it_has(tmp_path, six_tables):
    path = tmp_path / "shop.duckdb"
    import_shop(six_tables, path)
    with connect(path) as shop:
        path.unlink()
        with pytest.raises(StoreError, match="no such store"):
            shop.refresh()
        assert shop.cube("sales")["orders_all"].sum() == 2
        path.write_bytes(b"not a database")
        with pytest.raises(StoreError, match="not a store, or damaged"):
            shop.refresh()
        assert shop.execute(shop.orders.count().as_table()).iloc[0, 0] == 2


def test_names_of_a_store_can_be_had_otherwise(tmp_path, six_tables):
    path = import_shop(six_tables, tmp_path / "shop.duckdb", name="Sklep").path
    with connect(path, currency="CZK", timezone="Asia/Kathmandu", name="Shop") as shop:
        assert (shop.name, shop.currency, str(shop.timezone)) == ("Shop", "CZK", "Asia/Kathmandu")
        assert shop.cube("sales")["orders_all"].sum() == 2


def test_closing_twice_is_closing(six_tables):
    shop = connect(six_tables)
    shop.close()
    shop.close()
    for ask in (lambda: shop.cube("sales"), lambda: shop.orders):
        with pytest.raises(StoreError, match="is closed"):
            ask()


def test_reading_a_store_loads_no_ibis(tmp_path, six_tables):
    path = import_shop(six_tables, tmp_path / "shop.duckdb").path
    program = (
        "import sys, datetime as dt\n"
        "from smwidgets.data.connecting import connect\n"
        "shop = connect(sys.argv[1])\n"
        "assert shop.cube('sales')['orders_all'].sum() == 2\n"
        "assert shop.partial('sales', dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 12))['orders_all'] == 1\n"
        "loaded = {'ibis', 'pandera', 'sqlglot', 'ipywidgets', 'bqplot'} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, timeout=60)

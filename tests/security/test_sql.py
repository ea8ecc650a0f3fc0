"""No value, name or path becomes SQL; a store from a stranger reaches nothing outside itself."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from smwidgets.core.errors import DataError, SmwidgetsError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop

NASTY = "'); DROP TABLE events; --\" OR 1=1 \\ ; ATTACH 'x' AS y; SPAN_START() \x00 {0} %s ? $1".replace(
    "\x00", "\u2028"
)


def events(**columns):
    frame = {"event_id": [NASTY, "2"], "contact_id": [NASTY, NASTY], "type": "PURCHASE", "value": [2.0, 3.0]}
    return pd.DataFrame({**frame, "occurred_at": pd.Timestamp("2026-01-05 12:30"), **columns})


def test_values_stay_values(tmp_path):
    touched = pd.DataFrame(
        {
            "interaction_id": [NASTY],
            "contact_id": [NASTY],
            "occurred_at": pd.Timestamp("2026-01-05 12:00"),
            "kind": "click",
        }
    ).assign(channel=NASTY, own=True, module=NASTY, campaign_id=NASTY)
    tables = {"events": events(description=NASTY, products=NASTY), "interactions": touched}
    path = import_shop(tables, tmp_path / "shop.duckdb", name=NASTY).path
    import_shop({"events": events(event_id=["3", NASTY + "4"])}, path, append=True)
    with connect(path) as shop:
        assert shop.name == NASTY
        assert shop.cube("sales")["orders_all"].sum() == 4
        orders = shop.execute(shop.orders)
        assert set(orders["contact_id"]) == {NASTY}
        word = " ".join(NASTY.split())  # blanks within a word are one
        assert set(orders["channel"]) == set(orders["module"]) == {word}
        assert shop.execute(shop.orders.filter(shop.orders.channel == word).count().as_table()).iloc[0, 0] == 4


@pytest.mark.parametrize("place", ["type", "occurred_at", "value"])
def test_bad_values_are_quoted_in_the_report_and_nothing_else(place):
    with pytest.raises(DataError, match="DROP TABLE"):
        connect({"events": events(**{place: [NASTY, NASTY]})})


def test_column_names_stay_names():
    frame = events()
    frame[NASTY] = 1
    frame['a" AS b, (SELECT 1) AS "c'] = 1
    with connect({"events": frame}) as shop:
        assert shop.cube("sales")["orders_all"].sum() == 2
        assert not shop.has("events", NASTY)


@pytest.mark.parametrize("name", ["it's", 'a"b', "a;b --", "$1 % {0}", "x' AS y (TYPE sqlite)", "ż [1] *"])
def test_paths_stay_paths(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    events().to_parquet(folder / "events.parquet")
    path = import_shop(folder, folder / f"{name}.duckdb").path
    with connect(path) as shop:
        assert shop.cube("sales")["orders_all"].sum() == 2


@pytest.mark.parametrize("asked", ["timezone", "currency", "preset"])
def test_names_from_outside_are_looked_up_and_not_pasted(asked):
    with pytest.raises(SmwidgetsError, match="unknown"):
        connect({"events": events()}, **{asked: NASTY})


def test_a_strangers_store_reads_no_file(tmp_path):
    """A table of a store may be a view over anything."""
    secret = tmp_path / "secret.csv"
    secret.write_text("bucket_at,orders_all\n2026-01-05,42\n")
    path = import_shop({"events": events()}, tmp_path / "shop.duckdb").path
    with duckdb.connect(str(path)) as stranger:
        literal = str(secret).replace("'", "''")
        stranger.execute("DROP TABLE cube_sales")
        stranger.execute(f"CREATE VIEW cube_sales AS SELECT * FROM read_csv('{literal}')")  # noqa: S608 - the attack
    with connect(path) as shop, pytest.raises((DataError, duckdb.PermissionException)):
        shop.cube("sales")


def test_a_reader_cannot_write(tmp_path):
    path = import_shop({"events": events()}, tmp_path / "shop.duckdb").path
    before = path.read_bytes()
    with connect(path) as shop:
        connection = shop._snapshot._engine()
        for statement in (
            "DELETE FROM shop.main.events",
            "SET GLOBAL enable_external_access = true",
            "ATTACH 'other.duckdb' AS other",
            "COPY shop.main.events TO 'copy.csv'",
        ):
            with pytest.raises(duckdb.Error):
                connection.cursor().execute(statement)
    assert path.read_bytes() == before

"""What is compiled for one shop serves all whose tables are alike; secrets stay in nothing that is remembered."""

import ibis
import pytest

from smwidgets.data import compiling
from smwidgets.data.access import Rights
from smwidgets.data.access import preparing as access
from smwidgets.data.connecting import connect
from smwidgets.data.database import SCHEMA, SHOP
from smwidgets.data.stored_tables import stored_tables


@pytest.fixture
def compiled_queries(monkeypatch):
    """Every query that Ibis compiles from now on."""
    seen = []
    compile_one = ibis.to_sql

    def recorded(*asked, **how):
        seen.append(str(compile_one(*asked, **how)))
        return seen[-1]

    monkeypatch.setattr(ibis, "to_sql", recorded)
    return seen


def test_nothing_is_compiled_for_a_second_shop_whose_tables_are_alike(six_tables, compiled_queries):
    connect(six_tables).close()
    compiled_queries.clear()
    with connect({name: frame.iloc[-1:] for name, frame in six_tables.items()}) as shop:
        assert compiled_queries == []
        assert shop.cube("visits")["anonymous"].sum() == 1


def test_other_columns_and_types_are_compiled_anew(six_tables, compiled_queries):
    connect({"contacts": six_tables["contacts"]}).close()
    compiled_queries.clear()
    texts = six_tables["contacts"].assign(contact_id=["a", "b"])
    with connect({"contacts": texts}) as shop:
        assert compiled_queries
        assert sorted(shop.execute(shop.table("contacts"))["contact_id"]) == ["a", "b"]


@pytest.mark.spec("R5")
def test_what_masks_are_made_with_is_not_remembered(six_tables, monkeypatch):
    kept = []
    remembered = compiling._remembered
    monkeypatch.setattr(compiling, "_remembered", lambda rows: kept.append(remembered(rows)) or kept[-1])
    monkeypatch.setattr(access.secrets, "token_hex", lambda _size: "unguessable")
    texts = {"contacts": six_tables["contacts"].assign(contact_id=["a", "b"])}
    with connect(texts) as shop, shop.restricted(Rights(personal=False)) as seen:
        assert not {"a", "b"} & set(seen.execute(seen.table("contacts"))["contact_id"])
    assert kept
    assert not any("unguessable" in sql for sql in kept)


def test_stored_tables_are_as_ibis_finds_them(six_tables):
    with connect(six_tables) as shop:
        backend = ibis.duckdb.from_connection(shop._snapshot._connection)
        found = stored_tables(backend)
        assert set(found) == set(six_tables)
        for name, table in found.items():
            assert table.equals(backend.table(name, database=(SHOP, SCHEMA)))

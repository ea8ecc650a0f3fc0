from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import smwidgets as sm
from smwidgets.core.errors import StoreError
from smwidgets.data import held
from smwidgets.data.access import ANONYMOUS, FULL, Rights


@pytest.fixture
def store(tmp_path, seed_tables):
    path = tmp_path / "shop.duckdb"
    sm.import_shop(seed_tables, path)
    return path


@pytest.fixture
def hold(monkeypatch):
    """Hold what was read in another process, until the test ends."""
    monkeypatch.setattr(held, "_HELD", [])

    def hold(path, rights):
        read = held.read(path, rights)
        held.hold(pickle.loads(pickle.dumps(read)))  # noqa: S301 - as a keeper gets it
        return read

    yield hold
    for descriptor in held.descriptors():
        held.os.close(descriptor)


@pytest.mark.parametrize("rights", [FULL, ANONYMOUS], ids=["full", "masked"])
def test_a_held_shop_answers_as_one_that_is_opened(store, hold, rights):
    with sm.connect(store) as opened, opened.restricted(rights) as expected:
        cube, rows = expected.cube("sales"), expected.execute(expected.table("events"))
        hold(store, rights)
        with sm.connect(store) as whole, whole.restricted(rights) as seen:
            assert seen.cube("sales").equals(cube)
            assert seen.revision == expected.revision
            assert seen._snapshot._connection is None
            assert seen.execute(seen.table("events")).equals(rows)


@pytest.mark.spec("R5")
def test_what_is_held_for_some_holds_nothing_of_others(store, hold):
    with sm.connect(store) as shop:
        shop.restricted(ANONYMOUS).close()
    read = hold(store, ANONYMOUS)
    assert not read.whole.cubes
    (descriptor,) = held.descriptors()
    assert Path(held.opened_file(descriptor)).resolve().parent.name.endswith(".scopes")
    nobodys = Rights([], personal=False)
    with sm.connect(store) as whole, whole.restricted(nobodys) as seen:
        assert seen.cube("sales").empty


def test_nothing_is_prepared_for_the_sake_of_being_held(store):
    assert held.read(store, ANONYMOUS) is None


def test_a_store_that_was_replaced_is_opened_anew(store, hold, seed_tables):
    hold(store, FULL)
    with sm.connect(store) as before:
        events = seed_tables["events"]
        sm.import_shop({**seed_tables, "events": events.assign(value=events["value"] * 2)}, store)
        total = before.cube("sales")["revenue_all"].sum()
        with pytest.raises(StoreError, match="replaced"):
            before.execute(before.table("events"))
        assert before.refresh()
        assert before.cube("sales")["revenue_all"].sum() == pytest.approx(2 * total)
        with sm.connect(store) as after:
            assert after.revision == before.revision

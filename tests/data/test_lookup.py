"""Rows by their key: found whatever the keys are, and without reading the table."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import MissingDataError, UnknownNameError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop

SIZE = 5_000
AWKWARD = ("o'neil", 'a"b', "?", "zażółć")


def contacts(ids):
    minutes = [(7 * number) % len(ids) for number in range(len(ids))]
    at = pd.Timestamp("2026-01-01") + pd.to_timedelta(minutes, unit="min")
    frame = pd.DataFrame({"contact_id": ids, "created_at": at, "monitored": True})
    frame["email"] = [f"{number}@sklep.example" for number in range(len(ids))]
    frame["city"] = [None if number % 3 else "Łódź" for number in range(len(ids))]
    return frame


IDS = {"integers": list(range(1, SIZE + 1)), "texts": [*(f"k-{number}" for number in range(SIZE)), *AWKWARD]}


@pytest.fixture(scope="module", params=[(kind, place) for kind in IDS for place in ("frames", "store")], ids="-".join)
def known(request, tmp_path_factory):
    kind, place = request.param
    source = {"contacts": contacts(IDS[kind])}
    if place == "store":
        source = import_shop(source, tmp_path_factory.mktemp("lookup") / "shop.duckdb").path
    with connect(source) as shop:
        yield shop, IDS[kind]


@pytest.mark.parametrize("size", [0, 1, 2, 26, 300, 301, 2_500])
def test_what_is_found_is_the_rows(known, size):
    """The first keys are consecutive numbers."""
    shop, ids = known
    wanted = ids[:size]
    found = shop.lookup("contacts", wanted, ("city", "email"))
    expected = {key: (None if number % 3 else "Łódź", f"{number}@sklep.example") for number, key in enumerate(wanted)}
    assert {key: found[key] for key in wanted} == expected
    assert len(found) == size


def test_keys_are_values_and_never_sql(known):
    shop, ids = known
    keys = ids[-4:]
    assert set(shop.lookup("contacts", keys, ())) == set(keys)


def test_unknown_keys_are_absent(known):
    shop, ids = known
    strange = [-5, 10**15] if isinstance(ids[0], int) else ["nobody", "' OR 1=1 --"]
    assert set(shop.lookup("contacts", [*strange, ids[3]], ("email",))) == {ids[3]}
    assert shop.lookup("contacts", strange, ("email",)) == {}


@pytest.mark.spec("I1")
@pytest.mark.parametrize("keys", [slice(0, 1), slice(10, 13), slice(0, 26), slice(0, 2_600, 100)], ids=str)
def test_no_other_row_is_read(known, rows_read, keys):
    shop, ids = known
    wanted = ids[keys]
    assert len(shop.lookup("contacts", wanted, ("email",))) == len(wanted)
    assert rows_read == {"contacts": len(wanted)}


def test_what_cannot_be_looked_up(known, six_tables):
    shop, _ = known
    with pytest.raises(MissingDataError, match="no column 'owner'"):
        shop.lookup("contacts", [1], ("owner",))
    with pytest.raises(MissingDataError, match="no table 'campaigns'"):
        shop.lookup("campaigns", [1], ("name",))
    with pytest.raises(UnknownNameError):
        shop.lookup("people", [1], ())
    with connect(six_tables) as other, pytest.raises(UnknownNameError, match="table with a key"):
        other.lookup("page_views", [1], ())

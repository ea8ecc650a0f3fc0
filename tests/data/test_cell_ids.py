"""Ids as one type in one form, whatever the table and the type they come in."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop


def events(contacts, dtype="object", first=1):
    ids = range(first, first + len(contacts))
    at = "2026-01-05 12:30"
    return pd.DataFrame(
        {"event_id": ids, "contact_id": pd.Series(contacts, dtype=dtype), "type": "CART", "occurred_at": at}
    )


def contacts(ids, dtype="object"):
    return pd.DataFrame(
        {
            "contact_id": pd.Series(ids, dtype=dtype),
            "email": "a@x.example",
            "created_at": "2025-01-01",
            "monitored": True,
        }
    )


def read(source, table="events", **options):
    with connect(source, **options) as shop:
        return shop.execute(shop.table(table)).sort_values("event_id")["contact_id"].tolist()


@pytest.mark.spec("S1")
def test_one_text_id_makes_no_other_customer_of_7_than_7(tmp_path):
    assert read({"events": events([7, "guest-1", 7.0, " 7", "7.00", "7\u00a0"])}) == [
        "7",
        "guest-1",
        "7",
        "7",
        "7",
        "7",
    ]
    tables = {"events": events(["7.0", "8.0", "guest-31"]), "contacts": contacts([7, 8])}
    for name, frame in tables.items():
        frame.to_csv(tmp_path / f"{name}.csv", index=False)
    with connect(tmp_path) as shop:
        assert shop.execute(shop.table("events")).sort_values("event_id")["contact_id"].tolist() == [
            "7",
            "8",
            "guest-31",
        ]
        assert set(shop.execute(shop.table("contacts"))["contact_id"]) == {"7", "8"}


@pytest.mark.parametrize("ids", [["7", " 7 ", "7.0", "NULL"], ["7", "7", "7", ""]])
def test_integers_of_a_file_stay_integers_with_blanks_points_and_null_words(tmp_path, ids):
    visits = pd.DataFrame({"visit_id": range(4), "contact_id": ids, "started_at": "2026-01-05"})
    visits.to_csv(tmp_path / "visits.csv", index=False)
    with connect(tmp_path / "visits.csv") as shop:
        assert str(shop.table("visits").contact_id.type()) == "int64"
        assert shop.execute(shop.table("visits")).sort_values("visit_id")["contact_id"].tolist()[:3] == [7, 7, 7]


def test_what_is_not_the_same_id_stays_apart():
    ids = ["007", "7", "A1", "a1", "7.5", "1.0.0", "v2.0", "9007199254740993", "9007199254740992"]
    assert read({"events": events(ids)}) == ids
    large = [9007199254740993, 9007199254740992]
    assert read({"events": events(large, "int64")}) == large


@pytest.mark.spec("S1")
def test_case_and_blanks_make_no_other_person_of_an_address(caplog):
    ids = ["Ala@X.example", "ala@x.example ", " ala@x.example", "Ola"]
    assert read({"events": events(ids)}) == ["ala@x.example"] * 3 + ["Ola"]
    assert "events.contact_id: written in several ways; 3 rows; e.g. 'Ala@X.example', 'ala@x.example '" in caplog.text


def test_appended_ids_meet_the_stored_ones(tmp_path):
    store = import_shop({"events": events(["anna@x.example"])}, tmp_path / "shop.duckdb").path
    import_shop({"events": events(["Anna@X.example "], first=2)}, store, append=True)
    assert read(store) == ["anna@x.example"] * 2


@pytest.mark.spec("S5")
class TestTheContact0:
    def test_it_is_nobody_where_contacts_do_not_have_it(self, caplog):
        for tables in ({"events": events([0, 17, 0])}, {"events": events([0, 1]), "contacts": contacts([1, 2])}):
            left_out = tables["events"]["contact_id"].tolist().count(0)
            with connect(tables, skip_invalid=True) as shop:
                assert shop.left_out == {"events": left_out}
            assert f"events.contact_id: 0 is no customer; {left_out} row" in caplog.text

    def test_a_visit_of_it_is_anonymous(self):
        visits = pd.DataFrame({"visit_id": [1, 2], "contact_id": [0, 17], "started_at": "2026-01-05"})
        with connect({"visits": visits}) as shop:
            assert shop.cube("visits").sum().to_dict() == {"monitored": 1, "anonymous": 1}

    def test_it_is_a_contact_among_others(self, caplog):
        assert read({"events": events([0, 5]), "contacts": contacts([0, 5])}) == [0, 5]
        assert "0 is no customer" not in caplog.text
        assert read({"events": events([0, 1])}) == [0, 1]
        assert "events.contact_id: 0 is no customer; e.g. '0'; read as one customer" in caplog.text

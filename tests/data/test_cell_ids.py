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


@pytest.fixture
def read(load_tables):
    """Read the contacts of events."""
    return lambda source: load_tables(source)[0]["events"]["contact_id"].tolist()


@pytest.mark.spec("S1")
def test_one_text_id_makes_no_other_customer_of_7_than_7(tmp_path, load_tables, read):
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
    read_back, _ = load_tables(tmp_path)
    assert read_back["events"]["contact_id"].tolist() == ["7", "8", "guest-31"]
    assert set(read_back["contacts"]["contact_id"]) == {"7", "8"}


@pytest.mark.parametrize("ids", [["7", " 7 ", "7.0", "NULL"], ["7", "7", "7", ""]])
def test_integers_of_a_file_stay_integers_with_blanks_points_and_null_words(tmp_path, load_tables, ids):
    visits = pd.DataFrame({"visit_id": range(4), "contact_id": ids, "started_at": "2026-01-05"})
    visits.to_csv(tmp_path / "visits.csv", index=False)
    tables, _ = load_tables(tmp_path / "visits.csv")
    assert tables["visits"]["contact_id"].tolist()[:3] == [7, 7, 7]


def test_what_is_not_the_same_id_stays_apart(read):
    ids = ["007", "7", "A1", "a1", "7.5", "1.0.0", "v2.0", "9007199254740993", "9007199254740992"]
    assert read({"events": events(ids)}) == ids
    large = [9007199254740993, 9007199254740992]
    assert read({"events": events(large, "int64")}) == large


@pytest.mark.spec("S1")
def test_case_and_blanks_make_no_other_person_of_an_address(load_tables):
    ids = ["Ala@X.example", "ala@x.example ", " ala@x.example", "Ola"]
    tables, report = load_tables({"events": events(ids)})
    assert tables["events"]["contact_id"].tolist() == ["ala@x.example"] * 3 + ["Ola"]
    assert (
        "events.contact_id: written in several ways; 3 rows; e.g. 'Ala@X.example' (row 1), 'ala@x.example ' (row 2)"
        in str(report)
    )


def test_appended_ids_meet_the_stored_ones(tmp_path):
    store = import_shop({"events": events(["anna@x.example"])}, tmp_path / "shop.duckdb").path
    import_shop({"events": events(["Anna@X.example "], first=2)}, store, append=True)
    with connect(store) as shop:
        assert shop.execute(shop.table("events"))["contact_id"].tolist() == ["anna@x.example"] * 2


@pytest.mark.spec("S5")
def test_the_contact_0_is_nobody_where_it_is_no_number_among_others(load_tables):
    alone = {"events": events([0, 17, 0])}
    unknown = {"events": events([0, 1]), "contacts": contacts([1, 2])}
    as_text = {"events": events([" 0", "x17"])}
    for tables, left_out in ((alone, 2), (unknown, 1), (as_text, 1)):
        _, report = load_tables(tables, skip_invalid=True)
        assert report.rows_bad["events"] == left_out
        assert f"events.contact_id: 0 is no customer; {left_out} row" in str(report)


def test_a_visit_of_the_contact_0_is_anonymous(load_tables):
    visits = pd.DataFrame({"visit_id": [1, 2], "contact_id": [0, 17], "started_at": "2026-01-05"})
    tables, report = load_tables({"visits": visits})
    assert tables["visits"]["contact_id"].isna().tolist() == [True, False]
    assert "visits.contact_id: 0 is no customer; 1 row" in str(report)


def test_the_contact_0_is_a_contact_where_it_is_known_and_doubted_where_there_is_a_1(load_tables):
    tables, report = load_tables({"events": events([0, 5]), "contacts": contacts([0, 5])})
    assert (tables["events"]["contact_id"].tolist(), report.warnings[1:]) == ([0, 5], ())
    tables, report = load_tables({"events": events([0, 1])})
    assert tables["events"]["contact_id"].tolist() == [0, 1]
    assert "events.contact_id: 0 is no customer; e.g. '0'; read as one customer" in str(report)

from __future__ import annotations

import re

import pandas as pd
import pytest

import smwidgets as sm


def test_demo_writes_a_store_that_opens(smwidgets, tmp_path):
    store = tmp_path / "demo.duckdb"
    code, out, _ = smwidgets("demo", "-o", store, "--seed", 3, "--today", "2026-03-06")
    assert code == 0
    assert re.search(r"contacts\D+2\d,\d{3}\D", out)
    with sm.connect(store) as shop:
        assert str(shop.timezone) == "Europe/Warsaw"
        assert shop.currency == "PLN"
        assert shop.last_at > pd.Timestamp("2026-04-01")


def test_import_says_what_was_stored(smwidgets, folder, tmp_path):
    store = tmp_path / "shop.duckdb"
    options = ("--timezone", "Europe/Warsaw", "--currency", "EUR", "--name", "Garden & more")
    code, out, _ = smwidgets("import", folder, "-o", store, *options)
    assert code == 0
    assert re.search(r"events\D+3\D+0\D", out)
    with sm.connect(store) as shop:
        assert (shop.name, shop.currency) == ("Garden & more", "EUR")


def test_append_adds_to_what_is_stored(smwidgets, folder, events, tmp_path):
    store = tmp_path / "shop.duckdb"
    smwidgets("import", folder, "-o", store)
    events.assign(event_id=[4, 5, 6]).to_csv(folder / "events.csv", index=False)
    code, out, _ = smwidgets("import", folder, "-o", store, "--append")
    assert code == 0
    assert re.search(r"events\D+6\D", out)


def _broken(events: pd.DataFrame, problem: str) -> pd.DataFrame:
    frames = {
        "missing column": events.drop(columns="contact_id"),
        "wrong type": events.assign(value=["100", "many", "50"]),
        "duplicate key": events.assign(event_id=[1, 1, 3]),
        "unknown name": events.assign(type=["PURCHASE", "PURCHAES", "PURCHASE"]),
        "impossible time": events.assign(occurred_at=["2026-01-04", "2026-02-31", "2026-01-05"]),
    }
    return frames[problem]


@pytest.mark.parametrize(
    ("problem", "column", "example"),
    [
        ("missing column", "contact_id", ""),
        ("wrong type", "value", "many"),
        ("duplicate key", "event_id", "1"),
        ("unknown name", "type", "PURCHAES"),
        ("impossible time", "occurred_at", "2026-02-31"),
    ],
)
def test_bad_rows_are_named_and_the_store_stays(smwidgets, folder, events, tmp_path, problem, column, example):
    store = tmp_path / "shop.duckdb"
    smwidgets("import", folder, "-o", store)
    before = store.read_bytes()
    _broken(events, problem).to_csv(folder / "events.csv", index=False)
    code, out, err = smwidgets("import", folder, "-o", store)
    assert code == 2
    assert out == ""
    assert "Traceback" not in err
    (row,) = [line for line in err.splitlines() if problem in line]
    assert "events" in row
    assert column in row
    assert example in row
    assert store.read_bytes() == before


def test_skip_invalid_loads_the_good_rows_and_counts_the_others(smwidgets, folder, events, tmp_path):
    _broken(events, "unknown name").to_csv(folder / "events.csv", index=False)
    store = tmp_path / "shop.duckdb"
    code, out, _ = smwidgets("import", folder, "-o", store, "--skip-invalid")
    assert code == 3
    assert re.search(r"events\D+2\D+1\D", out)
    assert "PURCHAES" in out


@pytest.mark.parametrize(
    ("name", "content"), [("events.csv", b""), ("events.parquet", b"this is no Parquet file"), ("notes.txt", b"none")]
)
def test_source_that_cannot_be_read_is_one_message(smwidgets, tmp_path, name, content):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / name).write_bytes(content)
    code, _, err = smwidgets("import", folder, "-o", tmp_path / "shop.duckdb")
    assert code == 2
    assert err.startswith("smwidgets: ")
    assert "Traceback" not in err
    assert not (tmp_path / "shop.duckdb").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--preset", "uci_online_retial"), "uci_online_retail"),
        (("--timezone", "Europe/Warszawa"), "Europe/Warsaw"),
        (("--currency", "PNL"), "PNL"),
    ],
)
def test_misspelt_name_is_told_with_the_nearest(smwidgets, folder, tmp_path, arguments, said):
    code, _, err = smwidgets("import", folder, "-o", tmp_path / "shop.duckdb", *arguments)
    assert code == 2
    assert said in err


def test_check_finds_nothing_wrong_with_a_new_store(smwidgets, folder, tmp_path):
    store = tmp_path / "shop.duckdb"
    smwidgets("import", folder, "-o", store)
    code, out, _ = smwidgets("check", store)
    assert code == 0
    assert "no damage" in out


def test_check_refuses_a_file_that_is_no_store(smwidgets, tmp_path):
    path = tmp_path / "no.duckdb"
    path.write_text("not a database")
    code, _, err = smwidgets("check", path)
    assert code == 2
    assert str(path) in err


def test_check_finds_a_store_cut_short(smwidgets, folder, tmp_path):
    store = tmp_path / "shop.duckdb"
    smwidgets("import", folder, "-o", store)
    store.write_bytes(store.read_bytes()[:-200_000])
    code, _, err = smwidgets("check", store)
    assert code == 2
    assert err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--ip", "0.0.0.0"), "other machines"),  # noqa: S104 - that it is refused is the point
        (("--ip", "shop.example"), "other machines"),
        (("--locale", "plx"), "'pl'"),
        (("--theme", "drak"), "'dark'"),
        (("--currency", "PNL"), "PNL"),
        (("--workspace", "no_such_dashboards.json"), "no_such_dashboards.json"),
        (("--as-of", "yesterday evening"), "yesterday evening"),
    ],
)
def test_serve_refuses_what_makes_no_sense_before_it_serves(smwidgets, folder, tmp_path, arguments, said):
    store = tmp_path / "shop.duckdb"
    smwidgets("import", folder, "-o", store)
    code, out, err = smwidgets("serve", store, "--no-browser", *arguments)
    assert code == 2
    assert said in err
    assert out == ""


def test_serve_refuses_a_store_that_is_not_there(smwidgets, tmp_path):
    code, _, err = smwidgets("serve", tmp_path / "none.duckdb", "--no-browser")
    assert code == 2
    assert "none.duckdb" in err


def test_output_in_a_folder_that_is_not_there_is_one_message(smwidgets, folder, tmp_path):
    code, _, err = smwidgets("import", folder, "-o", tmp_path / "none" / "shop.duckdb")
    assert code == 2
    assert err.startswith("smwidgets: ")
    assert "Traceback" not in err


def test_skip_invalid_ends_with_0_where_nothing_was_left_out(smwidgets, folder, tmp_path):
    code, _, _ = smwidgets("import", folder, "-o", tmp_path / "shop.duckdb", "--skip-invalid")
    assert code == 0


@pytest.mark.spec("S1")
def test_options_say_how_a_file_was_written(smwidgets, tmp_path):
    text = "event_id!contact_id!type!occurred_at!value!description\n1!7!PURCHASE!05.01.2026 12:30!1.234!'a!ą'\n"
    (tmp_path / "events.csv").write_bytes(text.encode("iso8859_2"))
    options = ("--separator", "!", "--quote", "'", "--encoding", "iso8859_2", "--decimal", ",", "--date-order", "dmy")
    store = tmp_path / "shop.duckdb"
    code, _, err = smwidgets("import", tmp_path / "events.csv", "-o", store, *options)
    assert (code, err) == (0, "")
    with sm.connect(store) as shop:
        (row,) = shop.execute(shop.table("events")).to_dict("records")
    assert (row["value"], row["description"]) == (1234, "a!ą")
    assert row["occurred_at"] == pd.Timestamp("2026-01-05 11:30")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--encoding", "cp1251x", "unknown encoding"),
        ("--decimal", ";", "decimal mark"),
        ("--separator", "ab", "one character"),
        ("--date-order", "ymd", "order of dates"),
        ("--time-unit", "minutes", "unit of times"),
        ("--quote", ",,", "one character"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(smwidgets, folder, tmp_path, option, value, said):
    code, _, err = smwidgets("import", folder, "-o", tmp_path / "shop.duckdb", option, value)
    assert code == 2
    assert said in err


def test_blanks_at_the_end_of_a_value_are_seen(smwidgets, folder, events, tmp_path):
    events.assign(type=["PURCHASE", "PURCHAES ", "PURCHASE"]).to_parquet(folder / "events.parquet")
    (folder / "events.csv").unlink()
    code, _, err = smwidgets("import", folder, "-o", tmp_path / "shop.duckdb")
    assert code == 2
    assert "'PURCHAES '" in err

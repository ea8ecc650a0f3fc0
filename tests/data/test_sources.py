from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from smwidgets.core.errors import ConfigurationError, SourceError, UnknownNameError
from smwidgets.data.connecting import connect


def write(folder, tables, suffix):
    folder.mkdir(exist_ok=True)
    for name, frame in tables.items():
        if suffix == "csv":
            frame.to_csv(folder / f"{name}.csv", index=False)
        else:
            frame.to_parquet(folder / f"{name}.parquet")
    return folder


def everything(shop):
    return {
        name: shop.execute(shop.table(name)) for name in ("contacts", "events", "visits", "page_views", "interactions")
    }


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_folder_is_read_like_the_frames_it_was_written_from(tmp_path, six_tables, suffix):
    folder = write(tmp_path / "sklep [1] * 'x'", six_tables, suffix)
    with connect(folder) as from_files, connect(six_tables) as from_frames:
        for name, frame in everything(from_frames).items():
            pd.testing.assert_frame_equal(everything(from_files)[name], frame, check_dtype=False)
        assert from_files.cube("sales").equals(from_frames.cube("sales"))
        assert from_files.name == folder.name


@pytest.mark.parametrize("ids", [["007", "007", "12"], ["1234567890123456789", "2", "3"], ["1.5", "2", "3"]])
def test_ids_of_a_csv_that_only_look_like_numbers_stay_text(tmp_path, six_tables, ids):
    events = six_tables["events"].assign(contact_id=ids)
    with connect(write(tmp_path / "a", {"events": events}, "csv")) as shop:
        assert shop.execute(shop.table("events"))["contact_id"].tolist() == ids


def test_a_csv_with_semicolons_and_a_byte_order_mark(tmp_path):
    text = (
        "event_id;contact_id;type;occurred_at;value\n1;7;PURCHASE;2026-01-05 12:30;99.5\n2;7;CART;2026-01-05 12:31;\n"
    )
    (tmp_path / "events.csv").write_text(text, encoding="utf-8-sig")
    with connect(tmp_path) as shop:
        assert shop.cube("sales")["revenue_all"].tolist() == [99.5]


def test_one_file_named_like_a_table(tmp_path, six_tables):
    write(tmp_path, {"events": six_tables["events"]}, "parquet")
    with connect(tmp_path / "events.parquet") as shop:
        assert shop.cube("sales")["orders_all"].sum() == 2


def test_any_duckdb_file_with_tables_of_the_contract(tmp_path, six_tables):
    path = tmp_path / "it's.duckdb"
    with duckdb.connect(str(path)) as written:
        frame = six_tables["events"]  # noqa: F841 - DuckDB reads it by its name
        written.execute("CREATE TABLE events AS SELECT * FROM frame")
        written.execute("CREATE TABLE other AS SELECT 1 AS a")
    with connect(path) as shop:
        assert shop.cube("sales").index.tolist() == [pd.Timestamp("2026-01-05 11:00"), pd.Timestamp("2026-01-05 23:00")]


def test_a_file_that_is_almost_named_like_a_table_is_noticed(tmp_path, six_tables, caplog):
    write(tmp_path, {"events": six_tables["events"], "contact": six_tables["contacts"]}, "csv")
    connect(tmp_path).close()
    assert "contacts: not read; e.g. 'contact.csv'; the file would have to be named contacts" in caplog.text


def test_frames_under_unknown_names_are_refused(six_tables):
    with pytest.raises(UnknownNameError, match="did you mean 'events'"):
        connect({"event": six_tables["events"]})


@pytest.mark.parametrize(
    ("source", "error", "said"),
    [
        ({}, SourceError, "no frames"),
        (
            {"events": [1, 2]},
            ConfigurationError,
            r"a frame is needed \(pandas, Polars, Arrow or a DuckDB relation\), not a list",
        ),
        (pd.DataFrame(), ConfigurationError, "say which table it is"),
        (7, ConfigurationError, "not a source: int"),
        ("postgresql://user:secret@host/db", SourceError, "only files, folders and frames"),
        ("nowhere/at/all", SourceError, "no such file or folder"),
    ],
)
def test_what_is_no_source(source, error, said):
    with pytest.raises(error, match=said) as caught:
        connect(source)
    assert "secret" not in str(caught.value)


@pytest.mark.spec("S1")
def test_a_folder_may_hold_any_kinds_of_files_under_names_of_any_case(tmp_path, six_tables):
    write(tmp_path, {"interactions": six_tables["interactions"]}, "parquet")
    six_tables["contacts"].to_csv(tmp_path / "Contacts.CSV", index=False)
    six_tables["events"].to_csv(tmp_path / "EVENTS.tsv.gz", index=False, sep="\t")
    six_tables["visits"].to_excel(tmp_path / "Visits.xlsx", index=False)
    six_tables["page_views"].to_json(tmp_path / "page_views.jsonl", orient="records", lines=True)
    tables = {name: frame for name, frame in six_tables.items() if name != "campaigns"}
    with connect(tmp_path) as from_files, connect(tables) as from_frames:
        for name, frame in everything(from_frames).items():
            pd.testing.assert_frame_equal(everything(from_files)[name], frame, check_dtype=False)


def test_two_files_of_one_table_are_refused(tmp_path, six_tables):
    write(tmp_path, {"events": six_tables["events"]}, "csv")
    write(tmp_path, {"events": six_tables["events"]}, "parquet")
    with pytest.raises(SourceError, match=r"both events.csv and events.parquet"):
        connect(tmp_path)


def test_unknown_presets_and_files_without_one(tmp_path):
    pd.DataFrame({"a": [1]}).to_csv(tmp_path / "zamowienia.csv")
    with pytest.raises(UnknownNameError, match="did you mean 'uci_online_retail'"):
        connect(tmp_path / "zamowienia.csv", preset="uci_online_retial")
    with pytest.raises(SourceError, match="name a preset, or name the file like a table"):
        connect(tmp_path / "zamowienia.csv")

"""Text tables as they come: read by rules that are ours, or refused with file, line, what was found, what to do."""

from __future__ import annotations

import gzip
import re
from decimal import Decimal

import ibis
import pytest

from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data import loading
from smwidgets.data.connecting import connect
from smwidgets.data.database import open_engine
from smwidgets.data.importing import import_shop
from smwidgets.data.source import delimited
from smwidgets.data.source.options import ReadingOptions
from smwidgets.data.sources import open_source

pytestmark = pytest.mark.spec("S1")

HEADER = "event_id,contact_id,type,occurred_at,value"
ROWS = ["1,7,PURCHASE,2026-01-05 12:30:00,10.00", "2,8,PURCHASE,2026-01-05 13:30:00,20.50"]
NOTED = [f"{ROWS[0]},{{}}", f"{ROWS[1]},y"]


def events(tmp_path, text, name="events.csv", **options):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with connect(tmp_path / name, **options) as shop:
        return shop.execute(shop.table("events")).sort_values("occurred_at")


@pytest.fixture(scope="module")
def engine():
    connection = open_engine()
    yield ibis.duckdb.from_connection(connection)
    connection.close()


@pytest.fixture
def raw(engine, tmp_path):
    """Read a text as the raw table that the readers of cells are given."""

    def reading(text, **options):
        (tmp_path / "events.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        source = open_source(engine, tmp_path / "events.csv", options=ReadingOptions(**options))
        frame = source.tables["events"].to_pyarrow().to_pandas()
        source.release(engine)
        return frame

    return reading


def lines(*rows, end="\n"):
    return end.join(rows) + end


def noted(note):
    return lines(HEADER + ",description", NOTED[0].format(note), NOTED[1])


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (noted('"wąż 1\\" zielony, długi"'), 'wąż 1" zielony, długi'),
        (noted(r'"C:\\dom, \"nowy\""'), r'C:\dom, "nowy"'),
        (noted('rura 5" x'), 'rura 5" x'),
        (noted('"rura 5"" x"'), 'rura 5" x'),
        (noted('"dwa\nwiersze"'), "dwa\nwiersze"),
        (noted("# nic"), "# nic"),
        (noted('"  w środku "'), "w środku"),
        (noted("'a"), "'a"),
        (noted("C:\\dom\\"), "C:\\dom\\"),
        (noted("x").replace(",", "\t"), "x"),
        (noted("x").replace(",", "|"), "x"),
        (noted("x").replace(",", ";").replace("x", '"a,b,c,d,e,f"'), "a,b,c,d,e,f"),
        ("sep=;\r\n" + noted("x").replace(",", ";"), "x"),
        ("\n\n" + noted("x"), "x"),
        (noted("x").replace(",description", ', "Description "'), "x"),
        (noted("x").replace("event_id", "#Event ID").replace("contact_id", "Contact-ID"), "x"),
        (noted("x").replace("\n", "\r"), "x"),
        (noted("x").replace("\n", "\r\n", 1), "x"),
        (noted("x").replace("\n", "\n\n"), "x"),
        (noted("x") + ",,,,,\n,,,,,,,\n\n", "x"),
        (noted("x").rstrip(), "x"),
        (noted("x").replace("event_id", "\ufeffevent_id"), "x"),
    ],
)  # fmt: skip
def test_ways_to_write_the_same_rows(raw, text, notes):
    frame = raw(text)
    assert frame["value"].astype(float).tolist() == [10, 20.5]
    assert frame["description"].tolist() == [notes, "y"]


def test_quotes_around_every_field_may_be_apostrophes(raw):
    text = noted("x, y").replace(",", "','").replace("\n", "'\n'").replace("x',' y", "x, y")
    frame = raw(f"'{text[:-1]}")
    assert frame["description"].tolist() == ["x, y", "y"]


def test_no_line_is_a_comment(raw):
    for marked in ([1], [1, 2, 3], list(range(1, 101)), [50], list(range(10, 101, 10))):
        ids = [f"#{number}" if number in marked else str(number) for number in range(1, 101)]
        frame = raw(lines(HEADER, *(f"{one},7,PURCHASE,2026-01-05 12:30:00,10.00" for one in ids)))
        assert sorted(frame["event_id"].astype(str)) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lines(HEADER, *ROWS * 20, HEADER + ",note", "3,7,CART,2026-01-05,,x"),
         "line 42: 6 fields for 5 names: '.*another header begins.*--append.*So 1 more: line 43.*--skip-invalid"),
        (lines(HEADER, "1,7,PURCHASE,2026-01-05 12:30:00,10,00"), "line 2: 6 fields for 5 names: '1,7,.*decimal comma"),
        (lines(HEADER, *ROWS, "3,7,CART"), "line 4: 3 fields for 5 names: '3,7,CART'.*record cut"),
        (noted('"Zielona" doniczka'), 'line 2: text after a closing quote ": .*"Zielona" doniczka.*--quote none'),
        (noted('"Zielona'), 'line 2: the quote " that opens here is not closed'),
        (noted('"a\nb" c'), 'line 2: text after a closing quote ".*cannot be told apart'),
        (noted('"1\\" x" y').replace(",y", ',"\\"'), "line 2: .*backslash"),
        (lines(HEADER, *ROWS).replace("8", "\0"), "line 3: a zero byte"),
        (lines("#fields of the shop", HEADER, *ROWS), "line 1: '#fields of the shop' stands where the names"),
        (lines("# Account: Sklep", "# Start date: 2026", "Page,Views", "/,12"), "line 1: .*report of sums.*BigQuery"),
        ("<html><table>", "a web page"),
        (lines(HEADER + ",value", *ROWS), "line 1 has more than one column 'value'"),
        (lines(HEADER + ",Value", *ROWS), "line 1 has more than one column 'value'"),
        (lines("   ", ""), "the file is empty"),
        ("\u00a0\n\x1c\n", "the file is empty"),
        (gzip.compress(lines(HEADER, *ROWS * 3000).encode())[:-40], "the gzip is cut or damaged"),
        (b"PK\x03\x04" + b"\0" * 40, "a ZIP or XLSX file"),
        (b"PAR1" + b"\0" * 40, "a Parquet file"),
        (lines(HEADER).encode("utf-16")[:-1], "line 1: the bytes are no UTF-16"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_line(raw, text, said):
    with pytest.raises(SourceError) as caught:
        raw(text)
    assert re.search(rf"events\.csv.*{said}", str(caught.value), re.DOTALL), caught.value


def test_a_folder_named_like_a_file_is_passed_over(tmp_path):
    (tmp_path / "events.csv").mkdir()
    with pytest.raises(SourceError, match="no CSV, Parquet, XLSX or JSON lines file"):
        connect(tmp_path)


def test_broken_records_can_be_left_out_and_are_counted(tmp_path):
    spoiled = '3,8,CART,2026-01-05,,"Zielona" doniczka'
    text = lines(
        HEADER + ",description", NOTED[0].format("a, b"), NOTED[1], spoiled, ",,,,,", "5,8,CART,2026-01-05,,ok"
    )
    (tmp_path / "events.csv").write_text(text)
    result = import_shop(tmp_path, tmp_path / "shop.duckdb", skip_invalid=True)
    assert (result.rows, result.left_out) == ({"events": 2}, {"events": 3})
    first = result.report.issues[0]
    assert (first.problem.value, first.rows) == ("broken record", 2)
    assert [shown.split(":")[0] for shown in first.examples] == ["line 2", "line 4"]


def test_the_report_says_how_a_file_was_read(tmp_path):
    text = lines(HEADER, *ROWS).replace(",", ";").replace(".", ",")
    (tmp_path / "events.csv").write_bytes(text.encode("utf-16"))
    warnings = map(str, import_shop(tmp_path, tmp_path / "shop.duckdb").report.warnings)
    how = ["events: read as; encoding UTF-16", "events: read as; separator semicolon"]
    assert list(warnings) == [*how, "events.value: read as; decimal comma"]


def test_records_that_got_lost_stop_the_import(tmp_path, monkeypatch):
    (tmp_path / "events.csv").write_text(lines(HEADER, *ROWS))
    from smwidgets.data.source import tables  # noqa: PLC0415 - what is faked

    lent = tables.RawTables._lent
    monkeypatch.setattr(tables.RawTables, "_lent", lambda self, name, rows: lent(self, name, rows.slice(1)))
    with pytest.raises(SourceError, match="events: 2 records were read and 1 accounted for"):
        import_shop(tmp_path, tmp_path / "shop.duckdb")


@pytest.mark.parametrize(
    ("amounts", "sums"),
    [(["10,00", "20,50"], 30.5), (["1.234,50", "1"], 1235.5), (["1 234,5", "0,125"], 1234.625), (["10.00", "5"], 15),
     (["1,234.50", "5"], 1239.5), (["1,234,567", "1"], 1234568), (["10,00", "NULL"], 10)],
)  # fmt: skip
def test_decimal_marks_that_can_be_told(raw, amounts, sums):
    rows = [f"{at};7;PURCHASE;2026-01-05 12:30;{amount}" for at, amount in enumerate(amounts)]
    text = lines(HEADER.replace(",", ";"), *rows)
    values = raw(text)["value"]
    assert float(sum(Decimal(value) for value in values if value != "NULL")) == sums


def test_a_decimal_mark_that_cannot_be_told_is_asked_for(raw):
    text = lines(HEADER.replace(",", ";"), "1;7;PURCHASE;2026-01-05 12:30;1,234", "2;7;PURCHASE;2026-01-05 12:30;5")
    with pytest.raises(ContractError, match=r"e.g. '1,234'; is the comma a decimal mark, or between thousands"):
        raw(text)
    assert float(raw(text, decimal=",")["value"].sum()) == pytest.approx(6.234)
    assert raw(text, decimal=".")["value"].sum() == 1239
    with pytest.raises(ContractError, match="no amount with a decimal comma"):
        raw(text.replace("5\n", "5.55\n"), decimal=",")


@pytest.mark.parametrize(
    ("written", "options", "hint", "utc"),
    [
        ("1767698000", {"time_unit": "s"}, "seconds since 1970.*--time-unit s", "2026-01-06 11:13:20"),
        ("1767698000123", {"time_unit": "ms"}, "milliseconds", "2026-01-06 11:13:20.123"),
        ("1767698000123456", {"time_unit": "us"}, "microseconds", "2026-01-06 11:13:20.123456"),
        ("1767698000123456789", {"time_unit": "ns"}, "nanoseconds", "2026-01-06 11:13:20.123456"),
        ("1767698000.5", {"time_unit": "s"}, "seconds", "2026-01-06 11:13:20.5"),
        ("46027.520833333336", {"time_unit": "excel"}, "days of a spreadsheet", "2026-01-05 11:30"),
        ("05.01.2026 12:30", {"date_order": "dmy"}, "--date-order dmy or mdy", "2026-01-05 11:30"),
        ("13/01/26 9:05", {"date_order": "dmy"}, "--date-order dmy ", "2026-01-13 08:05"),
        ("1/5/2026 12:30 AM", {"date_order": "mdy"}, "day or month first", "2026-01-04 23:30"),
        ("1/5/2026 1:30:00 pm", {"date_order": "mdy"}, "day or month first", "2026-01-05 12:30"),
        ("05-01-2026T12:30:00+02:00", {"date_order": "dmy"}, "day or month first", "2026-01-05 10:30"),
    ],
)
def test_times_that_only_their_owner_knows(tmp_path, raw, written, options, hint, utc):
    text = lines(HEADER, f"1,7,PURCHASE,{written},5")
    with pytest.raises(ContractError, match=hint):
        raw(text)
    assert events(tmp_path, text, **options)["occurred_at"].astype(str).tolist()[0].startswith(utc)


def test_one_time_of_a_column_that_is_none_refuses_its_row_only(tmp_path):
    text = lines(HEADER, "1,7,PURCHASE,05.01.2026,5", "2,7,PURCHASE,32.01.2026,5", "3,7,PURCHASE,1/5/2026 13:30 PM,5")
    assert events(tmp_path, text, date_order="dmy", skip_invalid=True)["event_id"].tolist() == [1]


def test_ids_are_integers_only_where_every_one_is_written_so(raw):
    for ids, read in ((["1", "2"], [1, 2]), (["1", "02"], ["1", "02"]), (["1", "#2"], ["1", "#2"])):
        rows = [f"{one},7,PURCHASE,2026-01-05 12:3{at},5" for at, one in enumerate(ids)]
        assert raw(lines(HEADER, *rows))["event_id"].tolist() == read


def test_a_long_text_is_no_open_quote_and_an_open_quote_is_found(raw, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST", 500_000)
    long = '"' + "opis, długi\n" * 30_000 + '"'
    frame = raw(noted(long) + '3,8,CART,2026-01-05,,rura 5" x\n')
    assert len(frame["description"].iloc[0]) == 30_000 * 12
    with pytest.raises(SourceError, match='line 2: the quote " that opens here is not closed'):
        raw(noted('"otwarty') + lines(*[NOTED[1]] * 30_000))


def test_a_file_is_parsed_once_for_looking_at_it_checking_it_and_writing_it(tmp_path, monkeypatch):
    parsed = []
    exact = delimited.irregular
    monkeypatch.setattr(
        delimited, "irregular", lambda block, *rest, **more: parsed.append(block) or exact(block, *rest, **more)
    )
    (tmp_path / "events.csv").write_text(lines(HEADER, *ROWS))
    assert import_shop(tmp_path, tmp_path / "shop.duckdb").rows == {"events": 2}
    assert b"".join(parsed).decode() == lines(*ROWS)


def test_rows_that_are_not_written_stop_the_import(tmp_path, monkeypatch):
    (tmp_path / "events.csv").write_text(lines(HEADER, *ROWS))
    write = loading.write_table
    monkeypatch.setattr(loading, "write_table", lambda backend, name, rows: write(backend, name, rows.limit(1)))
    with pytest.raises(SourceError, match="events: 2 rows were to be written and 1 are"):
        import_shop(tmp_path, tmp_path / "shop.duckdb")

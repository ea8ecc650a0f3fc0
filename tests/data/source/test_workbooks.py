from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl import Workbook

from smwidgets.core.errors import ContractError, SourceError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop

pytestmark = pytest.mark.spec("S1")

HEADER = ["event_id", "contact_id", "type", "occurred_at", "value"]
NOON = datetime(2026, 1, 5, 12, 30)  # noqa: DTZ001 - cells have no zone
ONE, TWO = [1, 7.0, "PURCHASE", NOON, 10.1], ["2", "7", "PURCHASE", "2026-01-05 13:30", "20.5"]


def written(tmp_path, sheets, name="events.xlsx"):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / name)
    return tmp_path / name


def read(path, **options):
    with connect(path, **options) as shop:
        return shop.execute(shop.table("events")).sort_values("event_id")


@pytest.mark.parametrize("name", ["Arkusz1", "events", "Zamówienia 2026"])
def test_a_sheet_is_read_like_a_text_table(tmp_path, name):
    frame = read(written(tmp_path, {name: [[], HEADER, ONE, [], TWO, [None] * 5]}))
    assert frame["event_id"].tolist() == [1, 2]
    assert frame["contact_id"].tolist() == [7, 7]
    assert [str(value) for value in frame["value"]] == ["10.1", "20.5"]
    assert frame["occurred_at"].astype(str).tolist() == ["2026-01-05 11:30:00", "2026-01-05 12:30:00"]


def test_of_several_sheets_the_one_named_like_the_table_or_asked_for(tmp_path):
    assert len(read(written(tmp_path, {"Notes": [["x"]], "Events": [HEADER, ONE], "empty": []}))) == 1
    path = written(tmp_path, {"2025": [HEADER, ONE], "2026": [HEADER, ONE, TWO]})
    with pytest.raises(SourceError, match=r"which sheet\? --sheet NAME .*2025, 2026"):
        connect(path)
    assert len(read(path, sheet="2026")) == 2
    with pytest.raises(SourceError, match="no sheet '2027'; there are: 2025, 2026"):
        connect(path, sheet="2027")


@pytest.mark.parametrize(
    ("row", "said"),
    [([3, 7, "CART", NOON, "#REF!"], "line 4: the formula of value is an error: '#REF!'"),
     ([3, 7, "CART", NOON, None, "x"], "line 4: a cell beyond the 5 names")],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_named_or_left_out(tmp_path, row, said):
    path = written(tmp_path, {"a": [HEADER, ONE, TWO, row]})
    with pytest.raises(SourceError, match=said):
        connect(path)
    result = import_shop(path, tmp_path / "shop.duckdb", skip_invalid=True)
    assert (result.rows, result.left_out) == ({"events": 2}, {"events": 1})


def test_dates_without_a_format_are_asked_for(tmp_path):
    path = written(tmp_path, {"a": [HEADER, [1, 7, "CART", 46027.520833333336, None]]})
    with pytest.raises(ContractError, match="days of a spreadsheet"):
        connect(path)
    assert read(path, time_unit="excel")["occurred_at"].astype(str).tolist() == ["2026-01-05 11:30:00"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a,b\n1,2\n", "not a readable XLSX file"), (b"PK\x03\x04" + b"\0" * 90, "not a readable XLSX file"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007, or one with a password"), (b"", "the file is empty")],
)  # fmt: skip
def test_what_is_no_workbook(tmp_path, content, said):
    (tmp_path / "events.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        connect(tmp_path)


def test_a_merged_header_leaves_columns_without_a_name(tmp_path):
    path = written(tmp_path, {"a": [HEADER[:4], ONE]})
    with pytest.raises(SourceError, match="line 2: a cell beyond the 4 names"):
        connect(path)
    with pytest.raises(SourceError, match="no sheet holds anything"):
        connect(written(tmp_path, {"a": [], "b": [[None]]}))

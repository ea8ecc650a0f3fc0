"""The tables behind charts as files."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from ipywidgets import Box

import smwidgets as sm
from smwidgets.parts import Dialog, TimeChart
from smwidgets.sections import AverageOrderValue, ChannelSales, SalesAnalytics
from smwidgets.sections._table_export import TableExport, _folder


@pytest.fixture
def signed_in(garden_shop, tmp_path):
    return sm.DashboardModel(garden_shop, as_of="2025-01-20 12:00", user="ola", repository=tmp_path / "repository")


@pytest.fixture
def place():
    made = []

    def section(cls, model, **settings):
        made.append(cls(model, **settings))
        made[-1].show()
        return made[-1]

    yield section
    for one in made:
        one.close()


def press(chart, format_):
    chart._face._handle_custom_msg({"kind": "export", "format": format_}, [])


def content(model):
    (file,) = model.repository.files()
    with model.repository.open(file.id) as opened:
        return file, opened.read()


@pytest.mark.spec("X3", "R1")
def test_the_table_of_a_chart_is_kept_under_the_sections_title_and_downloaded(place, signed_in):
    section = place(AverageOrderValue, signed_in, period="last_7_days")
    assert section._chart._face.exportable
    press(section._chart, "csv")
    file, bytes_ = content(signed_in)
    assert file.name.startswith("srednia-wartosc-zamowienia-aov_2025-01-13_2025-01-19_")
    assert (file.folder, file.access) == (section.say(section.title), "private")
    head, *rows = csv.reader(io.StringIO(bytes_.decode("utf-8-sig")), delimiter=";")
    table = section._chart.table()
    assert head == list(table.columns)
    assert [row[0] for row in rows] == [day.isoformat() for day in table.iloc[:, 0]]
    assert file.rows == len(rows) == 7
    assert section._tables._download.offer["name"] == file.name
    assert file.path in section._card._note.value
    assert signed_in.repository_revision == 1


@pytest.mark.spec("X3")
def test_a_workbooks_sheet_is_called_as_the_section_and_numbers_are_numbers(place, signed_in):
    section = place(ChannelSales, signed_in, period="current_month")
    press(section._donut, "xlsx")
    file, bytes_ = content(signed_in)
    assert file.name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(bytes_)).active
    assert sheet.title == "Całkowita sprzedaż Kanały"
    assert file.folder == "Całkowita sprzedaż Kanały"
    _, first, *_ = sheet.iter_rows(values_only=True)
    assert any(isinstance(value, int | float) for value in first)


@pytest.mark.spec("X3")
def test_an_anonymous_viewer_only_downloads_the_table(place, garden_shop, tmp_path):
    root = tmp_path / "repository"
    model = sm.DashboardModel(garden_shop, as_of="2025-01-20 12:00", user=None, repository=root)
    section = place(AverageOrderValue, model)
    press(section._chart, "csv")
    assert section._tables._download.offer["name"].endswith(".csv")
    assert "Repozytorium" not in section._card._note.value
    assert [path.name for path in root.iterdir()] == ["audit.jsonl"]


def test_a_table_that_cannot_be_written_is_told_with_a_reference(place, signed_in, monkeypatch, caplog):
    def broken(*_, **__):
        raise OSError("/secret")

    monkeypatch.setattr("smwidgets.sections._table_export.write_rows", broken)
    section = place(AverageOrderValue, signed_in)
    press(section._chart, "csv")
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in section._card._note.value
    assert "secret" not in section._card._note.value
    assert signed_in.repository.files() == []


def test_charts_are_found_wherever_they_stand(place, signed_in):
    section = place(AverageOrderValue, signed_in)
    deep, inside = TimeChart(), TimeChart()
    dialog = Dialog()
    dialog.place([inside])
    box = Box(children=(Box(children=(deep,)), dialog))
    TableExport(section).wire(box)
    assert deep._face.exportable
    assert inside._face.exportable
    for widget in (deep, dialog, box):
        widget.close()


@pytest.mark.parametrize(
    ("title", "folder"),
    [
        ("Łączna sprzedaż: moduły", "Łączna sprzedaż moduły"),
        ("../../etc/passwd", "Wykresy"),
        ("Sprzedaż / 2026 <b>", "Sprzedaż 2026 b"),
        ("x" * 300, "x" * 100),
        ("CON", "Wykresy"),
        ("🙂", "Wykresy"),
    ],
)
def test_a_title_becomes_a_name_that_a_folder_may_have(title, folder):
    assert _folder(title, "Wykresy") == folder


@pytest.fixture
def comparing(place, signed_in):
    return place(SalesAnalytics, signed_in, period=sm.Period("2025-01-01", "2025-01-21"), compare=True, measure="aov")


@pytest.mark.spec("X3", "R3", "M8")
def test_in_a_workbook_dates_are_dates_amounts_numbers_and_the_unit_is_in_the_head(comparing, signed_in):
    press(comparing._chart, "xlsx")
    _, bytes_ = content(signed_in)
    head, *rows = openpyxl.load_workbook(io.BytesIO(bytes_)).active.iter_rows()
    assert [cell.value for cell in head] == [
        "Początek", "Niepełny przedział", "AOV, bieżący okres (PLN)", "Początek (Poprzedni okres)",
        "Niepełny przedział (Poprzedni okres)", "AOV, poprzedni okres (PLN)", "Zmiana (PLN)", "Zmiana (%)",
    ]  # fmt: skip
    assert [row[0].is_date for row in rows] == [True] * 20
    assert [row[0].value.day for row in rows] == list(range(1, 21))
    assert [row[0].number_format for row in rows[:1]] == ["yyyy-mm-dd"]
    assert (rows[1][2].value, rows[13][2].value, rows[0][2].value) == (200, 400, None)
    assert rows[-1][1].value == "w toku"
    for row in rows:
        assert all(cell.value is None or cell.data_type == "n" for cell in (*row[2:3], *row[5:8]))


@pytest.mark.spec("X3", "R3")
def test_a_table_of_hours_has_moments_with_their_offset(place, signed_in):
    section = place(SalesAnalytics, signed_in, period="today")
    press(section._chart, "csv")
    _, bytes_ = content(signed_in)
    head, first, *_, last = csv.reader(io.StringIO(bytes_.decode("utf-8-sig")), delimiter=";")
    assert head == ["Początek", "Różnica wobec UTC", "Sprzedaż (PLN)"]
    assert first == ["2025-01-20 00:00:00", "UTC+01:00", "0"]
    assert last == ["2025-01-20 11:00:00", "UTC+01:00", "5"]

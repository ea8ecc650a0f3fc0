from __future__ import annotations

import csv
import errno
import io

import openpyxl
import pytest

import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents


@pytest.fixture
def section(live_model, repository):
    shown = LiveEvents(live_model)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def kept(section):
    """The one file of the Repository, and its content."""

    def find():
        (file,) = section.model.repository.files()
        with section.model.repository.open(file.id) as content:
            return file, content.read()

    return find


def rows_of(content, delimiter=";"):
    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=delimiter))


def pulled(download):
    """What the browser would get."""
    pieces = []
    download.send = lambda _, buffers=None: pieces.append(bytes(buffers[0]))
    offer = download.offer
    for index in range(offer["chunks"]):
        download._handle_custom_msg({"kind": "pull", "id": offer["id"], "index": index}, [])
    download._handle_custom_msg({"kind": "done", "id": offer["id"]}, [])
    return b"".join(pieces)


@pytest.mark.spec("I4", "R1")
def test_the_row_count_comes_first_then_the_file_downloaded_and_kept(section, repository, kept, tables):
    section.tab = "transactions"
    section._export_button.click()
    export = section._export
    assert export.dialog.opened
    assert "30 wierszy do eksportu" in export._count.value
    assert not repository.exists()
    export._button.click()
    file, content = kept()
    assert file.name.startswith("transakcje_2026-02-04_2026-03-05_")
    assert (file.folder, file.access, file.rows) == ("Eksporty", "private", 30)
    assert export.download.offer["name"] == file.name
    assert file.path in export._outcome.value
    assert pulled(export.download) == content
    head, *rows = rows_of(content)
    assert head[:4] == ["Zdarzenie", "Kontakt", "Data (Europe/Warsaw)", "E-mail"]
    orders = tables["events"].query("type == 'PURCHASE'").sort_values("occurred_at", ascending=False)
    assert [row[0] for row in rows] == orders["event_id"].astype(str).tolist()
    assert [row[2] for row in rows] == orders["occurred_at"].astype(str).tolist()
    assert rows[0][3] == "'=HYPERLINK(1)"
    assert rows[0][5] == "129,5"


@pytest.mark.spec("I4")
def test_the_lists_filters_are_used_only_where_the_box_is_ticked(section, kept):
    section.owner, section.min_score = "Ewa", 8
    section._export_button.click()
    export = section._export
    flag = export._form._flag
    assert flag.value is True
    assert flag.label == "Użyj filtrów listy: Ewa, scoring od 8"
    assert "6 wierszy do eksportu" in export._count.value
    flag.set_state({"value": False})
    assert "60 wierszy do eksportu" in export._count.value
    flag.set_state({"value": True})
    export._button.click()
    assert len(rows_of(kept()[1])) == 1 + 6


@pytest.mark.spec("I4")
def test_without_filters_there_is_nothing_to_tick(section):
    section._export_button.click()
    flag = section._export._form._flag
    assert (flag.value, flag.disabled) == (False, True)
    flag.set_state({"value": True})
    assert flag.value is False


@pytest.mark.spec("I4")
def test_the_date_range_is_the_lists_first_and_then_the_dialogs(section):
    section.tab = "transactions"
    section.start_on, section.end_on = "2026-03-04", "2026-03-04"
    section._export_button.click()
    export = section._export
    picker = export._form._picker
    assert (picker.start, picker.end) == ("2026-03-04", "2026-03-04")
    assert "16 wierszy do eksportu" in export._count.value
    picker.period = "yesterday"
    assert "14 wierszy do eksportu" in export._count.value


@pytest.mark.spec("I4")
def test_nothing_to_export_cannot_be_exported(section, repository):
    section.tab = "transactions"
    section._export_button.click()
    section._export._form._picker.period = "today"
    assert section._export._button.disabled
    section._export._button.click()
    assert not repository.exists()


def test_in_english_the_file_is_written_for_english_spreadsheets(section, kept):
    section.model.locale = "en"
    section.tab = "transactions"
    section._export_button.click()
    section._export._button.click()
    file, content = kept()
    head, first, *_ = rows_of(content, ",")
    assert (file.folder, head[0], first[5]) == ("Exports", "Event", "129.5")


@pytest.mark.spec("I4", "R3")
def test_a_workbook_holds_the_same_rows(section, kept):
    section.tab = "transactions"
    section._export_button.click()
    section._export._form._format.set_state({"value": "xlsx"})
    section._export._button.click()
    file, content = kept()
    assert file.name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    head, first, *_ = sheet.iter_rows(values_only=True)
    assert (sheet.title, head[0], first[3], first[5]) == ("Transakcje", "Zdarzenie", "=HYPERLINK(1)", 129.5)
    assert sheet.max_row == 1 + 30


def test_a_file_that_cannot_be_written_leaves_a_message_and_no_file(section, repository, monkeypatch, caplog):
    def broken(*_, **__):
        raise OSError("no such disk")

    section._export_button.click()
    monkeypatch.setattr("smwidgets.sections._export_dialog.write_rows", broken)
    section._export._button.click()
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in section._export._outcome.value
    assert "no such disk" not in section._export._outcome.value
    assert 'role="alert"' in section._export._outcome.value
    assert section.model.repository.files() == []
    assert [path for path in repository.rglob("*") if path.suffix == ".csv"] == []
    assert not section._export._button.disabled


def test_a_full_disk_is_told_as_what_it_is_and_the_next_try_works(section, kept, monkeypatch):
    section._export_button.click()
    with monkeypatch.context() as patch:

        def full(*_, **__):
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr("smwidgets.sections._export_dialog.write_rows", full)
        section._export._button.click()
    assert "Na dysku nie ma miejsca" in section._export._outcome.value
    section._export._button.click()
    assert kept()[0].rows == 60


@pytest.mark.spec("I4")
def test_an_anonymous_user_only_downloads_and_is_told_why(live_shop, repository):
    model = sm.DashboardModel(live_shop, as_of="2026-03-06 12:00", user=None)
    section = LiveEvents(model, tab="transactions")
    section.show()
    section._export_button.click()
    export = section._export
    assert "tylko pobrany" in export._form._note.value
    assert ["smw-away" in export._form._rows[name]._dom_classes for name in ("folder", "access")] == [True, True]
    export._button.click()
    assert len(rows_of(pulled(export.download))) == 1 + 30
    assert "Repozytorium" not in export._outcome.value
    assert [path.name for path in repository.iterdir()] == ["audit.jsonl"]
    section.close()

from __future__ import annotations

import csv
import io
import stat

import pytest

from smwidgets.sections._live_keeping import keep
from smwidgets.sections.live_events import LiveEvents


@pytest.fixture
def section(live_model, repository):
    shown = LiveEvents(live_model)
    shown.show()
    yield shown
    shown.close()


def rows_of(path, delimiter=";"):
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=delimiter))


@pytest.mark.spec("I4")
def test_the_row_count_comes_first_then_the_file_downloaded_and_kept(section, repository, tables):
    section.tab = "transactions"
    section._export_button.click()
    export = section._export
    assert export.dialog.opened
    assert "30 wierszy do eksportu" in export._count.value
    assert not repository.exists()
    export._button.click()
    (kept,) = repository.iterdir()
    assert kept.name.startswith("transakcje_")
    assert export.download.offer["name"] == kept.name
    assert bytes(export.download._data) == kept.read_bytes()
    head, *rows = rows_of(kept)
    assert head[:4] == ["Zdarzenie", "Kontakt", "Data (Europe/Warsaw)", "E-mail"]
    orders = tables["events"].query("type == 'PURCHASE'").sort_values("occurred_at", ascending=False)
    assert [row[0] for row in rows] == orders["event_id"].astype(str).tolist()
    assert [row[2] for row in rows] == orders["occurred_at"].astype(str).tolist()
    assert rows[0][3] == "'=HYPERLINK(1)"
    assert rows[0][5] == "129,5"


@pytest.mark.spec("I4")
def test_the_lists_filters_are_used_only_where_the_box_is_ticked(section):
    section.owner, section.min_score = "Ewa", 8
    section._export_button.click()
    export = section._export
    assert export._flag.value is True
    assert export._flag.description == "Użyj filtrów listy: Ewa, scoring od 8"
    assert "6 wierszy do eksportu" in export._count.value
    export._flag.value = False
    assert "60 wierszy do eksportu" in export._count.value


@pytest.mark.spec("I4")
def test_the_date_range_is_the_lists_first_and_then_the_dialogs(section):
    section.tab = "transactions"
    section.start_on, section.end_on = "2026-03-04", "2026-03-04"
    section._export_button.click()
    export = section._export
    assert (export._picker.start, export._picker.end) == ("2026-03-04", "2026-03-04")
    assert "16 wierszy do eksportu" in export._count.value
    export._picker.period = "yesterday"
    assert "14 wierszy do eksportu" in export._count.value


@pytest.mark.spec("I4")
def test_nothing_to_export_cannot_be_exported(section, repository):
    section.tab = "transactions"
    section._export_button.click()
    section._export._picker.period = "today"
    assert section._export._button.disabled
    section._export._button.click()
    assert not repository.exists()


def test_in_english_the_file_is_written_for_english_spreadsheets(section, repository):
    section.model.locale = "en"
    section.tab = "transactions"
    section._export_button.click()
    section._export._button.click()
    (kept,) = repository.iterdir()
    head, first, *_ = rows_of(kept, ",")
    assert head[0] == "Event"
    assert first[5] == "129.5"


def test_a_file_that_cannot_be_written_leaves_a_message_and_no_file(section, repository, monkeypatch, caplog):
    def full(*_):
        raise OSError("no space left")

    section._export_button.click()
    monkeypatch.setattr("smwidgets.data.listing.write_csv", full)
    section._export._button.click()
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in section._export._outcome.value
    assert "no space" not in section._export._outcome.value
    assert list(repository.iterdir()) == []
    assert not section._export._button.disabled


def test_a_kept_file_is_its_owners_alone_and_never_written_over(repository):
    first = keep("plik", ".csv", lambda file: file.write(b"1"))
    second = keep("plik", ".csv", lambda file: file.write(b"2"))
    assert [first.name, second.name] == ["plik.csv", "plik-2.csv"]
    assert [first.read_bytes(), second.read_bytes()] == [b"1", b"2"]
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(repository.stat().st_mode) == 0o700
    assert len(list(repository.iterdir())) == 2

"""The section "Repository": what is listed for whom, what a person may do, what a forged message may not."""

from __future__ import annotations

import asyncio
import logging

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import AccessError, NotFoundError
from smwidgets.data import repository as data
from smwidgets.sections.repository import ROWS, Repository


def keep(kept, name, rows=1, folder="Eksporty", access="private", content=b"a;b\n", suffix=".csv"):
    return kept.keep(folder, name, suffix, lambda file: file.write(content) and rows, access=access)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "repository"


@pytest.fixture
def mine(root):
    return data.Repository(root, user="ola")


@pytest.fixture
def others(root):
    return data.Repository(root, user="jan")


@pytest.fixture
def make(seed_shop, root):
    made = []

    def section(user="ola", locale="pl", rights=None, **settings):
        about = {"user": user, "repository": root, "locale": locale, "rights": rights}
        model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", **about)
        made.append(Repository(model, **settings))
        made[-1].show()
        return made[-1]

    yield section
    for one in made:
        one.close()


def press(section, key, column):
    section._table._handle_custom_msg({"kind": "action", "key": key, "column": column}, [])


def shown(section):
    """Rows of the table by column."""
    keys = [column["key"] for column in section._table.columns]
    return [dict(zip(keys, row, strict=True)) for row in section._table.rows]


@pytest.mark.spec("R1")
def test_the_users_and_the_shared_files_are_listed_newest_first(make, mine, others, state):
    keep(mine, "pierwszy", rows=1_204, content=b"x" * 1_234)
    keep(others, "tajny")
    keep(others, "wspólny", access="shared", folder="Kampanie", suffix=".xlsx")
    section = make()
    assert state(section) == "fresh"
    first, second = shown(section)
    when = first.pop("kept_at")
    assert when == section.model.formats.moment(section.frame["kept_at"].iloc[0])
    assert first == {
        "name": "wspólny.xlsx",
        "folder": "Kampanie",
        "owner": "jan",
        "access": "udostępniony",
        "rows": "1",
        "size_bytes": "4\u00a0B",
        "download": "Pobierz",
        "delete": "",
    }
    assert (second["name"], second["rows"], second["size_bytes"]) == ("pierwszy.csv", "1\u00a0204", "1,2\u00a0kB")
    assert (second["access"], second["delete"]) == ("prywatny", "Usuń")
    frame = section.frame
    assert frame["name"].tolist() == ["wspólny.xlsx", "pierwszy.csv"]
    assert frame["rows"].tolist() == [1, 1204]
    assert str(frame["kept_at"].dtype) == "datetime64[us, Europe/Warsaw]"
    assert abs(frame["kept_at"].max() - pd.Timestamp.now("UTC")) < pd.Timedelta(minutes=5)
    assert section.figures == {"files": 2}
    assert section.explain().rows == 2


@pytest.mark.spec("R1")
def test_filters_of_folder_access_and_name(make, mine, others):
    keep(mine, "Wizyty")
    keep(mine, "transakcje", folder="Kampanie", access="shared")
    keep(others, "wizyty-jana", folder="Kampanie", access="shared")
    section = make()
    assert [name for name, _ in section._folders.options] == ["/", "Eksporty", "Kampanie"]
    section._folders.set_state({"value": "Kampanie"})
    assert section.frame["name"].tolist() == ["wizyty-jana.csv", "transakcje.csv"]
    section._folders.set_state({"value": "Nie ma"})
    assert section.folder == "Kampanie"
    section._filters._handle_custom_msg({"kind": "apply", "values": {"access": None, "search": " WIZ "}}, [])
    assert section.frame["name"].tolist() == ["wizyty-jana.csv"]
    section._folders.set_state({"value": "/"})
    assert sorted(section.frame["name"]) == ["Wizyty.csv", "wizyty-jana.csv"]
    section._filters._handle_custom_msg({"kind": "apply", "values": {"access": "private", "search": ""}}, [])
    assert section.frame["name"].tolist() == ["Wizyty.csv"]
    section.search = "%"
    assert section.frame.empty
    assert section._table.empty == "Żaden plik nie spełnia filtrów"
    assert section.settings == {"folder": None, "access": "private", "search": "%"}


@pytest.mark.spec("R1")
def test_long_lists_have_pages(make, mine):
    names = [keep(mine, f"plik-{number:02}").name for number in range(ROWS + 3)][::-1]
    section = make()
    assert [row["name"] for row in shown(section)] == names[:ROWS]
    assert (section._pager.note, section._pager.newer, section._pager.older) == ("1–10 z 13", False, True)
    section._pager._handle_custom_msg({"direction": "older"}, [])
    assert [row["name"] for row in shown(section)] == names[ROWS:]
    for name in list(section._table.row_keys):
        mine.delete(name)
    section.model.refresh()
    assert [row["name"] for row in shown(section)] == names[:ROWS]


@pytest.mark.spec("R1")
def test_a_file_is_downloaded_as_it_was_kept(make, others):
    content = bytes(range(256)) * 10
    kept = keep(others, "wspólny", access="shared", content=content)
    section = make()
    press(section, kept.id, "download")
    offer = section._download.offer
    assert (offer["name"], offer["mime"]) == ("wspólny.csv", "text/csv")
    pieces = []
    section._download.send = lambda _, buffers: pieces.append(bytes(buffers[0]))
    section._download._handle_custom_msg({"kind": "pull", "id": offer["id"], "index": 0}, [])
    assert b"".join(pieces) == content


@pytest.mark.spec("R1")
def test_deleting_asks_first_and_does_nothing_until_it_is_confirmed(make, mine):
    kept = keep(mine, "stary", access="shared")
    section = make()
    question, (delete, cancel) = section._confirmation, (0, 1)
    press(section, kept.id, "delete")
    assert question.opened
    assert "Eksporty/stary.csv" in question._text.value
    assert "zniknie także innym" in question._text.value
    question.press(cancel)
    question.press(delete)
    assert (question.opened, len(mine.files())) == (False, 1)
    press(section, kept.id, "delete")
    question.press(delete)
    assert mine.files() == []
    assert shown(section) == []
    assert "Usunięto plik" in section._message.value
    assert section._table.empty.startswith("Nie ma jeszcze żadnych plików")


@pytest.mark.spec("R1")
def test_a_new_folder_is_made_and_opened(make, mine):
    section = make()
    section._new_folder.click()
    dialog = section._folder_dialog
    dialog._field.set_state({"value": "a/b"})
    dialog._create.click()
    assert dialog._field.problem.startswith("Nazwa ma")
    dialog._field.set_state({"value": " Wiosna 2026 "})
    dialog._field._handle_custom_msg({"kind": "enter"}, [])
    assert (dialog.dialog.opened, mine.folders(), section.folder) == (False, ["Wiosna 2026"], "Wiosna 2026")
    assert section._table.empty == "Ten folder jest pusty"
    dialog._field._handle_custom_msg({"kind": "enter"}, [])  # the window is closed: nothing is made
    assert mine.folders() == ["Wiosna 2026"]


@pytest.mark.spec("R1")
def test_the_list_follows_what_is_kept_through_the_model_and_the_refresh(make, mine):
    section = make()
    keep(mine, "nowy")
    assert shown(section) == []
    section.model.repository_revision += 1
    assert [row["name"] for row in shown(section)] == ["nowy.csv"]
    keep(mine, "kolejny")
    section.model.refresh()
    assert [row["name"] for row in shown(section)] == ["kolejny.csv", "nowy.csv"]


def test_the_list_is_read_off_the_main_thread_and_stays_until_the_next_one_is_there(make, mine, state):
    keep(mine, "nowy")

    async def use():
        section = make()
        assert state(section) == "loading"
        while state(section) != "fresh":  # noqa: ASYNC110 - what is waited for is a widget's trait
            await asyncio.sleep(0)
        section.model.repository_revision += 1
        assert state(section) == "fresh"

    asyncio.run(use())


@pytest.mark.spec("R2")
def test_anonymous_viewers_see_shared_files_only_and_change_nothing(make, mine):
    keep(mine, "tajny")
    shared = keep(mine, "wspólny", access="shared")
    section = make(user=None, rights=sm.Rights())
    (row,) = shown(section)
    assert (row["name"], row["delete"]) == ("wspólny.csv", "")
    assert "smw-away" in section._making._dom_classes
    assert "nikt nie jest zalogowany" in section._card._note.value
    press(section, shared.id, "delete")
    assert not section._confirmation.opened
    section._new_folder.click()
    section._folder_dialog._field.set_state({"value": "Folder"})
    section._folder_dialog._create.click()
    assert len(mine.files()) == 2
    assert mine.folders() == ["Eksporty"]
    assert "Nie masz dostępu" in section._message.value


@pytest.mark.spec("R2", "R5")
@pytest.mark.parametrize("user", ["jan", None])
def test_who_may_see_less_sees_nothing_that_others_shared(make, mine, user):
    shared = keep(mine, "wspólny", access="shared")
    section = make(user=user, rights=sm.Rights(personal=False))
    assert shown(section) == []
    assert section.model.repository.folders() == []
    for ask in (section.model.repository.open, section.model.repository.file):
        with pytest.raises(AccessError):
            ask(shared.id)
    with pytest.raises(NotFoundError):
        section.model.repository.read(shared.path)


@pytest.mark.spec("R2")
def test_another_user_gets_another_list(make, mine, others):
    keep(mine, "oli")
    keep(others, "jana")
    section = make()
    section.model.user = "jan"
    assert [row["name"] for row in shown(section)] == ["jana.csv"]


def test_a_file_that_is_gone_is_said_to_be_and_the_list_is_read_again(make, mine):
    kept = keep(mine, "stary")
    section = make()
    mine.delete(kept.id)
    press(section, kept.id, "download")
    assert "już nie ma" in section._message.value
    assert shown(section) == []


def test_a_disk_that_fails_is_told_with_a_reference_and_without_its_paths(make, mine, monkeypatch, caplog):
    kept = keep(mine, "stary")
    section = make()

    def broken(*_):
        raise OSError("/secret/path is gone")

    monkeypatch.setattr(data.Repository, "open", broken)
    with caplog.at_level(logging.ERROR):
        press(section, kept.id, "download")
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in section._message.value
    assert "secret" not in section._message.value


def test_in_english(make, mine):
    keep(mine, "visits", rows=1_204)
    section = make(locale="en")
    (row,) = shown(section)
    assert (row["rows"], row["access"], row["delete"]) == ("1,204", "private", "Delete")
    section.model.locale = "pl"
    assert shown(section)[0]["delete"] == "Usuń"

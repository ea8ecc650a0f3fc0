"""Each export, download of a kept file and look at a profile leaves a line, or is not given out (R5)."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

import smwidgets as sm
from smwidgets.core.errors import AuditError, ConfigurationError
from smwidgets.data import listing
from smwidgets.data.access import Rights
from smwidgets.data.audit import ENVIRONMENT, Audit, reference
from smwidgets.data.repository import Repository


@pytest.fixture
def audit(tmp_path, monkeypatch):
    path = tmp_path / "log" / "audit.jsonl"
    path.parent.mkdir()
    monkeypatch.setenv(ENVIRONMENT, str(path))
    return path


@pytest.fixture
def section(planted, planted_store, tmp_path):
    with sm.connect(planted_store) as shop:
        rights = Rights([planted.OWNERS[0]])
        model = sm.DashboardModel(shop, as_of=planted.AS_OF, user="ola", repository=tmp_path / "files", rights=rights)
        shown = sm.sections.LiveEvents(model)
        shown.show()
        yield shown
        shown.close()


def lines(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


def look_at_the_first(section):
    visit = listing.page(section.model.shop, "monitored", until=section.model.now).rows.iloc[0]
    section.tab = "monitored"
    section._table._receive(None, {"kind": "action", "key": str(visit["visit_id"]), "column": "profile"}, None)
    assert section._profile.dialog.opened


@pytest.mark.spec("R5", "I4")
def test_an_export_is_noted_with_its_filter_and_rows_and_nothing_else(section, audit):
    section.tab = "transactions"
    section._export_button.click()
    section._export._button.click()
    (line,) = lines(audit)
    assert set(line) == {"at", "user", "what", "filter", "rows"}
    assert (line["user"], line["what"]) == ("ola", "export list transactions")
    assert line["rows"] == section.model.repository.files()[0].rows > 0
    assert set(line["filter"]) <= {"start", "end", "owner", "min_score"}
    assert "Zz" not in audit.read_text()
    assert stat.S_IMODE(audit.stat().st_mode) == 0o600


@pytest.fixture
def download(planted_store, tmp_path):
    """Presses the button of a file that somebody else shares, as a user; returns the file and what is offered."""
    kept = Repository(tmp_path / "files", user="ala").keep(
        "Zz", "Zz lista", ".csv", lambda file: file.write(b"Zz") * 0 + 3, access="shared"
    )
    shown = []

    def press(user):
        model = sm.DashboardModel(shop, user=user, repository=tmp_path / "files", rights=Rights())
        section = sm.sections.Repository(model)
        shown.append(section)
        section.show()
        section._table._receive(None, {"kind": "action", "key": kept.id, "column": "download"}, None)
        return kept, section._download.offer

    with sm.connect(planted_store) as shop:
        yield press
        for section in shown:
            section.close()


@pytest.mark.spec("R5", "R1")
@pytest.mark.parametrize("user", ["ola", None])
def test_a_download_of_a_kept_file_is_noted_without_its_name(download, audit, user):
    kept, offer = download(user)
    assert offer["name"] == kept.name
    (line,) = lines(audit)
    assert (line["user"], line["what"], line["rows"]) == (user, "download file", 3)
    assert line["filter"] == {"file": kept.id, "kept_by": "ala", "access": "shared"}
    assert "Zz" not in audit.read_text()


@pytest.mark.spec("R5", "R1")
def test_a_download_that_cannot_be_noted_is_not_given_out(download, audit):
    audit.parent.rmdir()
    assert download("ola")[1] == {}


@pytest.mark.spec("R5", "I5")
def test_a_look_at_a_profile_is_noted_by_number(section, audit):
    look_at_the_first(section)
    (line,) = lines(audit)
    assert line["what"] == "profile contact"
    assert isinstance(line["filter"]["contact"], int)
    assert "Zz" not in audit.read_text()
    assert section._profile._profile is not None


@pytest.mark.spec("R5", "I4", "I5")
def test_what_cannot_be_noted_is_not_given_out(section, audit):
    audit.parent.rmdir()
    section.tab = "transactions"
    section._export_button.click()
    section._export._button.click()
    assert section.model.repository.files() == []
    assert section._export.download.offer in ({}, None)
    look_at_the_first(section)
    assert section._profile._profile is None


@pytest.mark.spec("R5")
def test_without_a_named_file_it_lies_beside_the_index_and_failures_are_logged_only(section, tmp_path, caplog):
    look_at_the_first(section)
    path = tmp_path / "files" / "audit.jsonl"
    assert [line["user"] for line in lines(path)] == ["ola"]
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    section.model.record("profile contact", {}, 1)
    assert "could not be written" in caplog.text
    assert str(tmp_path) not in caplog.text
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.spec("R5")
@pytest.mark.parametrize("trick", ["link", "second name", "fifo", "directory"])
def test_a_file_that_is_not_its_own_is_refused(audit, tmp_path, trick):
    other = tmp_path / "other"
    other.write_text("")
    if trick == "link":
        audit.symlink_to(other)
    elif trick == "second name":
        audit.hardlink_to(other)
    elif trick == "fifo":
        os.mkfifo(audit)
    else:
        audit.mkdir()
    with pytest.raises(AuditError) as caught:
        Audit(tmp_path).note("ola", "profile contact", {}, 1)
    assert str(tmp_path) not in str(caught.value)
    assert other.read_text() == ""


@pytest.mark.spec("R5")
def test_one_that_others_could_read_is_closed_and_goes_on_growing(audit, tmp_path):
    audit.write_text("{}\n")
    audit.chmod(0o644)
    Audit(tmp_path).note("o\nl\ra\u2028", "export x", {"owner": 'a"\n{}'}, 1)
    assert stat.S_IMODE(audit.stat().st_mode) == 0o600
    assert len(audit.read_bytes().splitlines()) == 2
    assert lines(audit)[1]["filter"] == {"owner": 'a"\n{}'}


@pytest.mark.spec("R5")
def test_a_relative_path_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, "audit.jsonl")
    with pytest.raises(ConfigurationError):
        Audit(tmp_path)


def _note_many(root, number):
    for _ in range(200):
        Audit(Path(root)).note(f"user{number}", "export x", {"owner": "ż" * 500}, number)


@pytest.mark.spec("R5")
def test_lines_of_several_processes_never_mix(audit, tmp_path):
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_note_many, args=(str(tmp_path), number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = lines(audit)
    assert len(found) == 800
    assert {line["user"] for line in found} == {"user0", "user1", "user2", "user3"}


def test_contacts_are_named_by_number_or_digest():
    assert (reference(7), reference(None)) == (7, None)
    assert reference("anna@example.com").startswith("sha256:")
    assert "anna" not in reference("anna@example.com")

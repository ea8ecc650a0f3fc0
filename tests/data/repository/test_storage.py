"""The disk: whose it is, who may look, what happens when it is full or read-only."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import stat

import pytest

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository import Repository
from smwidgets.data.repository.index import Index


@pytest.fixture
def umask():
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def modes(root):
    return {stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*")) if path.is_dir()}, {
        stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.spec("R2")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o027, 0o077, 0o277, 0o777])
def test_directories_and_files_are_their_owners_whatever_the_umask(ordinary_root, writer, umask, content, mask):
    umask(mask)
    root = ordinary_root / "deep" / "er"
    ola = Repository(root, user="ola")
    kept = [ola.keep("a", "b", ".csv", writer(b"x"), access=access) for access in ("private", "shared")]
    assert modes(ordinary_root) == ({0o700}, {0o600})
    assert [content(ola.open(file.id)) for file in kept] == [b"x", b"x"]


@pytest.mark.spec("R2")
def test_what_somebody_opened_to_others_is_closed_again(root, ola, writer, content, caplog):
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    (path,) = root.rglob("*.csv")
    for opened, mode in ((root, 0o777), (path.parent, 0o755), (path, 0o644)):
        opened.chmod(mode)
    assert content(ola.open(kept.id)) == b"x"
    assert modes(root) == ({0o700}, {0o600})
    assert caplog.text.count("was open to other users") == 3


@pytest.mark.spec("R2")
def test_a_disk_without_permissions_is_refused(root, ola, writer, monkeypatch):
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    root.chmod(0o755)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    for attempt in (ola.files, lambda: ola.open(kept.id), lambda: ola.keep("a", "b", ".csv", writer(b"x"))):
        with pytest.raises(RepositoryError, match="closed to other users"):
            attempt()


@pytest.mark.spec("R2")
@pytest.mark.parametrize("mode", [0o700, 0o755, 0o770, 0o777, 0o1777])
def test_a_directory_of_another_user_is_refused(root, ola, writer, monkeypatch, mode):
    root.mkdir()
    root.chmod(mode)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    for attempt in (lambda: ola.keep("a", "b", ".csv", writer(b"x")), ola.files, ola.folders, ola.sweep):
        with pytest.raises(RepositoryError, match="another user"):
            attempt()
    assert list(root.iterdir()) == []
    assert stat.S_IMODE(root.stat().st_mode) == mode


@pytest.mark.spec("R1")
@pytest.mark.parametrize("found", ["main_dashboard.ipynb", "index.html", ".profile"])
def test_a_directory_named_by_mistake_is_left_as_it_is(root, ola, writer, found):
    root.mkdir(mode=0o755)
    (root / found).write_text("theirs")
    for attempt in (lambda: ola.keep("a", "b", ".csv", writer(b"x")), ola.files):
        with pytest.raises(RepositoryError, match="holds other files"):
            attempt()
    assert [path.name for path in root.iterdir()] == [found]
    assert stat.S_IMODE(root.stat().st_mode) == 0o755


@pytest.mark.spec("R1")
def test_a_file_in_the_place_of_the_directory_is_refused(root, ola, writer):
    root.write_text("theirs")
    for attempt in (lambda: ola.keep("a", "b", ".csv", writer(b"x")), ola.files):
        with pytest.raises(RepositoryError, match="stands in the place"):
            attempt()
    assert root.read_text() == "theirs"


@pytest.mark.spec("R1")
def test_a_read_only_directory_is_read_and_nothing_is_lost(ordinary_root, writer, content):
    ola = Repository(ordinary_root, user="ola")
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    directories = [path for path in (ordinary_root, *ordinary_root.rglob("*")) if path.is_dir()]
    for path in directories:
        path.chmod(0o500)
    again = Repository(ordinary_root, user="ola")
    assert again.files() == [kept]
    assert content(again.open(kept.id)) == b"x"
    for attempt in (
        lambda: again.keep("a", "b", ".csv", writer(b"y")),
        lambda: again.create_folder("c"),
        lambda: again.delete(kept.id),
    ):
        with pytest.raises(RepositoryError, match="read-only"):
            attempt()
    assert again.files() == [kept]
    for path in directories:
        path.chmod(0o700)
    assert content(again.open(kept.id)) == b"x"
    assert again.keep("a", "b", ".csv", writer(b"y")).name == "b-2.csv"


@pytest.mark.spec("R1")
def test_a_directory_that_cannot_be_made_is_said(ordinary_root, writer):
    ordinary_root.mkdir(0o500)
    ola = Repository(ordinary_root / "below", user="ola")
    assert ola.files() == []
    with pytest.raises(RepositoryError, match="read-only"):
        ola.keep("a", "b", ".csv", writer(b"y"))


@pytest.mark.spec("R1")
@pytest.mark.parametrize("step", ["mkdir", "fsync", "rename", "fchmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_or_failing_disk_keeps_nothing_and_loses_nothing(root, ola, writer, content, monkeypatch, step, code):
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    real, failures = getattr(os, step), []

    def fail(*arguments, **options):
        if not failures or step != "mkdir":
            failures.append(arguments)
            raise OSError(code, os.strerror(code))
        return real(*arguments, **options)

    monkeypatch.setattr(os, step, fail)
    words = "failed|error" if code == errno.EIO else "no room"
    with pytest.raises(RepositoryError, match=words):
        Repository(root, user="ewa").keep("a", "b", ".csv", writer(b"y"))
    monkeypatch.undo()
    assert failures
    Repository(root, user="ala").keep("a", "c", ".csv", writer(b"z"))  # sweeps
    assert ola.files() == [kept]
    assert content(ola.open(kept.id)) == b"x"
    assert Repository(root, user="ewa").files() == []
    assert list((root / "parts").iterdir()) == []
    assert len(list(root.rglob("*.csv"))) == 2


@pytest.mark.spec("R1")
def test_no_room_for_the_index_keeps_nothing_and_loses_nothing(root, ola, writer, monkeypatch):
    kept = [ola.keep("a", "b", ".csv", writer(b"x")) for _ in range(3)]
    connect = sqlite3.connect

    def cramped(*arguments, **options):
        connection = connect(*arguments, **options)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", cramped)
    contents = (b"%d" % number for number in range(200))
    with pytest.raises(RepositoryError, match="no room"):
        kept.extend(ola.keep("a", "b" * 90, ".csv", writer(content)) for content in contents)
    monkeypatch.undo()
    assert {file.id for file in ola.files()} == {file.id for file in kept}
    assert list((root / "parts").iterdir()) == []
    for file in kept:
        ola.verify(file.id)


def test_a_busy_index_is_said_and_keeps_nothing(root, ola, writer, monkeypatch):
    ola.create_folder("a")
    monkeypatch.setattr("smwidgets.data.repository.index.WAIT_SECONDS", 0.05)
    with Index(root / "index.sqlite").writing(), pytest.raises(RepositoryError, match="try again"):
        ola.keep("a", "b", ".csv", writer(b"x"))
    assert ola.files() == []
    assert ola.keep("a", "b", ".csv", writer(b"x")).name == "b.csv"


@pytest.mark.spec("R1")
def test_what_the_user_reads_names_no_path(root, ola, writer, caplog):
    caplog.set_level(logging.DEBUG)
    root.write_text("theirs")
    with pytest.raises(RepositoryError) as refused:
        ola.keep("a", "b", ".csv", writer(b"x"))
    assert str(root) not in str(refused.value)
    assert str(root.parent) not in str(refused.value)

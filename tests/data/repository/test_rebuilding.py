"""A damaged or missing list of files: set aside with a message, a new one made, no file lost or shown to others."""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository import RECOVERED, Repository


def changed(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()


DAMAGE = {
    "not a database": lambda path: path.write_bytes(b"not a database at all" * 400),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:3000]),
    "overwritten": lambda path: path.write_bytes(path.read_bytes()[:1024] + os.urandom(len(path.read_bytes()) - 1024)),
    "zeros": lambda path: path.write_bytes(bytes(len(path.read_bytes()))),
    "another database": lambda path: (path.unlink(), sqlite3.connect(path).close(), path.touch()),
    "without a table": lambda path: changed(path, "DROP TABLE folders"),
    "without a column": lambda path: changed(path, "ALTER TABLE files RENAME COLUMN sha256 TO sha1"),
    "missing": lambda path: path.unlink(),
    "a directory": lambda path: (path.unlink(), path.mkdir()),
    "a link": lambda path: (path.rename(path.parent.parent / "moved.sqlite"), path.symlink_to("../moved.sqlite")),
}


@pytest.fixture
def kept(ola, ala, writer):
    ola.keep("Wizyty", "moje", ".csv", writer(b"ola's"))
    ola.keep("Wizyty", "nasze", ".xlsx", writer(b"shared"), access="shared")
    ala.keep("Wizyty", "moje", ".csv", writer(b"ala's"))


@pytest.mark.spec("R1", "R2")
@pytest.mark.parametrize("damage", DAMAGE)
def test_after_damage_every_file_is_found_again_by_those_who_may_see_it(root, kept, writer, content, caplog, damage):
    DAMAGE[damage](root / "index.sqlite")
    ola, ala, anonymous = (Repository(root, user=user) for user in ("ola", "ala", None))
    assert {content(ola.open(file.id)) for file in ola.files()} == {b"ola's", b"shared"}
    assert {content(ala.open(file.id)) for file in ala.files()} == {b"ala's", b"shared"}
    assert [content(anonymous.open(file.id)) for file in anonymous.files()] == [b"shared"]
    for file in (*ola.files(), *ala.files()):
        assert (file.folder, file.rows) == (RECOVERED, None)
        assert file.owner == (None if file.access == "shared" else "ola" if file in ola.files() else "ala")
        (ola if file in ola.files() else ala).verify(file.id)
        assert content((ola if file in ola.files() else ala).read(file.path))
    assert len(ola.set_aside()) == (damage != "missing")
    assert "listed again" in caplog.text
    assert ("was damaged" in caplog.text) == (damage != "missing")
    assert ola.keep("Wizyty", "moje", ".csv", writer(b"new")).name == "moje.csv"
    assert sorted(path.name for path in root.iterdir() if not path.name.startswith("index.damaged-")) == [
        *("index.lock", "index.sqlite", "parts", "private", "shared")
    ]


@pytest.mark.spec("R1")
def test_damage_that_comes_while_it_is_open_is_mended_at_the_next_call(root, ola, kept):
    assert len(ola.files()) == 2
    (root / "index.sqlite").write_bytes(b"not a database at all" * 400)
    with pytest.raises(RepositoryError, match="list of files is damaged"):
        ola.files()
    assert [file.folder for file in ola.files()] == [RECOVERED, RECOVERED]
    assert len(ola.set_aside()) == 1


@pytest.mark.spec("R1")
def test_an_index_lost_while_it_is_open_is_made_again(root, ola, kept):
    (root / "index.sqlite").unlink()
    assert [file.folder for file in ola.files()] == [RECOVERED, RECOVERED]


@pytest.mark.spec("R1")
def test_an_index_of_a_newer_version_is_neither_read_nor_replaced(root, ola, kept, writer):
    connection = sqlite3.connect(root / "index.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (root / "index.sqlite").read_bytes()
    again = Repository(root, user="ola")
    for attempt in (again.files, lambda: again.keep("a", "b", ".csv", writer(b""))):
        with pytest.raises(RepositoryError, match="newer version"):
            attempt()
    assert (root / "index.sqlite").read_bytes() == before


@pytest.mark.spec("R1")
def test_what_is_no_file_of_the_repository_is_not_recovered(root, ola, kept, tmp_path):
    (tmp_path / "secret.csv").write_text("secret")
    shared = root / "shared"
    (shared / "notes.txt").write_text("theirs")
    (shared / f"{'1' * 32}.csv").symlink_to(tmp_path / "secret.csv")
    os.link(tmp_path / "secret.csv", shared / f"{'2' * 32}.csv")
    (shared / f"{'3' * 32}.csv").mkdir()
    os.mkfifo(shared / f"{'4' * 32}.csv")
    (root / "private" / "ola").mkdir()
    (root / "private" / "ola" / f"{'5' * 32}.csv").write_text("theirs")
    (root / "index.sqlite").unlink()
    assert len(Repository(root, user="ola").files()) == 2


@pytest.mark.spec("R1")
def test_a_journal_of_a_killed_writer_is_played_back_and_is_no_damage(root, ola, kept, tmp_path):
    """The database is half written, its journal whole: what a power cut leaves."""
    before = (root / "index.sqlite").read_bytes()
    files = ola.files()
    connection = sqlite3.connect(root / "index.sqlite", isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE files SET sha256 = hex(randomblob(4000))")
    torn, journal = (root / "index.sqlite").read_bytes(), (root / "index.sqlite-journal").read_bytes()
    connection.close()
    assert torn != before
    shutil.copytree(root, tmp_path / "after")
    (tmp_path / "after" / "index.sqlite").write_bytes(torn)
    (tmp_path / "after" / "index.sqlite-journal").write_bytes(journal)
    after = Repository(tmp_path / "after", user="ola")
    assert after.files() == files
    assert after.set_aside() == []

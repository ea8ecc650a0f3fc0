"""Nothing outside the Repository's directory is touched, and a private file is read by nobody but its owner."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import sys
import unicodedata

import pytest

from smwidgets.core.errors import (
    AccessError,
    InvalidNameError,
    NotFoundError,
    RepositoryError,
    SmwidgetsError,
)
from smwidgets.core.text import say
from smwidgets.data.repository import VALID_NAMES, Repository

CANARY = b"nobody reads this"


@pytest.fixture
def root(tmp_path):
    """Return a root among canaries: above it, beside it, and beside it under a name that begins like its own."""
    root = tmp_path / "home" / "repository"
    for folder in (tmp_path, root.parent, root.parent / "repository-other", root.parent / "repository2"):
        folder.mkdir(exist_ok=True)
        (folder / "canary.csv").write_bytes(CANARY)
    return root


@pytest.fixture
def ola(root):
    return Repository(root, user="ola")


@pytest.fixture
def outside(root, tmp_path):
    """Tell whether everything outside the root is as it was."""

    def snapshot():
        found = {}
        for path in (tmp_path, *tmp_path.rglob("*")):
            if path == root or root in path.parents:
                continue
            status = path.lstat()
            content = path.read_bytes() if path.is_file() else b""
            # A directory's times change with the root itself.
            changed_at = status.st_mtime_ns if path != root.parent else 0
            found[str(path)] = (status.st_mode, status.st_ino, status.st_nlink * path.is_file(), changed_at, content)
        return found

    return snapshot


@pytest.fixture
def opened():
    """Record what is opened, in this process, below Python too (SQLite)."""
    events, recording = [], [True]

    def record(event, arguments):
        if recording[0] and event in {"open", "sqlite3.connect", "os.mkdir", "os.rename", "os.remove", "os.link"}:
            events.append((event, *map(str, arguments)))

    sys.addaudithook(record)  # stays as long as the process
    yield events
    recording[0] = False


def writer(content=b"x"):
    def write(file):
        file.write(content)
        return 1

    return write


def closed(file):
    with file:
        return file.read()


@pytest.mark.spec("R1", "R2")
def test_hostile_names_are_refused_everywhere_and_touch_nothing(root, ola, outside, opened, hostile_names):
    ola.keep("ok", "ok", ".csv", writer())
    names = [name for group in hostile_names.values() for name in group]
    names += [
        str(root.parent / "canary.csv"),
        str(root.parent / "repository2" / "canary.csv"),
        f"/{root}/../canary.csv",
    ]
    assert len(set(map(repr, names))) >= 600
    before, files = outside(), ola.files()
    inside = sorted(map(str, root.rglob("*")))
    rule = say(VALID_NAMES, "en")
    written = []
    opened.clear()
    for name in names:
        for attempt in (
            lambda name=name: ola.create_folder(name),
            lambda name=name: ola.remove_folder(name),
            lambda name=name: ola.keep(name, "ok", ".csv", written.append),
            lambda name=name: ola.keep("ok", name, ".csv", written.append),
            lambda name=name: ola.keep(name, name, ".csv", written.append, access="shared"),
            lambda name=name: ola.read(name),
            lambda name=name: ola.read(f"{name}/ok.csv" if isinstance(name, str) else name),
            lambda name=name: ola.read(f"ok/{name}.csv" if isinstance(name, str) else name),
        ):
            with pytest.raises(InvalidNameError) as refused:
                attempt()
            assert str(refused.value).endswith(rule)
            assert len(str(refused.value)) < 500
    assert written == []
    assert opened == [], "refused before the disk is asked"
    assert outside() == before
    assert sorted(map(str, root.rglob("*"))) == inside
    assert ola.files() == files
    assert ola.folders() == ["ok"]


@pytest.mark.spec("R1", "R2")
def test_hostile_names_are_no_ids_and_no_folders_with_files(root, ola, outside, hostile_names):
    ola.keep("ok", "ok", ".csv", writer())
    before = outside()
    for name in (name for group in hostile_names.values() for name in group):
        for ask in (ola.file, ola.open, ola.verify, ola.delete):
            with pytest.raises(NotFoundError):
                ask(name)
        if isinstance(name, str) and name.isprintable():
            assert ola.files(name) == []
    assert outside() == before
    assert len(ola.files()) == 1


@pytest.mark.spec("R1", "R2")
def test_users_with_hostile_names_have_a_place_inside_and_only_their_own(root, outside, hostile_names):
    users = [name for group in hostile_names.values() for name in group if isinstance(name, str) and name]
    users = [
        user for user in dict.fromkeys(users) if len(user) <= 1000 and user.encode(errors="replace").decode() == user
    ][::6]
    assert len(users) >= 100
    Repository(root, user="ola").create_folder("a")
    before = outside()
    kept = {user: Repository(root, user=user).keep("a", "b", ".csv", writer(user.encode())) for user in users}
    assert outside() == before
    for user, file in kept.items():
        repository = Repository(root, user=user)
        assert repository.files() == [file]
        assert closed(repository.read("a/b.csv")) == user.encode()
    directories = list((root / "private").iterdir())
    assert len(directories) == len(users)
    assert all(len(path.name) == 64 and int(path.name, 16) for path in directories)


@pytest.mark.spec("R1", "R2")
@pytest.mark.parametrize(
    "row",
    [
        {"id": "../../../canary", "suffix": ".csv"},
        {"id": "0" * 32, "suffix": "/../../../../canary.csv"},
        {"owner_digest": "..", "access": "shared", "id": "..", "suffix": "/canary.csv"},
        {"access": "shared", "suffix": "\0.csv"},
        {"access": "shared", "suffix": "/../../canary.csv"},
    ],
)
def test_an_index_that_was_tampered_with_leads_nowhere_else(root, ola, outside, row):
    kept = ola.keep("a", "b", ".csv", writer())
    before = outside()
    connection = sqlite3.connect(root / "index.sqlite")
    for column, value in row.items():
        connection.execute(f"UPDATE files SET {column} = ?", (value,))  # noqa: S608 - our own names
    connection.commit()
    connection.close()
    for attempt in (ola.open, ola.delete, ola.verify):
        with pytest.raises(RepositoryError):
            attempt(row.get("id", kept.id))
    with pytest.raises(RepositoryError):
        ola.read("a/b.csv")
    assert outside() == before


# --- links ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def planted(root, ola, tmp_path):
    """Return a kept file, its path, and a directory of somebody else that looks like what it stands for."""
    kept = ola.keep("a", "b", ".csv", writer(CANARY))
    (path,) = root.rglob("*.csv")
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    return kept, path, theirs


def refused(*attempts):
    for attempt in attempts:
        with pytest.raises(RepositoryError):
            attempt()


@pytest.mark.spec("R2")
def test_a_users_directory_replaced_by_a_link_is_refused(root, ola, planted, outside):
    kept, path, theirs = planted
    copy = theirs / path.name
    copy.write_bytes(CANARY)
    path.parent.rename(root / "private" / "moved")
    path.parent.symlink_to(theirs)
    before = outside()
    refused(
        lambda: ola.open(kept.id),
        lambda: ola.read(kept.path),
        lambda: ola.verify(kept.id),
        lambda: ola.keep("a", "c", ".csv", writer()),
        lambda: ola.delete(kept.id),
    )
    assert outside() == before
    assert copy.read_bytes() == CANARY


@pytest.mark.spec("R2")
@pytest.mark.parametrize("name", ["private", "shared", "parts"])
def test_a_directory_replaced_by_a_link_is_refused(root, ola, planted, outside, name):
    kept, path, theirs = planted
    ola.keep("a", "c", ".csv", writer(), access="shared")
    (theirs / path.parent.name).mkdir()
    (theirs / ("0" * 32)).write_bytes(CANARY)
    (root / name).rename(root.parent / f"{name}-moved")
    (root / name).symlink_to(theirs)
    before = outside()
    refused(
        lambda: Repository(root, user="ola").keep(
            "a", "d", ".csv", writer(), access="private" if name == "private" else "shared"
        )
    )
    if name == "private":
        refused(lambda: ola.open(kept.id))
    assert outside() == before


@pytest.mark.spec("R2")
def test_the_root_replaced_by_a_link_is_refused(root, ola, planted, outside):
    kept, _, _ = planted
    root.rename(root.parent / "moved")
    root.symlink_to(root.parent / "moved")
    before = outside()
    refused(
        ola.files,
        ola.folders,
        ola.sweep,
        lambda: ola.open(kept.id),
        lambda: ola.keep("a", "c", ".csv", writer()),
        lambda: ola.delete(kept.id),
        Repository(root, user="ola").files,
    )
    assert outside() == before


@pytest.mark.spec("R2")
def test_a_file_replaced_by_a_link_is_refused(root, ola, planted, outside):
    kept, path, theirs = planted
    secret = theirs / "secret.csv"
    secret.write_bytes(CANARY)  # of the same size and content: nothing else tells them apart
    for plant in (lambda: path.symlink_to(secret), lambda: os.link(secret, path), lambda: os.mkfifo(path), path.mkdir):
        path.unlink()
        plant()
        before = outside()
        refused(lambda: ola.open(kept.id), lambda: ola.read(kept.path), lambda: ola.verify(kept.id))
        assert outside() == before
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
            path.touch()


@pytest.mark.spec("R2")
def test_a_link_is_deleted_and_not_what_it_leads_to(root, ola, planted):
    kept, path, theirs = planted
    secret = theirs / "secret.csv"
    secret.write_bytes(CANARY)
    path.unlink()
    path.symlink_to(secret)
    ola.delete(kept.id)
    assert not os.path.lexists(path)
    assert secret.read_bytes() == CANARY


@pytest.mark.spec("R2")
def test_a_second_name_of_a_kept_file_stops_it_from_being_given_out(root, ola, planted):
    """Whoever made it could read, and change, what the owner reads."""
    kept, path, theirs = planted
    os.link(path, theirs / "copy.csv")
    refused(lambda: ola.open(kept.id))
    (theirs / "copy.csv").unlink()
    assert closed(ola.open(kept.id)) == CANARY


@pytest.mark.spec("R2")
@pytest.mark.parametrize("name", ["index.sqlite", "index.lock", "index.new"])
def test_links_in_place_of_the_index_are_not_written_through(root, ola, planted, outside, name):
    _, _, theirs = planted
    target = theirs / "target"
    target.write_bytes(CANARY)
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(target)
    if name != "index.sqlite":
        (root / "index.sqlite").unlink()
    before = outside()
    try:
        Repository(root, user="ola").keep("a", "c", ".csv", writer())
    except RepositoryError:
        assert name == "index.lock"
    assert outside() == before


# --- other users ----------------------------------------------------------------------------------------------------

OWNER = "Żaneta.Łoś@example.com"
OTHERS = [
    None,
    OWNER.lower(),
    OWNER.upper(),
    OWNER.swapcase(),
    unicodedata.normalize("NFD", OWNER),
    OWNER[:-1],
    OWNER[1:],
    OWNER.partition("@")[0],
    f"{OWNER}.pl",
    f"x{OWNER}",
    f" {OWNER}",
    f"{OWNER} ",
    f"{OWNER}\0",
    f"{OWNER}\n",
    f"{OWNER}\0x",
    f"{OWNER}\u200b",
    f"\ufeff{OWNER}",
    OWNER.replace("a", "а"),
    OWNER.replace("o", "ο"),
    OWNER.replace(".", "．"),
    OWNER.replace("@", "＠"),
    OWNER.replace("Ł", "L"),
    OWNER.encode("ascii", "ignore").decode(),
    OWNER.replace("@", "%40"),
    hashlib.sha256(OWNER.encode()).hexdigest(),
    f"../{hashlib.sha256(OWNER.encode()).hexdigest()}",
    "%",
    "_" * len(OWNER),
    "' OR '1'='1",
    "*",
    "root",
    "shared",
]


@pytest.mark.spec("R2")
def test_a_private_file_is_refused_to_every_other_user_in_every_way(root, outside, caplog):
    caplog.set_level(logging.DEBUG)
    owner = Repository(root, user=OWNER)
    secret_folder, secret_stem, secret = "Wynagrodzenia", "tajne", b"confidential content"
    kept = [owner.keep(secret_folder, f"{secret_stem} {number}", ".csv", writer(secret)) for number in range(7)]
    assert len(set(OTHERS)) == len(OTHERS)
    assert OWNER not in OTHERS
    before, tries = outside(), 0
    for name in OTHERS:
        other = Repository(root, user=name)
        if name is not None:
            other.keep("Własne", "plik", ".csv", writer(b"theirs"))
        for file in kept:
            for ask, asked, error in (
                (other.file, file.id, AccessError),
                (other.open, file.id, AccessError),
                (other.verify, file.id, AccessError),
                (other.delete, file.id, AccessError),
                (other.read, file.path, NotFoundError),
            ):
                caplog.clear()
                with pytest.raises(error) as refusal:
                    ask(asked)
                tries += 1
                (record,) = caplog.records
                assert record.levelno == logging.WARNING
                assert repr(name) in record.getMessage()
                assert file.id in record.getMessage()
                for text in (record.getMessage(), str(refusal.value)):
                    assert not any(word in text for word in (secret_folder, secret_stem, secret.decode(), str(root)))
        for listed in (other.files(), other.files(secret_folder)):
            assert {file.owner for file in listed} <= {name}
            tries += 1
        assert secret_folder not in other.folders()
        tries += 1
    assert tries >= 1000
    assert outside() == before
    assert {file.id for file in owner.files()} == {file.id for file in kept}
    assert {closed(owner.open(file.id)) for file in kept} == {secret}


@pytest.mark.spec("R2")
def test_access_is_checked_at_each_read_and_not_remembered(root, ola):
    kept = ola.keep("a", "b", ".csv", writer(), access="shared")
    ala = Repository(root, user="ala")
    assert closed(ala.open(kept.id)) == b"x"
    ola.delete(kept.id)
    for ask in (ala.open, ala.file, ala.verify):
        with pytest.raises(NotFoundError):
            ask(kept.id)


@pytest.mark.spec("R2")
def test_the_folder_a_user_made_is_not_shown_to_others(root, ola):
    ola.create_folder("Tajny projekt")
    for name in OTHERS:
        assert Repository(root, user=name).folders() == []
    with pytest.raises(SmwidgetsError):
        Repository(root, user="ala").remove_folder("Tajny projekt")
    assert ola.folders() == ["Tajny projekt"]


@pytest.mark.spec("R2")
def test_a_users_name_cannot_write_lines_of_the_log(root, ola, caplog):
    kept = ola.keep("a", "b", ".csv", writer())
    with pytest.raises(AccessError):
        Repository(root, user="x\nERROR forged\x1b[31m").open(kept.id)
    assert "\n" not in caplog.records[-1].getMessage()
    assert "\x1b" not in caplog.records[-1].getMessage()

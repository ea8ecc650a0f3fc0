from __future__ import annotations

import doctest
import hashlib
import io
from datetime import UTC, datetime

import pytest

from smwidgets.core.errors import (
    AccessError,
    ConfigurationError,
    InvalidNameError,
    NotFoundError,
    RepositoryError,
    UnknownNameError,
)
from smwidgets.data.repository import Repository, repository


@pytest.mark.spec("R1")
def test_a_kept_file_is_listed_with_all_that_is_known_of_it(ola, writer):
    before = datetime.now(UTC)
    kept = ola.keep("Wizyty", "styczeń", ".csv", writer("zażółć".encode(), rows=7))
    assert ola.files() == ola.files("Wizyty") == [kept] == [ola.file(kept.id)]
    assert (kept.folder, kept.name, kept.path) == ("Wizyty", "styczeń.csv", "Wizyty/styczeń.csv")
    assert (kept.owner, kept.access, kept.rows) == ("ola", "private", 7)
    assert before <= kept.kept_at <= datetime.now(UTC)
    assert kept.kept_at.tzinfo is UTC
    assert kept.size_bytes == len("zażółć".encode())
    assert kept.sha256 == hashlib.sha256("zażółć".encode()).hexdigest()
    with ola.open(kept.id) as by_id, ola.read(kept.path) as by_path:
        assert by_id.read() == by_path.read() == "zażółć".encode()
    ola.verify(kept.id)


@pytest.mark.spec("R1")
def test_the_newest_file_comes_first(ola, writer):
    kept = [ola.keep(folder, "raport", ".csv", writer(b"x")).id for folder in ("a", "b", "a", "c")]
    assert [file.id for file in ola.files()] == kept[::-1]
    assert [file.id for file in ola.files("a")] == [kept[2], kept[0]]


@pytest.mark.spec("R1")
def test_a_taken_name_gets_the_next_number_and_nothing_is_overwritten(ola, writer, content):
    kept = [ola.keep("Wizyty", "raport", ".csv", writer(b"%d" % number)) for number in range(4)]
    assert [file.name for file in kept] == ["raport.csv", "raport-2.csv", "raport-3.csv", "raport-4.csv"]
    assert [content(ola.open(file.id)) for file in kept] == [b"0", b"1", b"2", b"3"]
    assert ola.keep("Wizyty", "raport", ".xlsx", writer(b"")).name == "raport.xlsx"
    ola.delete(kept[1].id)
    assert ola.keep("Wizyty", "raport", ".csv", writer(b"")).name == "raport-2.csv"
    longest = [ola.keep("Wizyty", "x" * 100, ".csv", writer(b"")).name for _ in range(3)]
    assert len(set(longest)) == 3


@pytest.mark.spec("R1")
def test_folders_are_those_with_files_the_user_sees_and_those_the_user_made(ola, ala, anonymous, writer):
    assert ola.create_folder("Puste") == ola.create_folder("Puste") == "Puste"
    ola.keep("Wizyty", "moje", ".csv", writer(b""))
    shared = ola.keep("Wspólne", "nasze", ".csv", writer(b""), access="shared")
    assert ola.folders() == ["Puste", "Wizyty", "Wspólne"]
    assert ala.folders() == anonymous.folders() == ["Wspólne"]
    ola.remove_folder("Puste")
    ola.delete(shared.id)
    assert ola.folders() == ["Wizyty"]
    assert ala.folders() == []
    with pytest.raises(NotFoundError):
        ola.remove_folder("Wizyty")


@pytest.mark.spec("R1")
def test_a_folder_removed_with_files_in_it_keeps_them(ola, writer):
    ola.create_folder("Wizyty")
    kept = ola.keep("Wizyty", "raport", ".csv", writer(b""))
    ola.remove_folder("Wizyty")
    assert ola.folders() == ["Wizyty"]
    assert ola.files() == [kept]


@pytest.mark.spec("R1", "R2")
def test_a_shared_file_is_read_by_all_and_deleted_by_its_owner(ola, ala, anonymous, writer, content):
    kept = ola.keep("Wspólne", "raport", ".csv", writer(b"ours"), access="shared")
    for other in (ala, anonymous):
        assert other.files() == [kept]
        assert content(other.open(kept.id)) == content(other.read(kept.path)) == b"ours"
        with pytest.raises(AccessError):
            other.delete(kept.id)
    assert ola.files() == [kept]
    ola.delete(kept.id)
    assert ala.files() == []
    with pytest.raises(NotFoundError):
        ala.open(kept.id)


@pytest.mark.spec("R2")
def test_anonymous_users_keep_delete_and_make_nothing(root, anonymous, writer, caplog):
    with pytest.raises(AccessError):
        anonymous.keep("a", "b", ".csv", writer(b""))
    with pytest.raises(AccessError):
        anonymous.keep("a", "b", ".csv", writer(b""), access="shared")
    with pytest.raises(AccessError):
        anonymous.create_folder("a")
    with pytest.raises(AccessError):
        anonymous.remove_folder("a")
    with pytest.raises(AccessError):
        anonymous.delete("0" * 32)
    assert len(caplog.records) == 5
    assert not root.exists()


@pytest.mark.spec("R1")
def test_nothing_is_created_by_looking(root, ola, anonymous):
    for user in (ola, anonymous):
        assert user.files() == user.folders() == user.set_aside() == []
        assert user.sweep() == 0
        with pytest.raises(NotFoundError):
            user.read("a/b.csv")
        with pytest.raises(NotFoundError):
            user.open("0" * 32)
    assert not root.exists()


@pytest.mark.spec("R1")
def test_the_path_of_a_private_file_tells_nothing_to_others(ola, ala, writer, content):
    """A taken name would tell that the file is there."""
    ola.keep("Wizyty", "raport", ".csv", writer(b"ola"))
    hers = ala.keep("Wizyty", "raport", ".csv", writer(b"ala"))
    assert hers.name == "raport.csv"
    assert content(ala.read("Wizyty/raport.csv")) == b"ala"
    assert content(ola.read("Wizyty/raport.csv")) == b"ola"


@pytest.mark.spec("R2")
def test_a_shared_file_of_the_same_path_never_stands_for_the_users_own(ola, ala, writer, content):
    ola.keep("Wizyty", "raport", ".csv", writer(b"ola"))
    planted = ala.keep("Wizyty", "raport", ".csv", writer(b"planted"), access="shared")
    assert planted.name == "raport.csv"
    assert content(ola.read("Wizyty/raport.csv")) == b"ola"
    assert len(ola.files("Wizyty")) == 2
    second = Repository(ola.root, user="ewa").keep("Wizyty", "raport", ".csv", writer(b""), access="shared")
    assert second.name == "raport-2.csv"


@pytest.mark.spec("R1")
@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_the_writer_raises_goes_through_and_leaves_nothing(root, ola, writer, error):
    kept = ola.keep("a", "b", ".csv", writer(b"x"))

    def fail(file):
        file.write(b"half of it" * 100_000)
        raise error

    with pytest.raises(type(error)) as raised:
        ola.keep("a", "c", ".csv", fail)
    assert raised.value is error
    assert ola.files() == [kept]
    assert list((root / "parts").iterdir()) == []


@pytest.mark.parametrize("rows", [None, "7", 2.5])
def test_a_writer_that_returns_no_number_of_rows_keeps_nothing(root, ola, rows):
    with pytest.raises(TypeError):
        ola.keep("a", "b", ".csv", lambda _: rows)
    assert ola.files() == []
    assert list((root / "parts").iterdir()) == []


@pytest.mark.parametrize("closing", [True, False])
def test_a_writer_may_seek_and_close(ola, closing, content):
    def write(file):
        file.write(b"....b")
        file.seek(0)
        file.write(b"aaaa")
        if closing:
            file.close()
        return 1

    kept = ola.keep("a", "b", ".xlsx", write)
    assert content(ola.open(kept.id)) == b"aaaab"


def test_a_writer_may_wrap_its_file(ola, content):
    def write(file):
        with io.TextIOWrapper(file, "utf-8") as text:
            text.write("ż")
        return 1

    assert content(ola.open(ola.keep("a", "b", ".csv", write).id)) == "ż".encode()


def test_a_file_is_opened_for_reading_only(ola, writer):
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    with ola.open(kept.id) as file:
        assert file.seekable()
        with pytest.raises(io.UnsupportedOperation):
            file.write(b"y")


@pytest.mark.spec("R1")
def test_wrong_arguments_are_refused_before_anything_is_written(root, ola, writer):
    with pytest.raises(UnknownNameError, match="did you mean 'shared'"):
        ola.keep("a", "b", ".csv", writer(b""), access="share")
    with pytest.raises(InvalidNameError):
        ola.keep("a/b", "c", ".csv", writer(b""))
    with pytest.raises(ConfigurationError):
        ola.keep("a", "b", "/../c", writer(b""))
    assert not root.exists()


@pytest.mark.parametrize("user", ["", 7, b"ola", "\ud800", "x" * 1001])
def test_a_user_that_is_none_is_refused(root, user):
    with pytest.raises(ConfigurationError):
        Repository(root, user=user)


@pytest.mark.spec("R1")
def test_what_is_not_an_id_is_no_file(ola, writer):
    ola.keep("a", "b", ".csv", writer(b""))
    for wrong in ("", "b.csv", "a/b.csv", "../index.sqlite", "0" * 32, "%", "' OR 1=1 --", None, 7):
        for ask in (ola.file, ola.open, ola.verify, ola.delete):
            with pytest.raises(NotFoundError):
                ask(wrong)


@pytest.mark.spec("R1")
def test_a_file_that_changed_on_the_disk_is_not_given_out_as_what_was_kept(root, ola, writer):
    kept = ola.keep("a", "b", ".csv", writer(b"content"))
    (path,) = (root / "private").rglob("*.csv")
    path.write_bytes(b"CONTENT")
    with pytest.raises(RepositoryError, match="not what was kept"):
        ola.verify(kept.id)
    path.write_bytes(b"conte")
    with pytest.raises(RepositoryError, match="not what was kept"):
        ola.open(kept.id)
    path.unlink()
    with pytest.raises(RepositoryError, match="missing"):
        ola.open(kept.id)
    assert ola.files() == [kept]
    ola.delete(kept.id)
    assert ola.files() == []


def test_the_examples_in_the_docstring_are_true():
    assert doctest.testmod(repository).failed == 0

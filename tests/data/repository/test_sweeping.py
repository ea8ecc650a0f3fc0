"""Leftovers of killed processes; tests/faults kills real ones."""

from __future__ import annotations

import fcntl

import pytest

from smwidgets.data.repository import Repository
from smwidgets.data.repository.index import Index
from smwidgets.data.repository.storage import Storage


@pytest.mark.spec("R1")
def test_a_part_of_a_writer_that_lives_is_left_to_it(root, ola, writer):
    def write(file):
        file.write(b"half")
        file.flush()
        other = Repository(root, user="ala")
        assert other.sweep() == 0
        other.keep("a", "b", ".csv", writer(b"theirs"))
        assert len(list((root / "parts").iterdir())) == 1
        file.write(b"whole")
        return 1

    kept = ola.keep("a", "b", ".csv", write)
    ola.verify(kept.id)
    assert kept.size_bytes == 9


@pytest.mark.spec("R1")
def test_a_part_without_a_writer_is_removed_before_the_next_writing(root, ola, writer):
    ola.create_folder("a")
    parts = root / "parts"
    parts.mkdir()
    for number in range(3):
        (parts / f"{number:032x}").write_bytes(b"half")
    assert ola.sweep() == 3
    (parts / f"{7:032x}").write_bytes(b"half")
    Repository(root, user="ala").keep("a", "b", ".csv", writer(b"x"))
    assert list(parts.iterdir()) == []


@pytest.mark.spec("R1")
@pytest.mark.parametrize("step", ["arrive", "move", "settle"])
def test_a_writer_that_died_on_the_way_is_undone(root, ola, writer, monkeypatch, step):
    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    for name in ("forget", "state"):  # a killed process cleans nothing up
        monkeypatch.setattr(Index, name, die)
    monkeypatch.setattr(Storage, "remove", die)
    monkeypatch.setattr(Storage if step == "move" else Index, step, die)
    with pytest.raises(Killed):
        ola.keep("a", "c", ".csv", writer(b"y"))
    monkeypatch.undo()
    assert ola.files() == [kept]
    assert ola.sweep() == 1
    assert ola.files() == [kept]
    assert len([path for path in root.rglob("*") if path.is_file()]) == 3
    assert ola.keep("a", "c", ".csv", writer(b"y")).name == "c.csv"


@pytest.mark.spec("R1")
def test_a_deletion_that_was_interrupted_is_finished(root, ola, writer, monkeypatch):
    kept = [ola.keep("a", "b", ".csv", writer(b"x")) for _ in range(2)]
    monkeypatch.setattr(Storage, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        ola.delete(kept[0].id)
    monkeypatch.undo()
    assert ola.files() == [kept[1]]
    assert ola.sweep() == 1
    assert ola.sweep() == 0
    assert len(list((root / "private").rglob("*.csv"))) == 1


@pytest.mark.spec("R1")
def test_a_file_that_arrives_while_somebody_sweeps_stays(root, ola, writer, monkeypatch):
    """The sweep read the list when the file was on its way, and looks at it when it is there."""
    late = []
    unfinished = Index.unfinished

    def slow(index):
        rows = unfinished(index)
        if rows and not late:
            late.append(rows)
            finish()
        return rows

    settle = Index.settle

    def pause(index, file_id):
        nonlocal finish
        finish = lambda: settle(index, file_id)  # noqa: E731
        monkeypatch.setattr(Index, "unfinished", slow)
        # The lock is taken away too, as when the writer is done before the sweep asks for it.
        monkeypatch.setattr(fcntl, "flock", lambda *_: None)
        assert Repository(root, user="ala").sweep() == 0
        monkeypatch.undo()

    finish = None
    monkeypatch.setattr(Index, "settle", pause)
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    assert late
    assert ola.files() == [kept]
    ola.verify(kept.id)


@pytest.mark.spec("R1")
def test_what_is_not_ours_is_not_swept(root, ola, writer):
    ola.keep("a", "b", ".csv", writer(b"x"))
    (root / "shared").mkdir()
    unlisted = root / "shared" / f"{'0' * 32}.csv"
    unlisted.write_text("put here by hand")
    (root / "parts" / "link").symlink_to(unlisted)
    assert ola.sweep() == 0
    assert unlisted.read_text() == "put here by hand"


@pytest.mark.spec("R1")
def test_a_part_swept_before_its_writer_locked_it_is_made_again(root, ola, writer, monkeypatch):
    ola.create_folder("a")
    real, swept = fcntl.flock, []

    def late(descriptor, operation):
        found = list((root / "parts").iterdir())
        if found and not swept:
            swept.extend(found)
            found[0].unlink()
        real(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    kept = ola.keep("a", "b", ".csv", writer(b"x"))
    assert [path.name for path in swept] != [kept.id]
    ola.verify(kept.id)

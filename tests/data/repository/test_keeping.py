"""The last step of keeping a file fails: nothing is left, and nothing that was listed is taken away."""

from __future__ import annotations

import sqlite3

import pytest

from smwidgets.core.errors import RepositoryError
from smwidgets.data.repository.index import Index


@pytest.mark.spec("R1")
@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk I/O error"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_listed_is_removed_from_its_place(root, ola, writer, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(Index, "settle", fail)
    with pytest.raises((RepositoryError, KeyboardInterrupt)):
        ola.keep("a", "b", ".csv", writer(b"x"))
    monkeypatch.undo()
    assert list(root.rglob("*.csv")) == []
    assert ola.files() == []
    assert ola.sweep() == 0
    assert ola.keep("a", "b", ".csv", writer(b"x")).name == "b.csv"


@pytest.mark.spec("R1")
def test_a_file_that_was_listed_before_the_error_came_stays(ola, writer, monkeypatch):
    settle = Index.settle

    def interrupted(*arguments):
        settle(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(Index, "settle", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ola.keep("a", "b", ".csv", writer(b"x"))
    monkeypatch.undo()
    (kept,) = ola.files()
    ola.verify(kept.id)


@pytest.mark.spec("R1")
def test_what_cannot_be_undone_at_once_is_undone_by_the_sweep(root, ola, writer, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("database or disk is full")

    for step in ("settle", "forget"):
        monkeypatch.setattr(Index, step, fail)
    with pytest.raises(RepositoryError):
        ola.keep("a", "b", ".csv", writer(b"x"))
    monkeypatch.undo()
    assert ola.files() == []
    assert ola.sweep() == 1
    assert list(root.rglob("*.csv")) == []

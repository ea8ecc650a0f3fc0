from __future__ import annotations

import pytest

from smwidgets.core.errors import StoreError
from smwidgets.data.replacing import replacement


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")
    with replacement(path) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a"
    path.write_text("old")

    def fail():
        with replacement(path) as beside:
            beside.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_what_a_killed_one_left_is_swept_and_nothing_else(tmp_path):
    (tmp_path / ".a.new-0123").write_text("half")
    (tmp_path / ".a.new-0123-spill").mkdir()
    (tmp_path / ".a.new-0123-spill" / "block").write_text("half")
    (tmp_path / ".ab.new-0123").write_text("of another file")
    with replacement(tmp_path / "a") as beside:
        beside.write_text("new")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".ab.new-0123", "a"]


def test_one_at_a_time(tmp_path):
    path = tmp_path / "a"
    with replacement(path) as beside:
        beside.write_text("first")
        with pytest.raises(StoreError, match="another import is writing it"), replacement(path):
            pass
        assert beside.exists()
    assert path.read_text() == "first"


def test_a_folder_that_cannot_be_written(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"), replacement(tmp_path / "nowhere" / "a"):
        pass

from __future__ import annotations

import io
import logging

import pytest
from ipywidgets import VBox

from smwidgets.parts import Download, Part
from smwidgets.parts.download import CHUNK_BYTES

DATA = bytes(range(256)) * (CHUNK_BYTES // 128) + b"end"


class Frame(Part, VBox):
    """A part of other parts."""


class Watched(io.BytesIO):
    """A file that tells how much of it was asked for at once."""

    def __init__(self, data):
        super().__init__(data)
        self.asked = []

    def read(self, size=-1):
        self.asked.append(size)
        return super().read(size)


@pytest.fixture
def download():
    made = Download()
    made.sent = []
    made.send = lambda content, buffers=None: made.sent.append((content, buffers))
    return made


def send(widget, content):
    widget._handle_custom_msg(content, [])


def pull(download):
    """Do as the page does: pull piece by piece, then say that it is done."""
    offer, start = dict(download.offer), len(download.sent)
    for index in range(offer["chunks"]):
        send(download, {"kind": "pull", "id": offer["id"], "index": index})
    send(download, {"kind": "done", "id": offer["id"]})
    return b"".join(bytes(buffers[0]) for _, buffers in download.sent[start:])


@pytest.mark.spec("I4")
def test_bytes_are_pulled_piece_by_piece_and_let_go(download):
    download.save("../a\\b.csv", DATA, "text/csv")
    assert (download.offer["name"], download.offer["mime"]) == (".._a_b.csv", "text/csv")
    number = download.offer["id"]
    for index in (0, 1, 2, 3, -1, "0", None, True):
        send(download, {"kind": "pull", "id": number, "index": index})
    send(download, {"kind": "pull", "id": number + 1, "index": 0})
    assert [content["index"] for content, _ in download.sent] == [0, 1, 2]
    assert b"".join(bytes(buffers[0]) for _, buffers in download.sent) == DATA
    send(download, {"kind": "done", "id": number})
    assert download.offer == {}


@pytest.mark.spec("I4")
def test_a_file_is_read_a_piece_at_a_time_and_closed_when_done(download):
    file = Watched(DATA)
    file.seek(100)
    download.save("a.xlsx", file)
    assert file.asked == []
    assert pull(download) == DATA
    assert file.asked == [CHUNK_BYTES] * 3
    assert file.closed
    assert download.offer == {}


def test_a_real_file_and_an_empty_one(download, tmp_path):
    for data in (DATA, b""):
        path = tmp_path / f"{len(data)}.csv"
        path.write_bytes(data)
        file = path.open("rb")
        download.save(path.name, file)
        assert pull(download) == data
        assert file.closed


def test_a_file_that_another_replaces_is_closed_and_its_late_pulls_are_ignored(download):
    first, second = io.BytesIO(DATA), io.BytesIO(b"second")
    download.save("1", first)
    number = download.offer["id"]
    download.save("2", second)
    assert (first.closed, second.closed) == (True, False)
    send(download, {"kind": "pull", "id": number, "index": 0})
    send(download, {"kind": "done", "id": number})
    assert download.sent == []
    assert pull(download) == b"second"


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_file_is_closed_with_the_part_or_what_holds_it(wrapped):
    download, file = Download(), io.BytesIO(DATA)
    download.save("1", file)
    (Frame([VBox([download])]) if wrapped else download).close()
    assert file.closed
    download.close()


def test_a_file_that_became_shorter_is_given_up(download, caplog):
    file = io.BytesIO(DATA)
    download.save("1", file)
    file.truncate(CHUNK_BYTES)
    offer = dict(download.offer)
    with caplog.at_level(logging.ERROR):
        for index in range(3):
            send(download, {"kind": "pull", "id": offer["id"], "index": index})
    assert [content["index"] for content, _ in download.sent] == [0]
    assert "given up" in caplog.text
    assert file.closed
    assert download.offer == {}

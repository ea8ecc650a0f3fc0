"""Giving the reader a file."""

from __future__ import annotations

import io
import logging
import os
from itertools import count
from typing import Any, BinaryIO

from anywidget import AnyWidget
from traitlets import Dict, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

_log = logging.getLogger(__name__)

CHUNK_BYTES = 2 * 2**20
"""Of one message: the page asks for the next when it has the one before, so that no server's limit is reached."""


class Download(Part, AnyWidget):
    """A file from the kernel that the browser saves; takes no room on the page, and need not be on it.

    The page pulls it piece by piece, and no more than a piece is read at a time. One file at a time: a second one takes
    the place of a first that is under way.
    """

    _unasked = True
    _esm: Any = Unicode(asset("js/download.js")).tag(sync=True)

    offer: Any = Dict().tag(sync=True)
    """What waits to be pulled: ``id``, ``name``, ``mime``, ``chunks``; empty when nothing does."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._file: BinaryIO | None = None
        self._size = 0
        super().__init__()
        self.on_msg(self._receive)

    def save(self, name: str, data: bytes | BinaryIO, mime: str = "application/octet-stream") -> None:
        """Have the browser save a file; ``send`` is taken, ipywidgets sends messages with it.

        Parameters
        ----------
        name
            Of the file, without a folder.
        data
            Its content, or a file that can be sought in. That file is the part's from now on: it is closed when the
            browser has it all, when another takes its place, and with the part.
        mime
            Its media type, such as ``text/csv``.
        """
        self._release()
        self._file = io.BytesIO(data) if isinstance(data, (bytes, bytearray, memoryview)) else data
        self._size = self._file.seek(0, os.SEEK_END)
        self.offer = {
            "id": next(self._ids),
            "name": plain(name, 200).replace("/", "_").replace("\\", "_"),
            "mime": mime,
            "chunks": -(-self._size // CHUNK_BYTES),
        }

    def _release(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or not self.offer or content.get("id") != self.offer["id"]:
            return
        index = content.get("index")
        if content.get("kind") == "done":
            self._withdraw()
        elif content.get("kind") == "pull" and type(index) is int and 0 <= index < self.offer["chunks"]:
            self._give(index)

    def _give(self, index: int) -> None:
        try:
            piece = self._read(index * CHUNK_BYTES)
        except OSError:
            _log.exception("a file could not be read to its end; the download is given up")
            self._withdraw()
            return
        self.send({"kind": "chunk", "id": self.offer["id"], "index": index}, buffers=[piece])

    def _read(self, start: int) -> bytes:
        assert self._file is not None
        self._file.seek(start)
        piece = self._file.read(CHUNK_BYTES)
        if len(piece) != min(CHUNK_BYTES, self._size - start):
            raise OSError(f"{self._size} bytes were announced, the file ends before {start + CHUNK_BYTES}")
        return piece

    def _withdraw(self) -> None:
        self._release()
        self.offer = {}

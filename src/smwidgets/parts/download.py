"""Giving the reader a file."""

from __future__ import annotations

from itertools import count
from typing import Any

from anywidget import AnyWidget
from traitlets import Dict, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

CHUNK_BYTES = 2 * 2**20
"""Of one message: the page asks for the next when it has the one before, so that no server's limit is reached."""


class Download(Part, AnyWidget):
    """Bytes from the kernel that the browser saves as a file; takes no room on the page, and need not be on it.

    The page pulls the file piece by piece. One file at a time: a second one takes the place of a first that is under
    way.
    """

    _esm: Any = Unicode(asset("js/download.js")).tag(sync=True)

    offer: Any = Dict().tag(sync=True)
    """What waits to be pulled: ``id``, ``name``, ``mime``, ``chunks``; empty when nothing does."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._data = memoryview(b"")
        super().__init__()
        self.on_msg(self._receive)

    def save(self, name: str, data: bytes, mime: str = "application/octet-stream") -> None:
        """Have the browser save a file; ``send`` is taken, ipywidgets sends messages with it.

        Parameters
        ----------
        name
            Of the file, without a folder.
        data
            Its content.
        mime
            Its media type, such as ``text/csv``.
        """
        self._data = memoryview(data)
        self.offer = {
            "id": next(self._ids),
            "name": plain(name, 200).replace("/", "_").replace("\\", "_"),
            "mime": mime,
            "chunks": -(-len(data) // CHUNK_BYTES),
        }

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or not self.offer or content.get("id") != self.offer["id"]:
            return
        index = content.get("index")
        if content.get("kind") == "done":
            self._data, self.offer = memoryview(b""), {}
        elif content.get("kind") == "pull" and isinstance(index, int) and 0 <= index < self.offer["chunks"]:
            piece = self._data[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
            self.send({"kind": "chunk", "id": self.offer["id"], "index": index}, buffers=[piece])

"""Turning the pages of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Bool, Dict, Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DIRECTIONS = ("newer", "older")


class Pager(Part, AnyWidget):
    """Two buttons, newer and older, and a note between them. A list of a single page shows the note only."""

    _esm: Any = Unicode(asset("js/pager.js")).tag(sync=True)

    newer: Any = Bool(default_value=False).tag(sync=True)
    """Whether there is a newer page."""

    older: Any = Bool(default_value=False).tag(sync=True)
    """Whether there is an older page."""

    note: Any = Unicode().tag(sync=True)
    """What stands between the buttons."""

    texts: Any = Dict().tag(sync=True)
    """Labels: ``newer``, ``older``, and ``title`` for screen readers."""

    def __init__(self) -> None:
        self._on_turn = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(self, *, newer: bool, older: bool, texts: Mapping[str, str], note: str = "") -> None:
        """Say which pages there are.

        Parameters
        ----------
        newer, older
            Whether a page follows in that direction; else its button is greyed.
        texts
            Labels of the buttons, ``newer`` and ``older``, and optionally ``title`` for screen readers.
        note
            Such as which rows these are.
        """
        with self.hold_sync():
            self.newer, self.older, self.note = newer, older, plain(note, 200)
            self.texts = {name: plain(text, 80) for name, text in texts.items()}

    def on_turn(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with ``"newer"`` or ``"older"`` when that page is asked for and there is one."""
        self._on_turn.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        direction = content.get("direction") if isinstance(content, dict) else None
        if direction in DIRECTIONS and getattr(self, direction):
            self._on_turn(direction)

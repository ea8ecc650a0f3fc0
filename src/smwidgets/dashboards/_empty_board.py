"""What stands on a dashboard without widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from smwidgets.parts import ActionButton, Html, markup
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable


class EmptyBoard(Part, VBox):
    """A line that says so, and a button for the first widget; not there while there are widgets."""

    def __init__(self) -> None:
        self._text, self._add = Html(), ActionButton()
        super().__init__(children=(self._text, self._add))
        self.add_class("smw-board-empty")
        self.hide()

    def say(self, text: str, add: str = "") -> None:
        """Say it; without ``add`` there is no button."""
        self._text.value = markup("<p>{text}</p>", text=text)
        self._add.label, self._add.layout.display = add, None if add else "none"
        self.layout.display = None

    def hide(self) -> None:
        """Take the line away."""
        self.layout.display = "none"

    def on_add(self, callback: Callable[[], None]) -> None:
        """Call back when somebody wants to add a widget."""
        self._add.on_click(lambda _: callback())

"""News for the reader, until they are taken away."""

from __future__ import annotations

from ipywidgets import Box

from smwidgets.parts._html import Html, markup
from smwidgets.parts._part import Part
from smwidgets.parts.action import ActionButton


class NoticeBar(Part, Box):
    """A line with a message and a button that takes it away; not there without one."""

    def __init__(self) -> None:
        self._text, self._dismiss = Html(), ActionButton()
        super().__init__(children=(self._text, self._dismiss))
        self.add_class("smw-notice")
        self._dismiss.on_click(lambda _: self.say("", ""))
        self.say("", "")

    @property
    def text(self) -> str:
        """What is said."""
        return self._said

    def say(self, text: str, dismiss: str) -> None:
        """Say something; an empty text takes the line away.

        Parameters
        ----------
        text
            The message.
        dismiss
            What the button says.
        """
        self._said = text
        self._text.value = markup('<span role="status">{text}</span>', text=text)
        self._dismiss.label = dismiss
        self.layout.display = None if text else "none"

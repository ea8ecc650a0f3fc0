"""A question with its answers, in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box

from smwidgets.parts._html import Html, join, markup
from smwidgets.parts._part import Part
from smwidgets.parts.action import ActionButton
from smwidgets.parts.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import DOMWidget


_SUBJECT = '<p class="smw-question-text"><strong>{text}</strong></p>'
_TEXT = '<p class="smw-question-text">{text}</p>'


class Answers(Part, Box):
    """Buttons side by side, under one another where there is no room."""


class Question(Part, Box):
    """A narrow dialog with a text, fields perhaps, and a button for each answer; stands on the page and takes no room.

    Escape and the close button are no answer, and an answer counts only while its question stands: whatever a page
    sends later does nothing.
    """

    def __init__(self) -> None:
        self._dialog, self._text = Dialog("narrow"), Html()
        self._answers, self._asked = Answers(), 0
        self._dialog.on_close(self._forget)
        self._answers.add_class("smw-answers")
        self._dialog.hold(self._text, self._answers)
        super().__init__(children=(self._dialog,))
        self.add_class("smw-question")

    def ask(
        self,
        title: str,
        text: str,
        answers: Sequence[tuple[str, Callable[[], bool | None]]],
        *,
        subject: str = "",
        fields: Sequence[DOMWidget] = (),
        danger: int | None = None,
        close: str = "",
    ) -> None:
        """Open the window.

        Parameters
        ----------
        title, text
            What is asked; the text may be empty.
        answers
            Label of each button and what it does; the first one stands out, unless it is dangerous. The window closes
            after it, unless it returns False or asks something else.
        subject
            What it is about, over the text: a name.
        fields
            Between text and buttons.
        danger
            Place of the answer that destroys something, and looks like it.
        close
            What the close button says.
        """
        self._asked += 1
        told = [markup(template, text=line) for template, line in ((_SUBJECT, subject), (_TEXT, text)) if line]
        self._text.value = join(told)
        old = self._answers.children
        self._answers.children = tuple(self._button(label, act) for label, act in answers)
        for button in old:
            button.close()
        if danger != 0:
            self._answers.children[0].add_class("smw-primary")
        if danger is not None:
            self._answers.children[danger].add_class("smw-danger")
        self._dialog.title(title, close)
        self._dialog.place((self._text, *fields, self._answers))
        self._dialog.open_dialog()

    def press(self, place: int) -> None:
        """Give an answer, as if its button had been pressed."""
        self._answers.children[place].click()

    @property
    def opened(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self._dialog.opened)

    def _button(self, label: str, act: Callable[[], bool | None]) -> ActionButton:
        button, asked = ActionButton(label), self._asked

        def answer(_: object) -> None:
            if asked == self._asked and act() is not False and asked == self._asked:
                self._dialog.close_dialog()

        button.on_click(answer)
        return button

    def _forget(self) -> None:
        self._asked += 1

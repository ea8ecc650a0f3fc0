"""Questions of a form, one under another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box

from smwidgets.parts._html import Html, markup
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import DOMWidget


class FormRow(Part, Box):
    """A name on the left and its controls on the right, one under another.

    Parameters
    ----------
    controls
        Each says for itself to screen readers what it is.
    """

    def __init__(self, *controls: DOMWidget) -> None:
        self._name, answers = Html(), FormAnswers(children=controls)
        answers.add_class("smw-form-answers")
        super().__init__(children=(self._name, answers))
        self.add_class("smw-form-row")

    def name(self, text: str) -> None:
        """Write the name."""
        self._name.value = markup('<span class="smw-form-name" aria-hidden="true">{text}</span>', text=text)

    def shown(self, *, shown: bool) -> None:
        """Show the question, or leave it out."""
        (self.remove_class if shown else self.add_class)("smw-away")


class FormAnswers(Part, Box):
    """The controls of one question."""


class Form(Part, Box):
    """Rows of questions whose controls begin at one line."""

    def __init__(self, rows: Sequence[FormRow]) -> None:
        super().__init__(children=tuple(rows))
        self.add_class("smw-form")

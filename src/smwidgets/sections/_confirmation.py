"""Asking before what cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.parts import ActionButton, Dialog, Fold, Html, markup
from smwidgets.sections._live_toolbar import Toolbar

if TYPE_CHECKING:
    from collections.abc import Callable


class Confirmation:
    """A question with two buttons; only the second one does it, and only while the question stands."""

    def __init__(self) -> None:
        self.dialog = Dialog("narrow")
        self._text, self._cancel, self._confirm = Html(), ActionButton(), ActionButton()
        self._confirm.add_class("smw-danger")
        self._then: Callable[[], None] | None = None
        self._cancel.on_click(lambda _: self.dialog.close_dialog())
        self._confirm.on_click(lambda _: self._do())
        self.dialog.on_close(self._forget)
        self.dialog.place((Fold(self._text), Toolbar((), (self._cancel, self._confirm))))

    def ask(self, title: str, what: str, warning: str, *, cancel: str, confirm: str, then: Callable[[], None]) -> None:
        """Put a question.

        Parameters
        ----------
        title
            The question.
        what
            What it is about.
        warning
            What follows.
        cancel, confirm
            The answers.
        then
            Called when it is confirmed.
        """
        self.dialog.title(title, cancel)
        self._text.value = markup(
            '<div class="smw-told"><strong>{what}</strong></div><div class="smw-form-hint">{warning}</div>',
            what=what,
            warning=warning,
        )
        self._cancel.label, self._confirm.label = cancel, confirm
        self._then = then
        self.dialog.open_dialog()

    def _do(self) -> None:
        then = self._then
        self.dialog.close_dialog()
        if then is not None:
            then()

    def _forget(self) -> None:
        self._then = None

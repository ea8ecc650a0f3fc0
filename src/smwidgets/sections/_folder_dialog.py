"""Making a folder of the Repository."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smwidgets.core.errors import InvalidNameError
from smwidgets.core.text import say
from smwidgets.data.repository import VALID_NAMES, valid_name
from smwidgets.parts import ActionButton, Dialog, TextField
from smwidgets.sections import _repository_texts as texts
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.core.text import Text
    from smwidgets.model import DashboardModel


class FolderDialog:
    """Asks for a name, says in its place what is wrong with it, and makes the folder.

    Parameters
    ----------
    model
        Whose Repository gets the folder, in whose language it is written.
    made
        Told the name of the folder.
    failed
        Told why there is none, but for a name that is none.
    """

    def __init__(self, model: DashboardModel, made: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
        self.model = model
        self.dialog = Dialog("narrow")
        self._made, self._failed = made, failed
        self._field, self._cancel, self._create = TextField(first=True), ActionButton(), ActionButton()
        self._create.add_class("smw-primary")
        self._questions = Questions(self._fail)
        self._field.on_enter(self._make)
        self._create.on_click(lambda _: self._make())
        self._cancel.on_click(lambda _: self.dialog.close_dialog())
        self.dialog.place((self._field, Toolbar((), (self._cancel, self._create))))

    def open(self) -> None:
        """Ask for a name."""
        self.dialog.title(self._say(texts.NEW_FOLDER), self._say(texts.CLOSE))
        self._field.show(self._say(texts.FOLDER_NAME))
        self._cancel.label, self._create.label = self._say(texts.CANCEL), self._say(texts.CREATE)
        self.dialog.open_dialog()

    def _make(self) -> None:
        if not self.dialog.opened:
            return
        try:
            name = valid_name(self._field.value.strip())
        except InvalidNameError:
            self._field.complain(self._say(VALID_NAMES))
            return
        self._field.complain()
        self._questions.ask(partial(self.model.repository.create_folder, name), self._finish)

    def _finish(self, name: str) -> None:
        self.dialog.close_dialog()
        self._made(name)

    def _fail(self, error: Exception) -> None:
        self.dialog.close_dialog()
        self._failed(error)

    def _say(self, text: Text) -> str:
        return say(text, self.model.locale)

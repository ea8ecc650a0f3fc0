"""What is asked before an export: dates, filters, folder, access, format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ipywidgets import CallbackDispatcher

from smwidgets.core.errors import InvalidNameError
from smwidgets.core.text import say
from smwidgets.data.exports import FORMATS
from smwidgets.data.repository import ACCESSES, VALID_NAMES, valid_name
from smwidgets.parts import CheckBox, Fold, Form, FormRow, Html, MeasureTabs, PeriodPicker, Select, TextField, markup
from smwidgets.sections import _export_texts as texts
from smwidgets.sections._export import Place
from smwidgets.sections._folders import folder_text, once, stored_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from smwidgets.core.periods import Period
    from smwidgets.core.text import Text
    from smwidgets.sections._export import Export

_NEW = "/"
"""Stands for a folder yet to be named: no folder is called so."""


@dataclass(frozen=True)
class Choice:
    """What a person chose.

    Parameters
    ----------
    period
        Of the rows: a name, or whole days of the shop's time.
    filtered
        Whether the list's filters are used.
    format
        Of the file.
    place
        Where it is kept.
    """

    period: str | Period
    filtered: bool
    format: str
    place: Place


class ExportForm:
    """Five questions, of which an anonymous user is asked three and a list without filters one less."""

    def __init__(self) -> None:
        self._on_change = CallbackDispatcher()
        self._quiet, self._locale = True, "pl"
        self._who: Callable[[str, bool], str] | None = None
        self._picker, self._flag, self._note = PeriodPicker(), CheckBox(), Html()
        self._folder, self._new_folder = Select(), TextField()
        self._naming, self._noting = Fold(self._new_folder), Fold(self._note)
        self._access, self._readers, self._format = MeasureTabs(), Html(), MeasureTabs()
        self._rows = {
            "range": FormRow(self._picker),
            "filters": FormRow(self._flag),
            "format": FormRow(self._format),
            "folder": FormRow(self._folder, self._naming),
            "access": FormRow(self._access, self._readers),
        }
        self.body = (Form(list(self._rows.values())), self._noting)
        for widget, name in ((self._picker, "period"), (self._flag, "value")):
            widget.observe(self._tell, name)
        self._folder.observe(self._ask_for_name, "value")
        for widget in (self._access, self._flag):
            widget.observe(self._say_readers, "value")

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back when other rows are chosen."""
        self._on_change.register_callback(callback)

    def offer(
        self, export: Export, locale: str, last: date, *, anonymous: bool, readers: Callable[[str, bool], str]
    ) -> None:
        """Write everything anew, for a list; folder, access and format stay as they were chosen last.

        ``readers`` says who will see the file, by its access and whether the list's filters are used.
        """
        self._quiet, self._locale, self._who = True, locale, readers
        try:
            self._picker.relabel(locale)
            self._picker.limit(last=last)
            self._picker.period = export.first
            used = ", ".join(export.conditions or ())
            label = self._say(texts.USE_FILTERS, filters=used) if used else self._say(texts.NO_FILTERS)
            self._flag.show(label, value=bool(used), disabled=not used)
            names = {
                "range": texts.RANGE,
                "filters": texts.FILTERS,
                "folder": texts.FOLDER,
                "access": texts.ACCESS,
                "format": texts.FORMAT,
            }
            for key, row in self._rows.items():
                row.name(self._say(names[key]))
            self._rows["filters"].shown(shown=export.conditions is not None)
            for key in ("folder", "access"):
                self._rows[key].shown(shown=not anonymous)
            self._note.value = _quiet(self._say(texts.ANONYMOUS))
            self._noting.shown(shown=anonymous)
            self._choices(self._access, texts.ACCESS, texts.ACCESSES, ACCESSES)
            self._choices(self._format, texts.FORMAT, texts.FORMATS, FORMATS)
            self._new_folder.show(self._say(texts.FOLDER_NAME), self._new_folder.value)
            self.folders([name for name, _ in self._folder.options if name != _NEW])
            self._say_readers()
        finally:
            self._quiet = False

    def folders(self, names: Sequence[str]) -> None:
        """Offer the folders that there are, the usual one, and a new one."""
        usual = stored_as(self._say(texts.USUAL_FOLDER), names)
        chosen = self._folder.value if self._folder.value == _NEW else stored_as(self._folder.value or usual, names)
        offered = once({*names, usual, *({chosen} - {_NEW})}, self._locale)
        options = [
            *((name, folder_text(name, self._locale)) for name in offered),
            (_NEW, self._say(texts.NEW_FOLDER)),
        ]
        self._folder.show(
            self._say(texts.FOLDER_LABEL), options, chosen if chosen == _NEW else stored_as(chosen, offered)
        )
        self._ask_for_name()

    def kept_in(self, folder: str) -> None:
        """Choose the folder in which a file was kept, which may have been a new one."""
        if self._folder.value == _NEW:
            self.folders([*(name for name, _ in self._folder.options if name != _NEW), folder])
            self._folder.value, self._new_folder.value = folder, ""

    def choice(self) -> Choice | None:
        """Read what is chosen; None, and a word about it in its place, when the new folder's name is none."""
        folder = self._folder.value
        self._new_folder.complain()
        if folder == _NEW:
            try:
                folder = valid_name(self._new_folder.value.strip())
            except InvalidNameError:
                self._new_folder.complain(self._say(VALID_NAMES))
                return None
        place = Place(folder, self._access.value)
        return Choice(self._picker.period, self._flag.value, self._format.value, place)

    @property
    def rows(self) -> tuple[str | Period, bool]:
        """The period of the rows, and whether the list's filters are used."""
        return self._picker.period, self._flag.value

    def _choices(self, tabs: MeasureTabs, label: Text, labels: dict[str, Text], keys: Sequence[str]) -> None:
        options = [(key, self._say(labels[key])) for key in keys]
        tabs.show(options, tabs.value or keys[0], self._say(label))

    def _ask_for_name(self, _: Any = None) -> None:
        self._new_folder.complain()
        self._naming.shown(shown=self._folder.value == _NEW)

    def _say_readers(self, _: Any = None) -> None:
        if self._who is not None and self._access.value:
            self._readers.value = _quiet(self._who(self._access.value, self._flag.value))

    def _tell(self, _: Any) -> None:
        if not self._quiet:
            self._on_change()

    def _say(self, text: Text, **values: object) -> str:
        return say(text, self._locale, None, **values)


def _quiet(text: str) -> str:
    return markup('<span class="smw-form-hint">{text}</span>', text=text)

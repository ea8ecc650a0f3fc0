"""The dialog behind "other": all categories that share a slice, with their figures and the way to each (D1, E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.parts import Column, DataTable, Dialog, Html, markup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from smwidgets.core.text import Text
    from smwidgets.model import DashboardModel

_COLUMNS: dict[str, Text] = {
    "name": {"pl": "Nazwa", "en": "Name"},
    "revenue": {"pl": "Sprzedaż", "en": "Revenue"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
    "share": {"pl": "Udział", "en": "Share"},
    "details": {"pl": "Szczegóły", "en": "Details"},
}
_CLOSE: Text = {"pl": "Zamknij", "en": "Close"}
_ALL: Text = {"pl": "Razem {revenue}. {period}", "en": "{revenue} in all. {period}"}


class Others:
    """Lists categories, each with a button that opens what is behind it.

    Parameters
    ----------
    model
        In whose language and currency it is written.
    opened
        Told the key of the category whose button was pressed.
    """

    def __init__(self, model: DashboardModel, opened: Callable[[str], None]) -> None:
        self._model, self._opened = model, opened
        self.table, self._note = DataTable(), Html()
        self.dialog = Dialog()
        self.dialog.place((self.table, self._note))
        self.table.on_action(lambda key, _: self._opened(key))

    def open(self) -> None:
        """Show the window; :meth:`show` says what is in it."""
        self.dialog.open_dialog()

    def show(self, title: str, rows: Sequence[tuple[str, str, float, int]], total: float, period: str) -> None:
        """Write the categories.

        Parameters
        ----------
        title
            Of the window.
        rows
            Key, name, revenue (currency units) and number of orders of each, the largest first.
        total
            Revenue of which a category is a share.
        period
            Whose revenue it is, in words.
        """
        formats = self._model.formats
        self.dialog.title(title, self._say(_CLOSE))
        self.table.show(
            [
                Column("name", self._say(_COLUMNS["name"]), kind="wide"),
                *(Column(key, self._say(_COLUMNS[key]), "right") for key in ("revenue", "share", "orders")),
                Column("details", self._say(_COLUMNS["details"]), "right", "action"),
            ],
            [
                {
                    "name": name,
                    "revenue": formats.money(revenue),
                    "share": formats.share(revenue / total if total > 0 else None),
                    "orders": formats.count(orders),
                    "details": self._say(_COLUMNS["details"]),
                }
                for _, name, revenue, orders in rows
            ],
            [key for key, *_ in rows],
            caption=title,
        )
        told = self._say(_ALL, revenue=formats.money(sum(revenue for _, _, revenue, _ in rows)), period=period)
        self._note.value = markup('<span class="smw-note">{text}</span>', text=told)

    def _say(self, text: Text, **values: object) -> str:
        return say(text, self._model.locale, None, **values)

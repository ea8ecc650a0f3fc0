"""The list behind "other": all categories that share a slice, with their figures and the way to each (D1, E1)."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from smwidgets.core.text import say
from smwidgets.parts import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from smwidgets.core.text import Text
    from smwidgets.model import DashboardModel
    from smwidgets.sections._drill_down import DrillDown

_COLUMNS: dict[str, Text] = {
    "name": {"pl": "Nazwa", "en": "Name"},
    "revenue": {"pl": "Sprzedaż", "en": "Revenue"},
    "share": {"pl": "Udział", "en": "Share"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
}
_DETAILS: Text = {"pl": "Szczegóły", "en": "Details"}
_ALL: Text = {"pl": "Razem {revenue}. {period}", "en": "{revenue} in all. {period}"}


class Others:
    """Lists categories in the dialog of the drill-down, each with a button that opens what is behind it.

    Parameters
    ----------
    model
        In whose language and currency it is written.
    window
        Whose dialog it is.
    picked
        Told the key of the category whose button was pressed.
    """

    def __init__(self, model: DashboardModel, window: DrillDown, picked: Callable[[str], None]) -> None:
        self._model, self._window = model, window
        self.opened = False
        window.table.on_action(lambda key, _: picked(key))
        window.dialog.on_close(self.leave)

    def leave(self) -> None:
        """Give the window back."""
        self.opened = False

    def open(self, title: str) -> None:
        """Show the window; :meth:`show` says what is in it."""
        self._window.borrow(title)
        self.opened = True

    def show(self, title: str, rows: Sequence[tuple[str, str, float, int]], total: float, period: str) -> None:
        """Write the categories.

        Parameters
        ----------
        title
            Of the window.
        rows
            Key, name, revenue (currency units) and number of orders of each, the largest first.
        total
            Revenue of which a category's is a share.
        period
            Whose revenue it is, in words.
        """
        formats, details = self._model.formats, self._say(_DETAILS)
        self._window.table.show(
            [
                Column("name", self._say(_COLUMNS["name"]), kind="wide"),
                *(Column(key, self._say(_COLUMNS[key]), "right") for key in ("revenue", "share", "orders")),
                Column("details", details, "right", "action"),
            ],
            [
                {
                    "name": name,
                    "revenue": formats.money(revenue),
                    "share": formats.share(revenue / total if total > 0 else None),
                    "orders": formats.count(orders),
                    "details": details,
                }
                for _, name, revenue, orders in rows
            ],
            [key for key, *_ in rows],
            caption=title,
        )
        together = fsum(revenue for _, _, revenue, _ in rows)
        self._window.write(self._say(_ALL, revenue=formats.money(together), period=period))

    def _say(self, text: Text, **values: object) -> str:
        return say(text, self._model.locale, None, **values)

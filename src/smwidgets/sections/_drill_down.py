"""The dialog behind a slice: a table of campaigns, rules and workflows (E2)."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from smwidgets.core.text import say
from smwidgets.core.trends import trend
from smwidgets.parts import Column, DataTable, Dialog, Html, markup
from smwidgets.parts.trend_text import ARROWS
from smwidgets.sections import _texts
from smwidgets.sections._behind import behind
from smwidgets.sections._names import KINDS, name
from smwidgets.sections._questions import Questions
from smwidgets.sections._trend_text import arrow_of, percent_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from smwidgets.core.formats import Formats
    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.model import DashboardModel

log = logging.getLogger(__name__)

LISTED = 200
"""Rows that the table shows; the note tells what all of them come to."""

_COLUMNS: dict[str, Text] = {
    "name": {"pl": "Nazwa", "en": "Name"},
    "revenue": {"pl": "Sprzedaż", "en": "Revenue"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
    "aov": {"pl": "AOV", "en": "AOV"},
    "trend": {"pl": "Wobec poprzedniego okresu", "en": "Against the previous period"},
    "kind": {"pl": "Rodzaj", "en": "Kind"},
}
_LOOKS: dict[str, tuple[Literal["left", "right"], Literal["text", "chip"]]] = {
    "name": ("left", "text"),
    **dict.fromkeys(("revenue", "orders", "aov", "trend"), ("right", "text")),
    "kind": ("left", "chip"),
}
_NO_CAMPAIGN: Text = {"pl": "bez kampanii", "en": "no campaign"}
_CLOSE: Text = {"pl": "Zamknij", "en": "Close"}
_LOADING: Text = {"pl": "Wczytujemy…", "en": "Loading…"}
_ALL: Text = {
    "pl": {
        "one": "{count} pozycja, razem {revenue}. {periods}",
        "few": "{count} pozycje, razem {revenue}. {periods}",
        "many": "{count} pozycji, razem {revenue}. {periods}",
        "other": "{count} pozycji, razem {revenue}. {periods}",
    },
    "en": {
        "one": "{count} item, {revenue} in all. {periods}",
        "other": "{count} items, {revenue} in all. {periods}",
    },
}
_FIRST: Text = {"pl": "Pokazujemy {listed} największych.", "en": "The largest {listed} are shown."}


class DrillDown:
    """Asks what is behind a slice, off the main thread, and shows it in a dialog.

    Parameters
    ----------
    model
        Whose shop is asked, in whose language and currency it is written.

    Attributes
    ----------
    table
        In the dialog.
    """

    def __init__(self, model: DashboardModel) -> None:
        self._model = model
        self.table, self._note = DataTable(), Html()
        self._found: tuple[Timeframe, pd.DataFrame] | None = None
        self._questions = Questions(self._fail)
        self.dialog = Dialog()
        self.dialog.place((self.table, self._note))
        self.dialog.on_close(self._questions.drop)

    def open(self, title: str, period: Timeframe, dimension: str, category: str | None) -> None:
        """Show what stands behind a category in a period."""
        self._found = None
        self.dialog.title(title, self._say(_CLOSE))
        self.table.show((), (), (), empty=self._say(_LOADING))
        self.write("")
        self.dialog.open_dialog()
        self._questions.ask(partial(behind, self._model.shop, period, dimension, category), partial(self._hear, period))

    def borrow(self, title: str) -> None:
        """Open the window for another list, which writes in its table and its note."""
        self._found = None
        self._questions.drop()
        self.dialog.title(title, self._say(_CLOSE))
        self.dialog.open_dialog()

    def redraw(self) -> None:
        """Write what was found once more, in the model's language and currency."""
        if self._found is None or not self.dialog.opened:
            return
        (period, rows), formats = self._found, self._model.formats
        listed = rows.head(LISTED)
        self.table.show(
            [
                Column(key, self._say(_COLUMNS[key]), *look)
                for key, look in _LOOKS.items()
                if key != "kind" or rows["kind"].notna().any()
            ],
            [self._row(one, formats) for one in listed.to_dict("records")],
            [str(place) for place in range(len(listed))],
            empty=self._say(_texts.NO_ORDERS),
            caption=self.dialog.heading,
        )
        periods = say(
            _texts.COMPARED,
            formats.locale,
            current=formats.date_range(period.current),
            previous=formats.date_range(period.previous),
        )
        told = say(_ALL, formats.locale, len(rows), revenue=formats.money(rows["revenue"].sum()), periods=periods)
        self.write(told if len(rows) <= LISTED else f"{told} {self._say(_FIRST, listed=formats.count(LISTED))}")

    def _hear(self, period: Timeframe, rows: pd.DataFrame) -> None:
        self._found = (period, rows)
        self.redraw()

    def _row(self, row: Mapping[Any, Any], formats: Formats) -> dict[str, str]:
        change = trend(row["revenue"], row["previous_revenue"])
        arrow = arrow_of(change)
        title = row["name"] or (self._say(_NO_CAMPAIGN) if row["campaign_id"] is None else row["campaign_id"])
        return {
            "name": str(title),
            "kind": name(KINDS, str(row["kind"]), formats.locale) if row["kind"] else "",
            "orders": formats.count(row["orders"]),
            "revenue": formats.money(row["revenue"]),
            "aov": formats.money(row["aov"], cents=True),
            "trend": f"{formats.signed_money(change.delta)}  {'' if arrow is None else f'{ARROWS[arrow]} '}"
            f"{percent_text(change, formats)}",
        }

    def _fail(self, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("the dialog behind a slice failed, reference %s", reference, exc_info=error)
        self.table.show((), (), (), empty=self._say(_texts.FAILED, reference=reference))

    def write(self, text: str) -> None:
        """Write the note under the table."""
        self._note.value = markup('<span class="smw-note">{text}</span>', text=text)

    def _say(self, text: Text, **values: object) -> str:
        return say(text, self._model.locale, None, **values)

"""Exporting a list: which dates, with or without its filters, how many rows, then the file (I4)."""

from __future__ import annotations

import logging
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from smwidgets.core.clock import now
from smwidgets.core.errors import EmptyPeriodError
from smwidgets.core.periods import Period
from smwidgets.core.text import say
from smwidgets.data import listing
from smwidgets.data.listing import Filters
from smwidgets.parts import ActionButton, Dialog, Download, Html, PeriodPicker, markup
from smwidgets.sections import _live_texts as texts
from smwidgets.sections import _texts
from smwidgets.sections._live_flag import Flag
from smwidgets.sections._live_keeping import keep
from smwidgets.sections._questions import Questions

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from smwidgets.core.formats import Formats
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop
    from smwidgets.model import DashboardModel

log = logging.getLogger(__name__)

MIME = "text/csv"


class ExportDialog:
    """Counts what would be exported at every change, and exports it when asked.

    Parameters
    ----------
    model
        Whose shop is exported, in whose language the file and its name are.

    Notes
    -----
    The dates of the file are the dialog's own; the list's filters add owner and score.
    """

    def __init__(self, model: DashboardModel) -> None:
        self.model = model
        self.dialog, self.download = Dialog("narrow"), Download()
        self._picker, self._flag = PeriodPicker(), Flag()
        self._label, self._count, self._outcome = Html(), Html(), Html()
        self._button = ActionButton()
        self._button.style.button_color, self._button.style.text_color = "var(--smw-accent)", "var(--smw-on-accent)"
        self._questions = Questions(self._fail)
        self._kind, self._filters = "monitored", Filters()
        self._until: datetime = model.now
        self._listening = True
        self._picker.observe(self._on_change, "period")
        self._flag.observe(self._on_change, "value")
        self._button.on_click(lambda _: self._export())
        self.dialog.on_close(self._questions.drop)
        self.dialog.place((self._label, self._picker, self._flag, self._count, self._button, self._outcome))

    def open(self, kind: str, filters: Filters, until: datetime) -> None:
        """Offer a list for export.

        Parameters
        ----------
        kind
            The list.
        filters
            Those in force; when they name dates, these are the first offer.
        until
            The as-of moment of the list.
        """
        self._kind, self._filters, self._until = kind, filters, until
        self._listening = False
        try:
            self._picker.relabel(self.model.locale)
            self._picker.limit(last=self.model.now.date())
            self._picker.period = self._first_offer()
            self._flag.value = bool(self._conditions())
        finally:
            self._listening = True
        self._write_labels()
        self.dialog.open_dialog()
        self._on_change()

    # --- what would be exported ------------------------------------------------------------------------------------

    def _first_offer(self) -> str | Period:
        start, end = self._filters.start, self._filters.end
        if start is None or end is None:
            return "last_30_days"
        zone = self.model.shop.timezone
        return Period(*(at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for at in (start, end)))

    def _conditions(self) -> list[str]:
        """Name the filters of the list beside its dates."""
        formats, words = self.model.formats, []
        if self._filters.owner is not None:
            words.append(self._filters.owner)
        if self._filters.min_score is not None and self._kind != "transactions":
            words.append(self._say(texts.SCORE_FROM, score=formats.count(self._filters.min_score)))
        return words

    def _chosen(self) -> Filters:
        current = self.model.timeframe(self._picker.period).current
        own = self._filters if self._flag.value else Filters()
        return Filters(owner=own.owner, start=current.start, end=current.end, min_score=own.min_score)

    def _on_change(self, _: Any = None) -> None:
        """Count the rows of the choice."""
        if not self._listening:
            return
        self._button.busy = True
        self._tell(self._outcome, "")
        try:
            chosen = self._chosen()
        except EmptyPeriodError:
            self._questions.drop()
            self._tell(self._count, self._say(_texts.NOT_BEGUN))
            return
        self._tell(self._count, self._say(texts.COUNTING))
        self._questions.ask(partial(listing.count, self.model.shop, self._kind, self._until, chosen), self._counted)

    def _counted(self, rows: int) -> None:
        self._tell(self._count, self._say(texts.ROW_COUNT, count=rows))
        self._button.busy = rows == 0

    # --- the file --------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        self._button.busy = True
        self._tell(self._outcome, self._say(texts.EXPORTING))
        local = now(self.model.shop.timezone)
        stem = f"{self._say(texts.FILE_STEMS[self._kind])}_{local:%Y-%m-%d_%H-%M}"
        write = partial(_write, self.model.shop, self._kind, self._chosen(), self._until, self.model.formats, stem)
        self._questions.ask(write, self._exported)

    def _exported(self, path: Path) -> None:
        self.download.save(path.name, path.read_bytes(), MIME)
        self._tell(self._outcome, self._say(texts.EXPORTED, name=path.name))
        self._button.busy = False

    # --- what is said ----------------------------------------------------------------------------------------------

    def _write_labels(self) -> None:
        listed = self._say(texts.LISTS[self._kind])
        self.dialog.title(self._say(texts.EXPORT_TITLE, list=listed), self._say(texts.CLOSE))
        self._label.value = markup('<span class="smw-figure-label">{text}</span>', text=self._say(texts.RANGE))
        words = self._conditions()
        self._flag.description = (
            self._say(texts.USE_FILTERS, filters=", ".join(words)) if words else self._say(texts.NO_FILTERS)
        )
        self._flag.disabled = not words
        self._button.label = self._say(texts.EXPORT)

    def _tell(self, place: Html, text: str) -> None:
        place.value = markup('<span role="status">{text}</span>', text=text)

    def _fail(self, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("an export failed, reference %s", reference, exc_info=error)
        self._tell(self._outcome, self._say(texts.EXPORT_FAILED, reference=reference))
        self._button.busy = False

    def _say(self, text: Text, count: float | None = None, **values: object) -> str:
        return say(text, self.model.locale, count, **values)


def _write(shop: Shop, kind: str, filters: Filters, until: datetime, formats: Formats, stem: str) -> Path:  # noqa: PLR0917
    """Write the rows into the Repository."""
    rows = listing.export_rows(shop, kind, filters, until=until)
    return keep(stem, ".csv", lambda file: listing.write_csv(file, rows, formats.locale))

"""The 360° profile of who visited or bought, in a dialog (I5)."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pandas as pd

from smwidgets.core.text import say
from smwidgets.data import listing
from smwidgets.data.audit import reference
from smwidgets.data.listing import Profile, VisitorProfile
from smwidgets.parts import DataTable, Dialog, Html, MeasureTabs, markup
from smwidgets.sections import _live_profile_texts as texts
from smwidgets.sections import _live_texts
from smwidgets.sections._live_card import EXTRACT, FULL, FactList, contact_facts, local, visit_facts
from smwidgets.sections._live_histories import consents_table, history_table, pages_table, totals, visits_table
from smwidgets.sections._live_rows import who
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from traitlets import Bunch

    from smwidgets.core.text import Text
    from smwidgets.model import DashboardModel

log = logging.getLogger(__name__)

_VISITS = ("last_visit", "visit_history")
_TABS = {
    "monitored": _VISITS,
    "anonymous": _VISITS,
    "transactions": ("orders", "carts", "interactions", "visits", "consents"),
}


class ProfileDialog:
    """Three forms: a contact's extract with its visits, a visitor's visits, a buyer's full contact card.

    Parameters
    ----------
    model
        Whose shop is asked, in whose language it is written.
    """

    def __init__(self, model: DashboardModel) -> None:
        self.model = model
        self.dialog = Dialog()
        self._tabs, self._facts, self._note = MeasureTabs(), FactList(), Html()
        self._visit, self._table, self._pages = FactList(), DataTable(), DataTable()
        self._message, self._bar = Html(), Toolbar((self._tabs,))
        self._kind = ""
        self._opened: set[str] = set()
        self._profile: Profile | VisitorProfile | None = None
        self._questions = Questions(self._fail)
        self._tabs.observe(self._on_tab, "value")
        self._table.on_action(self._on_visit)
        self.dialog.on_close(self._questions.drop)
        self.dialog.hold(self._bar, self._facts, self._note, self._visit, self._table, self._pages, self._message)

    def open(self, kind: str, row: Mapping[Any, Any], until: datetime) -> None:
        """Show who stands behind a row of a list.

        Parameters
        ----------
        kind
            The list.
        row
            By the columns of the list.
        until
            The as-of moment of the list.
        """
        shop, locale = self.model.shop, self.model.locale
        name = say(_live_texts.ANONYMOUS, locale) if kind == "anonymous" else who(row)
        self.dialog.title(self._say(texts.TITLE, who=name), self._say(_live_texts.CLOSE))
        self._say_only(self._say(texts.LOADING))
        self.dialog.open_dialog()
        if kind == "anonymous":
            visitor = None if pd.isna(row["visitor_id"]) else row["visitor_id"]
            ask: Any = partial(listing.visitor_profile, shop, until, visit_id=row["visit_id"], visitor_id=visitor)
            record = partial(self.model.record, "profile visitor", {"visit": reference(row["visit_id"])}, 1)
        else:
            ask = partial(listing.profile, shop, row["contact_id"], until)
            record = partial(self.model.record, "profile contact", {"contact": reference(row["contact_id"])}, 1)
        self._questions.ask(partial(_recorded, record, ask), partial(self._show, kind))

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _show(self, kind: str, profile: Profile | VisitorProfile) -> None:
        self._kind, self._profile, self._opened = kind, None, set()  # the tabs turn to no page yet
        tabs = _TABS[kind]
        self._tabs.show([(tab, self._say(texts.TABS[tab])) for tab in tabs], tabs[0], self._say(texts.TABS_LABEL))
        self._profile = profile
        self._turn_to(tabs[0])

    def _turn_to(self, tab: str) -> None:
        profile, formats = self._profile, self.model.formats
        body: list[Any] = [self._bar]
        if isinstance(profile, Profile):
            self._facts.show(
                contact_facts(profile, FULL if self._kind == "transactions" else EXTRACT, formats), formats.locale
            )
            body.insert(0, self._facts)
        self.dialog.place([*body, *self._content(tab)])

    def _content(self, tab: str) -> list[Any]:
        """Widgets of a tab, filled."""
        assert self._profile is not None
        formats, profile = self.model.formats, self._profile
        if tab == "consents":
            assert isinstance(profile, Profile)
            columns, rows, keys = consents_table(profile, formats)
            self._table.show(columns, rows, keys, empty=self._say(texts.MISSING), caption=self._say(texts.TABS[tab]))
            return [self._table]
        history = profile.visits if tab in _VISITS else getattr(profile, tab)
        if history is None:
            return [self._saying(self._say(texts.MISSING))]
        if tab == "last_visit":
            if history.rows.empty:
                return [self._saying(self._say(texts.EMPTY))]
            last = history.rows.iloc[0]
            self._visit.show(visit_facts(last.to_dict(), formats), formats.locale)
            return [self._visit, *self._pages_of(last)]
        which = "visits" if tab in _VISITS else tab
        if which == "visits" and profile.pages is not None:
            columns, rows, keys = visits_table(history, profile.pages, self._opened, formats)
        else:
            columns, rows, keys = history_table(which, history, formats)
        self._table.show(columns, rows, keys, empty=self._say(texts.EMPTY), caption=self._say(texts.TABS[tab]))
        self._note.value = markup('<span class="smw-note">{text}</span>', text=totals(history, formats))
        return [self._table, self._note]

    def _pages_of(self, visit: pd.Series) -> list[Any]:
        """Table of the pages seen in a visit; nothing where the shop records none."""
        assert self._profile is not None
        pages, formats = self._profile.pages, self.model.formats
        if pages is None:
            return []
        columns, rows, keys = pages_table(pages, visit["visit_id"], formats)
        at = formats.moment(local(visit["at"], formats))
        caption = self._say(texts.PAGES_OF, at=at)
        self._pages.show(columns, rows, keys, empty=self._say(texts.NO_PAGES), caption=caption)
        return [self._pages]

    def _saying(self, text: str) -> Html:
        self._message.value = markup('<p class="smw-note" role="status">{text}</p>', text=text)
        return self._message

    def _say_only(self, text: str) -> None:
        self.dialog.place([self._saying(text)])

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_tab(self, change: Bunch) -> None:
        if self._profile is not None and change.new in _TABS[self._kind]:
            self._turn_to(change.new)

    def _on_visit(self, key: str, _: str) -> None:
        """Show the pages of a visit under its row, or hide them again."""
        self._opened ^= {key}
        self._content(self._tabs.value)

    def _fail(self, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("a profile could not be read, reference %s", reference, exc_info=error)
        self._say_only(self._say(texts.FAILED, reference=reference))

    def _say(self, text: Text, **values: str) -> str:
        return say(text, self.model.locale, None, **values)


def _recorded(record: Callable[[], None], ask: Callable[[], Profile | VisitorProfile]) -> Profile | VisitorProfile:
    """Read a profile that was noted in the audit; one that could not be is not read."""
    record()
    return ask()

"""Real-time site events: visits and transactions as they come (I1 to I5)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Enum, Int, Unicode

from smwidgets.parts import ActionButton, Banner, DataTable, FilterMenu, MeasureTabs, Pager
from smwidgets.sections import _live_texts as texts
from smwidgets.sections._export_dialog import ExportDialog
from smwidgets.sections._live_export import live_export
from smwidgets.sections._live_filters import DayTrait, conditions, filter_fields, from_menu, to_menu
from smwidgets.sections._live_list import LiveList
from smwidgets.sections._live_profile import ProfileDialog
from smwidgets.sections._live_rows import cells, columns
from smwidgets.sections._live_toolbar import Toolbar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.text import Text
    from smwidgets.data.listing import Filters
    from smwidgets.sections._live_page import ListAnswer

_NEEDS = {
    "monitored": ("visits", "contact_id"),
    "anonymous": ("visits",),
    "transactions": ("events", "value"),
}
_BLANK_SECONDS = 0.15
"""How long rows of another list may stand under a tab or filter that is just chosen."""

log = logging.getLogger(__name__)


class LiveEvents(LiveList):
    """Three lists, newest first, a page at a time; new rows appear while somebody is looking.

    Notes
    -----
    Specification I1 to I5. :attr:`frame`: the page that is shown, one row per visit or transaction, with the columns of
    :func:`smwidgets.data.listing.page`; ``at`` is aware, in the shop's zone.
    """

    title: ClassVar[Text] = texts.TITLE
    help: ClassVar[Text] = texts.HELP
    group: ClassVar[str] = "traffic"
    size: ClassVar[tuple[int, int]] = (7, 12)
    min_w: ClassVar[int] = 4
    picture: ClassVar[str] = "rows"

    tab = Enum(tuple(texts.TABS), default_value="monitored").tag(setting=True)
    """Which list: ``"monitored"`` or ``"anonymous"`` visits, or ``"transactions"``."""

    owner = Unicode(None, allow_none=True).tag(setting=True)
    """Only events of this owner's contacts; None is everybody's."""

    start_on = DayTrait("").tag(setting=True)
    """Only events from this local day on, ISO; empty is no limit."""

    end_on = DayTrait("").tag(setting=True)
    """Only events up to this local day, included, ISO; empty is no limit."""

    min_score = Int(None, allow_none=True).tag(setting=True)
    """Only visits with at least this score; without effect on transactions."""

    # --- what is asked ---------------------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """The list that is shown: the chosen one, or the first that the shop has."""
        kinds = self._kinds()
        return self.tab if self.tab in kinds or not kinds else kinds[0]

    @property
    def filters(self) -> Filters:
        """The conditions of the list."""
        return conditions(self.owner, self.start_on, self.end_on, self.min_score, self.model.shop.timezone)

    def _kinds(self) -> list[str]:
        return [kind for kind, (table, *needed) in _NEEDS.items() if self.model.shop.has(table, *needed)]

    # --- what it is made of ----------------------------------------------------------------------------------------

    def tabs(self) -> Widget:
        """Make the tabs of the lists, and beside them filters and export."""
        self._tabs, self._menu_of_filters, self._export_button = MeasureTabs(), FilterMenu(), ActionButton()
        self._tabs.observe(self._on_tab, "value")
        self._menu_of_filters.on_apply(self._on_filters)
        self._export_button.on_click(lambda _: self._offer_export())
        return Toolbar((self._tabs,), (self._menu_of_filters, self._export_button))

    def build(self) -> Sequence[Widget]:
        """Make the list, its pager and its dialogs."""
        self._rows: dict[str, Mapping[Any, Any]] = {}
        self._news, self._table, self._pager = Banner(), DataTable(), Pager()
        self._profile, self._export = ProfileDialog(self.model), ExportDialog(self.model)
        self._news.on_click(lambda _: self.to_newest())
        self._table.on_action(self._on_action)
        self._pager.on_turn(self.turn)
        return self._news, self._table, self._pager, self._profile.dialog, self._export.dialog, self._export.download

    def update(self, frame: pd.DataFrame) -> None:
        """Write the page and what can be done with it."""
        kind, answer, locale = self.kind, self._listed, self.model.locale
        self._tabs.show([(one, self.say(texts.TABS[one])) for one in self._kinds()], kind, self.say(texts.TABS_LABEL))
        self._export_button.label = self.say(texts.EXPORT)
        self._show_filters(answer)
        rows, keys = cells(kind, frame, self.model.formats)
        self._table.show(
            columns(kind, locale),
            rows,
            keys,
            empty=self.say(texts.NO_MATCH if self.filters.active(kind) else texts.NO_ROWS),
            caption=self.say(texts.LISTS[kind]),
            fresh=self.arrived(keys, self._rows),
        )
        self._pager.show(
            newer=not answer.newest,
            older=answer.page.next is not None,
            texts={key: self.say(text) for key, text in texts.PAGER.items()},
        )
        self._rows = dict(zip(keys, frame.to_dict("records"), strict=True))

    def announce(self, came: int) -> None:
        """Say over the list how many rows came above this page."""
        self._news.show(self.say(texts.NEW_ROWS, count=came) if came else "")

    def blank(self) -> None:
        """Empty the table until the rows come."""
        columns_, caption = columns(self.kind, self.model.locale), self.say(texts.LISTS[self.kind])
        self._table.show(columns_, [], [], empty=self.say(texts.LOADING), caption=caption)

    def _show_filters(self, answer: ListAnswer) -> None:
        fields = filter_fields(answer.owners, self.owner, scored=self._scored(), locale=self.model.locale)
        values = to_menu(self.owner, self.start_on, self.end_on, self.min_score)
        self._menu_of_filters.show(
            fields,
            {field.name: values[field.name] for field in fields},
            {key: self.say(text) for key, text in texts.MENU.items()},
        )

    def _scored(self) -> bool:
        return self.kind != "transactions" and self.model.shop.has("visits", "score")

    def close(self) -> None:
        """Stop an export that is under way, looking for new rows, and close everything; safe to call twice."""
        if self._built:
            self._export.close()
        super().close()

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_tab(self, change: Bunch) -> None:
        if change.new != self.kind:
            self.set_trait("tab", change.new)

    def _on_filters(self, values: Mapping[str, Any]) -> None:
        self._on_save(from_menu(values))

    def _offer_export(self) -> None:
        self._export.offer(live_export(self.model, self.kind, self.filters, self._until()))

    def _on_action(self, key: str, _: str) -> None:
        row = self._rows.get(key)
        if row is not None:
            self._profile.open(self.kind, row, self._until())

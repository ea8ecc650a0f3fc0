"""A list of site events that is looked at a page at a time, and that looks for new rows while it is shown."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from traitlets import Float

from smwidgets.core.clock import now
from smwidgets.core.errors import SmwidgetsError
from smwidgets.data import listing
from smwidgets.data.listing.kinds import kind_named
from smwidgets.data.listing.rows import rows as every_row
from smwidgets.parts import batch
from smwidgets.sections import _texts
from smwidgets.sections._event_loop import running_loop
from smwidgets.sections._lifecycle import _QUERIES
from smwidgets.sections._live_page import ListAnswer, Place, read_page
from smwidgets.sections._live_polling import Polling
from smwidgets.sections._section import Section

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from traitlets import Bunch

    from smwidgets.core.periods import Timeframe
    from smwidgets.data.listing import Cursor, Filters
    from smwidgets.data.shop import Shop

_BLANK_SECONDS = 0.15
"""How long rows of another list may stand under a tab or filter that is just chosen."""

log = logging.getLogger(__name__)


class LiveList(Section):
    """Which page is looked at and as of when; a subclass says of which list, and draws it.

    With a fixed clock nothing new can come but by a newer store. Otherwise the clock is read anew at each look: on the
    newest page rows that came are put in, on others :meth:`announce` tells how many wait.
    """

    poll_seconds = Float(10.0, min=0.1).tag(setting=True)
    """How often new rows are looked for while the section is shown."""

    # On the class, as in the base.
    _place: Place | None = None
    _read_at: datetime | None = None
    _listed_in: Shop | None = None
    _shown: tuple[str, Filters] | None = None
    _from_newest = False
    _polling: Polling | None = None
    _newest_row: Cursor | None = None

    # --- said by the subclass --------------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        """The list, by its name."""
        raise NotImplementedError

    @property
    def filters(self) -> Filters:
        """The conditions of the list."""
        raise NotImplementedError

    def announce(self, came: int) -> None:
        """Say how many rows came above the page that is shown; none takes the news away."""
        raise NotImplementedError

    def blank(self) -> None:
        """Take the rows of another list away: those asked for are slow to come."""
        raise NotImplementedError

    # --- what is asked ---------------------------------------------------------------------------------------------

    def query(self, shop: Shop, period: Timeframe) -> Any:  # noqa: ARG002 - a list has a clock and no period
        """Read one page, off the main thread."""
        return partial(read_page, shop, self.kind, self._until(), self.filters, self._place)

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:  # noqa: ARG002 - as in query
        """All rows of the list, and their number."""
        rows = every_row(shop, kind_named(self.kind), self._until(), self.filters)
        return rows, rows.aggregate(rows=rows.count())

    def _until(self) -> datetime:
        return self._read_at or self.model.now

    def _key(self) -> tuple[Any, ...]:
        shop = self.model.shop
        return (shop, shop.revision, self._until(), self.kind, self.filters, self._place)

    # --- which page ------------------------------------------------------------------------------------------------

    @property
    def _listed(self) -> ListAnswer:
        """The page that is shown."""
        answer = self._answer
        assert isinstance(answer, ListAnswer)
        return answer

    def turn(self, direction: str) -> None:
        """Go to the page of ``"newer"`` or ``"older"`` rows, if there is one."""
        page = self._listed.page
        cursor = page.previous if direction == "newer" else page.next
        if cursor is not None:
            self._go(Place("before" if direction == "newer" else "after", cursor))

    def to_newest(self) -> None:
        """Go to the newest page, as of this moment."""
        self._go(None)

    def _go(self, place: Place | None) -> None:
        """Look at another page; at the newest one as of this moment."""
        self._place = place
        if place is None:
            self._read_clock()
        self._draw()

    def _on_setting(self, change: Bunch | None = None) -> None:
        self._place = None
        super()._on_setting(change)

    # --- what happens by itself ------------------------------------------------------------------------------------

    def show(self) -> None:
        """Build the section if it never was, and bring it up to date: the clock went on while it was hidden."""
        if self._built and not self._visible:
            self._read_clock()
        super().show()

    def hide(self) -> None:
        """Stop working, and looking for new rows, until shown again."""
        super().hide()
        self._rest()

    def close(self) -> None:
        """Stop looking for new rows and close everything; safe to call twice."""
        super().close()
        self._rest()

    def _rest(self) -> None:
        if self._polling is not None:
            self._polling.stop()

    def _read_clock(self) -> None:
        if self.model.as_of is None:
            self._read_at = now(self.model.shop.timezone)

    def _on_model(self, change: Bunch) -> None:
        if change.name == "revision":
            self._read_at = None
            if self.model.shop is not self._listed_in:
                self._place = None
        super()._on_model(change)

    def _present(self) -> None:
        super()._present()
        answer, self._shown = self._listed, (self.kind, self.filters)
        self._from_newest = answer.newest
        if answer.newest:
            self._newest_row = answer.page.first
            self.announce(0)
        self._listed_in = self.model.shop
        if self._polling is None:
            self._polling = Polling(self._look, lambda: self.poll_seconds)
        self._polling.start()

    def arrived(self, keys: Sequence[str], before: Container[str]) -> list[str]:
        """Pick the rows that came while this list was shown from its beginning."""
        if self._shown != (self.kind, self.filters) or not (self._from_newest and self._listed.newest):
            return []
        return [key for key in keys if key not in before]

    def _wait(self) -> None:
        """Leave the rows while the next page of their list is on its way; those of another list go after a moment."""
        loop = running_loop()
        if self._shown is None or loop is None:
            super()._wait()
        elif self._shown != (self.kind, self.filters):
            loop.call_later(_BLANK_SECONDS, self._blank, self._token)

    def _blank(self, token: int) -> None:
        if token == self._token and self._pending():
            self.blank()

    def _pending(self) -> bool:
        return self._answered is None or self._answered[0] != self._key()

    async def _look(self) -> None:
        """See whether rows came: on the newest page they are put in, on others a button says how many there are."""
        model, shop, token = self.model, self.model.shop, self._token
        if not self._visible or self._pending():
            return
        until = now(shop.timezone, model.as_of)
        watched = None if model.as_of is not None else (self.kind, self._newest_row, until, self.filters)
        try:
            replaced, came = await asyncio.get_running_loop().run_in_executor(_QUERIES, _news, shop, watched)
        except SmwidgetsError:
            log.warning("%s could not look for new rows", type(self).__name__, exc_info=True)
            self._card.status("stale", self.say(_texts.STALE, time=model.formats.moment(shop.refreshed_at)))
            return
        if token != self._token or not self._visible or model.shop is not shop:
            return
        if replaced:
            with batch():
                model.refresh()  # all sections go over to the new revision together
        elif came and self._listed.newest:
            self._read_at = until
            self._draw()
        else:
            self.announce(came)
            if not model.problem:
                self._card.status("fresh")
            self._note_freshness()


def _news(shop: Shop, watched: tuple[str, Cursor | None, datetime, Filters] | None) -> tuple[bool, int]:
    """Whether the store was replaced, and else how many rows came to a list since its newest row that was shown."""
    replaced = shop.refresh()
    if replaced or watched is None:
        return replaced, 0
    return False, listing.newer_than(shop, *watched)

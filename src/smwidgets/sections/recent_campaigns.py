"""Recent campaigns: mass messages of the last three calendar months (J1, J2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from smwidgets.data import listing
from smwidgets.data.listing.campaigns import MASS_KINDS, _since
from smwidgets.parts import Column, DataTable, Pager
from smwidgets.sections import _campaign_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._campaign_dialog import CampaignDialog, channel_text
from smwidgets.sections._section import Section
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    import pandas as pd
    from ipywidgets import Widget

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

ROWS = 10
"""Rows of a page."""


class RecentCampaigns(Section):
    """Bulk messages, A/B tests and their winners, newest first, each with its analytics.

    Notes
    -----
    Specification J1, J2. :attr:`frame`: one row per campaign, ``campaign_id``, ``scheduled_at`` (aware, the shop's
    zone), ``channel``, ``kind``, ``name``, ``reach``.
    """

    title: ClassVar[Text] = texts.TITLE
    help: ClassVar[Text] = texts.HELP
    group: ClassVar[str] = "email"
    size: ClassVar[tuple[int, int]] = (5, 12)
    min_w: ClassVar[int] = 4
    picture: ClassVar[str] = "rows"

    _first = 0

    def query(self, shop: Shop, period: Timeframe) -> Any:
        """Read the campaigns, off the main thread."""
        return partial(_read, shop, period.now)

    def build(self) -> Sequence[Widget]:
        """Make the list and the dialog of its last column."""
        self._table, self._pager, self._analytics = DataTable(), Pager(), CampaignDialog(self.model)
        assert self._tables is not None
        self._tables.wire(self._analytics.chart)
        self._table.on_action(self._on_action)
        self._pager.on_turn(self._on_turn)
        return self._table, self._pager, self._analytics.dialog

    def update(self, frame: pd.DataFrame) -> None:
        """Write a page of the list."""
        self._first = min(self._first, max(0, (len(frame) - 1) // ROWS * ROWS))
        shown = frame.iloc[self._first : self._first + ROWS].to_dict("records")
        self._table.show(
            [
                Column(
                    key,
                    self.say(label),
                    align="right" if key == "reach" else "left",
                    kind={"channel": "chip", "analytics": "action"}.get(key, "text"),  # type: ignore[arg-type]
                )
                for key, label in texts.COLUMNS.items()
            ],
            [self._cells(row) for row in shown],
            [str(row["campaign_id"]) for row in shown],
            empty=self.say(texts.NONE),
            caption=self.say(texts.TITLE),
        )
        self._pager.show(
            newer=self._first > 0,
            older=self._first + ROWS < len(frame),
            texts={key: self.say(text) for key, text in texts.PAGER.items()},
            note=self._note(len(shown), len(frame)),
        )

    def _cells(self, row: Mapping[Any, Any]) -> dict[str, str]:
        return {
            "scheduled_at": self.model.formats.bucket_tick(row["scheduled_at"], "day"),
            "channel": channel_text(row, self.model.locale),
            "name": row["name"],
            "reach": self.model.formats.count(row["reach"]),
            "analytics": self.say(texts.COLUMNS["analytics"]),
        }

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Give the campaigns listed, and the sum of their reach."""
        table, until = shop.table("campaigns"), utc(period.now)
        rows = table.filter(
            table.kind.isin(MASS_KINDS), table.scheduled_at >= _since(shop, until), table.scheduled_at < until
        )
        return rows, rows.aggregate(campaigns=rows.count(), reach=rows.reach.sum().fill_null(0))

    def _note(self, shown: int, every: int) -> str:
        formats = self.model.formats
        ends = {"first": formats.count(self._first + 1), "last": formats.count(self._first + shown)}
        return self.say(texts.SHOWN, **ends, all=formats.count(every)) if every > ROWS else ""

    def _on_turn(self, direction: str) -> None:
        self._first += ROWS if direction == "older" else -ROWS
        self._first = max(0, self._first)
        self.update(self._answer.frame)

    def _on_action(self, key: str, _: str) -> None:
        frame = self._answer.frame
        rows = frame[frame["campaign_id"].astype(str) == key]
        if not rows.empty:
            self._analytics.open(rows.iloc[0].to_dict())


def _read(shop: Shop, until: datetime) -> Answer:
    found = listing.campaigns(shop, until)
    at = found["scheduled_at"].dt.tz_localize("UTC").dt.tz_convert(shop.timezone)
    return Answer(found.assign(scheduled_at=at), {"campaigns": float(len(found)), "reach": float(found["reach"].sum())})

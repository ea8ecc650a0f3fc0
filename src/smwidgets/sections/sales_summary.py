"""Sales summary: six tiles of revenue (A1, A2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd
from traitlets import Bool

from smwidgets.core.period_names import period_name
from smwidgets.core.periods import Period, resolve
from smwidgets.parts import Field, Grid, Tile
from smwidgets.sections import _sales
from smwidgets.sections._answer import Answer
from smwidgets.sections._section import Section
from smwidgets.sections._sums import utc
from smwidgets.sections._trend_text import trend_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipywidgets import Widget

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

CLOSED = ("yesterday", "last_7_days", "last_30_days")
TILES = ("today", *CLOSED, "current_quarter", "current_year")
TODAY: Text = {"pl": "Dzisiaj do tej pory", "en": "Today so far"}
DEFINITION: Text = {
    "pl": "Suma wartości zdarzeń ZAKUP: {period}.",
    "en": "Sum of the values of PURCHASE events: {period}.",
}


class SalesSummary(Section):
    """Revenue today so far, yesterday, of the last 7 and 30 days, of the current quarter and year.

    Notes
    -----
    Specification A1, A2. :attr:`frame`: one row per tile, indexed by the period's name, columns ``start``, ``end``
    (aware, half-open), ``orders``, ``revenue``. :attr:`figures`: revenue by the period's name.
    """

    size: ClassVar[tuple[int, int]] = (12, 4)
    min_w: ClassVar[int] = 4
    picture: ClassVar[str] = "tiles"

    title: ClassVar[Text] = {"pl": "Podsumowanie sprzedaży", "en": "Sales summary"}
    help: ClassVar[Text] = {
        "pl": "Przychód ze zdarzeń zewnętrznych ZAKUP. „Dzisiaj”, bieżący kwartał i rok liczą się do tej chwili, "
        "pozostałe okresy kończą się wczoraj.",
        "en": "Revenue from PURCHASE external events. Today, the current quarter and the current year run up to now; "
        "the other periods end yesterday.",
    }

    all_trends = Bool(default_value=False).tag(setting=True)
    """Whether today, quarter and year show a trend too, against equal elapsed time."""

    def fields(self) -> Sequence[Field]:
        """Trends on every tile."""
        label: Text = {
            "pl": "Trendy także dla dzisiaj, kwartału i roku",
            "en": "Trends for today, quarter and year too",
        }
        return (Field("all_trends", self.say(label), kind="flag"),)

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Revenue of the six periods at the clock of ``period``, with the trends asked for."""
        _sales.require(shop, "all")
        frames = {name: resolve(name, period.now) for name in TILES}
        found = {name: _sales.figures(shop, one.current, "all") for name, one in frames.items()}
        frame = pd.DataFrame(
            {
                "start": [one.current.start for one in frames.values()],
                "end": [one.current.end for one in frames.values()],
                "orders": [one["orders"] for one in found.values()],
                "revenue": [one["revenue"] for one in found.values()],
            },
            index=pd.Index(TILES, name="period"),
        )
        return Answer(
            frame,
            {name: one["revenue"] for name, one in found.items()},
            {
                name: _sales.trends(shop, frames[name], "all", found[name])["revenue"]
                for name in (TILES if self.all_trends else CLOSED)
            },
        )

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Orders of the span that the tiles cover, and the revenue of each tile."""
        spans = {name: resolve(name, period.now).current for name in TILES}
        whole = Period(min(one.start for one in spans.values()), period.now)
        rows, _ = _sales.evidence(shop, whole, "all")
        at = rows.occurred_at
        return rows, rows.aggregate(
            **{
                name: rows.value.sum(where=(at >= utc(one.start)) & (at < utc(one.end))).fill_null(0)
                for name, one in spans.items()
            }
        )

    def build(self) -> Sequence[Widget]:
        """Six tiles abreast."""
        self._card.add_class("smw-bare")
        self._tiles = {name: Tile() for name in TILES}
        return (Grid([(tile, 2) for tile in self._tiles.values()]),)

    def update(self, _: pd.DataFrame) -> None:
        """Write each tile's figure and trend."""
        formats = self.model.formats
        for name, tile in self._tiles.items():
            period = resolve(name, self.model.now)
            trend = self.trends.get(name)
            tile.show(
                self.say(TODAY) if name == "today" else period_name(name, self.model.locale),
                self.say(DEFINITION, period=formats.date_range(period.current)),
                formats.money(self.figures[name]),
                None if trend is None else trend_text(trend, "money", period, formats),
                self._freshness(),
                on_demand=self._as_fresh_as_the_header(),
            )

"""What came of one campaign, in a dialog (J2)."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from smwidgets.core.periods import Period
from smwidgets.core.text import say
from smwidgets.data import listing
from smwidgets.data.listing.campaign_analytics import RATES
from smwidgets.parts import Dialog, FigureStrip, FigureText, Html, MeasureTabs, TimeChart, markup, table_texts
from smwidgets.sections import _campaign_texts as texts
from smwidgets.sections import _texts
from smwidgets.sections._bucket_series import bucket_series, summary
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._names import CHANNELS, KINDS, name
from smwidgets.sections._questions import Questions
from smwidgets.sections._trend_text import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from traitlets import Bunch

    from smwidgets.core.text import Text
    from smwidgets.data.listing import CampaignAnalytics
    from smwidgets.model import DashboardModel
    from smwidgets.sections._trend_text import Unit

log = logging.getLogger(__name__)

_CHARTS: dict[str, tuple[tuple[str, str], Unit]] = {
    "activity": (("opened", "clicked"), "count"),
    "orders": (("touchpoint_orders", "last_click_orders"), "count"),
    "revenue": (("touchpoint_revenue", "last_click_revenue"), "money"),
}
_KINDS = {"ab_test": texts.AB, "ab_winner": texts.AB_WINNER}


class CampaignDialog:
    """Counts with their rates, orders and revenue of both attributions, and their days one by one.

    Parameters
    ----------
    model
        Whose shop is asked, as of when, in whose language it is written.

    Attributes
    ----------
    chart
        Its chart, which is on the page while the dialog is open.
    """

    def __init__(self, model: DashboardModel) -> None:
        self.model = model
        self.dialog = Dialog()
        self._about, self._counts, self._sales, self._remark = Html(), FigureStrip(), FigureStrip(), Html()
        for strip in (self._counts, self._sales):
            strip.add_class("smw-figure-grid")
        self._tabs, self.chart = MeasureTabs(), TimeChart()
        self._bar = Toolbar((self._tabs,))
        self._analytics: CampaignAnalytics | None = None
        self._questions = Questions(self._fail)
        self._tabs.observe(self._on_tab, "value")
        self.dialog.on_close(self._questions.drop)
        self.dialog.hold(self._about, self._counts, self._remark, self._sales, self._bar, self.chart)

    def open(self, row: Mapping[Any, Any]) -> None:
        """Show the analytics of a campaign, given by its row of the list."""
        self.dialog.title(self._say(texts.ANALYTICS, name=row["name"]), self._say(texts.CLOSE))
        self._tell(self._say(texts.LOADING))
        self.dialog.place([self._about])
        self.dialog.open_dialog()
        key = row["campaign_id"]
        self._questions.ask(
            partial(listing.campaign_analytics, self.model.shop, key, self.model.now), partial(self._show, row)
        )

    def _show(self, row: Mapping[Any, Any], analytics: CampaignAnalytics) -> None:
        formats = self.model.formats
        self._analytics = analytics
        self._tell(
            self._say(
                texts.ABOUT,
                channel=name(CHANNELS, row["channel"], formats.locale),
                kind=name(KINDS, row["kind"], formats.locale),
                at=formats.moment(row["scheduled_at"]),
                reach=formats.count(row["reach"]),
            )
        )
        self._counts.show(
            [
                *(self._count(key, label) for key, label in texts.COUNTS.items()),
                *(
                    FigureText(f"machine_{key}", self._say(label), formats.count(analytics.machines[key]))
                    for key, label in texts.MACHINES.items()
                    if analytics.machines[key] is not None
                ),
            ]
        )
        self._remark.value = markup('<p class="smw-remark">{text}</p>', text=self._remarks())
        self._sales.show(
            [
                FigureText(
                    key,
                    self._say(label),
                    number_text(analytics.sales[key], "count" if key.endswith("orders") else "money", formats),
                )
                for key, label in texts.SALES.items()
            ]
        )
        self._tabs.show(
            [(key, self._say(text)) for key, text in texts.CHARTS.items()], "activity", self._say(texts.CHARTS_LABEL)
        )
        self._draw("activity")
        self.dialog.place([self._about, self._counts, self._remark, self._sales, self._bar, self.chart])

    def _draw(self, which: str) -> None:
        assert self._analytics is not None
        formats, days, daily = self.model.formats, self._analytics.buckets, self._analytics.daily
        keys, unit = _CHARTS[which]
        series = [
            bucket_series(key, self._say(texts.SERIES[key]), daily, key, days, unit, formats, colour=colour)
            for colour, key in enumerate(keys, 1)
            if daily[key].notna().any()
        ]
        self.chart.draw(
            series,
            ticks=formats.bucket_ticks(days.starts, days.grain),
            format_ticks=lambda values: formats.ticks(values, money=unit == "money"),
            summary=self._summary(which, series),
            empty=self._say(texts.NO_SERIES),
            all_hidden=self._say(_texts.SERIES_HIDDEN),
            table_texts=table_texts(formats.locale),
        )

    def _summary(self, which: str, series: list[Any]) -> str:
        title = self._say(texts.CHARTS[which])
        if not series:
            return f"{title}. {self._say(texts.NO_SERIES)}."
        assert self._analytics is not None
        formats, bounds = self.model.formats, self._analytics.buckets.bounds
        period = formats.date_range(Period.between(bounds[0], bounds[-1]))
        return summary(f"{title}: {series[0].label}", series[0], period, formats.locale)

    def _count(self, key: str, label: Text) -> FigureText:
        """Write a count with its rate, and under them what that is a rate of."""
        assert self._analytics is not None
        formats, counts, rate = self.model.formats, self._analytics.counts, self._analytics.rates.get(key)
        number = formats.count(counts[key])
        if rate is None:
            return FigureText(key, self._say(label), number)
        flag = "⚠ " if key in self._analytics.impossible_rates else ""
        whole = RATES[key][1]
        return FigureText(
            key,
            self._say(label),
            flag + self._say(texts.RATE, number=number, rate=formats.share(rate)),
            note=self._say(texts.PART_OF[whole], whole=formats.count(counts[whole])),
        )

    def _remarks(self) -> str:
        """Say what is counted, and which rates cannot be."""
        assert self._analytics is not None
        names = ", ".join(self._say(texts.COUNTS[key]) for key in self._analytics.impossible_rates)
        return " ".join([self._say(texts.PEOPLE), *([self._say(texts.IMPOSSIBLE, names=names)] if names else [])])

    def _on_tab(self, change: Bunch) -> None:
        if self._analytics is not None and change.new in _CHARTS:
            self._draw(change.new)

    def _fail(self, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("a campaign's analytics failed, reference %s", reference, exc_info=error)
        self._tell(self._say(texts.FAILED, reference=reference))

    def _tell(self, text: str) -> None:
        self._about.value = markup('<span class="smw-note" role="status">{text}</span>', text=text)

    def _say(self, text: Text, **values: str) -> str:
        return say(text, self.model.locale, None, **values)


def channel_text(row: Mapping[Any, Any], locale: str) -> str:
    """Name a campaign's channel; of an A/B test, its part in it too."""
    channel = name(CHANNELS, row["channel"], locale)
    return say(_KINDS[row["kind"]], locale, channel=channel) if row["kind"] in _KINDS else channel

"""Sales analytics: orders, revenue and average order value of one attribution (B1 to B7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Bool, Enum

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.core.text import say
from smwidgets.parts import Field, FigureStrip, FigureText, MeasureTabs, TimeChart
from smwidgets.sections import _sales, _texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._bucket_series import changes, summary
from smwidgets.sections._charting import chart_field, over_time
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._side_by_side import current_and_previous, side_by_side
from smwidgets.sections._trend_text import compared_dates, number_text, trend_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop
    from smwidgets.sections._trend_text import Unit

MEASURES: dict[str, tuple[Text, Unit]] = {
    "orders": ({"pl": "Transakcje", "en": "Orders"}, "count"),
    "revenue": ({"pl": "Sprzedaż", "en": "Revenue"}, "money"),
    "aov": ({"pl": "AOV", "en": "AOV"}, "cents"),
}
SHARE: tuple[Text, Unit] = ({"pl": "Udział", "en": "Share"}, "share")

HELPS: dict[str, Text] = {
    "all": {
        "pl": "Wszystkie transakcje (zdarzenia zewnętrzne ZAKUP) okresu. AOV to suma wartości podzielona przez liczbę "
        "transakcji.",
        "en": "All orders (PURCHASE external events) of the period. AOV is the sum of values divided by the number of "
        "orders.",
    },
    "touchpoint": {
        "pl": "Transakcje, przed którymi wśród {interactions} najnowszych interakcji kontaktu z marketingiem w ciągu "
        "{days} dni była co najmniej jedna własna: wysłana lub obsłużona przez platformę. Wejścia bezpośrednie się "
        "nie liczą.",
        "en": "Orders with at least one interaction of the platform's own among the contact's newest {interactions} "
        "marketing interactions in the {days} days before the order. Direct entries do not count.",
    },
    "last_click": {
        "pl": "Transakcje wspierane, przed którymi najnowsze kliknięcie lub wejście na stronę w ciągu {days} dni "
        "pochodziło z własnego działania platformy{direct}.",
        "en": "Assisted orders whose newest click or site entry in the {days} days before the order came from the "
        "platform's own marketing{direct}.",
    },
}
DIRECT: dict[str, Text] = {
    "any_entry": {"pl": "; wejście bezpośrednie przerywa ścieżkę", "en": "; a direct entry breaks the path"},
    "last_non_direct": {"pl": "; wejścia bezpośrednie są pomijane", "en": "; direct entries are skipped"},
}


class SalesAnalytics(Section):
    """Orders, revenue and average order value over a period, for one attribution.

    Notes
    -----
    Specification B1 to B7. :attr:`frame` has one row per bucket: ``start`` (aware, the shop's zone), ``orders``,
    ``revenue`` (currency units), ``aov`` (NaN where no order was placed); with ``compare`` also ``previous_start``
    and the three measures of the previous period, a row for each pair of buckets: NaN and NaT where one has no
    counterpart (29 to 31 January beside February). :attr:`figures`: ``orders``, ``revenue``, ``aov`` (``None`` without
    orders), and ``share`` (0 to 1, of all revenue) for an assisted attribution.
    """

    group: ClassVar[str] = "sales"
    variants: ClassVar[Sequence[Mapping[str, Any]]] = tuple({"attribution": name} for name in _sales.NAMES)

    attribution = Enum(tuple(_sales.NAMES), default_value="all").tag(setting=True)
    """Which orders count: ``"all"``, ``"touchpoint"`` or ``"last_click"``."""

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the figures and the chart."""

    measure = Enum(tuple(MEASURES), default_value="revenue").tag(setting=True)
    """Measure on the chart."""

    chart = Enum(("line", "bar"), default_value="line").tag(setting=True)
    """Chart type."""

    compare = Bool(default_value=False).tag(setting=True)
    """Whether the previous period stands beside the current one."""

    @property
    def title(self) -> Text:  # type: ignore[override]
        """Name of the attribution."""
        return _sales.NAMES[self.attribution]

    @property
    def help(self) -> Text:  # type: ignore[override]
        """Definition of the attribution, with the shop's policy."""
        policy = self.model.shop.attribution
        return {
            locale: say(
                HELPS[self.attribution],
                locale,
                days=policy.days,
                interactions=policy.interactions,
                direct=say(DIRECT[policy.last_click], locale),
            )
            for locale in ("pl", "en")
        }

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def fields(self) -> Sequence[Field]:
        """Chart type and comparison."""
        return (
            chart_field(self.model.locale),
            Field("compare", self.say(_texts.COMPARE), kind="flag"),
        )

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Orders, revenue and AOV per bucket, their totals and trends."""
        _sales.require(shop, self.attribution)
        frame = _sales.by_bucket(shop, period.buckets(), self.attribution)
        figures, trends = _sales.figures(shop, period.current, self.attribution), {}
        if self.compare:
            previous = _sales.by_bucket(shop, period.previous_buckets(), self.attribution)
            frame = side_by_side(frame, previous, period.pairs())
            trends = _sales.trends(shop, period, self.attribution, figures)
        return Answer(frame, figures, trends)

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Orders of the period with that attribution, and their three figures."""
        return _sales.evidence(shop, period.current, self.attribution)

    def tabs(self) -> Widget:
        """Tabs over the chart, one per measure."""
        self._tabs = MeasureTabs()
        self._tabs.observe(self._on_tab, "value")
        return self._tabs

    def build(self) -> Sequence[Widget]:
        """Build the chart and the figures under it."""
        self._chart, self._strip = TimeChart(), FigureStrip()
        return self._chart, self._strip

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the chosen measure and write the figures."""
        formats, period = self.model.formats, self.timeframe()
        text, unit = MEASURES[self.measure]
        self._tabs.show(tuple((key, self.say(label)) for key, (label, _) in MEASURES.items()), self.measure)
        series = current_and_previous(self.say(text), frame, self.measure, period, unit, formats, compared=self.compare)
        dates = compared_dates(period, formats) if self.compare else formats.date_range(period.current)
        self._chart.draw(
            series,
            kind=self.chart,
            changes=changes(series, unit, formats),
            summary=summary(self.say(text), series[0], dates, self.model.locale),
            **over_time(
                period.buckets(),
                formats,
                money=unit != "count",
                places=period.pairs().current if self.compare else None,
                nothing=_texts.NO_ORDERS,
            ),
        )
        shown = MEASURES if self.attribution == "all" else MEASURES | {"share": SHARE}
        self._strip.show(
            [
                FigureText(
                    key,
                    self.say(label),
                    number_text(self.figures[key], figure_unit, formats),
                    trend_text(self.trends[key], figure_unit, period, formats) if key in self.trends else None,
                )
                for key, (label, figure_unit) in shown.items()
            ]
        )

    def _on_tab(self, change: Bunch) -> None:
        self.set_trait("measure", change.new)

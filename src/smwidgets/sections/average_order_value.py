"""Average order value of all, assisted and last-click orders over time (C1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Enum

from smwidgets.core.errors import MissingDataError
from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.parts import Field, FigureStrip, FigureText, TimeChart
from smwidgets.sections import _sales, _texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._bucket_series import bucket_series, summary
from smwidgets.sections._charting import chart_field, over_time
from smwidgets.sections._sales import NAMES
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._trend_text import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop


class AverageOrderValue(Section):
    """Revenue per order in each bucket, for all orders and the two assisted kinds.

    Notes
    -----
    Specification C1. :attr:`frame`: one row per bucket, ``start`` (aware), ``all``, ``touchpoint``, ``last_click``
    (currency units, NaN where no such order was placed). :attr:`figures`: the same keys over the whole period, never a
    mean of means; ``None`` without orders or where the shop has no interactions to tell.
    """

    title: ClassVar[Text] = {"pl": "Średnia wartość zamówienia (AOV)", "en": "Average order value (AOV)"}
    help: ClassVar[Text] = {
        "pl": "Suma wartości transakcji podzielona przez ich liczbę, w każdym przedziale czasu osobno. Gdzie nie było "
        "transakcji, linia ma przerwę.",
        "en": "Sum of order values divided by the number of orders, in each bucket of time by itself. Where there were "
        "no orders the line has a gap.",
    }

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the chart."""

    chart = Enum(("line", "bar"), default_value="line").tag(setting=True)
    """Chart type."""

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def fields(self) -> Sequence[Field]:
        """Chart type."""
        return (chart_field(self.model.locale),)

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """AOV per bucket and over the period, for each kind of order the shop can tell."""
        _sales.require(shop, "all")
        frame = _sales.by_bucket(shop, period.buckets(), "all")[["start"]]
        figures: dict[str, float | None] = {}
        for key in NAMES:
            known = _known(shop, key)
            frame[key] = _sales.by_bucket(shop, period.buckets(), key)["aov"] if known else float("nan")
            figures[key] = _sales.figures(shop, period.current, key)["aov"] if known else None
        return Answer(frame, figures)

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Orders of the period, and the AOV of each kind."""
        rows, _ = _sales.evidence(shop, period.current, "all")
        kinds = {key: None if key == "all" else rows[key] for key in NAMES if _known(shop, key)}
        return rows, rows.aggregate(
            **{key: rows.value.sum(where=kind) / rows.count(where=kind).nullif(0) for key, kind in kinds.items()}
        )

    def build(self) -> Sequence[Widget]:
        """Build the chart and the three figures under it."""
        self._chart, self._strip = TimeChart(), FigureStrip()
        return self._chart, self._strip

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the series that the shop can tell and write their figures."""
        formats, period = self.model.formats, self.timeframe()
        keys = [key for key in NAMES if _known(self.model.shop, key)]
        series = [
            bucket_series(
                key,
                self.say(NAMES[key]),
                frame,
                key,
                period.buckets(),
                "cents",
                formats,
                colour=colour,
                head=f"AOV: {self.say(NAMES[key])}",
            )
            for colour, key in enumerate(keys, 1)
        ]
        self._chart.draw(
            series,
            kind=self.chart,
            summary=summary(self.say(self.title), series[0], formats.date_range(period.current), self.model.locale),
            **over_time(period.buckets(), formats, money=True, nothing=_texts.NO_ORDERS),
        )
        self._strip.show(
            [FigureText(key, self.say(NAMES[key]), number_text(self.figures[key], "cents", formats)) for key in keys]
        )


def _known(shop: Shop, attribution: str) -> bool:
    try:
        _sales.require(shop, attribution)
    except MissingDataError:
        return False
    return True

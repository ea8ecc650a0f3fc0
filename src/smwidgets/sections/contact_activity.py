"""Contact activity by hour of day and day of week (CA5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from smwidgets.data.counted_rows import active_contacts
from smwidgets.data.local_time import from_utc
from smwidgets.metrics.activity import mean_activity
from smwidgets.parts import FigureStrip, FigureText, Grid, HeatMap, Series, TimeChart, table_texts
from smwidgets.sections import _charting, _texts
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._bucket_series import summary
from smwidgets.sections._moments import measured
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._sums import utc

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget

    from smwidgets.core.formats import Formats
    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

HOURS, WEEKDAYS = range(24), range(7)
DAY_KEYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOUR_KEYS = tuple(f"hour_{hour:02}" for hour in HOURS)

BY_HOUR: Text = {
    "pl": "Wizyty i otwarcia, średnio na godzinę, według pory dnia",
    "en": "Visits and opens, mean per hour, by hour of the day",
}
BY_WEEKDAY: Text = {
    "pl": "Wizyty i otwarcia, średnio na dzień, według dnia tygodnia",
    "en": "Visits and opens, mean per day, by day of the week",
}
BY_BOTH: Text = {"pl": "Wizyty i otwarcia, średnio na godzinę", "en": "Visits and opens, mean per hour"}
SCALE: Text = {
    "pl": "skala pierwiastkowa: połowa kolorów do ¼ największej wartości",
    "en": "square-root scale: half of the colours up to ¼ of the largest value",
}
PER_HOUR: Text = {"pl": "{number} na godzinę", "en": "{number} per hour"}
PER_DAY: Text = {"pl": "{number} na dzień", "en": "{number} per day"}
WEEKDAY: Text = {"pl": "Dzień tygodnia", "en": "Day of the week"}
HOUR: Text = {"pl": "Godzina", "en": "Hour"}
BUSIEST_HOUR: Text = {"pl": "Najaktywniejsza pora", "en": "Busiest hour"}
BUSIEST_DAY: Text = {"pl": "Najaktywniejszy dzień", "en": "Busiest day"}
NOTHING: Text = {
    "pl": "Ten okres nie ma jeszcze pełnej godziny",
    "en": "This period has no complete hour yet",
}


class ContactActivity(Section):
    """When contacts visit the site and open messages: by hour, by weekday, and both together.

    Notes
    -----
    Specification CA5. :attr:`frame`: mean per hour, float64, index ``weekday`` (0 is Monday), columns ``hour`` (0 to
    23, the shop's clock); NaN where the period has no complete hour of that kind. :attr:`figures`: ``hour_00`` to
    ``hour_23``, mean per hour at that time of day, and ``monday`` to ``sunday``, mean per such day; ``None`` where the
    period has none that is complete.
    """

    group: ClassVar[str] = "contacts"
    size: ClassVar[tuple[int, int]] = (12, 15)
    min_w: ClassVar[int] = 6
    picture: ClassVar[str] = "heat"
    follows: ClassVar[str] = "contact_base"
    title: ClassVar[Text] = {"pl": "Aktywność kontaktów", "en": "Contact activity"}
    help: ClassVar[Text] = {
        "pl": "Wizyty znanych kontaktów na stronie i otwarcia wiadomości razem: średnio na każdą godzinę doby i na "
        "każdy dzień tygodnia w okresie, według zegara sklepu. Liczą się tylko pełne godziny i dni: trwająca godzina "
        "i trwający dzień nie wchodzą do średniej.",
        "en": "Visits of known contacts to the site and messages opened, together: the mean of each hour of the day "
        "and each day of the week in the period, by the shop's clock. Only complete hours and days count: the running "
        "hour and the running day are left out.",
    }

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the means."""

    def periods(self) -> Sequence[str]:
        """Those of contact analytics."""
        return texts.PERIODS

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Average the activity of the period."""
        shop.require("visits", "contact_id")
        shop.require("interactions")
        span = [period.current.start, period.current.end]
        found = measured(shop, "contact_activity", mean_activity, span, shop.timezone)
        means = [*found.by_hour, *found.by_weekday]
        figures = {
            key: None if np.isnan(mean) else float(mean) for key, mean in zip(HOUR_KEYS + DAY_KEYS, means, strict=True)
        }
        return Answer(found.by_weekday_hour, figures)

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Visits and openings in complete hours of the period, and their number by weekday and hour."""
        active = active_contacts(None, {name: shop.table(name) for name in ("visits", "interactions")})
        start, end = (utc(moment) for moment in _complete(period))
        rows = active.filter(active.active_at >= start, active.active_at < end)
        local = from_utc(rows.active_at, shop.timezone, start, end)
        timed = rows.mutate(weekday=local.day_of_week.index(), hour=local.hour())
        return rows, timed.group_by("weekday", "hour").aggregate(activity=timed.count()).order_by("weekday", "hour")

    def build(self) -> Sequence[Widget]:
        """Build the two charts, the heat map under them, and the figures."""
        self._by_hour, self._by_weekday, self._both = TimeChart(), TimeChart(), HeatMap()
        self._strip = FigureStrip()
        return Grid([(self._by_hour, 7), (self._by_weekday, 5), (self._both, 12)]), self._strip

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the means."""
        formats = self.model.formats
        hours = [_hour(hour, hour + 1, formats) for hour in HOURS]
        days = [formats.weekday_name(day) for day in WEEKDAYS]
        ticks = [formats.bucket_tick(_clock(hour), "hour") for hour in HOURS]
        short = [formats.weekday_name(day, short=True) for day in WEEKDAYS]
        self._draw_bars(self._by_hour, self.say(BY_HOUR), HOUR_KEYS, ticks, hours, self.say(HOUR))
        self._draw_bars(self._by_weekday, self.say(BY_WEEKDAY), DAY_KEYS, short, days, self.say(WEEKDAY))
        titles = [[f"{day}, {hour}" for hour in hours] for day in days]
        named = [title for row in titles for title in row]
        cells = self._series("both", self.say(BY_BOTH), frame.to_numpy().ravel().tolist(), named)
        self._both.draw(
            frame.to_numpy(),
            rows=short,
            columns=ticks,
            titles=titles,
            format_value=formats.mean,
            measure=self.say(BY_BOTH),
            scale_note=self.say(SCALE),
            corner=self.say(WEEKDAY),
            summary=self._summary(cells),
            empty=self.say(NOTHING),
            table_texts=table_texts(formats.locale),
        )
        self._strip.show(
            [
                FigureText(
                    key,
                    f"{self.say(label)}: {names[keys.index(key)]}",
                    self.say(unit, number=formats.mean(self.figures[key])),
                )
                for label, keys, names, unit in (
                    (BUSIEST_HOUR, HOUR_KEYS, hours, PER_HOUR),
                    (BUSIEST_DAY, DAY_KEYS, days, PER_DAY),
                )
                if (key := self._busiest(keys))
            ]
        )

    def _draw_bars(  # noqa: PLR0917 - what a chart of means is made of
        self, chart: TimeChart, label: str, keys: Sequence[str], ticks: Sequence[str], whens: Sequence[str], what: str
    ) -> None:
        formats = self.model.formats
        series = self._series("mean", label, [self.figures[key] for key in keys], whens)
        chart.draw(
            [series],
            ticks=ticks,
            kind="bar",
            format_ticks=formats.ticks,
            summary=self._summary(series),
            empty=self.say(NOTHING),
            all_hidden=self.say(_texts.SERIES_HIDDEN),
            hint=self.say(_charting.LEGEND_HINT),
            table_texts={**table_texts(formats.locale), "when": what},
        )

    def _series(self, key: str, label: str, values: Sequence[float | None], whens: Sequence[str]) -> Series:
        written = tuple(self.model.formats.mean(value) for value in values)
        numbers = np.array(values, dtype="float64")
        return Series(key, label, numbers, texts=written, whens=tuple(whens))

    def _summary(self, series: Series) -> str:
        if not np.isfinite(series.y).any():
            return f"{series.label}. {self.say(NOTHING)}."
        return summary(series.label, series, self.model.formats.date_range(self.timeframe().current), self.model.locale)

    def _busiest(self, keys: Sequence[str]) -> str | None:
        known = [key for key in keys if self.figures[key] is not None]
        return max(known, key=lambda key: self.figures[key] or 0.0, default=None)


def _clock(hour: int) -> datetime:
    """Return a moment at a full hour of some day on which no clock is moved."""
    return datetime(2001, 1, 15 + hour // 24, hour % 24)  # noqa: DTZ001 - only its reading is written


def _hour(start: int, end: int, formats: Formats) -> str:
    return f"{formats.time(_clock(start))}–{formats.time(_clock(end))}"


def _complete(period: Timeframe) -> tuple[datetime, datetime]:
    """Return the span of the complete hours of a period."""
    start, end = period.current.start, period.current.end
    first = start.replace(minute=0, second=0, microsecond=0)
    return first if first == start else first + timedelta(hours=1), end.replace(minute=0, second=0, microsecond=0)

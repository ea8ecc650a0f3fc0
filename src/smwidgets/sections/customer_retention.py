"""Customer retention: customers by how often they have bought, now and over time (F1, F3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Enum

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.metrics.retention import COUNTED, customers_by_purchases, group_names
from smwidgets.parts import Donut, Field, Grid, Slice, TimeChart, table_texts
from smwidgets.sections import _charting, _texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._bucket_series import bucket_series, partial_text
from smwidgets.sections._moments import measured, starts
from smwidgets.sections._section import Section
from smwidgets.sections._settings import KeysTrait, PeriodTrait
from smwidgets.sections._sums import utc
from smwidgets.sections._thresholds import ThresholdsTrait, group_label, thresholds_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop

OFFERED = ("1,2,3,4,5", "1,2", "1,2,3", "1,2,4,10", "1,2,3,5,10,20")
CUSTOMERS: Text = {"pl": "klienci", "en": "customers"}
GROUPS: Text = {"pl": "Grupy według liczby zakupów", "en": "Groups by number of purchases"}
COUNTING: Text = {"pl": "Liczone zakupy", "en": "Purchases counted"}
COUNTING_CHOICES: dict[str, Text] = {
    "on_record": {"pl": "wszystkie w danych", "en": "all on record"},
    "since_added": {"pl": "odkąd dodano kontakt", "en": "since the contact was added"},
}
AREA: Text = {"pl": "Warstwowy liniowy", "en": "Stacked areas"}
STACKED_BAR: Text = {"pl": "Warstwowy słupkowy", "en": "Stacked bars"}
NO_CUSTOMERS: Text = {"pl": "Nikt jeszcze nie kupił", "en": "Nobody has bought yet"}
NOW: Text = {"pl": "{title} ({counted}), {moment}. {groups}", "en": "{title} ({counted}), {moment}. {groups}"}
FROM_TO: Text = {
    "pl": "{title} ({counted}), {period}. Na początku: {first}. Na końcu: {last}.",
    "en": "{title} ({counted}), {period}. At the beginning: {first}. At the end: {last}.",
}
COLOURS = 8


class CustomerRetention(Section):
    """Customers by number of purchases: a donut of this moment and a layered chart of its history.

    Notes
    -----
    Specification F1, F3. Purchases on record count, or with :attr:`counted` those since the contact was added
    (all of a contact that the shop's contacts do not have). :attr:`frame`: one row per bucket, ``start`` (aware, the
    shop's zone) and one int64 column per group, the customers in it at the end of the bucket. :attr:`figures`:
    customers in each group now, whatever the period, and ``total``, the sum of those that are not :attr:`hidden`.
    Groups are named ``1``, ``2-4``, ``5+``.
    """

    size: ClassVar[tuple[int, int]] = (8, 8)
    min_w: ClassVar[int] = 5

    title: ClassVar[Text] = {"pl": "Klienci według liczby zakupów", "en": "Customers by number of purchases"}
    help: ClassVar[Text] = {
        "pl": "Ilu klientów dokonało wskazanej liczby zakupów. Domyślnie liczą się wszystkie zakupy w danych; w "
        "ustawieniach można liczyć tylko te, których dokonano, odkąd dodano kontakt do bazy. Pierścień to stan w tej "
        "chwili, wykres pokazuje stan na koniec każdego przedziału.",
        "en": "How many customers have made that many purchases. By default all purchases on record count; the "
        "settings can count only those made since the contact was added. The donut is the state now; the chart shows "
        "the state at the end of each bucket.",
    }

    period = PeriodTrait("last_12_months").tag(setting=True)
    """Period of the chart."""

    chart = Enum(("area", "stacked_bar"), default_value="stacked_bar").tag(setting=True)
    """Chart type: layers as areas or as bars."""

    groups = ThresholdsTrait("1,2,3,4,5").tag(setting=True)
    """Numbers of purchases at which the groups begin, ``"1,2,3,4,5"``; a sequence of numbers is taken too."""

    counted = Enum(tuple(COUNTED), default_value="on_record").tag(setting=True)
    """Which purchases count: all ``on_record``, or those ``since_added``: from the contact's ``created_at`` on."""

    hidden = KeysTrait().tag(setting=True)
    """Keys of the groups that are taken out of the donut, through its legend or from Python."""

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def fields(self) -> Sequence[Field]:
        """Chart type, which purchases count, and groups."""
        offered = (*OFFERED, *(() if self.groups in OFFERED else (self.groups,)))
        return (
            Field(
                "chart",
                self.say(_texts.CHART),
                choices=(("area", self.say(AREA)), ("stacked_bar", self.say(STACKED_BAR))),
            ),
            Field(
                "counted",
                self.say(COUNTING),
                choices=tuple((key, self.say(text)) for key, text in COUNTING_CHOICES.items()),
            ),
            Field("groups", self.say(GROUPS), choices=tuple((one, thresholds_label(one)) for one in offered)),
        )

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Count the customers in each group at the end of each bucket, and now."""
        shop.require("events", "value")
        if self.counted == "since_added":
            shop.require("contacts", "created_at")
        buckets, limits = period.buckets(), ThresholdsTrait.numbers(self.groups)
        found = measured(shop, "customers", customers_by_purchases, [*buckets.ends, period.now], limits, self.counted)
        frame = found.iloc[:-1].reset_index(drop=True)
        frame.insert(0, "start", starts(buckets))
        now = {str(key): int(number) for key, number in found.iloc[-1].items()}
        shown = sum(number for key, number in now.items() if key not in self.hidden)
        return Answer(frame, {**now, "total": shown})

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Purchases up to now, and the number of customers by how many they have made."""
        rows = shop.orders.filter(shop.orders.occurred_at < utc(period.now))
        if self.counted == "since_added":
            rows = rows.filter(rows.number_since_added > 0)
        customers = rows.group_by("contact_id").aggregate(made=rows.count())
        limits = ThresholdsTrait.numbers(self.groups)
        ends = [*limits[1:], None]
        return rows, customers.aggregate(
            **{
                key: customers.count(
                    where=customers.made >= low if high is None else (customers.made >= low) & (customers.made < high)
                )
                for key, low, high in zip(group_names(limits), limits, ends, strict=True)
            }
        )

    def build(self) -> Sequence[Widget]:
        """Build the donut and the chart beside it."""
        self._donut, self._chart = Donut(), TimeChart()
        self._donut.hidden = self.hidden
        self._donut.observe(self._on_hidden, "hidden")
        return (Grid([(self._donut, 6), (self._chart, 6)]),)

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the state of this moment and its history."""
        self._draw_donut()
        self._draw_chart(frame)

    def _draw_donut(self) -> None:
        formats, labels = self.model.formats, self._labels()
        self._donut.hidden = self.hidden
        slices = [
            Slice(key, label, float(self.figures[key] or 0), place % COLOURS + 1, formats.count(self.figures[key]))
            for place, (key, label) in enumerate(labels.items())
        ]
        told = ", ".join(f"{one.label}: {one.text}" for one in slices)
        self._donut.draw(
            slices,
            format_sum=formats.count,
            format_value=formats.count,
            format_share=formats.share,
            caption=self.say(CUSTOMERS),
            summary=self.say(
                NOW,
                title=self.say(self.title),
                counted=self.say(COUNTING_CHOICES[self.counted]),
                moment=formats.moment(self.model.now),
                groups=told,
            ),
            empty=self.say(NO_CUSTOMERS),
            all_hidden=self.say(_charting.LABELS_HIDDEN),
            hint=self.say(_charting.LEGEND_HINT),
            texts=table_texts(formats.locale),
        )

    def _draw_chart(self, frame: pd.DataFrame) -> None:
        formats, period = self.model.formats, self.timeframe()
        series = [
            bucket_series(key, label, frame, key, period.buckets(), "count", formats, colour=place % COLOURS + 1)
            for place, (key, label) in enumerate(self._labels().items())
        ]
        first, last = (
            ", ".join(f"{one.label}: {one.texts[end]}" for one in series if one.texts) or "—" for end in (0, -1)
        )
        self._chart.draw(
            series,
            kind=self.chart,
            summary=self.say(
                FROM_TO,
                title=self.say(self.title),
                counted=self.say(COUNTING_CHOICES[self.counted]),
                period=formats.date_range(period.current),
                first=first,
                last=last,
            )
            + partial_text(series[0], formats.locale),
            **_charting.over_time(period.buckets(), formats),
        )

    def _labels(self) -> dict[str, str]:
        names = group_names(ThresholdsTrait.numbers(self.groups))
        return {key: group_label(key, self.model.locale) for key in names}

    def _on_hidden(self, change: Bunch) -> None:
        self.set_trait("hidden", tuple(change.new))

"""The base of sections that show counts over time, one series at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from traitlets import Enum

from smwidgets.parts import Field, FigureStrip, FigureText, MeasureTabs, TimeChart
from smwidgets.sections._bucket_series import bucket_series, summary
from smwidgets.sections._charting import chart_field, over_time
from smwidgets.sections._section import Section
from smwidgets.sections._trend_text import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.text import Text


class CountsOverTime(Section):
    """Tabs where there are several series, a chart of the chosen one, and the figures under it.

    A subclass names its series by the columns of its frame and its figures by their keys; with more than one series it
    has a trait ``measure`` that chooses.
    """

    series: ClassVar[Mapping[str, Text]]
    """Labels of the series, by column of the frame."""

    under_chart: ClassVar[Mapping[str, Text]]
    """Labels of the figures under the chart, by key."""

    tabs_label: ClassVar[Text] = {"pl": "Dane na wykresie", "en": "Data on the chart"}

    chart = Enum(("line", "bar"), default_value="line").tag(setting=True)
    """Chart type."""

    def fields(self) -> Sequence[Field]:
        """Chart type."""
        return (chart_field(self.model.locale),)

    def tabs(self) -> Widget | None:
        """Tabs over the chart, one per series."""
        if len(self.series) == 1:
            return None
        self._tabs = MeasureTabs()
        self._tabs.observe(self._on_tab, "value")
        return self._tabs

    def build(self) -> Sequence[Widget]:
        """Build the chart and the figures under it."""
        self._chart, self._strip = TimeChart(), FigureStrip()
        return self._chart, self._strip

    def update(self, frame: pd.DataFrame) -> None:
        """Draw the chosen series and write the figures."""
        formats, period = self.model.formats, self.timeframe()
        shown = getattr(self, "measure", next(iter(self.series)))
        if len(self.series) > 1:
            options = tuple((key, self.say(label)) for key, label in self.series.items())
            self._tabs.show(options, shown, self.say(self.tabs_label))
        label, buckets = self.say(self.series[shown]), period.buckets()
        head = f"{self.say(self.title)}: {label}"
        series = bucket_series(shown, label, frame, shown, buckets, "count", formats, colour=1, head=head)
        self._chart.draw(
            [series],
            kind=self.chart,
            summary=summary(head, series, formats.date_range(period.current), self.model.locale),
            **over_time(buckets, formats),
        )
        self._strip.show(
            [
                FigureText(key, self.say(text), number_text(self.figures[key], "count", formats))
                for key, text in self.under_chart.items()
            ]
        )

    def _on_tab(self, change: Bunch) -> None:
        self.set_trait("measure", change.new)

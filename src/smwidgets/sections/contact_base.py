"""Basic information: four groups of contacts, and the chart of one of them (CA1 to CA3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ipywidgets import Box
from traitlets import Enum

from smwidgets.core.trends import trend
from smwidgets.data.listing.past_contacts import contacts_as_of
from smwidgets.metrics.contact_base import GROUPS
from smwidgets.parts import ActionButton, FigureStrip, FigureText, Html, PreviewTile, PreviewTiles, TimeChart, markup
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._bucket_series import changes, summary
from smwidgets.sections._charting import chart_field, over_time
from smwidgets.sections._contact_export import contact_export
from smwidgets.sections._contact_groups import group_figures, group_totals, groups_by_bucket
from smwidgets.sections._export_dialog import ExportDialog
from smwidgets.sections._export_texts import EXPORT
from smwidgets.sections._moments import starts
from smwidgets.sections._section import Section
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._side_by_side import current_and_previous, side_by_side
from smwidgets.sections._sums import like_periods, utc
from smwidgets.sections._trend_text import compared_dates, number_text, trend_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.buckets import Buckets
    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.core.trends import Trend
    from smwidgets.data.shop import Shop
    from smwidgets.parts import Field

CONSENT = "opted_out_at"
"""Column without which nobody knows who opted out."""


class ContactBase(Section):
    """All contacts, new, opted-out and opted-in ones, with a chart of the group that is looked at.

    Notes
    -----
    Specification CA1 to CA3. :attr:`frame`: one row per bucket, ``start`` (aware, the shop's zone), ``all`` and
    ``monitored`` (state at the end of the bucket), ``new`` and ``opted_out`` (in it), and the same of the previous
    period under ``previous_…``, a row for each pair of buckets; NaN where one has no counterpart or nobody knows.
    :attr:`figures`: ``all``, ``opted_out`` and ``monitored`` now, ``new`` in the period; ``opted_out`` and
    ``monitored`` are ``None`` where the shop does not know who opted out. :attr:`trends`, by the same keys, compare
    what the charts show: ``all`` and ``monitored`` at the end of the period, ``new`` and ``opted_out`` in it.
    """

    group: ClassVar[str] = "contacts"
    size: ClassVar[tuple[int, int]] = (12, 13)
    min_w: ClassVar[int] = 6
    title: ClassVar[Text] = {"pl": "Informacje podstawowe", "en": "Basic information"}
    help: ClassVar[Text] = {
        "pl": "Cztery grupy kontaktów. Podgląd pokazuje wykres grupy: wybrany okres wobec poprzedniego. Wszystkie, "
        "wypisane i monitorowane to stan w tej chwili, nowe to kontakty dodane w okresie. Monitorowane oznacza tu "
        "zapisane (opt-in).",
        "en": "Four groups of contacts. Preview shows a group's chart: the chosen period against the previous one. "
        "All, opted-out and monitored are the state now, new are those added in the period. Monitored means opted in "
        "here.",
    }

    period = PeriodTrait("last_30_days").tag(setting=True)
    """Period of the charts and of the new contacts."""

    preview = Enum(GROUPS, default_value="new").tag(setting=True)
    """Group whose chart is shown."""

    chart = Enum(("line", "bar"), default_value="line").tag(setting=True)
    """Chart type."""

    def periods(self) -> Sequence[str]:
        """Those of contact analytics."""
        return texts.PERIODS

    def fields(self) -> Sequence[Field]:
        """Chart type."""
        return (chart_field(self.model.locale),)

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """All four groups over both periods, their figures and trends."""
        shop.require("contacts")
        known = [group for group in GROUPS if _is_known(shop, group)]
        current = _by_bucket(shop, period.buckets(), known)
        previous = _by_bucket(shop, period.previous_buckets(), known)
        return Answer(
            side_by_side(current, previous, period.pairs()),
            group_figures(shop, period),
            _trends(shop, period, known),
        )

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Contacts that exist now, and the four figures."""
        rows = contacts_as_of(shop, utc(period.now))
        added = (rows.created_at >= utc(period.current.start)) & (rows.created_at < utc(period.current.end))
        figures = {"all": rows.count(), "new": rows.count(where=added)}
        if CONSENT in rows.columns:
            out = ~rows.opted_out_at.isnull()  # noqa: PD003 - Ibis
            figures |= {"opted_out": rows.count(where=out), "monitored": rows.count(where=~out)}
        return rows, rows.aggregate(**figures)

    def build(self) -> Sequence[Widget]:
        """Build the tiles, the line over the chart, the chart and the figures under it."""
        self._tiles, self._chart, self._strip = PreviewTiles(), TimeChart(), FigureStrip()
        self._subtitle, self._tools = Html(), Box()
        self._tools.add_class("smw-preview-tools")
        self._export, self._export_button = ExportDialog(self.model), ActionButton()
        self._export_button.on_click(lambda _: self._offer_export())
        self._tools.children = (self._export_button,)
        bar = Box(children=(self._subtitle, self._tools))
        bar.add_class("smw-preview-bar")
        self._tiles.observe(self._on_preview, "value")
        return self._tiles, bar, self._chart, self._strip, self._export.dialog, self._export.download

    def update(self, frame: pd.DataFrame) -> None:
        """Write the four figures and draw the chart of one group."""
        self._write_tiles()
        self._write_export_button()
        formats, period, group = self.model.formats, self.timeframe(), self.preview
        label = self.say(texts.CHARTS[group])
        self._subtitle.value = markup('<h4 class="smw-subtitle">{text}</h4>', text=label)
        series = current_and_previous(label, frame, group, period, "count", formats) if group in frame else []
        drawing = over_time(period.buckets(), formats, places=period.pairs().current)
        if not series:
            drawing["empty"] = self._lacking()
        told = summary(label, series[0], compared_dates(period, formats), formats.locale) if series else label
        self._chart.draw(series, kind=self.chart, changes=changes(series, "count", formats), summary=told, **drawing)
        self._write_strip(period)

    def _write_tiles(self) -> None:
        formats, period = self.model.formats, self.timeframe()
        self._tiles.show(
            [
                PreviewTile(
                    group,
                    self.say(texts.GROUPS[group]),
                    self.say(texts.DEFINITIONS[group]),
                    number_text(self.figures[group], "count", formats),
                    self._lacking()
                    if self.figures[group] is None
                    else formats.date_range(period.current)
                    if group == "new"
                    else self.say(texts.NOW),
                    ready=self.figures[group] is not None,
                )
                for group in GROUPS
            ],
            self.preview,
            self.say(texts.PREVIEW),
            self.say(texts.GROUPS_LABEL),
        )

    def _write_strip(self, period: Timeframe) -> None:
        formats, found = self.model.formats, self.trends.get(self.preview)
        if found is None:
            self._strip.show([])
            return
        state = self.preview in texts.STATES
        written = trend_text(found, "count", period, formats, rise_is_good=self.preview != "opted_out")
        self._strip.show(
            [
                FigureText(
                    key,
                    self.say(texts.AT_END, end=formats.end(of))
                    if state
                    else self.say(texts.DURING, dates=formats.date_range(of)),
                    number_text(value, "count", formats),
                    written if key == "current" else None,
                )
                for key, of, value in (
                    ("current", period.current, found.current),
                    ("previous", period.previous, found.previous),
                )
            ]
        )

    def _write_export_button(self) -> None:
        self._export_button.label = self.say(EXPORT)
        self._export_button.busy = self.figures[self.preview] is None

    def _offer_export(self) -> None:
        self._export.offer(contact_export(self.model, self.preview, self.model.override or self.period))

    def close(self) -> None:
        """Stop an export that is under way, and close everything; safe to call twice."""
        if self._built:
            self._export.close()
        super().close()

    def _lacking(self) -> str:
        return self.say(texts.LACKING, what=f"contacts.{CONSENT}")

    def _on_preview(self, change: Bunch) -> None:
        self.set_trait("preview", change.new)


def _is_known(shop: Shop, group: str) -> bool:
    return group in {"all", "new"} or shop.has("contacts", CONSENT)


def _by_bucket(shop: Shop, buckets: Buckets, groups: Sequence[str]) -> pd.DataFrame:
    """One row per bucket: ``start`` and a column per group."""
    found = groups_by_bucket(shop, groups, buckets).reset_index(drop=True)
    found.insert(0, "start", starts(buckets))
    return found


def _trends(shop: Shop, period: Timeframe, groups: Sequence[str]) -> dict[str, Trend]:
    """Compare each group with the previous period, and weigh the change against those of eight like periods."""
    totals = group_totals(shop, groups, [period.current, period.previous, *like_periods(shop, period)])
    return {
        group: trend(current, previous, like=before, one_day=period.one_day)
        for group in groups
        for current, previous, *before in [totals[group].tolist()]
    }

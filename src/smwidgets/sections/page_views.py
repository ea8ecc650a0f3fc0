"""Page views: all, of known contacts and of anonymous visitors (H1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from traitlets import Enum

from smwidgets.core.periods import PERIOD_NAMES
from smwidgets.sections._answer import Answer
from smwidgets.sections._counts_over_time import CountsOverTime
from smwidgets.sections._moments import starts
from smwidgets.sections._settings import PeriodTrait
from smwidgets.sections._sums import sums, total, utc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.shop import Shop


class PageViews(CountsOverTime):
    """How many pages were viewed: in all, by monitored contacts, by anonymous visitors.

    Notes
    -----
    Specification H1. :attr:`frame`: one row per bucket, ``start`` (aware, the shop's zone), ``total``, ``monitored``,
    ``anonymous`` (int64). :attr:`figures`: the same keys over the whole period; ``total`` is the sum of the others.
    """

    group: ClassVar[str] = "traffic"
    size: ClassVar[tuple[int, int]] = (6, 9)
    title: ClassVar[Text] = {"pl": "Odsłony", "en": "Page views"}
    help: ClassVar[Text] = {
        "pl": "Odsłony stron w okresie. Monitorowane to odsłony znanych kontaktów i w ich wizytach, anonimowe to "
        "wszystkie pozostałe; razem dają liczbę wszystkich odsłon.",
        "en": "Pages viewed in the period. Monitored are those of known contacts and in their visits, anonymous all "
        "the others; together they are all page views.",
    }
    series: ClassVar[Mapping[str, Text]] = {
        "total": {"pl": "Wszystkie", "en": "All"},
        "monitored": {"pl": "Monitorowane", "en": "Monitored"},
        "anonymous": {"pl": "Anonimowe", "en": "Anonymous"},
    }
    under_chart: ClassVar[Mapping[str, Text]] = series

    period = PeriodTrait("last_7_days").tag(setting=True)
    """Period of the figures and the chart."""

    measure = Enum(tuple(series), default_value="total").tag(setting=True)
    """Series on the chart."""

    def periods(self) -> Sequence[str]:
        """All named periods."""
        return PERIOD_NAMES

    def query(self, shop: Shop, period: Timeframe) -> Answer:
        """Page views per bucket, and their totals."""
        buckets = period.buckets()
        frame = sums(shop, "page_views", buckets)[list(self.series)].reset_index(drop=True)
        frame.insert(0, "start", starts(buckets))
        whole = total(shop, "page_views", period.current)
        return Answer(frame, {key: int(whole[key]) for key in self.series})

    def evidence(self, shop: Shop, period: Timeframe) -> tuple[Any, Any]:
        """Page views of the period, and how many of them are whose; without a table of them the visits'."""
        from smwidgets.data.counted_rows import with_owner  # noqa: PLC0415 - loads Ibis

        start, end = utc(period.current.start), utc(period.current.end)
        if shop.has("page_views"):
            pages = shop.table("page_views")
            rows = pages.filter(pages.viewed_at >= start, pages.viewed_at < end)
            owned = with_owner(rows, shop.table("visits") if shop.has("visits") else None)
            return rows, owned.aggregate(
                total=owned.count(),
                monitored=owned.count(where=owned.belongs_to.notnull()),
                anonymous=owned.count(where=owned.belongs_to.isnull()),
            )
        visits = shop.table("visits")
        rows = visits.filter(visits.started_at >= start, visits.started_at < end)
        known = rows.contact_id.notnull() if "contact_id" in rows.columns else rows.visit_id.isnull()
        return rows, rows.aggregate(
            total=rows.page_views.sum().fill_null(0),
            monitored=rows.page_views.sum(where=known).fill_null(0),
            anonymous=rows.page_views.sum(where=~known).fill_null(0),
        )

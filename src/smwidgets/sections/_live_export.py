"""What the export of a list of site events offers (I4)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from smwidgets.core.clock import repeats_time
from smwidgets.core.periods import Period
from smwidgets.core.text import say
from smwidgets.data import listing
from smwidgets.data.exports import Sheet, with_offsets
from smwidgets.data.listing import Filters
from smwidgets.sections import _live_texts as texts
from smwidgets.sections._export import Export

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime, tzinfo

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.model import DashboardModel


def live_export(model: DashboardModel, kind: str, filters: Filters, until: datetime) -> Export:
    """Offer a list.

    Parameters
    ----------
    model
        Whose shop is exported, in whose language.
    kind
        The list.
    filters
        Those in force; when they name dates, these are the first offer. The dates of the file are the dialog's own;
        owner and score are added where a person says so.
    until
        The as-of moment of the list.
    """
    shop, locale = model.shop, model.locale

    def chosen(period: Period, filtered: bool) -> Filters:
        own = filters if filtered else Filters()
        return Filters(owner=own.owner, start=period.start, end=period.end, min_score=own.min_score)

    def count(period: Period, filtered: bool) -> int:
        return listing.count(shop, kind, until, chosen(period, filtered))

    def rows(period: Period, filtered: bool) -> Generator[pa.RecordBatch]:
        found = listing.export_rows(shop, kind, chosen(period, filtered), until=until)
        yield from with_offsets(found) if repeats_time(shop.timezone, period.start, period.end) else found

    title = say(texts.LISTS[kind], locale)
    return Export(
        title=title,
        stem=say(texts.FILE_STEMS[kind], locale),
        sheet=Sheet(title, listing.headers(locale, shop.timezone.key)),
        count=count,
        rows=rows,
        first=_first_offer(filters, shop.timezone),
        conditions=_conditions(model, kind, filters),
        what=f"list {kind}",
        filters={"owner": filters.owner, "min_score": filters.min_score},
        owners=lambda filtered: frozenset({filters.owner}) if filtered and filters.owner is not None else None,
    )


def _first_offer(filters: Filters, zone: tzinfo) -> str | Period:
    if filters.start is None or filters.end is None:
        return "last_30_days"
    return Period(
        *(at.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for at in (filters.start, filters.end))
    )


def _conditions(model: DashboardModel, kind: str, filters: Filters) -> list[str]:
    """Name the filters of the list beside its dates."""
    words = [] if filters.owner is None else [filters.owner]
    if filters.min_score is not None and kind != "transactions":
        words.append(say(texts.SCORE_FROM, model.locale, None, score=model.formats.count(filters.min_score)))
    return words

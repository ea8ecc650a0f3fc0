"""What the export of a group of contacts offers (CA4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import Text, say
from smwidgets.data import listing
from smwidgets.data.exports import Sheet
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._export import Export

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.core.periods import Period
    from smwidgets.model import DashboardModel

HEADERS: Mapping[str, Text] = {
    "contact_id": {"pl": "Kontakt", "en": "Contact"},
    "email": {"pl": "E-mail", "en": "E-mail"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "owner": {"pl": "Właściciel", "en": "Owner"},
    "created_at": {"pl": "Data dodania ({zone})", "en": "Added ({zone})"},
    "opted_out_at": {"pl": "Data wypisu ({zone})", "en": "Opted out ({zone})"},
    "opt_out_reason": {"pl": "Powód wypisu", "en": "Reason of the opt-out"},
    "monitored": {"pl": "Monitorowany", "en": "Monitored"},
    "state": {"pl": "Stan", "en": "State"},
    "score": {"pl": "Scoring", "en": "Score"},
}
"""What the columns of the file are called."""


def contact_export(model: DashboardModel, group: str, period: str | Period) -> Export:
    """Offer a group of contacts.

    Parameters
    ----------
    model
        Whose shop is exported, in whose language, as of when.
    group
        One of those of :func:`smwidgets.data.listing.contact_rows`.
    period
        The range that is offered first.
    """
    shop, locale, until = model.shop, model.locale, model.now

    def count(period: Period, _: bool) -> int:
        return listing.contact_count(shop, group, period, until=until)

    def rows(period: Period, _: bool) -> Generator[pa.RecordBatch]:
        yield from listing.contact_rows(shop, group, period, until=until)

    title = say(texts.GROUPS[group], locale)
    headers = {name: say(text, locale, zone=shop.timezone.key) for name, text in HEADERS.items()}
    return Export(title, title, Sheet(title, headers), count, rows, first=period, what=f"contacts {group}")

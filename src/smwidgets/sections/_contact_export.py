"""What the export of a group of contacts offers (CA4)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from smwidgets.core.clock import repeats_time
from smwidgets.core.text import Text, say
from smwidgets.data import listing
from smwidgets.data.exports import Sheet, with_offsets
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
    "created_at_offset": {"pl": "Data dodania, różnica wobec UTC", "en": "Added, UTC offset"},
    "opted_out_at": {"pl": "Data wypisu ({zone})", "en": "Opted out ({zone})"},
    "opted_out_at_offset": {"pl": "Data wypisu, różnica wobec UTC", "en": "Opted out, UTC offset"},
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
        found = listing.contact_rows(shop, group, period, until=until)
        # Whoever opted out in a range was added at any time before it.
        added = shop.shared_cube("contacts").index
        first = added[0].to_pydatetime().replace(tzinfo=UTC) if len(added) else until
        yield from with_offsets(found) if repeats_time(shop.timezone, first, until) else found

    title = say(texts.GROUPS[group], locale)
    headers = {name: say(text, locale, zone=shop.timezone.key) for name, text in HEADERS.items()}
    return Export(title, title, Sheet(title, headers), count, rows, first=period, what=f"contacts {group}")

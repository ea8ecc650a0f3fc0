"""What the export of a group of contacts offers (CA4)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.clock import repeats_time
from smwidgets.core.text import Text, say
from smwidgets.data import listing
from smwidgets.data.exports import Sheet, with_offsets
from smwidgets.sections import _contact_texts as texts
from smwidgets.sections._coded import REASON_CODE, WORDS
from smwidgets.sections._export import Export
from smwidgets.sections._live_profile_texts import STATES

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from smwidgets.core.periods import Period
    from smwidgets.data.shop import Shop
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
    "state_word": {"pl": "Stan (opis)", "en": "State (in words)"},
    "opt_out_reason_word": {"pl": "Powód wypisu (opis)", "en": "Reason of the opt-out (in words)"},
}
"""What the columns of the file are called."""

_WORD = "{name}_word"


def contact_export(model: DashboardModel, group: str, period: str | Period) -> Export:
    """Offer a group of contacts.

    Parameters
    ----------
    model
        Whose shop is exported, in whose language, as of when. Where a column holds codes, another one beside it holds
        the words that the page shows in their place.
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
        coded = _coded(shop)
        for batch in with_offsets(found) if repeats_time(shop.timezone, first, until) else found:
            yield _with_words(batch, coded, locale)

    title = say(texts.GROUPS[group], locale)
    headers = {name: say(text, locale, zone=shop.timezone.key) for name, text in HEADERS.items()}
    return Export(title, title, Sheet(title, headers), count, rows, first=period, what=f"contacts {group}")


def _coded(shop: Shop) -> list[str]:
    """Name the columns that hold codes; whatever the group, so that all files of a shop have the same columns."""
    contacts = shop.table("contacts")
    found = []
    for name in WORDS:
        if name in contacts.columns:
            value = contacts[name]
            code = value.isin(list(STATES)) if name == "state" else value.re_search(REASON_CODE)
            if len(shop.execute(contacts.filter(code).select(name).limit(1))):
                found.append(name)
    return found


def _with_words(batch: pa.RecordBatch, coded: Sequence[str], locale: str) -> pa.RecordBatch:
    columns, fields = [], []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        columns.append(column)
        fields.append(field)
        if field.name in coded:
            written: dict[str | None, str | None] = {
                value: None if value is None else WORDS[field.name](value, locale)
                for value in column.unique().to_pylist()
            }
            columns.append(pa.array([written[value] for value in column.to_pylist()], pa.string()))
            fields.append(pa.field(_WORD.format(name=field.name), pa.string()))
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))

"""The contact card of a 360° profile: facts of a contact, its consents, and of a visit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.core.formats import NO_VALUE
from smwidgets.core.text import say
from smwidgets.parts import Html, join, markup
from smwidgets.sections import _live_profile_texts as texts
from smwidgets.sections._coded import reason_text, state_text
from smwidgets.sections._names import CHANNELS
from smwidgets.sections._names import name as named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from smwidgets.core.formats import Formats
    from smwidgets.data.listing import Profile

Fact = tuple[str, str]
"""Key and written value."""

EXTRACT = ("email", "name", "owner", "state", "score", "subscription", "orders", "revenue", "last_at")
FULL = (
    "contact_id", *EXTRACT[:-1], "phone", "company", "city", "country", "tags", "created_at", "first_at", "last_at",
)  # fmt: skip
CONSENTS = ("subscription", "opted_out_at", "opt_out_reason", "monitored", "created_at")
VISIT = ("at", "page_views", "duration_s", "score", "source", "isp", "landing_url")


_LIST = "display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 8px 24px; margin: 0"
_VALUE = "margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap"


class FactList(Html):
    """Labelled facts, as many abreast as there is room for; a long one is cut and shown whole on hover."""

    def __init__(self) -> None:
        super().__init__()
        self.add_class("smw-facts")

    def show(self, facts: Sequence[Fact], locale: str) -> None:
        """Write the facts in this order; each carries ``data-fact`` with its key."""
        self.value = markup(
            '<dl style="{style:attr}">{facts}</dl>',
            style=_LIST,
            facts=join(
                [
                    markup(
                        '<div class="smw-figure" data-fact="{key:attr}"><dt class="smw-figure-label">{label}</dt>'
                        '<dd style="{style:attr}" title="{value:attr}">{value}</dd></div>',
                        style=_VALUE,
                        key=key,
                        label=say(texts.FACTS[key], locale),
                        value=value,
                    )
                    for key, value in facts
                ]
            ),
        )


def contact_facts(profile: Profile, keys: Sequence[str], formats: Formats) -> list[Fact]:
    """Facts of a contact that the shop can tell."""
    row: dict[str, Any] = {"contact_id": profile.contact_id, **(profile.contact or {})}
    row |= {"orders": None if profile.orders is None else profile.orders.total, "revenue": profile.revenue}
    row |= {"first_at": profile.first_at, "last_at": profile.last_at}
    if profile.opted_out is not None:
        row["subscription"] = row["opted_out_at"]
    return [(key, write(key, row[key], formats)) for key in keys if key in row]


def visit_facts(row: Mapping[Any, Any], formats: Formats) -> list[Fact]:
    """Facts of a visit."""
    return [(key, write(key, row[key], formats)) for key in VISIT]


def write(key: str, value: Any, formats: Formats) -> str:
    """Write a value of the data as a person reads it; a dash for none."""
    if key == "subscription":
        return _subscription(value, formats)
    if pd.isna(value) or value == "":
        return NO_VALUE
    writer = _WRITERS.get(key)
    return str(value) if writer is None else writer(value, formats)


def local(at: datetime, formats: Formats) -> datetime:
    """Turn an instant of the data, naive UTC, into local time."""
    return pd.Timestamp(at).to_pydatetime().replace(tzinfo=UTC).astimezone(formats.timezone)


def _subscription(opted_out_at: datetime | None, formats: Formats) -> str:
    if pd.isna(opted_out_at):
        return say(texts.SUBSCRIBED, formats.locale)
    assert opted_out_at is not None
    return say(texts.OPTED_OUT, formats.locale, day=formats.date(local(opted_out_at, formats)))


def _flag(value: Any, formats: Formats) -> str:
    return say(texts.YES if value else texts.NO, formats.locale)


def _duration(seconds: float, formats: Formats) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return say(texts.MINUTES, formats.locale, minutes=minutes, seconds=rest)


def _moment(at: datetime, formats: Formats) -> str:
    return formats.moment(local(at, formats))


def _count(number: Any, formats: Formats) -> str:
    return formats.count(number)


def _cents(amount: Any, formats: Formats) -> str:
    return formats.money(amount, cents=True)


_WRITERS: dict[str, Callable[[Any, Formats], str]] = {
    **dict.fromkeys(("created_at", "opted_out_at", "first_at", "last_at", "at"), _moment),
    **dict.fromkeys(("score", "orders", "page_views", "products"), _count),
    **dict.fromkeys(("revenue", "value"), _cents),
    **dict.fromkeys(("monitored", "own"), _flag),
    "duration_s": _duration,
    "state": lambda value, formats: state_text(value, formats.locale),
    "kind": lambda value, formats: named(texts.INTERACTIONS, value, formats.locale),
    "source": lambda value, formats: named(CHANNELS, value, formats.locale),
    "opt_out_reason": lambda value, formats: reason_text(value, formats.locale),
}

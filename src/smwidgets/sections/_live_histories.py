"""The tables of a 360° profile: orders, carts, interactions, visits, pages, consents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smwidgets.core.text import say
from smwidgets.parts import Column
from smwidgets.sections import _live_profile_texts as texts
from smwidgets.sections._live_card import CONSENTS, contact_facts, local, write
from smwidgets.sections._names import CHANNELS, MODULES
from smwidgets.sections._names import name as named

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    import pandas as pd

    from smwidgets.core.formats import Formats
    from smwidgets.data.listing import History, Profile

_NUMBERS = {"value", "products", "page_views", "duration_s", "score"}
_BOUGHT = ("at", "value", "products", "names", "description", "location")
_COLUMNS = {
    "orders": _BOUGHT,
    "carts": _BOUGHT,
    "interactions": ("at", "kind", "channel", "campaign", "module", "own"),
    "visits": ("at", "page_views", "pages", "duration_s", "score", "source", "isp", "landing_url"),
}
_KEYS = {"orders": "event_id", "carts": "event_id", "interactions": "interaction_id", "visits": "visit_id"}
_PAGES = ("time", "title", "url")

Written = tuple[list[Column], list[dict[str, str]], list[str]]
"""Columns, rows and keys of a table."""


def history_table(which: str, history: History, formats: Formats) -> Written:
    """Write a history of orders, carts or interactions."""
    names = [name for name in _COLUMNS[which] if name != "pages"]
    records = history.rows.to_dict("records")
    rows = [{name: _cell(name, record, formats) for name in names} for record in records]
    return _columns(names, formats.locale), rows, [str(record[_KEYS[which]]) for record in records]


def visits_table(visits: History, pages: pd.DataFrame, opened: Collection[str], formats: Formats) -> Written:
    """Write visits with a button that opens each; under an opened one stand its pages, oldest first."""
    columns, rows, keys = history_table("visits", visits, formats)
    columns.insert(2, *_columns(("pages",), formats.locale))
    written: list[dict[str, str]] = []
    written_keys: list[str] = []
    for row, key in zip(rows, keys, strict=True):
        is_open = key in opened
        written.append(row | {"pages": say(texts.HIDE_PAGES if is_open else texts.SHOW_PAGES, formats.locale)})
        written_keys.append(key)
        if is_open:
            _, seen, numbers = pages_table(pages, key, formats)
            written += [_page_under(page) for page in seen] or [{"at": say(texts.NO_PAGES, formats.locale)}]
            written_keys += [f"{key}/{number}" for number in numbers or ["none"]]
    return columns, written, written_keys


def _page_under(page: Mapping[str, str]) -> dict[str, str]:
    """Write a page in the columns of the visits."""
    return {"at": f"↳ {page['time']}", "source": page["title"], "landing_url": page["url"]}


def totals(history: History, formats: Formats) -> str:
    """Say how many there are in all, from when to when, and what they are worth."""
    if history.first_at is None or history.last_at is None:
        return ""
    days = {"first": _day(history.first_at, formats), "last": _day(history.last_at, formats)}
    said = [say(texts.TOTAL, formats.locale, count=history.total, **days)]
    if history.value:
        said.append(say(texts.SUM, formats.locale, value=formats.money(history.value, cents=True)))
    if history.total > len(history.rows):
        said.append(say(texts.NEWEST, formats.locale, shown=formats.count(len(history.rows))))
    return " ".join(said)


def pages_table(pages: pd.DataFrame, visit_id: Any, formats: Formats) -> Written:
    """Write the page views of one visit, oldest first."""
    seen = pages[pages["visit_id"].astype(str) == str(visit_id)]
    rows = [
        {
            "time": formats.time(local(record["at"], formats)),
            "title": write("title", record["title"], formats),
            "url": write("url", record["url"], formats),
        }
        for record in seen.to_dict("records")
    ]
    return _columns(_PAGES, formats.locale), rows, [str(number) for number in range(len(rows))]


def consents_table(profile: Profile, formats: Formats) -> Written:
    """Write what the contact agreed to."""
    facts = contact_facts(profile, CONSENTS, formats)
    rows = [{"consent": say(texts.FACTS[key], formats.locale), "standing": value} for key, value in facts]
    return _columns(("consent", "standing"), formats.locale), rows, [key for key, _ in facts]


def _columns(names: Sequence[str], locale: str) -> list[Column]:
    return [
        Column(
            name,
            say(texts.FACTS[name], locale),
            align="right" if name in _NUMBERS else "left",
            kind="action" if name == "pages" else "text",
        )
        for name in names
    ]


def _cell(name: str, record: dict[Any, Any], formats: Formats) -> str:
    value = record[name]
    if name == "channel":
        return named(CHANNELS, str(value), formats.locale)
    if name == "module" and isinstance(value, str):
        return named(MODULES, value, formats.locale)
    if name == "campaign" and value is None:
        value = record["campaign_id"]
    return write(name, value, formats)


def _day(at: datetime, formats: Formats) -> str:
    return formats.date(local(at, formats))

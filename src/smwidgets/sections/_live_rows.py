"""The rows of the three lists as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from smwidgets.core.formats import NO_VALUE
from smwidgets.core.text import say
from smwidgets.parts import Column
from smwidgets.sections import _live_texts as texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smwidgets.core.formats import Formats

KEYS = {"monitored": "visit_id", "anonymous": "visit_id", "transactions": "event_id"}
"""Column that tells the rows of a list apart."""

_SHOWN = {
    "monitored": ("at", "who", "name", "score", "profile"),
    "anonymous": ("at", "anonymous", "isp", "score", "profile"),
    "transactions": ("at", "who", "name", "value", "products", "profile"),
}
_NUMBERS = {"score", "value", "products"}
_SAID = {"anonymous": texts.ANONYMOUS, "profile": texts.COLUMNS["profile"]}


def columns(kind: str, locale: str) -> list[Column]:
    """Columns of a list, the profile last (I2, I5)."""
    return [
        Column(
            name,
            say(texts.COLUMNS[name], locale),
            align="right" if name in _NUMBERS else "left",
            kind="action" if name == "profile" else "text",
        )
        for name in _SHOWN[kind]
    ]


def cells(kind: str, rows: pd.DataFrame, formats: Formats) -> tuple[list[dict[str, str]], list[str]]:
    """Texts of the rows of a list by column, and the key of each row."""
    records = rows.to_dict("records")
    return (
        [{name: _cell(name, record, formats) for name in _SHOWN[kind]} for record in records],
        [str(record[KEYS[kind]]) for record in records],
    )


def text(value: Any) -> str:
    """Write a text from the data, a dash where there is none."""
    return NO_VALUE if pd.isna(value) or value == "" else str(value)


def who(record: Mapping[Any, Any]) -> str:
    """Name a contact by its e-mail, or by its id where the shop knows no e-mail."""
    return text(record["contact_id"] if pd.isna(record["email"]) else record["email"])


def _cell(name: str, record: Mapping[Any, Any], formats: Formats) -> str:
    if name == "who":
        return who(record)
    if name in _SAID:
        return say(_SAID[name], formats.locale)
    value = record[name]
    if name == "at":
        return formats.moment(value)
    if name == "value":
        return formats.money(number(value), cents=True)
    return formats.count(number(value)) if name in _NUMBERS else text(value)


def number(value: Any) -> Any:
    """Return a number of the data, None where there is none."""
    return None if pd.isna(value) else value

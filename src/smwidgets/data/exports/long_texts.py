"""Texts longer than a cell of a spreadsheet may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import say

if TYPE_CHECKING:
    from smwidgets.core.text import Text

LONGEST = 32_767
"""Of a cell, in UTF-16 units. What is beyond it some programs put into other cells, where it could run."""

_ROOM = 60
MARK: Text = {
    "pl": {
        "one": " […i jeszcze {count} znak]",
        "few": " […i jeszcze {count} znaki]",
        "many": " […i jeszcze {count} znaków]",
        "other": " […i jeszcze {count} znaku]",
    },
    "en": {"one": " […and {count} character more]", "other": " […and {count} characters more]"},
}


def cut(text: str, locale: str) -> str:
    """Cut a text that no cell can hold, and say at its end how many characters are missing."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    kept = units[: 2 * (LONGEST - _ROOM)].decode("utf-16-le", "ignore")
    return kept + say(MARK, locale, len(text) - len(kept))

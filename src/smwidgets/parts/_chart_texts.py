"""What every chart says about the table that may stand in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import LOCALES, say

if TYPE_CHECKING:
    from smwidgets.core.text import Text

_TABLE: dict[str, Text] = {
    "toggle": {"pl": "Dane w tabeli", "en": "Data as a table"},
    "csv": {"pl": "Pobierz tabelę jako CSV", "en": "Download the table as CSV"},
    "xlsx": {"pl": "Pobierz tabelę jako XLSX", "en": "Download the table as XLSX"},
    "when": {"pl": "Okres", "en": "Period"},
    "change": {"pl": "Zmiana", "en": "Change"},
    "start": {"pl": "Początek", "en": "Start"},
    "offset": {"pl": "Różnica wobec UTC", "en": "UTC offset"},
    "partial": {"pl": "Niepełny przedział", "en": "Partial bucket"},
    "decimal": {"pl": ",", "en": "."},
    "name": {"pl": "Nazwa", "en": "Name"},
    "value": {"pl": "Wartość", "en": "Value"},
    "share": {"pl": "Udział", "en": "Share"},
    "details": {"pl": "Szczegóły", "en": "Details"},
}


def table_texts(locale: str = LOCALES[0]) -> dict[str, str]:
    """Texts of a chart's data table in a language: its buttons, the heads of its columns, the buttons of its slices."""
    return {key: say(text, locale) for key, text in _TABLE.items()}

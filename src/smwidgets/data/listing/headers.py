"""What the columns of the lists are called in an exported file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADERS: Mapping[str, Text] = {
    "visit_id": {"pl": "Wizyta", "en": "Visit"},
    "event_id": {"pl": "Zdarzenie", "en": "Event"},
    "contact_id": {"pl": "Kontakt", "en": "Contact"},
    "visitor_id": {"pl": "Odwiedzający", "en": "Visitor"},
    "at": {"pl": "Data ({zone})", "en": "Date ({zone})"},
    "at_offset": {"pl": "Różnica wobec UTC", "en": "UTC offset"},
    "email": {"pl": "E-mail", "en": "E-mail"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "isp": {"pl": "Dostawca internetu", "en": "Internet provider"},
    "score": {"pl": "Scoring wizyty", "en": "Visit score"},
    "value": {"pl": "Wartość", "en": "Value"},
    "products": {"pl": "Liczba produktów", "en": "Number of products"},
}
"""By column; others keep their names."""


def headers(locale: str, zone: str) -> dict[str, str]:
    """Name the columns of the lists of site events.

    Parameters
    ----------
    locale
        One of ``LOCALES``.
    zone
        Name of the zone whose clock the times are shown by.
    """
    return {name: say(text, locale, zone=zone) for name, text in HEADERS.items()}

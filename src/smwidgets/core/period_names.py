"""What the named periods are called on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.period_meaning import unknown_period
from smwidgets.core.periods import CUSTOM
from smwidgets.core.text import say

if TYPE_CHECKING:
    from smwidgets.core.text import Text

PERIOD_TEXTS: dict[str, Text] = {
    "today": {"pl": "Dzisiaj", "en": "Today"},
    "yesterday": {"pl": "Wczoraj", "en": "Yesterday"},
    "last_7_days": {"pl": "Ostatnie 7 dni", "en": "Last 7 days"},
    "last_30_days": {"pl": "Ostatnie 30 dni", "en": "Last 30 days"},
    "current_month": {"pl": "Bieżący miesiąc", "en": "Current month"},
    "previous_month": {"pl": "Poprzedni miesiąc", "en": "Previous month"},
    "current_quarter": {"pl": "Bieżący kwartał", "en": "Current quarter"},
    "previous_quarter": {"pl": "Poprzedni kwartał", "en": "Previous quarter"},
    "current_year": {"pl": "Bieżący rok", "en": "Current year"},
    "previous_year": {"pl": "Poprzedni rok", "en": "Previous year"},
    "last_12_months": {"pl": "Ostatnie 12 miesięcy", "en": "Last 12 months"},
    CUSTOM: {"pl": "Własny zakres", "en": "Custom range"},
}
"""One text for each of ``PERIOD_NAMES`` and for ``CUSTOM``, in that order (specification M3)."""


def period_name(name: str, locale: str) -> str:
    """Return what a period is called in a language.

    Raises
    ------
    UnknownNameError
        No period has this name, or the language is unknown.
    """
    if name not in PERIOD_TEXTS:
        raise unknown_period(name, PERIOD_TEXTS)
    return say(PERIOD_TEXTS[name], locale)

"""Texts of contact analytics, and the periods it offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

PERIODS = (
    "last_7_days",
    "last_30_days",
    "current_month",
    "previous_month",
    "current_quarter",
    "previous_quarter",
    "current_year",
    "previous_year",
    "last_12_months",
)
"""Periods of contact analytics (CA2); a custom range is offered with them."""

GROUPS: dict[str, Text] = {
    "all": {"pl": "Wszystkie kontakty", "en": "All contacts"},
    "new": {"pl": "Nowe kontakty", "en": "New contacts"},
    "opted_out": {"pl": "Wypisane kontakty", "en": "Opted-out contacts"},
    "monitored": {"pl": "Monitorowane (opt-in)", "en": "Monitored (opted in)"},
}
DEFINITIONS: dict[str, Text] = {
    "all": {
        "pl": "Kontakty dodane do bazy do tej chwili, także wypisane. Wykres: stan na koniec każdego przedziału.",
        "en": "Contacts added up to this moment, opted-out ones included. Chart: the state at the end of each bucket.",
    },
    "new": {
        "pl": "Kontakty dodane do bazy w wybranym okresie.",
        "en": "Contacts added in the chosen period.",
    },
    "opted_out": {
        "pl": "Kontakty, które w tej chwili mają status opt-out. Wykres: wypisania w wybranym okresie, także tych, "
        "którzy później zapisali się ponownie.",
        "en": "Contacts that are opted out at this moment. Chart: opt-outs in the chosen period, also of those "
        "who have opted in again later.",
    },
    "monitored": {
        "pl": "Kontakty ze statusem opt-in: wszystkie bez wypisanych. To zgoda na wysyłkę, a nie znacznik "
        "monitorowania. Wykres: stan na koniec każdego przedziału.",
        "en": "Contacts that are opted in: all without the opted-out ones. This is consent to messages, not the "
        "monitoring flag. Chart: the state at the end of each bucket.",
    },
}
CHARTS: dict[str, Text] = {
    "all": {"pl": "Wszystkie kontakty, stan na koniec przedziału", "en": "All contacts at the end of each bucket"},
    "new": {"pl": "Nowe kontakty", "en": "New contacts"},
    "opted_out": {"pl": "Wypisania", "en": "Opt-outs"},
    "monitored": {
        "pl": "Monitorowane (opt-in), stan na koniec przedziału",
        "en": "Monitored (opted in) at the end of each bucket",
    },
}
"""What each group's chart shows."""

STATES = frozenset({"all", "monitored"})
"""Groups whose chart shows a state, not what happened."""

PREVIEW: Text = {"pl": "Podgląd", "en": "Preview"}
GROUPS_LABEL: Text = {"pl": "Grupy kontaktów", "en": "Groups of contacts"}
NOW: Text = {"pl": "stan na teraz", "en": "now"}
AT_END: Text = {"pl": "Stan na koniec: {end}", "en": "At the end: {end}"}
DURING: Text = {"pl": "W okresie {dates}", "en": "In {dates}"}
LACKING: Text = {"pl": "brak w źródle: {what}", "en": "not in the source: {what}"}

CONTACTS: Text = {"pl": "kontakty", "en": "contacts"}
NO_CONTACTS: Text = {"pl": "Nie ma jeszcze kontaktów", "en": "There are no contacts yet"}
OPT_OUTS: Text = {"pl": "wypisania", "en": "opt-outs"}
NO_OPT_OUTS: Text = {"pl": "W tym okresie nikt się nie wypisał", "en": "Nobody opted out in this period"}
OTHER: Text = {"pl": "inne", "en": "other"}

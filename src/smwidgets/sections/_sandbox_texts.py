"""Texts of the attribution sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Piaskownica atrybucji", "en": "Attribution sandbox"}
HELP: Text = {
    "pl": "Transakcje okresu policzone od nowa według polityki wybranej tutaj, obok polityki sklepu. Touchpoint: co "
    "najmniej jedna własna interakcja wśród najnowszych w oknie przed transakcją. Last click: najnowsze kliknięcie lub "
    "wejście w tym oknie jest własne. Część wspólna to transakcje, które liczą się w obu. Wyniki są dokładne; nic poza "
    "tą sekcją się nie zmienia.",
    "en": "Orders of the period counted anew by the policy chosen here, beside the shop's own. Touchpoint: at least "
    "one interaction of the platform's own among the newest ones in the window before the order. Last click: the "
    "newest click or entry in that window is the platform's own. The overlap is the orders that count in both. The "
    "results are exact; nothing but this section changes.",
}
MEASURE: Text = {"pl": "Miara", "en": "Measure"}
MEASURES: dict[str, Text] = {
    "orders_touchpoint": {"pl": "Transakcje (touchpoint)", "en": "Orders (touchpoint)"},
    "revenue_touchpoint": {"pl": "Sprzedaż (touchpoint)", "en": "Revenue (touchpoint)"},
    "orders_last_click": {"pl": "Transakcje (last click)", "en": "Orders (last click)"},
    "revenue_last_click": {"pl": "Sprzedaż (last click)", "en": "Revenue (last click)"},
    "orders_both": {"pl": "Transakcje w obu", "en": "Orders in both"},
    "revenue_both": {"pl": "Sprzedaż w obu", "en": "Revenue in both"},
}
COLUMNS: dict[str, Text] = {
    "sandbox": {"pl": "Ta polityka", "en": "This policy"},
    "shop": {"pl": "Polityka sklepu", "en": "The shop's policy"},
    "change": {"pl": "Zmiana", "en": "Change"},
    "gained": {"pl": "Doszły", "en": "Gained"},
    "lost": {"pl": "Odpadły", "en": "Lost"},
}
COMPARED: Text = {"pl": "wobec polityki sklepu: {policy}", "en": "against the shop's policy: {policy}"}
POLICY: Text = {"pl": "{days}, {interactions}, {last_click}", "en": "{days}, {interactions}, {last_click}"}
RESET: Text = {"pl": "Polityka sklepu", "en": "The shop's policy"}

LABELS: dict[str, Text] = {
    "days": {"pl": "Okno przed transakcją", "en": "Window before the order"},
    "interactions": {"pl": "Liczba najnowszych interakcji", "en": "Number of the newest interactions"},
    "last_click": {"pl": "Last click", "en": "Last click"},
}
CHOICES: dict[str, Text] = {
    "days": {
        "pl": {"one": "{count} dzień", "few": "{count} dni", "many": "{count} dni", "other": "{count} dnia"},
        "en": {"one": "{count} day", "other": "{count} days"},
    },
    "interactions": {
        "pl": {
            "one": "{count} interakcja",
            "few": "{count} interakcje",
            "many": "{count} interakcji",
            "other": "{count} interakcji",
        },
        "en": {"one": "{count} interaction", "other": "{count} interactions"},
    },
}
LAST_CLICK: dict[str, Text] = {
    "any_entry": {
        "pl": "wejście bezpośrednie przerywa ścieżkę",
        "en": "a direct entry breaks the path",
    },
    "last_non_direct": {
        "pl": "wejścia bezpośrednie są pomijane",
        "en": "direct entries are skipped",
    },
}

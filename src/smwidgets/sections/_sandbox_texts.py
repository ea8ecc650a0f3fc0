"""Texts of the attribution sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Piaskownica atrybucji", "en": "Attribution sandbox"}
HELP: Text = {
    "pl": "Transakcje okresu policzone od nowa według polityki wybranej tutaj, obok polityki sklepu. Touchpoint: co "
    "najmniej jedna własna interakcja wśród najnowszych w oknie przed transakcją. Last click: najnowsze kliknięcie lub "
    "wejście w tym oknie jest własne, a transakcja liczy się jako touchpoint. Wyniki są dokładne; nic poza tą sekcją "
    "się nie zmienia.",
    "en": "Orders of the period counted anew by the policy chosen here, beside the shop's own. Touchpoint: at least "
    "one interaction of the platform's own among the newest ones in the window before the order. Last click: the "
    "newest click or entry in that window is the platform's own, and the order counts as touchpoint. The results are "
    "exact; nothing but this section changes.",
}
MEASURE: Text = {"pl": "Miara", "en": "Measure"}
MEASURES: dict[str, Text] = {
    "orders_touchpoint": {"pl": "Transakcje (touchpoint)", "en": "Orders (touchpoint)"},
    "revenue_touchpoint": {"pl": "Sprzedaż (touchpoint)", "en": "Revenue (touchpoint)"},
    "orders_last_click": {"pl": "Transakcje (last click)", "en": "Orders (last click)"},
    "revenue_last_click": {"pl": "Sprzedaż (last click)", "en": "Revenue (last click)"},
    "orders_all": {"pl": "Wszystkie transakcje", "en": "All orders"},
    "revenue_all": {"pl": "Cała sprzedaż", "en": "All revenue"},
}
SUBSETS: Text = {
    "pl": "✓ Transakcje: last click {last_click} ⊆ touchpoint {touchpoint} ⊆ wszystkie {all}",
    "en": "✓ Orders: last click {last_click} ⊆ touchpoint {touchpoint} ⊆ all {all}",
}
OUTSIDE: Text = {
    "pl": {
        "one": "✗ {count} transakcja last click poza touchpoint",
        "few": "✗ {count} transakcje last click poza touchpoint",
        "many": "✗ {count} transakcji last click poza touchpoint",
        "other": "✗ {count} transakcji last click poza touchpoint",
    },
    "en": {
        "one": "✗ {count} last click order outside touchpoint",
        "other": "✗ {count} last click orders outside touchpoint",
    },
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
RESET: Text = {"pl": "Wróć do polityki sklepu", "en": "Back to the shop's policy"}

LABELS: dict[str, Text] = {
    "days": {"pl": "Okno przed transakcją", "en": "Window before the order"},
    "interactions": {"pl": "Liczba najnowszych interakcji", "en": "Number of the newest interactions"},
    "last_click": {"pl": "Last click", "en": "Last click"},
}
CHOICES: dict[str, Text] = {
    "days": {
        "pl": {
            "one": "{count} dzień przed transakcją",
            "few": "{count} dni przed transakcją",
            "many": "{count} dni przed transakcją",
            "other": "{count} dnia przed transakcją",
        },
        "en": {"one": "{count} day before the order", "other": "{count} days before the order"},
    },
    "interactions": {
        "pl": {
            "one": "{count} najnowsza interakcja",
            "few": "{count} najnowsze interakcje",
            "many": "{count} najnowszych interakcji",
            "other": "{count} najnowszej interakcji",
        },
        "en": {"one": "{count} newest interaction", "other": "{count} newest interactions"},
    },
}
LAST_CLICK: dict[str, Text] = {
    "any_entry": {
        "pl": "last click: także wejście bezpośrednie",
        "en": "last click: a direct entry counts",
    },
    "last_non_direct": {
        "pl": "last click: bez wejść bezpośrednich",
        "en": "last click: direct entries are skipped",
    },
}

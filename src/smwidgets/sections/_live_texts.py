"""Texts of the list of site events."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Zdarzenia na stronie w czasie rzeczywistym", "en": "Real-time site events"}
HELP: Text = {
    "pl": "Wizyty i transakcje (zdarzenia zewnętrzne ZAKUP), najnowsze na górze. Nowe wiersze pojawiają się same. "
    "Liczba produktów to ilość podana w zdarzeniu, a bez niej liczba wymienionych produktów.",
    "en": "Visits and transactions (PURCHASE external events), newest first. New rows appear by themselves. The number "
    "of products is the event's quantity, or without one the number of products it lists.",
}

TABS: dict[str, Text] = {
    "monitored": {"pl": "Monitorowane", "en": "Monitored"},
    "anonymous": {"pl": "Anonimowe", "en": "Anonymous"},
    "transactions": {"pl": "Transakcje", "en": "Transactions"},
}
TABS_LABEL: Text = {"pl": "Lista zdarzeń", "en": "List of events"}
LISTS: dict[str, Text] = {
    "monitored": {"pl": "Wizyty kontaktów monitorowanych", "en": "Visits of monitored contacts"},
    "anonymous": {"pl": "Wizyty anonimowe", "en": "Anonymous visits"},
    "transactions": {"pl": "Transakcje", "en": "Transactions"},
}

COLUMNS: dict[str, Text] = {
    "at": {"pl": "Data", "en": "Date"},
    "who": {"pl": "E-mail", "en": "E-mail"},
    "anonymous": {"pl": "Kontakt", "en": "Contact"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "isp": {"pl": "Dostawca internetu", "en": "Internet provider"},
    "score": {"pl": "Scoring", "en": "Score"},
    "value": {"pl": "Wartość", "en": "Value"},
    "products": {"pl": "Produkty", "en": "Products"},
    "profile": {"pl": "Profil 360°", "en": "360° profile"},
}
ANONYMOUS: Text = {"pl": "anonimowy", "en": "anonymous"}

LOADING: Text = {"pl": "Wczytujemy listę…", "en": "Loading the list…"}
NO_ROWS: Text = {"pl": "Nie ma jeszcze żadnych zdarzeń", "en": "No events yet"}
NO_MATCH: Text = {"pl": "Żadne zdarzenie nie spełnia filtrów", "en": "No event meets the filters"}
NEW_ROWS: Text = {
    "pl": {
        "one": "{count} nowy wiersz",
        "few": "{count} nowe wiersze",
        "many": "{count} nowych wierszy",
        "other": "{count} nowego wiersza",
    },
    "en": {"one": "{count} new row", "other": "{count} new rows"},
}
NEWER: Text = {"pl": "Nowsze", "en": "Newer"}
OLDER: Text = {"pl": "Starsze", "en": "Older"}

FILTERS: Text = {"pl": "Filtry", "en": "Filters"}
APPLY: Text = {"pl": "Zastosuj", "en": "Apply"}
CLEAR: Text = {"pl": "Wyczyść filtry", "en": "Clear filters"}
OWNER: Text = {"pl": "Właściciel kontaktu", "en": "Contact owner"}
EVERYBODY: Text = {"pl": "Wszyscy", "en": "Everybody"}
DATES: Text = {"pl": "Data zdarzenia", "en": "Date of the event"}
FROM: Text = {"pl": "Od", "en": "From"}
TO: Text = {"pl": "Do", "en": "To"}
MIN_SCORE: Text = {"pl": "Minimalny scoring wizyty", "en": "Minimum visit score"}

EXPORT: Text = {"pl": "Eksportuj", "en": "Export"}
SCORE_FROM: Text = {"pl": "scoring od {score}", "en": "score from {score}"}
FILE_STEMS: dict[str, Text] = {
    "monitored": {"pl": "wizyty-monitorowane", "en": "monitored-visits"},
    "anonymous": {"pl": "wizyty-anonimowe", "en": "anonymous-visits"},
    "transactions": {"pl": "transakcje", "en": "transactions"},
}

BACKWARDS: Text = {"pl": "Koniec jest przed początkiem", "en": "The end is before the start"}
PAGES: Text = {"pl": "Strony listy zdarzeń", "en": "Pages of the list of events"}
MENU: dict[str, Text] = {
    "title": FILTERS, "apply": APPLY, "clear": CLEAR, "from": FROM, "to": TO, "backwards": BACKWARDS,
}  # fmt: skip
PAGER: dict[str, Text] = {"newer": NEWER, "older": OLDER, "title": PAGES}

CLOSE: Text = {"pl": "Zamknij", "en": "Close"}

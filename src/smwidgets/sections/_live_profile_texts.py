"""Texts of the 360° profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Profil 360°: {who}", "en": "360° profile: {who}"}
LOADING: Text = {"pl": "Wczytujemy profil…", "en": "Loading the profile…"}
FAILED: Text = {
    "pl": "Nie udało się wczytać profilu; numer zgłoszenia: {reference}.",
    "en": "The profile could not be loaded; reference: {reference}.",
}
UNKNOWN: Text = {
    "pl": "Kontaktu {contact} nie ma wśród danych kontaktów tego źródła.",
    "en": "The contact {contact} is not among this source's contacts.",
}
TABS_LABEL: Text = {"pl": "Część profilu", "en": "Part of the profile"}
TABS: dict[str, Text] = {
    "last_visit": {"pl": "Ostatnia wizyta", "en": "Last visit"},
    "visit_history": {"pl": "Historia wizyt", "en": "Visit history"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
    "carts": {"pl": "Koszyki", "en": "Carts"},
    "interactions": {"pl": "Interakcje", "en": "Interactions"},
    "visits": {"pl": "Wizyty", "en": "Visits"},
    "consents": {"pl": "Zgody", "en": "Consents"},
}

FACTS: dict[str, Text] = {
    "contact_id": {"pl": "Identyfikator", "en": "Identifier"},
    "visitor_id": {"pl": "Identyfikator odwiedzającego", "en": "Visitor's identifier"},
    "email": {"pl": "E-mail", "en": "E-mail"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "owner": {"pl": "Właściciel", "en": "Owner"},
    "state": {"pl": "Status", "en": "State"},
    "score": {"pl": "Scoring", "en": "Score"},
    "phone": {"pl": "Telefon", "en": "Phone"},
    "company": {"pl": "Firma", "en": "Company"},
    "city": {"pl": "Miasto", "en": "City"},
    "country": {"pl": "Kraj", "en": "Country"},
    "tags": {"pl": "Tagi", "en": "Tags"},
    "created_at": {"pl": "Dodany", "en": "Added"},
    "orders": {"pl": "Transakcje", "en": "Orders"},
    "revenue": {"pl": "Suma zakupów", "en": "Sum of purchases"},
    "first_at": {"pl": "Pierwsza aktywność", "en": "First activity"},
    "last_at": {"pl": "Ostatnia aktywność", "en": "Last activity"},
    "subscription": {"pl": "Subskrypcja", "en": "Subscription"},
    "opted_out_at": {"pl": "Data wypisania", "en": "Opted out on"},
    "opt_out_reason": {"pl": "Powód wypisania", "en": "Reason for opting out"},
    "monitored": {"pl": "Monitorowanie", "en": "Monitoring"},
    "at": {"pl": "Data", "en": "Date"},
    "page_views": {"pl": "Odsłony", "en": "Page views"},
    "duration_s": {"pl": "Czas trwania", "en": "Duration"},
    "isp": {"pl": "Dostawca internetu", "en": "Internet provider"},
    "source": {"pl": "Źródło", "en": "Source"},
    "landing_url": {"pl": "Strona wejścia", "en": "Landing page"},
    "value": {"pl": "Wartość", "en": "Value"},
    "products": {"pl": "Produkty", "en": "Products"},
    "names": {"pl": "Nazwy produktów", "en": "Names of products"},
    "description": {"pl": "Opis", "en": "Description"},
    "location": {"pl": "Miejsce", "en": "Location"},
    "kind": {"pl": "Rodzaj", "en": "Kind"},
    "channel": {"pl": "Kanał", "en": "Channel"},
    "module": {"pl": "Moduł", "en": "Module"},
    "campaign": {"pl": "Kampania", "en": "Campaign"},
    "own": {"pl": "Z platformy", "en": "By the platform"},
    "title": {"pl": "Tytuł strony", "en": "Page title"},
    "url": {"pl": "Adres", "en": "Address"},
    "pages": {"pl": "Strony", "en": "Pages"},
    "time": {"pl": "Godzina", "en": "Time"},
    "consent": {"pl": "Zgoda", "en": "Consent"},
    "standing": {"pl": "Stan", "en": "Standing"},
}
STATES: dict[str, Text] = {
    "CUSTOMER": {"pl": "Klient", "en": "Customer"},
    "PROSPECT": {"pl": "Potencjalny klient", "en": "Prospect"},
    "PARTNER": {"pl": "Partner", "en": "Partner"},
    "OTHER": {"pl": "Inny", "en": "Other"},
    "UNKNOWN": {"pl": "Nieznany", "en": "Unknown"},
}
REASONS: dict[str, Text] = {
    "never_signed_up": {"pl": "Nie zapisywał(a) się", "en": "Never signed up"},
    "too_many_messages": {"pl": "Zbyt wiele wiadomości", "en": "Too many messages"},
    "topic_not_interesting": {"pl": "Brak zainteresowania tematem", "en": "Not interested in the topic"},
    "content_mismatch": {"pl": "Treść nie odpowiada zainteresowaniom", "en": "Content did not match interests"},
}
INTERACTIONS: dict[str, Text] = {
    "open": {"pl": "Otwarcie", "en": "Open"},
    "click": {"pl": "Kliknięcie", "en": "Click"},
    "view": {"pl": "Wyświetlenie", "en": "View"},
    "entry": {"pl": "Wejście na stronę", "en": "Site entry"},
}
YES: Text = {"pl": "tak", "en": "yes"}
NO: Text = {"pl": "nie", "en": "no"}
SUBSCRIBED: Text = {"pl": "zapisany", "en": "subscribed"}
OPTED_OUT: Text = {"pl": "wypisany {day}", "en": "opted out on {day}"}
MINUTES: Text = {"pl": "{minutes} min {seconds} s", "en": "{minutes} min {seconds} s"}

EMPTY: Text = {"pl": "Brak danych", "en": "Nothing here"}
MISSING: Text = {"pl": "Źródło danych tego nie zawiera", "en": "The data source does not hold this"}
SHOW_PAGES: Text = {"pl": "Pokaż", "en": "Show"}
HIDE_PAGES: Text = {"pl": "Ukryj", "en": "Hide"}
PAGES_OF: Text = {"pl": "Strony wizyty: {at}", "en": "Pages of the visit: {at}"}
NO_PAGES: Text = {"pl": "Brak zapisanych odsłon tej wizyty", "en": "No page views of this visit are recorded"}
NEWEST: Text = {"pl": "Pokazano {shown} najnowszych.", "en": "The newest {shown} are shown."}
TOTAL: Text = {"pl": "Razem {count}: od {first} do {last}.", "en": "{count} in all: {first} to {last}."}
SUM: Text = {"pl": "Suma wartości: {value}.", "en": "Sum of values: {value}."}

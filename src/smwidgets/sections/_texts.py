"""Texts that several sections show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.errors import MissingDataError
    from smwidgets.core.text import Text

MENU: dict[str, Text] = {
    "title": {"pl": "Ustawienia", "en": "Settings"},
    "save": {"pl": "Zapisz", "en": "Save"},
    "cancel": {"pl": "Anuluj", "en": "Cancel"},
}
CHART: Text = {"pl": "Rodzaj wykresu", "en": "Chart type"}
LINE: Text = {"pl": "Liniowy", "en": "Line"}
BAR: Text = {"pl": "Słupkowy", "en": "Bar"}
COMPARE: Text = {"pl": "Porównaj z poprzednim okresem", "en": "Compare with the previous period"}
CURRENT: Text = {"pl": "Bieżący okres", "en": "Current period"}
PREVIOUS: Text = {"pl": "Poprzedni okres", "en": "Previous period"}

REFRESHED: Text = {"pl": "Dane z {time}", "en": "Data as of {time}"}
AS_OF: Text = {"pl": "stan na {time}", "en": "as of {time}"}
STALE: Text = {
    "pl": "Nie udało się odświeżyć danych. Pokazujemy stan z {time}.",
    "en": "The data could not be refreshed. You see them as of {time}.",
}
UNAVAILABLE: Text = {
    "pl": "Źródło danych nie zawiera: {what}. Pozostałe sekcje działają bez zmian.",
    "en": "The data source lacks: {what}. All other sections work as usual.",
}
NOT_BEGUN: Text = {
    "pl": "Ten okres jeszcze się nie zaczął. Wybierz wcześniejszy.",
    "en": "This period has not begun yet. Choose an earlier one.",
}
FAILED: Text = {
    "pl": "Nie udało się wczytać tej sekcji. Spróbuj odświeżyć; numer zgłoszenia: {reference}.",
    "en": "This section could not be loaded. Try to refresh; reference: {reference}.",
}
OVERRIDDEN: Text = {
    "pl": "Okres wybrano dla całego dashboardu",
    "en": "The period is set for the whole dashboard",
}

NO_ORDERS: Text = {"pl": "Brak transakcji w tym okresie", "en": "No orders in this period"}
NO_REVENUE: Text = {"pl": "Brak przychodu w tym okresie", "en": "No revenue in this period"}
NO_DATA: Text = {"pl": "Brak danych w tym okresie", "en": "No data in this period"}
SERIES_HIDDEN: Text = {"pl": "Wszystkie serie są ukryte", "en": "All series are hidden"}

OTHERS: Text = {"pl": "pozostałe ({count})", "en": "other ({count})"}
NEW: Text = {"pl": "nowe", "en": "new"}
NOISY: Text = {"pl": "krótki okres, duża zmienność", "en": "short period, noisy"}
USUAL: Text = {"pl": "w granicach zwykłych wahań", "en": "within the usual variation"}
COMPARED: Text = {"pl": "{current} wobec {previous}", "en": "{current} against {previous}"}

SUMMARY: Text = {
    "pl": "{measure}, {period}. Najmniej: {low} ({low_when}), najwięcej: {high} ({high_when}).",
    "en": "{measure}, {period}. Lowest: {low} ({low_when}), highest: {high} ({high_when}).",
}
HIGHEST: Text = {
    "pl": "{measure}, {period}. Najwięcej: {high} ({high_when}).",
    "en": "{measure}, {period}. Highest: {high} ({high_when}).",
}
PARTIAL: Text = {
    "pl": {
        "one": "Przedział niepełny: {buckets}.",
        "few": "Przedziały niepełne: {buckets}.",
        "many": "Przedziały niepełne: {buckets}.",
        "other": "Przedziały niepełne: {buckets}.",
    },
    "en": {"one": "Partial bucket: {buckets}.", "other": "Partial buckets: {buckets}."},
}
CUT: Text = {"pl": "niepełny", "en": "partial"}
RUNNING: Text = {"pl": "w toku", "en": "in progress"}
NO_COUNTERPART: Text = {"pl": "brak odpowiednika", "en": "no counterpart"}


def missing(error: MissingDataError) -> str:
    """Name what a source lacks: ``table`` or ``table.column``."""
    return ", ".join(f"{error.table}.{column}" for column in error.columns) or error.table

"""What a workspace says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TABS: Text = {"pl": "Dashboardy", "en": "Dashboards"}
TAB_ACTIONS: dict[str, Text] = {
    "left": {"pl": "Przesuń w lewo", "en": "Move left"},
    "right": {"pl": "Przesuń w prawo", "en": "Move right"},
    "rename": {"pl": "Zmień nazwę", "en": "Rename"},
    "delete": {"pl": "Usuń", "en": "Delete"},
}
UNDO: Text = {"pl": "Cofnij", "en": "Undo"}
REDO: Text = {"pl": "Ponów", "en": "Redo"}
LINK: Text = {"pl": "Kopiuj link do tego widoku", "en": "Copy a link to this view"}
ARRANGE: Text = {"pl": "Rozmieść widżety", "en": "Arrange widgets"}
ARRANGED: Text = {"pl": "Zakończ rozmieszczanie", "en": "Finish arranging"}
ADD: Text = {"pl": "+ Dodaj widżet", "en": "+ Add a widget"}
MANAGE: Text = {"pl": "Zarządzaj dashboardami", "en": "Manage dashboards"}
DONE: Text = {"pl": "Gotowe", "en": "Done"}
NEW: Text = {"pl": "+ Nowy dashboard", "en": "+ New dashboard"}

CLOSE: Text = {"pl": "Zamknij", "en": "Close"}
CANCEL: Text = {"pl": "Anuluj", "en": "Cancel"}
NEW_TITLE: Text = {"pl": "Nowy dashboard", "en": "New dashboard"}
RENAME_TITLE: Text = {"pl": "Nazwa dashboardu", "en": "Name of the dashboard"}
NAME: Text = {"pl": "Nazwa", "en": "Name"}
CREATE: Text = {"pl": "Utwórz", "en": "Create"}
SAVE: Text = {"pl": "Zapisz", "en": "Save"}
BAD_NAME: Text = {
    "pl": "Nazwa ma od 1 do 100 znaków, w jednym wierszu.",
    "en": "A name has 1 to 100 characters, on one line.",
}
DELETE_TITLE: Text = {"pl": "Usunąć dashboard?", "en": "Delete the dashboard?"}
DELETE_WHAT: Text = {
    "pl": {
        "one": "„{name}” zniknie razem z {count} widżetem. Można to cofnąć.",
        "few": "„{name}” zniknie razem z {count} widżetami. Można to cofnąć.",
        "many": "„{name}” zniknie razem z {count} widżetami. Można to cofnąć.",
        "other": "„{name}” zniknie razem z {count} widżetu. Można to cofnąć.",
    },
    "en": {
        "one": "“{name}” goes with its {count} widget. This can be undone.",
        "other": "“{name}” goes with its {count} widgets. This can be undone.",
    },
}
DELETE: Text = {"pl": "Usuń", "en": "Delete"}

LIBRARY_TITLE: Text = {"pl": "Biblioteka widżetów", "en": "Widget library"}
SEARCH: Text = {"pl": "Szukaj widżetu", "en": "Search widgets"}
TAKE: Text = {"pl": "Dodaj", "en": "Add"}
NOTHING_FOUND: Text = {"pl": "Żaden widżet nie pasuje.", "en": "No widget matches."}
ADDED: Text = {"pl": "Dodano: {title}", "en": "Added: {title}"}
GROUPS: dict[str, Text] = {
    "sales": {"pl": "Sprzedaż", "en": "Sales"},
    "contacts": {"pl": "Kontakty", "en": "Contacts"},
    "traffic": {"pl": "Ruch na stronie", "en": "Traffic"},
    "email": {"pl": "E-mail", "en": "E-mail"},
}
EMPTY: Text = {"pl": "Ten dashboard jest pusty.", "en": "This dashboard is empty."}

LINK_TITLE: Text = {"pl": "Link do tego widoku", "en": "Link to this view"}
LINK_WHAT: Text = {
    "pl": "Otwiera ten dashboard z wybranym okresem i ustawieniami, których jeszcze nie zapisano.",
    "en": "Opens this dashboard with the chosen period, and with settings that are not saved.",
}
COPY: Text = {"pl": "Kopiuj", "en": "Copy"}
COPIED: Text = {"pl": "Skopiowano", "en": "Copied"}

CONFLICT_TITLE: Text = {
    "pl": "Dashboardy zmieniono w innej sesji",
    "en": "The dashboards were changed in another session",
}
CONFLICT_WHAT: Text = {
    "pl": "Twojej ostatniej zmiany nie zapisano. Możesz wczytać tamtą wersję, zapisać swoją w jej miejsce albo zapisać "
    "swoją jako kopię w osobnym pliku i wczytać tamtą.",
    "en": "Your last change was not saved. You can load the other version, save yours in its place, or save yours as a "
    "copy in a file of its own and load the other one.",
}
RELOAD: Text = {"pl": "Wczytaj tamtą", "en": "Load the other"}
OVERWRITE: Text = {"pl": "Zapisz moją", "en": "Save mine"}
COPY_MINE: Text = {"pl": "Zapisz moją jako kopię", "en": "Save mine as a copy"}
COPY_SAVED: Text = {"pl": "Twoją wersję zapisano jako {name}.", "en": "Your version was saved as {name}."}
NOT_SAVED: Text = {
    "pl": "Zmian nie udało się zapisać: {why}. Spróbujemy ponownie przy następnej zmianie.",
    "en": "Changes could not be saved: {why}. The next change tries again.",
}
NO_DASHBOARD: Text = {
    "pl": "Dashboard z linku nie istnieje i został pominięty.",
    "en": "The dashboard of the link does not exist and was left out.",
}
NOT_FITTING: Text = {
    "pl": "Część ustawień z linku nie pasuje do tego dashboardu i została pominięta.",
    "en": "Some settings of the link do not fit this dashboard and were left out.",
}
DISMISS: Text = {"pl": "Ukryj komunikat", "en": "Hide the message"}

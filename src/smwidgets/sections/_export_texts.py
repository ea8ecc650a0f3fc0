"""Texts of exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Eksport: {list}", "en": "Export: {list}"}
CLOSE: Text = {"pl": "Zamknij", "en": "Close"}
EXPORT: Text = {"pl": "Eksportuj", "en": "Export"}
CANCEL: Text = {"pl": "Przerwij eksport", "en": "Cancel the export"}

RANGE: Text = {"pl": "Zakres dat", "en": "Date range"}
FILTERS: Text = {"pl": "Filtry", "en": "Filters"}
USE_FILTERS: Text = {"pl": "Użyj filtrów listy: {filters}", "en": "Use the list's filters: {filters}"}
NO_FILTERS: Text = {"pl": "Użyj filtrów listy (żaden nie jest włączony)", "en": "Use the list's filters (none is on)"}
FOLDER: Text = {"pl": "Folder", "en": "Folder"}
FOLDER_LABEL: Text = {"pl": "Folder Repozytorium", "en": "Folder of the Repository"}
USUAL_FOLDER: Text = {"pl": "Eksporty", "en": "Exports"}
NEW_FOLDER: Text = {"pl": "Nowy folder…", "en": "New folder…"}
FOLDER_NAME: Text = {"pl": "Nazwa nowego folderu", "en": "Name of the new folder"}
ACCESS: Text = {"pl": "Dostęp", "en": "Access"}
ACCESSES: dict[str, Text] = {
    "private": {"pl": "Prywatny", "en": "Private"},
    "shared": {"pl": "Udostępniony", "en": "Shared"},
}
READERS: dict[str, Text] = {
    "private": {"pl": "Plik będzie widoczny tylko dla ciebie.", "en": "Only you will see the file."},
    "shared": {
        "pl": "Plik zobaczy każdy, kto może zobaczyć wszystkie jego wiersze: {rights}.",
        "en": "Everybody who may see all of its rows will see the file: {rights}.",
    },
}
"""By access: who will see the file."""

RIGHTS: dict[str, Text] = {
    "all": {"pl": "kto ma prawo do kontaktów, które w nim są", "en": "whoever has a right to the contacts in it"},
    "owners": {
        "pl": "kto ma prawo do kontaktów właścicieli: {owners}",
        "en": "whoever has a right to the contacts of {owners}",
    },
    "personal": {"pl": "{rights}, i do danych osobowych", "en": "{rights}, and to personal data"},
}
NAMED_READERS: Text = {"pl": "Na pewno: {names}.", "en": "Certainly: {names}."}
FORMAT: Text = {"pl": "Format", "en": "Format"}
FORMATS: dict[str, Text] = {"csv": {"pl": "CSV", "en": "CSV"}, "xlsx": {"pl": "XLSX", "en": "XLSX"}}
ANONYMOUS: Text = {
    "pl": "Plik zostanie tylko pobrany. W Repozytorium mogą zachowywać pliki wyłącznie zalogowani użytkownicy.",
    "en": "The file will only be downloaded. Only signed-in users can keep files in the Repository.",
}

COUNTING: Text = {"pl": "Liczymy wiersze…", "en": "Counting the rows…"}
ROW_COUNT: Text = {
    "pl": {
        "one": "{count} wiersz do eksportu",
        "few": "{count} wiersze do eksportu",
        "many": "{count} wierszy do eksportu",
        "other": "{count} wiersza do eksportu",
    },
    "en": {"one": "{count} row to export", "other": "{count} rows to export"},
}
WRITTEN: Text = {
    "pl": {
        "one": "Zapisano {done} z {count} wiersza",
        "few": "Zapisano {done} z {count} wierszy",
        "many": "Zapisano {done} z {count} wierszy",
        "other": "Zapisano {done} z {count} wiersza",
    },
    "en": {"one": "{done} of {count} row written", "other": "{done} of {count} rows written"},
}
FINISHING: Text = {"pl": "Kończymy plik…", "en": "Finishing the file…"}
CANCELLING: Text = {"pl": "Przerywamy…", "en": "Cancelling…"}
ABOUT: Text = {"pl": "{dates} · {format}", "en": "{dates} · {format}"}
ABOUT_KEPT: Text = {
    "pl": "{dates} · {format} · folder {folder} · {access}",
    "en": "{dates} · {format} · folder {folder} · {access}",
}
GOES_ON: Text = {
    "pl": "Możesz zamknąć to okno. Eksport będzie trwał, a plik zostanie pobrany, gdy będzie gotowy.",
    "en": "You can close this window. The export goes on, and the file is downloaded when it is ready.",
}

KEPT: Text = {
    "pl": {
        "one": "Gotowe: {count} wiersz. Plik został pobrany, a kopia jest w Repozytorium: {path}.",
        "few": "Gotowe: {count} wiersze. Plik został pobrany, a kopia jest w Repozytorium: {path}.",
        "many": "Gotowe: {count} wierszy. Plik został pobrany, a kopia jest w Repozytorium: {path}.",
        "other": "Gotowe: {count} wiersza. Plik został pobrany, a kopia jest w Repozytorium: {path}.",
    },
    "en": {
        "one": "Done: {count} row. The file was downloaded, and a copy is in the Repository: {path}.",
        "other": "Done: {count} rows. The file was downloaded, and a copy is in the Repository: {path}.",
    },
}
DOWNLOADED: Text = {
    "pl": {
        "one": "Gotowe: {count} wiersz. Pobrano plik {name}.",
        "few": "Gotowe: {count} wiersze. Pobrano plik {name}.",
        "many": "Gotowe: {count} wierszy. Pobrano plik {name}.",
        "other": "Gotowe: {count} wiersza. Pobrano plik {name}.",
    },
    "en": {
        "one": "Done: {count} row. The file {name} was downloaded.",
        "other": "Done: {count} rows. The file {name} was downloaded.",
    },
}
CANCELLED: Text = {
    "pl": "Eksport przerwano. Niczego nie zapisano.",
    "en": "The export was cancelled. Nothing was kept.",
}
COUNT_FAILED: Text = {
    "pl": "Nie udało się policzyć wierszy. Wybierz zakres jeszcze raz; numer zgłoszenia: {reference}.",
    "en": "The rows could not be counted. Choose the range once more; reference: {reference}.",
}
FAILED: Text = {
    "pl": "Nie udało się zapisać pliku. Spróbuj jeszcze raz; numer zgłoszenia: {reference}.",
    "en": "The file could not be written. Try again; reference: {reference}.",
}
NO_SPACE: Text = {
    "pl": "Na dysku nie ma miejsca na ten plik. Wybierz krótszy zakres lub usuń pliki z Repozytorium; "
    "numer zgłoszenia: {reference}.",
    "en": "The disk has no room for this file. Choose a shorter range or delete files of the Repository; "
    "reference: {reference}.",
}

TABLES: Text = {"pl": "Wykresy", "en": "Charts"}
TABLE_KEPT: Text = {
    "pl": "Tabelę pobrano; kopia jest w Repozytorium: {path}",
    "en": "The table was downloaded; a copy is in the Repository: {path}",
}
TABLE_DOWNLOADED: Text = {"pl": "Tabelę pobrano: {name}", "en": "The table was downloaded: {name}"}

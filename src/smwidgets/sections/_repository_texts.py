"""Texts of the Repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

TITLE: Text = {"pl": "Repozytorium", "en": "Repository"}
HELP: Text = {
    "pl": "Wyeksportowane pliki, najnowsze na górze: twoje i udostępnione przez innych. Plik prywatny widzi tylko jego "
    "właściciel. Usunąć można tylko własne pliki.",
    "en": "Exported files, newest first: your own and those that others share. A private file is seen by its owner "
    "only. Only your own files can be deleted.",
}

COLUMNS: dict[str, Text] = {
    "name": {"pl": "Plik", "en": "File"},
    "folder": {"pl": "Folder", "en": "Folder"},
    "owner": {"pl": "Właściciel", "en": "Owner"},
    "access": {"pl": "Dostęp", "en": "Access"},
    "kept_at": {"pl": "Zapisano", "en": "Kept"},
    "rows": {"pl": "Wiersze", "en": "Rows"},
    "size_bytes": {"pl": "Rozmiar", "en": "Size"},
    "download": {"pl": "Pobierz", "en": "Download"},
    "delete": {"pl": "Usuń", "en": "Delete"},
}
ACCESSES: dict[str, Text] = {
    "private": {"pl": "prywatny", "en": "private"},
    "shared": {"pl": "udostępniony", "en": "shared"},
}

FOLDER: Text = {"pl": "Folder", "en": "Folder"}
EVERY_FOLDER: Text = {"pl": "Wszystkie foldery", "en": "All folders"}
RECOVERED: Text = {"pl": "odzyskane", "en": "recovered"}
NEW_FOLDER: Text = {"pl": "Nowy folder", "en": "New folder"}
FOLDER_NAME: Text = {"pl": "Nazwa folderu", "en": "Name of the folder"}
CREATE: Text = {"pl": "Utwórz", "en": "Create"}
FILTERS: dict[str, Text] = {
    "title": {"pl": "Filtry", "en": "Filters"},
    "apply": {"pl": "Zastosuj", "en": "Apply"},
    "clear": {"pl": "Wyczyść filtry", "en": "Clear filters"},
}
SEARCH: Text = {"pl": "Nazwa pliku zawiera", "en": "The file's name contains"}
ACCESS: Text = {"pl": "Dostęp", "en": "Access"}
ANY_ACCESS: Text = {"pl": "Dowolny", "en": "Any"}

NONE: Text = {
    "pl": "Nie ma jeszcze żadnych plików. Trafi tu każdy eksport.",
    "en": "There are no files yet. Every export comes here.",
}
NONE_SHARED: Text = {"pl": "Nikt nie udostępnił żadnego pliku.", "en": "Nobody shares any file."}
NO_MATCH: Text = {"pl": "Żaden plik nie spełnia filtrów", "en": "No file meets the filters"}
EMPTY_FOLDER: Text = {"pl": "Ten folder jest pusty", "en": "This folder is empty"}
SHOWN: Text = {"pl": "{first}–{last} z {all}", "en": "{first}–{last} of {all}"}
PAGER: dict[str, Text] = {
    "newer": {"pl": "Nowsze", "en": "Newer"},
    "older": {"pl": "Starsze", "en": "Older"},
    "title": {"pl": "Strony listy plików", "en": "Pages of the list of files"},
}
ANONYMOUS: Text = {
    "pl": "Widać tylko pliki udostępnione: nikt nie jest zalogowany.",
    "en": "Only shared files are listed: nobody is signed in.",
}
DAMAGED: Text = {
    "pl": "Lista plików była uszkodzona. Odnalezione pliki są w folderze „odzyskane”.",
    "en": "The list of files was damaged. The files that were found are in the folder “recovered”.",
}

DELETE_TITLE: Text = {"pl": "Usunąć plik?", "en": "Delete the file?"}
DELETE_PRIVATE: Text = {"pl": "Tego nie można cofnąć.", "en": "This cannot be undone."}
DELETE_SHARED: Text = {
    "pl": "Plik jest udostępniony: zniknie także innym. Tego nie można cofnąć.",
    "en": "The file is shared: others lose it too. This cannot be undone.",
}
DELETE: Text = {"pl": "Usuń", "en": "Delete"}
CANCEL: Text = {"pl": "Anuluj", "en": "Cancel"}
CLOSE: Text = {"pl": "Zamknij", "en": "Close"}

DELETED: Text = {"pl": "Usunięto plik {path}.", "en": "The file {path} was deleted."}
GONE: Text = {"pl": "Tego pliku już nie ma.", "en": "This file is no longer there."}
REFUSED: Text = {"pl": "Nie masz dostępu do tego pliku.", "en": "You have no access to this file."}
FAILED: Text = {
    "pl": "Nie udało się tego zrobić. Spróbuj jeszcze raz; numer zgłoszenia: {reference}.",
    "en": "This could not be done. Try again; reference: {reference}.",
}

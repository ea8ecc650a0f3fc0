"""What a person is told about the file of saved dashboards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smwidgets.core.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

DAMAGED: Text = {
    "pl": "Zapisanych dashboardów nie udało się wczytać: plik jest uszkodzony.",
    "en": "The saved dashboards could not be read: the file is damaged.",
}
NEWER: Text = {
    "pl": "Zapisanych dashboardów nie udało się wczytać: pochodzą z nowszej wersji programu.",
    "en": "The saved dashboards could not be read: a newer version of the program saved them.",
}
TOO_LARGE: Text = {
    "pl": "Zapisanych dashboardów nie udało się wczytać: plik jest większy niż 5 MB.",
    "en": "The saved dashboards could not be read: the file is larger than 5 MB.",
}
UNREADABLE: Text = {
    "pl": "Nie można otworzyć pliku zapisanych dashboardów {name}. Pozostaje bez zmian, a zmiany nie będą zapisywane.",
    "en": "The file of the saved dashboards, {name}, cannot be opened. It is left as it is, and changes are not saved.",
}
MENDED: Text = {
    "pl": {
        "one": "W zapisanych dashboardach poprawiono {count} nieprawidłowy wpis.",
        "few": "W zapisanych dashboardach poprawiono {count} nieprawidłowe wpisy.",
        "many": "W zapisanych dashboardach poprawiono {count} nieprawidłowych wpisów.",
        "other": "W zapisanych dashboardach poprawiono {count} nieprawidłowego wpisu.",
    },
    "en": {
        "one": "{count} wrong entry of the saved dashboards was mended.",
        "other": "{count} wrong entries of the saved dashboards were mended.",
    },
}
KEPT: Text = {
    "pl": "Plik odłożono bez zmian pod nazwą {name}.",
    "en": "The file was set aside unchanged as {name}.",
}
LEFT: Text = {
    "pl": "Pliku nie udało się odłożyć; pozostaje na swoim miejscu bez zmian.",
    "en": "The file could not be set aside; it is left in its place as it is.",
}


@dataclass(frozen=True)
class Notice:
    """A message to a person.

    Attributes
    ----------
    text
        One of this module's.
    count
        Chooses the plural.
    values
        Fill the placeholders: names of files, never their folders.
    """

    text: Text
    count: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def say(self, locale: str) -> str:
        """Write it in a language."""
        return say(self.text, locale, self.count, **self.values)

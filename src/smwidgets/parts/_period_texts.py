"""What the form of a custom range says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.text import Text

FORM: dict[str, Text] = {
    "label": {"pl": "Okres", "en": "Period"},
    "from": {"pl": "Od", "en": "From"},
    "to": {"pl": "Do (włącznie)", "en": "To (inclusive)"},
    "apply": {"pl": "Zastosuj", "en": "Apply"},
    "cancel": {"pl": "Anuluj", "en": "Cancel"},
}
"""Labels and buttons."""

INCOMPLETE: Text = {"pl": "Podaj obie daty.", "en": "Enter both dates."}
BACKWARDS: Text = {"pl": "Koniec wypada przed początkiem.", "en": "The end is before the start."}
OUTSIDE: Text = {"pl": "Dla tych dat nie ma danych.", "en": "There is no data for these dates."}

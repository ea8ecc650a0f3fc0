"""What a file says beside its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TITLE = 31
"""Of a sheet, in the UTF-16 units that spreadsheets count."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\[\]:*?/\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]+")
_RESERVED = "history"


@dataclass(frozen=True)
class Sheet:
    """Name and headers of a file.

    Parameters
    ----------
    name
        Title of the sheet of a workbook; any text. What no title may hold is left out.
    headers
        What columns are called, by their names; others keep their names.
    """

    name: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def header(self, column: str) -> str:
        """Return what a column is called."""
        return self.headers.get(column, column)

    def title(self, number: int = 1) -> str:
        """Return the title of the first, second … sheet, as a spreadsheet takes it."""
        name = " ".join(_FORBIDDEN.sub(" ", self.name).split()).lstrip("'=+-@ ").rstrip("' ")
        if not name or name.casefold() == _RESERVED:
            name = f"{name} 1".strip()
        end = "" if number == 1 else f" ({number})"
        return _shortened(name, LONGEST_TITLE - len(end)).rstrip("' ") + end


def _shortened(text: str, units: int) -> str:
    return text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore")

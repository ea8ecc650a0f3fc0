"""How exported files are called."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_LONGEST = 60
_UNNAMED = "export"


def file_stem(section: str, period: str | None, at: datetime) -> str:
    """Name a file, without its suffix: what is in it, of which dates, when it was written.

    Parameters
    ----------
    section
        What is exported, in any language.
    period
        Its range of dates; None, no range.
    at
        The moment of the export by the shop's clock.

    Returns
    -------
    str
        Lower-case letters without accents, digits, ``-`` and ``_``.

    Examples
    --------
    >>> from datetime import datetime
    >>> file_stem("Wizyty źródłowe: 50%", "2026-01-01_2026-01-31", datetime(2026, 2, 1, 12, 30))
    'wizyty-zrodlowe-50_2026-01-01_2026-01-31_2026-02-01_12-30'
    """
    parts = [_plain(section) or _UNNAMED, _plain(period or ""), f"{at:%Y-%m-%d_%H-%M}"]
    return "_".join(part for part in parts if part)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_ = letters.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9_]+", "-", ascii_)[:_LONGEST].strip("-_")

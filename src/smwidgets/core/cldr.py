"""What CLDR knows of a language, looked up once."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def cldr(locale: str) -> Locale:
    """Return a language's data: Babel takes it wherever it takes a name, and need not read the name again."""
    return Locale.parse(locale)

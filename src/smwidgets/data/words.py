"""Words with a meaning, read by it whatever case, blanks and signs they are written in: channels, modules, owners."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

from smwidgets.data.attribution import DIRECT
from smwidgets.data.contract import TABLES
from smwidgets.data.null_words import IN_OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CHANNELS = (
    "email", "sms", "mms", "whatsapp", "web_push", "mobile_push", "popup", "website", "organic", DIRECT, "ads",
    "social", "referral",
)  # fmt: skip
"""The channels that have a name of their own in every language."""

MODULES = ("bulk", "newsletter", "workflow", "automation_rules", "recommendations", "lead_nurturing", "loyalty")
"""The modules that have one."""

_DIRECT = ("direct", "none", "directnone")
_CHOICES = tuple(column for table in TABLES.values() for column in table.columns if column.choices)


def fold(word: str) -> str:
    """Return the form in which words are compared: without case, with single blanks, and none at the ends.

    Examples
    --------
    >>> fold(" EWA  Nowak ") == fold("Ewa Nowak")
    True
    """
    once = normalize("NFKC", word.casefold())
    return " ".join(normalize("NFKC", once.casefold()).split())


def letters(word: str) -> str:
    """Return the letters and digits of a word alone, folded: names that differ elsewhere only look much alike."""
    return "".join(character for character in fold(word) if character.isalnum())


_BY_LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "channel": {letters(name): name for name in CHANNELS} | dict.fromkeys(_DIRECT, DIRECT),
        "module": {letters(name): name for name in MODULES},
        **{
            column.name: {letters(name): name for each in _CHOICES if each.name == column.name for name in each.choices}
            for column in _CHOICES
        },
    }
)
"""By column its known names; two tables that call a column alike share them."""

_CLOSED = frozenset(column.name for column in _CHOICES)
"""The columns that have no other names than the known ones."""


def meaning(column: str, word: str) -> str | None:
    """Return a known name, or None for a word that says that there is none, or the folded word.

    Parameters
    ----------
    column
        A column of words: each has names of its own.
    word
        As written.
    """
    known = _BY_LETTERS.get(column, {}).get(letters(word))
    folded = fold(word)
    if known is None and folded in IN_OTHERS:
        return None
    return known or folded


def is_known(column: str, name: str) -> bool:
    """Whether a column of words has a name of its own for this meaning."""
    return name in _BY_LETTERS.get(column, {}).values()


def read_as(column: str, spellings: Sequence[str]) -> dict[str, str | None]:
    """Say as what each of the words of a column is read.

    Parameters
    ----------
    column
        A column of words.
    spellings
        All different words that there are, the first written first.

    Returns
    -------
    dict of str to str or None
        By word: the known name it means, or else the first word that differs from it by case and blanks only; where
        there are no names but the known ones, a word that is none of them stays. Words that are read as they stand are
        left out.
    """
    shown: dict[str, str] = {}
    found: dict[str, str | None] = {}
    for word in spellings:
        meant = meaning(column, word)
        read = meant
        if meant is not None and not is_known(column, meant):
            if column in _CLOSED:
                continue
            read = shown.setdefault(meant, " ".join(word.split()))
        if read != word:
            found[word] = read
    return found


def alike(words: Iterable[str]) -> list[str]:
    """List the words that differ from another by signs only, as ``push-up`` and ``push_up``."""
    different = sorted(set(words))
    shared = Counter(letters(word) for word in different)
    return [word for word in different if letters(word) and shared[letters(word)] > 1]

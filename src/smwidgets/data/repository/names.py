"""Names of the Repository's folders and files: read by people, written into downloads, never into a path of ours."""

from __future__ import annotations

import re
import unicodedata

from smwidgets.core.errors import ConfigurationError, InvalidNameError
from smwidgets.core.text import Text, say

LONGEST = 100

VALID_NAMES: Text = {
    "pl": "Nazwa ma od 1 do 100 znaków: litery jednego alfabetu (łacińskiego, greckiego lub cyrylicy), cyfry 0-9, "
    "pojedyncze spacje oraz - _ . , ( ) & +. Zaczyna się literą lub cyfrą, nie kończy się spacją ani kropką i nie jest "
    "nazwą zastrzeżoną w systemie Windows, np. CON.",
    "en": "A valid name has 1 to 100 characters: letters of one alphabet (Latin, Greek or Cyrillic), digits 0-9, "
    "single spaces, and - _ . , ( ) & +. It begins with a letter or a digit, does not end with a space or a dot, and "
    "is not a name that Windows reserves, such as CON.",
}
"""What a valid name is, for the person who typed one that is not."""

_DIGITS = frozenset("0123456789")
_SIGNS = frozenset(" -_.,()&+")
_ALPHABETS = ("LATIN", "GREEK", "CYRILLIC")
_RESERVED = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10)))
)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def valid_name(name: str) -> str:
    """Return a name in the one form in which it is kept (Unicode NFC).

    Parameters
    ----------
    name
        Of a folder, or of a file without its suffix.

    Raises
    ------
    InvalidNameError
        It is none; the message says why, and what a valid name is, without repeating the name.

    Examples
    --------
    >>> valid_name("Wizyty, styczeń 2026")
    'Wizyty, styczeń 2026'
    >>> valid_name("../secret")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    smwidgets.core.errors.InvalidNameError: A name cannot have U+002F. A valid name has 1 to 100 characters: ...
    """
    if not isinstance(name, str):
        raise _invalid(f"{type(name).__name__} is no name")
    # Composing shortens a text to a third at most: what is far too long is not looked at.
    if not name or len(name) > 4 * LONGEST:
        raise _invalid(f"The name has {len(name)} characters")
    name = unicodedata.normalize("NFC", name)
    if len(name) > LONGEST:
        raise _invalid(f"The name has {len(name)} characters")
    alphabets = {_alphabet(character) for character in name} - {None}
    if name[0] in _SIGNS:
        raise _invalid(f"A name cannot begin with {_code(name[0])}")
    if len(alphabets) > 1:
        raise _invalid("The name mixes letters of several alphabets")
    if name[-1] in " ." or "  " in name:
        raise _invalid("The name ends with a space or a dot, or has two spaces in a row")
    if name.partition(".")[0].rstrip(" ").upper() in _RESERVED:
        raise _invalid("Windows reserves the name")
    return name


def valid_suffix(suffix: str) -> str:
    """Return a suffix such as ``".csv"``.

    Raises
    ------
    ConfigurationError
        It is not a dot and one to eight lower-case ASCII letters or digits.
    """
    if not isinstance(suffix, str) or not _SUFFIX.fullmatch(suffix):
        raise ConfigurationError("a suffix is a dot and 1 to 8 lower-case ASCII letters or digits, such as '.csv'")
    return suffix


def split_path(path: str) -> tuple[str, str]:
    """Split a path of the Repository, ``"folder/name.csv"``, into its folder and the file's name.

    Raises
    ------
    InvalidNameError
        It is not one folder and one file name.
    """
    if not isinstance(path, str) or path.count("/") != 1:
        raise _invalid("A path of the Repository is a folder, a slash and the name of a file")
    folder, _, name = path.partition("/")
    stem, dot, ending = name.rpartition(".")
    if not _SUFFIX.fullmatch(dot + ending):
        raise _invalid("The name of a file ends with a suffix such as .csv")
    return valid_name(folder), valid_name(stem) + dot + ending


def numbered(stem: str, number: int, suffix: str) -> str:
    """Return the name of the file that is the first, second, … of its stem, the stem cut where that is too long."""
    if number == 1:
        return stem + suffix
    tail = f"-{number}"
    return stem[: LONGEST - len(tail)].rstrip(" .") + tail + suffix


def _alphabet(character: str) -> str | None:
    """Name the alphabet of a letter; digits and signs belong to none."""
    if character in _DIGITS or character in _SIGNS:
        return None
    alphabet = unicodedata.name(character, "").partition(" ")[0]
    letter = unicodedata.category(character) in {"Lu", "Ll"}
    # What compatibility folds into something else only looks like a letter: fullwidth, mathematical, ligatures.
    if not letter or alphabet not in _ALPHABETS or unicodedata.normalize("NFKC", character) != character:
        raise _invalid(f"A name cannot have {_code(character)}")
    return alphabet


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _invalid(reason: str) -> InvalidNameError:
    return InvalidNameError(f"{reason}. {say(VALID_NAMES, 'en')}")

"""Text that a spreadsheet would run as a formula."""

from __future__ import annotations

import re

_STARTS = "=+\\-@\u207a\u207b\u207c\u208a\u208b\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
"""What a formula begins with, and its wide, small, raised and mathematical look-alikes."""

_SEPARATORS = ";,\t\r\n"
"""Where some program, set to another language than the file's, begins a new cell."""

_BLANKS = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x20\\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    "\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd"
    "'\"`\xb4\xab\xbb\u2018-\u201f\u2032-\u2037\u2039\u203a\uff02\uff07"
)
"""What is not seen, and quotes: some programs skip them before they look for a formula."""

_AT_THE_START = f"^[\t\r\n]|^[{_BLANKS}{_SEPARATORS}]*[{_STARTS}]"
_AFTER_A_SEPARATOR = f"[{_SEPARATORS}][{_BLANKS}]*[{_STARTS}]"

LIVE_CELL = _AT_THE_START
"""Pattern, for ``re`` and for RE2, of what must not stand in a cell as it is."""

LIVE_IN_A_FILE = f"{_AT_THE_START}|{_AFTER_A_SEPARATOR}"
"""The same for a file in which separators begin new cells."""

_CELL = re.compile(LIVE_CELL)
_LATER = re.compile(
    f"([{_SEPARATORS}])(?=[{_BLANKS}]*[{_STARTS}])(?![{_BLANKS}]*[+\\-\u2212]?[0-9]+(?:[.][0-9]+)?%?\\Z)"
)
_NUMBER = re.compile("[+\\-\u2212]?[0-9]+(?:[.,][0-9]+)?%?")


def runs(text: str) -> bool:
    """Whether a cell of this text would be taken for a formula; a number or a share is none."""
    return bool(_CELL.search(text)) and not _NUMBER.fullmatch(text)


def neutralised(text: str) -> str:
    r"""Put an apostrophe before a text that begins as a formula does; a number stays as it is.

    Parameters
    ----------
    text
        A cell or a header of a file of separated values. What matters is its first character, ``= + - @``, also in its
        wide form and behind blanks or quotes, which some programs skip; and a leading tab or line break. The same
        holds behind every separator within the text, for a program may split at another one than the file's.

    Notes
    -----
    Specification R3; the list of characters is that of OWASP, "CSV Injection", and what looks like them.

    Examples
    --------
    >>> [neutralised(text) for text in ("=1+1", "-12,50", "+48 600", "@SUM(A1)", "Ewa", "Ewa;=1+1")]
    ["'=1+1", '-12,50', "'+48 600", "'@SUM(A1)", 'Ewa', "Ewa;'=1+1"]
    """
    if _NUMBER.fullmatch(text):
        return text
    safe = _LATER.sub(r"\1'", text)
    return f"'{safe}" if _CELL.search(text) else safe

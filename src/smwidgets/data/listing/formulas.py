"""Text that a spreadsheet would run as a formula."""

from __future__ import annotations

import re

_RUNS = re.compile(r"[\s\0'\"]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def neutralised(text: str) -> str:
    r"""Put an apostrophe before a text that begins as a formula does; a number stays as it is.

    Parameters
    ----------
    text
        A cell or a header. What matters is its first character, ``= + - @``, also in its full-width form and behind
        blanks or quotes, which some programs skip; and a leading tab or line break.

    Notes
    -----
    Specification R3; the list of characters is that of OWASP, "CSV Injection".

    Examples
    --------
    >>> [neutralised(text) for text in ("=1+1", "-12,50", "+48 600", "@SUM(A1)", "Ewa")]
    ["'=1+1", '-12,50', "'+48 600", "'@SUM(A1)", 'Ewa']
    """
    return f"'{text}" if _RUNS.match(text) and not _NUMBER.fullmatch(text) else text

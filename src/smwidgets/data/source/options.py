"""What only the owner of a file may know: how it was written."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

DECIMALS = (".", ",")
DATE_ORDERS = ("dmy", "mdy")
TIME_UNITS = ("s", "ms", "us", "ns", "excel")
NO_QUOTE = "none"

_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", r"\t": "\t", "pipe": "|", "space": " "}
"""Separators that a command line cannot well be given."""


@dataclass(frozen=True)
class ReadingOptions:
    """How a source was written; None where that is to be recognised.

    Parameters
    ----------
    encoding
        Of text files, by a name that Python knows: ``utf-8``, ``utf-16``, ``cp1250``, ``iso8859_2``.
    separator
        Between the fields of a text table: one character, or ``tab``, ``comma``, ``semicolon``, ``pipe``, ``space``.
    quote
        Around a field that holds separators or line ends: one character, or ``none``.
    decimal
        The decimal mark of amounts in text: ``.`` or ``,``. The other one, a blank or an apostrophe may part thousands.
    date_order
        Of dates such as 05.01.2026: ``dmy`` or ``mdy``. Dates that begin with the year are read without it.
    time_unit
        What a time that is a number counts: ``s``, ``ms``, ``us`` or ``ns`` since 1970 in UTC, or ``excel``: days of a
        spreadsheet, local.
    sheet
        Name of the sheet of a workbook.

    Raises
    ------
    ConfigurationError
        A separator or a quote that is no single character, or both the same.
    UnknownNameError
        No such encoding, decimal mark, order or unit.
    """

    encoding: str | None = None
    separator: str | None = None
    quote: str | None = None
    decimal: str | None = None
    date_order: str | None = None
    time_unit: str | None = None
    sheet: str | None = None

    def __post_init__(self) -> None:
        for what, name, choices in (
            ("decimal mark", self.decimal, DECIMALS),
            ("order of dates", self.date_order, DATE_ORDERS),
            ("unit of times", self.time_unit, TIME_UNITS),
        ):
            if name is not None and name not in choices:
                raise UnknownNameError(what, name, choices)
        if self.encoding is not None:
            _check_encoding(self.encoding)
        if self.separator is not None:
            object.__setattr__(self, "separator", _SEPARATORS.get(self.separator.casefold(), self.separator))
            _check_character("separator", self.separator)
        if self.quote is not None and self.quote != NO_QUOTE:
            _check_character("quote", self.quote)
        if self.quote is not None and self.quote == self.separator:
            raise ConfigurationError("the separator and the quote must differ")

    @classmethod
    def of(cls, given: Mapping[str, str | None]) -> ReadingOptions:
        """Take options by their names.

        Raises
        ------
        UnknownNameError
            There is no option of that name.
        """
        names = [field.name for field in fields(cls)]
        for name in given:
            if name not in names:
                raise UnknownNameError("option of reading", name, names)
        return cls(**given)


def _check_character(what: str, character: str | None) -> None:
    if character is None or len(character) != 1 or character in "\r\n\0":
        raise ConfigurationError(f"the {what} is one character, not {character!r}")


def _check_encoding(name: str) -> None:
    try:
        "ż".encode(name, "ignore").decode(name)
        known = codecs.lookup(name)
    except (LookupError, UnicodeError, AssertionError, TypeError, ValueError) as error:
        raise UnknownNameError("encoding", name, ("utf-8", "utf-16", "cp1250", "iso8859_2", "cp1252")) from error
    if not getattr(known, "_is_text_encoding", True):
        raise UnknownNameError("encoding", name, ("utf-8", "utf-16", "cp1250", "iso8859_2", "cp1252"))

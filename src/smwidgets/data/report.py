"""What validation found, written for the person who has to mend the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLES = 3
_EXAMPLE_LENGTH = 60


class Problem(StrEnum):
    """A kind of defect; its value is the sentence people read."""

    MISSING_COLUMN = "missing column"
    MISSING_VALUE = "missing value"
    WRONG_TYPE = "wrong type"
    IMPOSSIBLE_TIME = "impossible time"
    UNKNOWN_NAME = "unknown name"
    NEGATIVE = "negative"
    NOT_FINITE = "not a finite number"
    DUPLICATE_KEY = "duplicate key"
    STORED_DIFFERENTLY = "already stored with other values"
    UNKNOWN_CONTACT = "contact not in contacts"
    NOBODY = "0 is no customer"
    OTHER_CURRENCY = "another currency"
    EXACT_COPY = "exact copies of other rows"
    SPELLING = "written in several ways"
    ALIKE = "names that look alike"
    SHARED_ADDRESS = "contacts of one address"
    BOUGHT_BEFORE_ADDED = "bought before they were added"
    UNREAD = "not read"
    BROKEN_RECORD = "broken record"
    READ_AS = "read as"


def example(value: object) -> str:
    """Return a raw value as it may be shown: cut to 60 characters, control characters escaped."""
    text = "".join(character if character.isprintable() else repr(character)[1:-1] for character in str(value))
    return text if len(text) <= _EXAMPLE_LENGTH else text[: _EXAMPLE_LENGTH - 1] + "…"


@dataclass(frozen=True)
class Issue:
    """One defect of one column.

    Parameters
    ----------
    table, column
        Where; the column is empty when the table as a whole is meant.
    problem
        What is wrong.
    rows
        How many rows it touches.
    examples
        The first different raw values, at most three, safe to print.
    hint
        What would mend it: the nearest known name, the expected type. Empty when there is nothing to say.
    columns
        The columns that are meant, where the problem is the table's.
    places
        Where the examples are in the source, as ``line 51``, one for each; alone where there are no examples. Empty
        when the source does not know.
    """

    table: str
    column: str
    problem: Problem
    rows: int
    examples: tuple[str, ...] = ()
    hint: str = ""
    columns: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        table: str,
        column: str,
        problem: Problem,
        rows: int,
        *,
        values: Sequence[object] = (),
        places: Sequence[str] = (),
        hint: str = "",
    ) -> Issue:
        """Build an issue from raw values: different ones, made safe and cut, each with its first place."""
        first: dict[str, str] = {}
        for value, place in zip_longest(values, places, fillvalue=""):
            first.setdefault(example(value), str(place))
        shown = dict(list(first.items())[:_EXAMPLES])
        known = tuple(place for place in shown.values() if place)
        return cls(table, column, problem, rows, tuple(shown), hint, places=known)

    def __str__(self) -> str:
        where = f"{self.table}.{self.column}" if self.column else self.table
        parts = [f"{where}: {self.problem.value}" + (f": {', '.join(self.columns)}" if self.columns else "")]
        if self.rows:
            parts.append(f"{self.rows:,} row{'s' if self.rows != 1 else ''}")
        if self.examples:
            places = [f" ({place})" for place in self.places]
            shown = zip_longest((f"'{value}'" for value in self.examples), places, fillvalue="")
            parts.append("e.g. " + ", ".join(text + place for text, place in shown))
        elif self.places:
            parts.append(", ".join(self.places))
        if self.hint:
            parts.append(self.hint)
        return "; ".join(parts)


@dataclass(frozen=True)
class Report:
    """All that was found in a source.

    Parameters
    ----------
    issues
        Defects: rows that have one cannot be loaded.
    warnings
        What was noticed but keeps no row out.
    rows_ok, rows_bad
        Rows per table that are loaded and that are left out: because of a defect, or because they are exact copies of
        others. Both together are the records of the source.
    copies
        Those of ``rows_bad`` that are exact copies: no defect, and nothing is lost with them.
    """

    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()
    rows_ok: dict[str, int] = field(default_factory=dict)
    rows_bad: dict[str, int] = field(default_factory=dict)
    copies: dict[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """Whether every row can be loaded."""
        return not self.issues

    def __add__(self, other: Report) -> Report:
        return Report(
            self.issues + other.issues,
            self.warnings + other.warnings,
            _sum(self.rows_ok, other.rows_ok),
            _sum(self.rows_bad, other.rows_bad),
            _sum(self.copies, other.copies),
        )

    def __str__(self) -> str:
        found = sum(self.rows_bad.values()) + sum(self.rows_ok.values())
        bad = sum(self.rows_bad.values()) - sum(self.copies.values())
        lines = (
            [f"{bad:,} of {found:,} rows cannot be loaded:"] if self.issues else [f"{found:,} rows, all of them valid"]
        )
        lines += [f"  {issue}" for issue in self.issues]
        if self.warnings:
            lines += ["noticed:", *(f"  {warning}" for warning in self.warnings)]
        return "\n".join(lines)


def _sum(one: dict[str, int], two: dict[str, int]) -> dict[str, int]:
    return {table: one.get(table, 0) + two.get(table, 0) for table in {**one, **two}}

"""What validation found, written for the person who has to mend the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

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
    BOUGHT_BEFORE_ADDED = "bought before they were added"
    UNREAD = "not read"


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
    """

    table: str
    column: str
    problem: Problem
    rows: int
    examples: tuple[str, ...] = ()
    hint: str = ""

    @classmethod
    def of(
        cls, table: str, column: str, problem: Problem, rows: int, *, values: list[object] | None = None, hint: str = ""
    ) -> Issue:
        """Build an issue from raw values: different ones, made safe and cut."""
        shown = tuple(dict.fromkeys(example(value) for value in values or ()))[:_EXAMPLES]
        return cls(table, column, problem, rows, shown, hint)

    def __str__(self) -> str:
        where = f"{self.table}.{self.column}" if self.column else self.table
        parts = [f"{where}: {self.problem.value}"]
        if self.rows:
            parts.append(f"{self.rows:,} row{'s' if self.rows != 1 else ''}")
        if self.examples:
            parts.append("e.g. " + ", ".join(repr(text) for text in self.examples))
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
        Rows per table without and with a defect.
    """

    issues: tuple[Issue, ...] = ()
    warnings: tuple[Issue, ...] = ()
    rows_ok: dict[str, int] = field(default_factory=dict)
    rows_bad: dict[str, int] = field(default_factory=dict)

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
        )

    def __str__(self) -> str:
        bad = sum(self.rows_bad.values())
        found = bad + sum(self.rows_ok.values())
        lines = (
            [f"{bad:,} of {found:,} rows cannot be loaded:"] if self.issues else [f"{found:,} rows, all of them valid"]
        )
        lines += [f"  {issue}" for issue in self.issues]
        if self.warnings:
            lines += ["noticed:", *(f"  {warning}" for warning in self.warnings)]
        return "\n".join(lines)


def _sum(one: dict[str, int], two: dict[str, int]) -> dict[str, int]:
    return {table: one.get(table, 0) + two.get(table, 0) for table in {**one, **two}}

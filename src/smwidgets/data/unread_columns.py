"""The columns of a table that nobody reads, named after every import."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from smwidgets.data.reading import RECORD
from smwidgets.data.report import Issue, Problem, example
from smwidgets.data.words import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smwidgets.data.contract import Table

_DECIDING = ("status", "test", "cancel", "anulow", "refund", "zwrot", "paid", "oplac")
"""What the names of columns hold that say whether a row counts at all."""


def unread(columns: Iterable[str], table: Table) -> tuple[Issue, ...]:
    """Name the columns that are not in the contract, in one warning for the table; none if there are none.

    Parameters
    ----------
    columns
        Of the source's table.
    table
        Its declaration.
    """
    columns = [name for name in columns if name != RECORD]
    names = tuple(name for name in columns if name not in table.column_names)
    if not names:
        return ()
    absent = [name for name in table.column_names if name not in columns]
    near = [(name, meant) for name in names if (meant := near_name(name, absent))]
    hints = [f"did you mean {meant!r} by {example(name)!r}?" for name, meant in near]
    deciding = [example(name) for name in names if table.name == "events" and _decides(name)]
    if deciding:
        hints.append(f"all rows count, whatever {', '.join(deciding)} say")
    return (Issue(table.name, "", Problem.UNREAD, 0, hint="; ".join(hints), columns=tuple(map(example, names))),)


def nearest(name: str, choices: Sequence[str]) -> str:
    """Ask whether the nearest of some names was meant; empty if none is near."""
    meant = near_name(name, choices)
    return f"did you mean {meant!r}?" if meant else ""


def near_name(name: str, choices: Sequence[str]) -> str | None:
    """Return the choice that a name is nearest to, whatever its case; None if none is near."""
    by_folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(name.casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else None


def _decides(name: str) -> bool:
    return any(word in letters(name) for word in _DECIDING)

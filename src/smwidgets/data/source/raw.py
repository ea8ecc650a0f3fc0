"""What reading a source yields: rows, how many there were, and what was noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smwidgets.core.errors import SourceError
from smwidgets.data.report import Issue, Problem, example

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.data.source.blocks import Broken

_NAMED = 3
SKIP = "--skip-invalid (skip_invalid=True) leaves such records out and counts them"


class UnclearError(Exception):
    """What a column holds may be read in two ways; whoever knows the column says so to people.

    Parameters
    ----------
    problem
        Its kind.
    cells
        Those that are unclear.
    hint
        The question, and how to answer it.
    """

    def __init__(self, problem: Problem, cells: pa.ChunkedArray, hint: str) -> None:
        self.problem = problem
        self.cells = cells
        self.hint = hint
        super().__init__(hint)


@dataclass(frozen=True)
class Raw:
    """The rows of one file.

    Parameters
    ----------
    rows
        Columns of text and :data:`~smwidgets.data.reading.RECORD`, in the file's order.
    broken
        Records that are not in ``rows``.
    hint
        What would mend the broken ones.
    said
        How the file was read, where that is not as UTF-8 with commas.
    """

    rows: pa.Table
    broken: list[Broken] = field(default_factory=list)
    hint: str = ""
    said: tuple[str, ...] = ()

    def refuse(self, path: Path, *, skip_invalid: bool) -> None:
        """Raise what is wrong with the file, unless it is to be left out and may be.

        Raises
        ------
        SourceError
            With the line, what was found there, and what to do.
        """
        last = next((broken for broken in self.broken if broken.is_last), None)
        if not self.broken or (skip_invalid and last is None):
            return
        first = last if skip_invalid and last is not None else self.broken[0]
        others = [broken.line for broken in self.broken if broken is not first]
        named = ", ".join(f"{line:,}" for line in others[:_NAMED])
        more = f" So {len(others):,} more: line {named}{', …' if len(others) > _NAMED else ''}." if others else ""
        advice = "what follows cannot be told apart" if last is not None else SKIP
        raise SourceError(f"{path}, {described(first)}. {self.hint}.{more} ({advice})")

    def issues(self, table: str) -> tuple[Issue, ...]:
        """Report the broken records."""
        if not self.broken:
            return ()
        shown = tuple(described(broken) for broken in self.broken[:_NAMED])
        return (Issue(table, "", Problem.BROKEN_RECORD, len(self.broken), shown, self.hint),)


def described(broken: Broken) -> str:
    """Describe a broken record, safe to print."""
    return f"line {broken.line}: {broken.what}: {example(broken.text.strip())!r}"

"""What the command line prints. Data values are printed as they are, never read as markup."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from smwidgets.core.errors import ContractError
from smwidgets.core.text import say
from smwidgets.data.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from smwidgets.apps.publication import Publication
    from smwidgets.data.importing import ImportResult
    from smwidgets.data.report import Issue


def plain(*, stderr: bool) -> Console:
    """Return a console that colours no numbers and reads no markup."""
    return Console(stderr=stderr, highlight=False, markup=False, soft_wrap=True)


_out, _err = plain(stderr=False), plain(stderr=True)


def announce(address: str, publication: Publication) -> None:
    """Print what is served and where, and how it is guarded."""
    _out.print(f"{say(publication.title, 'en')}: {address}")
    for name, value in publication.summary.items():
        _out.print(f"  {name}: {value}")


@contextmanager
def progress() -> Iterator[Callable[[str, float], None]]:
    """Show a bar on stderr; what is yielded takes a stage's name and the share of all work done, 0 to 1."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("…", total=1.0)

        def report(stage: str, share: float) -> None:
            bar.update(task, description=stage, completed=share)

        yield report


def show_import(result: ImportResult, output: Path) -> None:
    """Print the rows of each table, loaded and left out."""
    table = Table("table", "rows", "left out")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, rows in result.rows.items():
        table.add_row(name, f"{rows:,}", f"{result.left_out.get(name, 0):,}")
    _out.print(table)
    _list(_out, "left out:", result.report.issues)
    _list(_out, "noticed:", result.report.warnings)
    _out.print(f"Written: {output}")


def show_findings(shop: Path, findings: Sequence[object]) -> None:
    """Print what is wrong with a store, or that nothing is."""
    if not findings:
        _out.print(f"{shop}: no damage found")
        return
    for finding in findings:
        _err.print(f"{shop}: {finding}")


def show_problem(error: Exception) -> None:
    """Print an error for a person, on stderr."""
    _err.print(f"smwidgets: {_first_line(error)}")
    if isinstance(error, ContractError) and isinstance(error.report, Report):
        _list(_err, "", error.report.issues)
        _list(_err, "noticed:", error.report.warnings)
        _err.print("Nothing was stored. --skip-invalid leaves the invalid rows out and loads the others.")


def _first_line(error: Exception) -> str:
    return "the source breaks the data contract" if isinstance(error, ContractError) else str(error)


def _list(console: Console, title: str, issues: Sequence[Issue]) -> None:
    if issues and title:
        console.print(title)
    for issue in issues:
        console.print(f"  {issue}")

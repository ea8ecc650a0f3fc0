"""Everything the package raises on purpose, one tree.

::

    SmwidgetsError
    ├── ConfigurationError (a ValueError too): what the caller asked for makes no sense
    │   ├── UnknownNameError: a name that is on no list, with the nearest one that is
    │   ├── InvalidNameError: a name that no folder or file of the Repository may have
    │   └── PeriodError: a range of time that is none
    │       └── EmptyPeriodError: a range that has not begun
    ├── DataError: what the source holds is not what is needed
    │   ├── SourceError: it cannot be opened or read
    │   ├── ContractError: its rows break the data contract
    │   ├── MissingDataError: it lacks a table or a column
    │   └── StoreError: the prepared store is damaged or of another version
    ├── AuditError: what is asked for cannot be recorded, so it is not given out
    ├── RepositoryError: the Repository of exported files cannot be read or written, or is damaged
    │   ├── AccessError: this user may not do that with this file
    │   └── NotFoundError: no such file
    └── WorkspaceError: the dashboards cannot be saved
        └── ConflictError: somebody else saved them meanwhile
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED_CHOICES = 12
_LONGEST = 80


def shown(value: object) -> str:
    """Write what was given as a message repeats it: shortly, and of an address, which may hold a password, its kind."""
    if isinstance(value, str) and "://" in value:
        value = f"{value.split('://', maxsplit=1)[0]}://…"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class SmwidgetsError(Exception):
    """The root: catch it to catch all that the package raises on purpose."""


class ConfigurationError(SmwidgetsError, ValueError):
    """An argument, a setting or a text that makes no sense."""


class UnknownNameError(ConfigurationError):
    """A name that is on no list.

    Parameters
    ----------
    what
        What is named, in the singular: ``"period"``, ``"time zone"``.
    name
        The name as it was given.
    choices
        Every name that exists.
    meant
        The one that is meant by its meaning; by default the one nearest in letters.
    """

    def __init__(self, what: str, name: object, choices: Iterable[str], meant: str | None = None) -> None:
        self.what = what
        self.name = name
        self.choices = tuple(choices)
        self.meant = meant
        super().__init__(what, name, self.choices, meant)

    @property
    def suggestion(self) -> str | None:
        """The existing name that is meant, else the nearest in letters, whatever its case; None when none is near."""
        if self.meant is not None:
            return self.meant
        by_folded = {choice.casefold(): choice for choice in self.choices}
        nearest = get_close_matches(str(self.name).casefold(), by_folded, n=1)
        return by_folded[nearest[0]] if nearest else None

    def __str__(self) -> str:
        message = f"unknown {self.what} {shown(self.name)}"
        listed = ", ".join(self.choices) if 0 < len(self.choices) <= _LISTED_CHOICES else ""
        if self.suggestion is None:
            return f"{message}; there are: {listed}" if listed else message
        corrected = f"{message}; did you mean {self.suggestion!r}?"
        return f"{corrected} There are: {listed}" if listed and len(self.choices) > 1 else corrected


class InvalidNameError(ConfigurationError):
    """A name that no folder or file of the Repository may have; the message says what is wrong and what is allowed."""


class PeriodError(ConfigurationError):
    """A range of time whose end is not after its start, or that no calendar holds."""


class EmptyPeriodError(PeriodError):
    """A range that begins at or after the as-of moment: nothing in it has happened."""


class DataError(SmwidgetsError):
    """The source does not hold what is needed."""


class SourceError(DataError):
    """A source that cannot be opened or read."""


class ContractError(DataError):
    """Rows that break the data contract.

    Parameters
    ----------
    report
        What was found; its ``str()`` is written for people and is this error's message.
    """

    def __init__(self, report: object) -> None:
        self.report = report
        super().__init__(report)


class MissingDataError(DataError):
    """The shop has no such table, or its table lacks columns.

    Parameters
    ----------
    table
        The table's name in the data contract.
    columns
        The columns it lacks; empty when the whole table is missing.
    """

    def __init__(self, table: str, columns: Iterable[str] = ()) -> None:
        self.table = table
        self.columns = tuple(columns)
        super().__init__(table, self.columns)

    def __str__(self) -> str:
        if not self.columns:
            return f"the shop has no table {self.table!r}"
        return f"the table {self.table!r} has no column {', '.join(map(repr, self.columns))}"


class StoreError(DataError):
    """The prepared store is no store, is damaged, or was written by a newer version."""


class AuditError(SmwidgetsError):
    """An export or a look at a profile that cannot be recorded where it has to be."""


class RepositoryError(SmwidgetsError):
    """The Repository of exported files cannot be read or written, or holds something else than what was kept."""


class AccessError(RepositoryError):
    """What the user may not do with a file of the Repository."""


class NotFoundError(RepositoryError):
    """The Repository has no such file, or none that this user may know of."""


class WorkspaceError(SmwidgetsError):
    """The dashboards cannot be saved; what was saved before is as it was."""


class ConflictError(WorkspaceError):
    """Somebody else saved the dashboards since they were read; nothing was written.

    Parameters
    ----------
    theirs
        What they saved, a :class:`~smwidgets.dashboards.state.WorkspaceState`; None if it cannot be read.
    """

    def __init__(self, theirs: Any) -> None:
        self.theirs = theirs
        super().__init__(theirs)

    def __str__(self) -> str:
        return "somebody else saved the dashboards since they were read"

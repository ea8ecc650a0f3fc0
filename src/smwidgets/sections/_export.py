"""What can be exported, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from smwidgets.data.access import FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from smwidgets.core.periods import Period
    from smwidgets.data.access import Rights
    from smwidgets.data.exports import Sheet
    from smwidgets.data.repository import Access, Repository, StoredFile


@dataclass(frozen=True)
class Export:
    """A list that somebody may take away as a file.

    Parameters
    ----------
    title
        Of the list, in the page's language.
    stem
        What the file's name begins with; made plain there.
    sheet
        Name of the sheet and headers of the columns.
    count, rows
        Number of rows, and the rows, of a range of dates, with or without the list's filters; run off the main thread.
    first
        The period that is offered first.
    conditions
        The list's filters in force beside its dates, in words; None where it has none to use.
    what
        Its name in the audit.
    filters
        The same filters by name, for the audit.
    owners
        Whose contacts alone the rows are of, with or without the list's filters, as far as it is known before they are
        read; None where the user's rights are all that limits them.
    """

    title: str
    stem: str
    sheet: Sheet
    count: Callable[[Period, bool], int]
    rows: Callable[[Period, bool], Generator[pa.RecordBatch]]
    first: str | Period = "last_30_days"
    conditions: Sequence[str] | None = None
    what: str = "list"
    filters: Mapping[str, object] = field(default_factory=dict)
    owners: Callable[[bool], frozenset[str] | None] = lambda _: None


@dataclass(frozen=True)
class Place:
    """Where a file is kept.

    Parameters
    ----------
    folder
        Of the Repository; one that is not there yet is made.
    access
        Who reads it.
    """

    folder: str
    access: Access = "private"


@dataclass(frozen=True)
class Delivery:
    """A file that was written.

    Parameters
    ----------
    repository
        The user's.
    name
        For the reader's disk.
    file
        Its content, opened for reading; whoever takes it closes it.
    rows
        Rows in it.
    kept
        As the Repository knows it; None when it was only written for the download.
    """

    repository: Repository
    name: str
    file: BinaryIO
    rows: int
    kept: StoredFile | None = None

    def discard(self) -> None:
        """Close the file and take it from the Repository again."""
        self.file.close()
        if self.kept is not None:
            self.repository.delete(self.kept.id)


def deliver(  # noqa: PLR0917 - where, what and how, in that order
    repository: Repository,
    place: Place,
    stem: str,
    suffix: str,
    write: Callable[[BinaryIO], int],
    record: Callable[[int], None],
    scope: Callable[[], Rights] = lambda: FULL,
) -> Delivery:
    """Write a file into the Repository, or, for a user without one, where nobody else finds it.

    Parameters
    ----------
    repository
        The user's. An anonymous user keeps nothing: the file has no name on this machine and goes with its last reader.
    place
        Where it is kept.
    stem, suffix
        Its name.
    write
        Writes the content and returns the number of rows; whatever it raises leaves nothing behind.
    record
        Notes in the audit that so many rows are given out. If it raises they are not.
    scope
        Asked once it is written: what one must be allowed to see to see all of it.
    """
    if repository.user is not None:
        kept = repository.keep(place.folder, stem, suffix, write, access=place.access, scope=scope)
        try:
            record(kept.rows or 0)
        except BaseException:
            repository.delete(kept.id)
            raise
        return Delivery(repository, kept.name, repository.open(kept.id), kept.rows or 0, kept)
    file = TemporaryFile()  # noqa: SIM115 - the download closes it
    try:
        rows = write(file)
        file.flush()
        file.seek(0)
        record(rows)
    except BaseException:
        file.close()
        raise
    return Delivery(repository, stem + suffix, file, rows)

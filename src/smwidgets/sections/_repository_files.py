"""The files of the Repository as a frame, and as the rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd
from babel.units import format_unit

from smwidgets.core.cldr import cldr
from smwidgets.core.number_formats import NO_VALUE
from smwidgets.core.text import say
from smwidgets.data.repository import ACCESSES
from smwidgets.parts import Column, FilterField
from smwidgets.sections import _repository_texts as texts
from smwidgets.sections._answer import Answer
from smwidgets.sections._folders import folder_text, same_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from smwidgets.core.formats import Formats
    from smwidgets.data.repository import Repository, StoredFile

_NUMBERS = frozenset(("rows", "size_bytes"))
_UNITS = ("digital-byte", "digital-kilobyte", "digital-megabyte", "digital-gigabyte")
_BYTES: dict[str, Literal["short", "long"]] = {"pl": "short", "en": "long"}
"""English has no sign for a byte in CLDR: its short form is the word without a plural."""

_STEP = 1000


@dataclass(frozen=True)
class FileList(Answer):
    """Files that meet the filters, and the folders there are.

    Parameters
    ----------
    files
        Newest first.
    folders
        Names of all folders that the user sees.
    damaged
        Whether the list of files was found damaged, and made anew.
    """

    files: tuple[StoredFile, ...] = ()
    folders: tuple[str, ...] = ()
    damaged: bool = False


def read_files(repository: Repository, zone: tzinfo, folder: str | None, access: str | None, search: str) -> FileList:
    """Read what a user sees of the Repository, narrowed by the filters."""
    wanted = search.casefold()
    folders = None if folder is None else same_folder(folder)
    files = tuple(
        file
        for file in repository.files()
        if (folders is None or file.folder in folders)
        and access in {None, file.access}
        and wanted in file.name.casefold()
    )
    damaged = bool(repository.set_aside())
    return FileList(_frame(files, zone), {"files": len(files)}, {}, files, tuple(repository.folders()), damaged)


def _frame(files: Sequence[StoredFile], zone: tzinfo) -> pd.DataFrame:
    columns = ("id", "folder", "name", "owner", "access", "kept_at", "rows", "size_bytes")
    frame = pd.DataFrame([{name: getattr(file, name) for name in columns} for file in files], columns=list(columns))
    kept_at = pd.to_datetime(frame["kept_at"], utc=True).dt.tz_convert(zone)
    return frame.assign(
        kept_at=kept_at, rows=frame["rows"].astype("Int64"), size_bytes=frame["size_bytes"].astype("int64")
    )


def columns(locale: str) -> list[Column]:
    """Columns of the table."""
    kinds = {"name": "wide", "access": "chip", "download": "action", "delete": "action"}
    return [
        Column(key, say(label, locale), "right" if key in _NUMBERS else "left", kinds.get(key, "text"))  # type: ignore[arg-type]
        for key, label in texts.COLUMNS.items()
    ]


def cells(file: StoredFile, user: str | None, formats: Formats) -> dict[str, str]:
    """Write a row; only who owns a file is offered to delete it."""
    locale = formats.locale
    return {
        "name": file.name,
        "folder": folder_text(file.folder, locale),
        "owner": file.owner or NO_VALUE,
        "access": say(texts.ACCESSES[file.access], locale),
        "kept_at": formats.moment(file.kept_at),
        "rows": formats.count(file.rows),
        "size_bytes": size_text(file.size_bytes, locale),
        "download": say(texts.COLUMNS["download"], locale),
        "delete": say(texts.COLUMNS["delete"], locale) if user is not None and file.owner == user else "",
    }


def size_text(size_bytes: int, locale: str) -> str:
    """Write a size in the largest unit of which there is one."""
    size, unit = float(size_bytes), 0
    while size >= _STEP and unit < len(_UNITS) - 1:
        size, unit = size / _STEP, unit + 1
    if unit:
        written = format_unit(size, _UNITS[unit], length="short", format="#,##0.#", locale=cldr(locale))
    else:
        written = format_unit(size_bytes, _UNITS[0], length=_BYTES[locale], locale=cldr(locale))
    return str(written).replace(" ", "\N{NO-BREAK SPACE}")


def filter_fields(locale: str) -> list[FilterField]:
    """List the filters of the menu."""
    accesses = tuple((key, say(texts.ACCESSES[key], locale)) for key in ACCESSES)
    return [
        FilterField("access", say(texts.ACCESS, locale), choices=accesses, any_label=say(texts.ANY_ACCESS, locale)),
        FilterField("search", say(texts.SEARCH, locale), kind="text"),
    ]

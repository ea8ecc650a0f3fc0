"""Rows as a CSV file that spreadsheets of one language open at a click."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.text import LOCALES, Text, say
from smwidgets.data.listing.formulas import neutralised

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping
    from datetime import datetime

HEADERS: Mapping[str, Text] = {
    "visit_id": {"pl": "Wizyta", "en": "Visit"},
    "event_id": {"pl": "Zdarzenie", "en": "Event"},
    "contact_id": {"pl": "Kontakt", "en": "Contact"},
    "visitor_id": {"pl": "Odwiedzający", "en": "Visitor"},
    "at": {"pl": "Data ({zone})", "en": "Date ({zone})"},
    "email": {"pl": "E-mail", "en": "E-mail"},
    "name": {"pl": "Nazwa", "en": "Name"},
    "isp": {"pl": "Dostawca internetu", "en": "Internet provider"},
    "score": {"pl": "Scoring wizyty", "en": "Visit score"},
    "value": {"pl": "Wartość", "en": "Value"},
    "products": {"pl": "Liczba produktów", "en": "Number of products"},
}
"""What the columns of the lists are called; others keep their names."""

_DELIMITERS = {"pl": ";", "en": ","}
_DECIMAL_POINTS = {"pl": ",", "en": "."}


def write_csv(target: str | os.PathLike[str] | BinaryIO, batches: Iterable[pa.RecordBatch], locale: str) -> int:
    """Write rows as they come.

    Parameters
    ----------
    target
        A path, whose file is written anew, or a file opened for bytes, which stays open.
    batches
        Such as :func:`smwidgets.data.listing.exporting.export_rows` reads.
    locale
        One of ``LOCALES``: the language of the headers; decides the separators: ``;`` and a decimal comma in Polish,
        ``,`` and a point in English.

    Returns
    -------
    int
        Rows written, the header not counted.

    Raises
    ------
    UnknownNameError
        No such language.

    Notes
    -----
    Specification I4, R3: UTF-8 with a byte order mark; times by the clock of their zone, to the second; no text that a
    spreadsheet would run.
    """
    if locale not in LOCALES:
        raise UnknownNameError("language", locale, LOCALES)
    if not isinstance(target, io.IOBase):
        with Path(target).open("wb") as file:  # type: ignore[arg-type]
            return write_csv(file, batches, locale)
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")  # type: ignore[type-var]
    try:
        return _write(csv.writer(text, delimiter=_DELIMITERS[locale]), batches, locale)
    finally:
        text.detach()


def _write(writer: Any, batches: Iterable[pa.RecordBatch], locale: str) -> int:
    written = -1
    for batch in batches:
        if written < 0:
            writer.writerow(neutralised(_header(field, locale)) for field in batch.schema)
            written = 0
        writer.writerows(zip(*(_cells(column, locale) for column in batch.columns), strict=True))
        written += batch.num_rows
    return max(written, 0)


def _header(field: pa.Field, locale: str) -> str:
    if field.name not in HEADERS:
        return str(field.name)
    return say(HEADERS[field.name], locale, zone=getattr(field.type, "tz", None) or "UTC")


def _cells(column: pa.Array, locale: str) -> list[str]:
    """Write a column; null is an empty cell. A number is written by its type and never touched as a text would be."""
    values = column.to_pylist()
    if pa.types.is_timestamp(column.type):
        return ["" if value is None else _clock(value) for value in values]
    if pa.types.is_floating(column.type):
        point = _DECIMAL_POINTS[locale]
        return ["" if value is None else format(Decimal(repr(value)), "f").replace(".", point) for value in values]
    if pa.types.is_integer(column.type):
        return ["" if value is None else str(value) for value in values]
    return ["" if value is None else neutralised(str(value)) for value in values]


def _clock(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")

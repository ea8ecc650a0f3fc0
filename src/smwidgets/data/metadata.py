"""What a prepared shop knows of itself beside its rows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import duckdb

from smwidgets.core.errors import StoreError
from smwidgets.data.attribution import Attribution
from smwidgets.data.database import SHOP, columns_by_table, qualified

SCHEMA_VERSION = 5
"""Raised when a change makes older stores unreadable, or newer ones to older versions of the package."""

TABLE = "meta"


@dataclass(frozen=True)
class Metadata:
    """One prepared shop.

    Parameters
    ----------
    revision
        Different after every change of the data.
    timezone
        IANA name of the reporting time zone.
    currency
        ISO 4217 code of the amounts.
    name
        What people call the shop.
    imported_at
        When it was prepared, aware.
    first_at, last_at
        The earliest and the latest event, naive UTC; None without any.
    grain_minutes
        Width of the cubes' buckets.
    left_out
        Rows per table that were not loaded because they were invalid.
    attribution
        The policy behind the facts and cubes.
    checksums
        Of the tables as they were imported, see :mod:`smwidgets.data.checksums`; none of a part of a shop.
    schema_version
        See ``SCHEMA_VERSION``.
    """

    revision: str
    timezone: str
    currency: str
    name: str
    imported_at: datetime
    first_at: datetime | None = None
    last_at: datetime | None = None
    grain_minutes: int = 60
    left_out: dict[str, int] = field(default_factory=dict)
    attribution: Attribution = field(default_factory=Attribution)
    checksums: dict[str, dict[str, str]] = field(default_factory=dict)
    schema_version: int = SCHEMA_VERSION


def write(connection: duckdb.DuckDBPyConnection, metadata: Metadata) -> None:
    """Store it as one row per field, each a JSON value."""
    fields = [(name, json.dumps(value, default=_iso)) for name, value in asdict(metadata).items()]
    table = qualified(SHOP, TABLE)
    connection.execute(f"CREATE OR REPLACE TABLE {table} (field VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", fields)  # noqa: S608 - a constant name


def read(connection: duckdb.DuckDBPyConnection, catalog: str = SHOP) -> Metadata:
    """Read it back from the store attached under a name.

    Raises
    ------
    StoreError
        Not a store's, written by another version of the package, or damaged.
    """
    if TABLE not in columns_by_table(connection, catalog):
        raise StoreError("a DuckDB file, but not a store; import it")
    table = qualified(catalog, TABLE)
    try:
        rows = connection.cursor().execute(f"SELECT field, value FROM {table}").fetchall()  # noqa: S608 - a constant name
        values: dict[str, Any] = {name: json.loads(value) for name, value in rows}
        version = int(values["schema_version"])
    except (ValueError, TypeError, KeyError, duckdb.Error) as error:
        raise StoreError("its description cannot be read; import the source again") from error
    if version != SCHEMA_VERSION:
        age, remedy = ("a newer", "") if version > SCHEMA_VERSION else ("an older", "; import the source again")
        raise StoreError(
            f"it was written by {age} version of smwidgets (schema {version}, this one reads {SCHEMA_VERSION}){remedy}"
        )
    try:
        moments = {name: _moment(values[name]) for name in ("first_at", "last_at")}
        imported_at = datetime.fromisoformat(values["imported_at"])
        attribution = Attribution(**values["attribution"])
        return Metadata(**{**values, **moments, "imported_at": imported_at, "attribution": attribution})
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError("its description cannot be read; import the source again") from error


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"not for JSON: {value!r}")

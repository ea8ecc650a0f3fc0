"""A shop of what somebody may see: its tables cut and masked, its facts and cubes made of these alone."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.data import metadata as description
from smwidgets.data.access.belonging import belonging, check_owners, contacts_of, owners_as_written
from smwidgets.data.access.masking import masked
from smwidgets.data.database import SHOP, attach, open_engine, seal
from smwidgets.data.loading import write_table
from smwidgets.data.preparing import event_span, prepare
from smwidgets.data.stored_tables import stored_tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb
    from ibis.backends.duckdb import Backend

    from smwidgets.data.access.rights import Rights
    from smwidgets.data.metadata import Metadata

_WHOLE = "whole"
_OWNERS = "allowed_owners"
_CONTACTS = "allowed_contacts"


def prepare_in_memory(
    tables: Mapping[str, pa.Table], metadata: Metadata, rights: Rights
) -> tuple[duckdb.DuckDBPyConnection, Metadata]:
    """Prepare what somebody may see of a shop in memory, in another engine that holds nothing else.

    Raises
    ------
    MissingDataError
        The rights name owners and contacts have none.
    """
    connection = open_engine()
    try:
        attach(connection, SHOP)
        backend = ibis.duckdb.from_connection(connection)
        for name, rows in tables.items():
            connection.register(f"{_WHOLE}_{name}", rows)
        whole = {name: backend.table(f"{_WHOLE}_{name}") for name in tables}
        described = _prepare(backend, whole, metadata, rights)
        for name in tables:
            connection.unregister(f"{_WHOLE}_{name}")
    except BaseException:
        connection.close()
        raise
    return connection, described


def prepare_file(whole: Path, beside: Path, rights: Rights) -> Metadata:
    """Prepare what somebody may see of a store, in a file of its own.

    Parameters
    ----------
    whole
        The store.
    beside
        The new file.
    rights
        What may be seen.

    Returns
    -------
    Metadata
        With the revision of the store that was read.

    Raises
    ------
    MissingDataError
        The rights name owners and contacts have none.
    StoreError
        The store is damaged or of another version.
    """
    connection = open_engine(spill=beside.with_name(f"{beside.name}-spill"))
    try:
        attach(connection, _WHOLE, whole)
        attach(connection, SHOP, beside, write=True)
        seal(connection)
        backend = ibis.duckdb.from_connection(connection)
        known = description.read(connection, _WHOLE)
        tables = stored_tables(backend, _WHOLE)
        described = _prepare(backend, tables, known, rights)
        connection.execute(f"CHECKPOINT {SHOP}")
    finally:
        connection.close()
    return described


def _prepare(backend: Backend, tables: Mapping[str, ibis.Table], metadata: Metadata, rights: Rights) -> Metadata:
    contacts = None
    if rights.owners:
        check_owners(tables)
        owners = pa.table({"owner": pa.array(owners_as_written(tables, rights.owners), pa.string())})
        contacts = _in_memory(backend, _CONTACTS, contacts_of(tables, _in_memory(backend, _OWNERS, owners)))
    secret = secrets.token_hex(16)
    for name in tables:
        rows = tables[name] if rights.owners is None else belonging(name, tables, contacts)
        shown = rows if rights.personal else masked(name, rows, secret)
        write_table(backend, name, shown, remember=rights.personal)
    prepare(backend, metadata.attribution, metadata.grain_minutes)
    first_at, last_at = event_span(backend)
    described = replace(metadata, first_at=first_at, last_at=last_at, checksums={})
    description.write(backend.con, described)
    for name in (_CONTACTS, _OWNERS):
        backend.drop_table(name, force=True)
    return described


def _in_memory(backend: Backend, name: str, rows: ibis.Table | pa.Table) -> ibis.Table:
    return backend.create_table(name, rows, temp=True)

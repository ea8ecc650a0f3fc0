"""Building a prepared shop in an attached catalog, in a file or in memory: the one way from a source to cubes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import ibis

from smwidgets.core.clock import zone
from smwidgets.data import metadata
from smwidgets.data.attribution import Attribution
from smwidgets.data.checksums import checksums
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SHOP, columns_by_table, qualified
from smwidgets.data.grain import GRAINS, grain_minutes
from smwidgets.data.loading import load
from smwidgets.data.metadata import Metadata
from smwidgets.data.preparing import event_span, prepare, time_span
from smwidgets.data.sources import AnySource, open_source
from smwidgets.data.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import duckdb

    from smwidgets.data.report import Report
    from smwidgets.data.source.options import ReadingOptions

DEFAULTS = Wishes("Europe/Warsaw", "PLN", "")
"""Where neither the caller nor the source says."""


@dataclass(frozen=True)
class Built:
    """A prepared shop.

    Parameters
    ----------
    metadata
        What was written beside the tables.
    report
        What validation found.
    rows
        Rows stored per table.
    """

    metadata: Metadata
    report: Report
    rows: dict[str, int]


def build(
    connection: duckdb.DuckDBPyConnection,
    source: AnySource,
    wishes: Wishes,
    *,
    preset: str | None = None,
    options: ReadingOptions | None = None,
    skip_invalid: bool = False,
    into: tuple[Metadata, Mapping[str, ibis.Table]] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Built:
    """Load a source into the empty catalog ``SHOP`` and prepare it.

    Parameters
    ----------
    connection
        The engine, with ``SHOP`` attached for writing.
    source, preset, options
        As for :func:`smwidgets.data.sources.open_source`.
    wishes
        What the caller asked for.
    skip_invalid
        Load only the rows without a defect.
    into
        A stored shop to which the rows are added.
    progress
        Called with what is being done and the share of all done, 0 to 1.

    Raises
    ------
    SourceError, ContractError, UnknownNameError
        As their names say; the catalog is then of no use.
    """
    backend = ibis.duckdb.from_connection(connection)
    opened = open_source(backend, source, preset, options, skip_invalid=skip_invalid)
    stored = into[0] if into else None
    known = (
        opened.defaults if stored is None else Wishes(stored.timezone, stored.currency, stored.name, stored.attribution)
    )
    wished = wishes.otherwise(known).otherwise(DEFAULTS)
    timezone, attribution = str(wished.timezone), wished.attribution or Attribution()
    report = load(
        backend,
        opened,
        zone("UTC" if opened.is_utc else timezone),
        currency=str(wished.currency),
        skip_invalid=skip_invalid,
        into=into[1] if into else None,
        progress=_part(progress, 0.0, 0.5),
    )
    opened.release(backend)
    begin, end = time_span(backend)
    minutes = grain_minutes(zone(timezone), begin, end) if begin and end else GRAINS[0]
    prepare(backend, attribution, minutes, progress=_part(progress, 0.5, 0.95))
    first_at, last_at = event_span(backend)
    before = stored.left_out if stored else {}
    bad = {name: rows for name, rows in report.rows_bad.items() if rows}
    described = Metadata(
        revision=uuid.uuid4().hex,
        timezone=timezone,
        currency=str(wished.currency),
        name=str(wished.name),
        imported_at=datetime.now(UTC),
        first_at=first_at,
        last_at=last_at,
        grain_minutes=minutes,
        left_out={name: before.get(name, 0) + bad.get(name, 0) for name in {**before, **bad}},
        attribution=attribution,
        checksums=checksums(connection),
    )
    metadata.write(connection, described)
    return Built(described, report, _row_counts(connection))


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    stored = columns_by_table(connection, SHOP)
    return {
        name: connection.execute(f"SELECT count(*) FROM {qualified(SHOP, name)}").fetchone()[0]  # noqa: S608
        for name in TABLES
        if name in stored
    }


def _part(
    progress: Callable[[str, float], None] | None, start: float, end: float
) -> Callable[[str, float], None] | None:
    """Map the progress of a part of the work onto that of the whole."""
    if progress is None:
        return None
    return lambda what, share: progress(what, start + (end - start) * share)

"""The contacts of a group, newest first, read piece by piece (CA4)."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.listing.filters import naive_utc
from smwidgets.data.listing.past_contacts import contacts_as_of, opt_outs_of, opted_in
from smwidgets.data.listing.places import Cursor
from smwidgets.data.listing.windows import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import ibis

    from smwidgets.core.period import Period
    from smwidgets.data.shop import Shop

PIECE = 50_000
"""Rows of a piece."""

GROUPS = ("all", "new", "opted_out", "monitored")
"""All contacts, the new ones, the opted-out ones, the opted-in ones: what ``ContactBase`` shows a figure of."""

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "contact_id": "id",
        "email": "string",
        "name": "string",
        "owner": "string",
        "created_at": "time",
        "opted_out_at": "time",
        "opt_out_reason": "string",
        "monitored": "flag",
        "state": "string",
        "score": "int64",
    }
)
"""Columns of a list with their types, of which a shop has some."""

_TYPES = {"id": pa.string(), "string": pa.string(), "int64": pa.int64(), "flag": pa.bool_()}
_INSTANT = pd.Timedelta(microseconds=1).to_pytimedelta()
_GROWTH = 8


class _Extent(NamedTuple):
    span: Span
    rows: int


def contact_rows(shop: Shop, group: str, period: Period, *, until: datetime) -> Iterator[pa.RecordBatch]:
    """Read the contacts of a group.

    Parameters
    ----------
    shop
        Whose contacts.
    group
        One of :data:`GROUPS`. ``all``: created before the end of the range; ``new``: created in it; ``opted_out``:
        opted out in it, and created by then, whether it has opted in again or not, once for each time; ``monitored``:
        created and not opted out at its end.
    period
        The range, half-open, aware.
    until
        The as-of moment, naive UTC or aware: a range that is still running ends there.

    Yields
    ------
    pyarrow.RecordBatch
        Columns of :data:`COLUMNS` as far as the shop has them: ids int64 or text, times timestamps in the shop's zone,
        ``monitored`` boolean, ``score`` int64; as they were at the end of the range. Newest
        first: by the opt-out for ``opted_out``, else by when they were
        created. At least one, which is empty when the group is.

    Raises
    ------
    UnknownNameError
        There is no such group.
    MissingDataError
        The shop has no contacts; for ``opted_out`` and ``monitored`` also: does not know when they opted out.

    Notes
    -----
    Specification CA1, CA4. As many rows as :func:`contact_count` told for the same question.
    """
    rows = _group(shop, group, period, until)
    shown = [name for name in COLUMNS if shop.has("contacts", name)]
    extent = _extent(shop, rows)
    place: Cursor | None = None
    while True:
        piece = _take(shop, rows, extent, place)
        yield _batch(piece[shown], shop.timezone.key)
        if len(piece) < PIECE:
            return
        last = piece.iloc[-1]
        key = last["contact_id"]
        place = Cursor(last["at"].to_pydatetime(), key if isinstance(key, str) else int(key))


def contact_count(shop: Shop, group: str, period: Period, *, until: datetime) -> int:
    """Count the contacts of a group.

    Parameters
    ----------
    shop, group, period, until
        As for :func:`contact_rows`, with the same errors.
    """
    rows = _group(shop, group, period, until)
    return int(shop.execute(rows.aggregate(count=rows.count()))["count"].iloc[0])


def _group(shop: Shop, group: str, period: Period, until: datetime) -> ibis.Table:
    """Return the contacts of a group with ``at``, by which they are ordered."""
    if group not in GROUPS:
        raise UnknownNameError("group of contacts", group, GROUPS)
    told = ("opted_out_at",) if group in {"opted_out", "monitored"} else ()
    shop.require("contacts", "contact_id", "created_at", *told)
    start, end = naive_utc(period.start), min(naive_utc(period.end), naive_utc(until))
    was = contacts_as_of(shop, end)
    if group == "opted_out":
        return _opted_out(shop, was, start, end)
    rows = was.mutate(at=was.created_at)
    if group == "new":
        return rows.filter(rows.at >= start)
    return opted_in(rows) if group == "monitored" else rows


def _opted_out(shop: Shop, contacts: ibis.Table, start: datetime, end: datetime) -> ibis.Table:
    """Contacts by their opt-outs in a range, each with when and why, whether it lasted or not."""
    left = opt_outs_of(shop)
    left = left.filter(left.left_at >= start, left.left_at < end)
    left = left.select(left_id="contact_id", at="left_at", told_at="opted_out_at", told_reason="told_reason")
    joined = contacts.inner_join(left, contacts.contact_id == left.left_id)
    told = {"opted_out_at": joined.told_at, "opt_out_reason": joined.told_reason}
    return joined.select(**{name: told.get(name, joined[name]) for name in contacts.columns}, at=joined.at)


def _extent(shop: Shop, rows: ibis.Table) -> _Extent:
    found = shop.execute(rows.aggregate(first=rows.at.min(), last=rows.at.max(), count=rows.count())).iloc[0]
    if not found["count"]:
        return _Extent(Span(datetime.min, datetime.min), 0)  # noqa: DTZ901 - an empty span
    return _Extent(
        Span(found["first"].to_pydatetime(), found["last"].to_pydatetime() + _INSTANT),
        int(found["count"]),
    )


def _take(shop: Shop, rows: ibis.Table, extent: _Extent, place: Cursor | None) -> pd.DataFrame:
    """Read the first rows after a place, from ranges of time that hold about as many."""
    span = extent.span
    if place is not None:
        span = span.until(place.at)
        rows = rows.filter((rows.at < place.at) | (rows.contact_id < place.key))
    width = (extent.span.end - extent.span.start) * (PIECE / max(extent.rows, 1)) + _INSTANT
    parts: list[pd.DataFrame] = []
    missing = PIECE
    for window in span.windows(width, newest_first=True):
        within = rows.filter(rows.at >= window.start, rows.at < window.end)
        parts.append(shop.execute(within.order_by(within.at.desc(), within.contact_id.desc()).limit(missing)))
        missing -= len(parts[-1])
        if not missing:
            break
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else shop.execute(rows.limit(0))


def _batch(rows: pd.DataFrame, timezone: str) -> pa.RecordBatch:
    fields, columns = [], {}
    for name in rows.columns:
        column, type_ = rows[name], COLUMNS[name]
        if type_ == "time":
            columns[name] = column.astype("datetime64[us]").dt.tz_localize("UTC")
            fields.append(pa.field(name, pa.timestamp("us", tz=timezone)))
            continue
        is_number = type_ == "id" and pd.api.types.is_integer_dtype(column)
        # A column of pandas' own texts may lie in several chunks, which no batch takes.
        columns[name] = column.astype(object).where(column.notna(), None)
        fields.append(pa.field(name, pa.int64() if is_number else _TYPES[type_]))
    return pa.RecordBatch.from_pandas(pd.DataFrame(columns), schema=pa.schema(fields), preserve_index=False)

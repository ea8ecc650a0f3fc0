"""A whole list, read piece by piece: an export holds one piece in memory, however long the list is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from smwidgets.data.listing.event_list import EventList
from smwidgets.data.listing.filters import Filters
from smwidgets.data.listing.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from smwidgets.data.listing.kinds import Kind
    from smwidgets.data.shop import Shop

PIECE = 50_000
"""Rows of a piece."""

_EVERYTHING = Filters()
_TYPES = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64()}


def export_rows(shop: Shop, kind: str, filters: Filters = _EVERYTHING, *, until: datetime) -> Iterator[pa.RecordBatch]:
    """Read all rows of a list, newest first.

    Parameters
    ----------
    shop, kind, filters, until
        As for :func:`smwidgets.data.listing.pages.page`, with the same errors.

    Yields
    ------
    pyarrow.RecordBatch
        The columns of the list: ids int64 or text, ``at`` a timestamp in the shop's zone, counts int64, amounts
        float64. At least one, which is empty when the list is.

    Notes
    -----
    Specification I4. As many rows as :func:`smwidgets.data.listing.counting.count` told for the same question.
    """
    listed = EventList.of(shop, kind, until, filters)
    rest = listed
    while True:
        rows = rest.take(PIECE)
        yield _batch(rows, listed.kind, shop.timezone.key)
        if len(rows) < PIECE:
            return
        rest = listed.older(place_of(rows, listed.kind, -1))


def _batch(rows: pd.DataFrame, kind: Kind, timezone: str) -> pa.RecordBatch:
    fields = []
    for name, type_ in kind.shows.items():
        if type_ == "time":
            fields.append(pa.field(name, pa.timestamp("us", tz=timezone)))
        elif type_ == "id":
            is_integer = pd.api.types.is_integer_dtype(rows[name])
            fields.append(pa.field(name, pa.int64() if is_integer else pa.string()))
        else:
            fields.append(pa.field(name, _TYPES[type_]))
    aware = rows.assign(at=rows["at"].dt.tz_localize("UTC"))
    return pa.RecordBatch.from_pandas(aware, schema=pa.schema(fields), preserve_index=False)

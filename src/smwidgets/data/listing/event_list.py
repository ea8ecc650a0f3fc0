"""A list of site events: read from either end, cut at a place, counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from smwidgets.data.listing.kinds import kind_named
from smwidgets.data.listing.naming import named
from smwidgets.data.listing.rows import rows
from smwidgets.data.listing.windows import counted, first_width, listed

if TYPE_CHECKING:
    from datetime import datetime

    import ibis

    from smwidgets.data.listing.filters import Filters
    from smwidgets.data.listing.kinds import Kind
    from smwidgets.data.listing.places import Cursor
    from smwidgets.data.listing.windows import Span
    from smwidgets.data.shop import Shop

_DTYPES = {"time": "datetime64[us]", "string": "object", "int64": "Int64", "float64": "float64"}


@dataclass(frozen=True, eq=False)
class EventList:
    """A list of site events, or the part of it on one side of a place.

    Parameters
    ----------
    shop
        Where it is.
    kind
        Which list.
    filters
        What narrows it.
    rows
        From :func:`smwidgets.data.listing.rows.rows`.
    span
        The range of time in which they are.
    is_whole
        Whether all rows of the range are in it: nothing but time narrows it.
    """

    shop: Shop
    kind: Kind
    filters: Filters
    rows: ibis.Table
    span: Span
    is_whole: bool

    @classmethod
    def of(cls, shop: Shop, kind: str, until: datetime, filters: Filters) -> EventList:
        """Describe a list; nothing is read but what its table spans.

        Raises
        ------
        UnknownNameError
            There is no such list.
        MissingDataError
            As :func:`smwidgets.data.listing.rows.rows`.
        """
        which = kind_named(kind)
        found = rows(shop, which, until, filters)
        is_whole = filters.owner is None and (filters.min_score is None or "score" not in which.shows)
        return cls(shop, which, filters, found, listed(shop, which, until, filters), is_whole)

    def older(self, place: Cursor) -> EventList:
        """Keep what comes after a place."""
        found, key = self.rows, self.rows[self.kind.key]
        kept = found.filter(found.at <= place.at, (found.at < place.at) | (key < place.key))
        return replace(self, rows=kept, span=self.span.until(place.at), is_whole=False)

    def newer(self, place: Cursor) -> EventList:
        """Keep what comes before a place."""
        found, key = self.rows, self.rows[self.kind.key]
        kept = found.filter(found.at >= place.at, (found.at > place.at) | (key > place.key))
        return replace(self, rows=kept, span=self.span.since(place.at), is_whole=False)

    def count(self) -> int:
        """Count the rows: from the cube that counts them, unless more than time narrows the list."""
        if self.is_whole:
            return counted(self.shop, self.kind, self.span)
        return int(self.shop.execute(self.rows.aggregate(count=self.rows.count()))["count"].iloc[0])

    def take(self, count: int, *, newest_first: bool = True) -> pd.DataFrame:
        """Read the first rows.

        Parameters
        ----------
        count
            How many at most.
        newest_first
            Otherwise oldest first: the list read from its other end.

        Returns
        -------
        pandas.DataFrame
            The columns that the list shows, in the order asked for: ids as the shop has them, ``at``
            ``datetime64[us]`` in naive UTC, counts ``Int64``, amounts ``float64``, texts ``object`` with None for null.
        """
        parts: list[pd.DataFrame] = []
        missing = count
        width = first_width(self.shop, self.kind, self.filters, count)
        for window in self.span.windows(width, newest_first=newest_first):
            within = self.rows.filter(self.rows.at >= window.start, self.rows.at < window.end)
            parts.append(self._first(within, missing, newest_first=newest_first))
            missing -= len(parts[-1])
            if missing == 0:
                break
        filled = [part for part in parts if not part.empty]
        return pd.concat(filled, ignore_index=True) if filled else self._first(self.rows, 0, newest_first=True)

    def _first(self, found: ibis.Table, count: int, *, newest_first: bool) -> pd.DataFrame:
        columns = (found.at, found[self.kind.key])
        ordered = found.order_by(*((column.desc() for column in columns) if newest_first else columns))
        return _typed(named(self.shop, self.shop.execute(ordered.limit(count)), self.kind), self.kind)


def _typed(part: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    """Give every part the same dtypes, whether nulls happen to be in it or not."""
    typed = part.astype({name: _DTYPES[type_] for name, type_ in kind.shows.items() if type_ in _DTYPES})
    for name, type_ in kind.shows.items():
        if type_ == "string" or (type_ == "id" and not pd.api.types.is_integer_dtype(typed[name])):
            column = typed[name].astype(object)
            typed[name] = column.where(column.notna(), None)
    return typed

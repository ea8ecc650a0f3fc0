"""The first rows of a list that is ordered by time, without reading the rest of it.

The tables lie sorted by time, so a range of it is cheap to read however long the table is. The list is read in ranges
that lie side by side, each 32 times as wide as the one before, until there are rows enough: usually one, and no row
is read twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pandas as pd

from smwidgets.data.listing.filters import naive_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smwidgets.data.listing.filters import Filters
    from smwidgets.data.listing.kinds import Kind
    from smwidgets.data.shop import Shop

_INSTANT = timedelta(microseconds=1)
_NARROWEST = timedelta(seconds=1)
_GROWTH = 32
_RARE = 8
_MARGIN = 4
"""The first range holds this many times the rows asked for, were they spread evenly."""


@dataclass(frozen=True)
class Extent:
    """What a list spans.

    Parameters
    ----------
    first, last
        Instants of the first and the last row of its table, naive UTC; None if there is none.
    count
        Number of its rows.
    """

    first: datetime | None
    last: datetime | None
    count: int


@dataclass(frozen=True)
class Span:
    """A half-open range of time, naive UTC; empty when its end is not after its start."""

    start: datetime
    end: datetime

    def until(self, at: datetime) -> Span:
        """Keep what is not after an instant."""
        return Span(self.start, min(self.end, at + _INSTANT))

    def since(self, at: datetime) -> Span:
        """Keep what is not before an instant."""
        return Span(max(self.start, at), self.end)

    def windows(self, width: timedelta, *, newest_first: bool) -> Iterator[Span]:
        """Cut the range into ever wider ones, from its end or from its start."""
        start, end = self.start, self.end
        while start < end:
            # A width may not reach past what a datetime can hold.
            if width >= end - start:
                yield Span(start, end)
                return
            if newest_first:
                yield Span(end - width, end)
                end -= width
            else:
                yield Span(start, start + width)
                start += width
            width *= _GROWTH


_EXTENTS: WeakKeyDictionary[Shop, tuple[str, dict[str, Extent]]] = WeakKeyDictionary()


def extent(shop: Shop, kind: Kind) -> Extent:
    """Return what a list spans; asked once per revision of the shop."""
    revision, known = _EXTENTS.get(shop, ("", {}))
    if revision != shop.revision:
        revision, known = shop.revision, {}
        _EXTENTS[shop] = (revision, known)
    if kind.name not in known:
        times = shop.table(kind.table)[kind.time]
        found = shop.execute(times.as_table().aggregate(first=times.min(), last=times.max())).iloc[0]
        first, last = (None if pd.isna(found[name]) else found[name].to_pydatetime() for name in ("first", "last"))
        count = counted(shop, kind, Span(first, last + _INSTANT)) if first and last else 0
        known[kind.name] = Extent(first, last, count)
    return known[kind.name]


def counted(shop: Shop, kind: Kind, span: Span) -> int:
    """Count the rows of a list in a range of time, if nothing else narrows it: the same work for any number of rows."""
    cube, measure = kind.counted
    return int(shop.slice(cube, span.start, max(span.start, span.end))[measure].iloc[0])


def listed(shop: Shop, kind: Kind, until: datetime, filters: Filters) -> Span:
    """Return the range of time in which all rows of a list are."""
    spanned = extent(shop, kind)
    nobodys = filters.owner is not None and not kind.has_contacts
    if spanned.first is None or spanned.last is None or nobodys:
        return Span(naive_utc(until), naive_utc(until))
    starts = [spanned.first, *([filters.start] if filters.start else [])]
    ends = [spanned.last + _INSTANT, naive_utc(until), *([filters.end] if filters.end else [])]
    return Span(max(starts), min(ends))


def first_width(shop: Shop, kind: Kind, filters: Filters, count: int) -> timedelta:
    """Return how wide a range of time holds rows enough, if they are spread evenly and filters leave one in eight."""
    spanned = extent(shop, kind)
    if spanned.first is None or spanned.last is None:
        return _NARROWEST
    rare = _RARE if filters.owner is not None or filters.min_score is not None else 1
    return max(_NARROWEST, (spanned.last - spanned.first) * (_MARGIN * rare * count / max(spanned.count, 1)))

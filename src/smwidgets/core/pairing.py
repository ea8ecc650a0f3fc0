"""Which bucket of one period stands beside which of another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smwidgets.core.buckets import Buckets

    Places = tuple[int | None, ...]
    Key = tuple[int, ...]


@dataclass(frozen=True)
class Pairs:
    """Two periods side by side, row by row.

    Attributes
    ----------
    current, previous
        Of equal length: the index of each period's bucket in a row, None where it has no counterpart to the other's.
        Every bucket stands in one row, in its order.

    Notes
    -----
    Specification M4.
    """

    current: Places
    previous: Places

    def __len__(self) -> int:
        return len(self.current)

    @classmethod
    def by_position(cls, current: int, previous: int) -> Pairs:
        """Pair the first with the first, the second with the second, and so on."""
        rows = range(max(current, previous))
        return cls(
            tuple(row if row < current else None for row in rows),
            tuple(row if row < previous else None for row in rows),
        )


def pair(current: Buckets, previous: Buckets, *, month_by_month: bool = False) -> Pairs:
    """Pair the buckets of two periods of one grain by what they are.

    Parameters
    ----------
    current, previous
        Hours are paired by the reading of the clock, the second of two alike with a second one; days by their number
        from the period's first; months likewise.
    month_by_month
        Whether days are paired by their number within each month of the period: the 1st of its second month with the
        1st of the other's second month.

    Returns
    -------
    Pairs
        A bucket whose like the other period lacks (29 to 31 January beside February, the hour that daylight saving
        skips) has no counterpart.
    """
    ours, theirs = _keys(current, month_by_month), _keys(previous, month_by_month)
    rows = sorted({*ours, *theirs})
    return Pairs(tuple(map(ours.get, rows)), tuple(map(theirs.get, rows)))


def _keys(buckets: Buckets, month_by_month: bool) -> dict[Key, int]:
    """Index of each bucket by what it is; in ascending order, but where a zone set its clock back over midnight."""
    first = buckets.bounds[0]
    seen: Counter[Key] = Counter()
    found: dict[Key, int] = {}
    for index, start in enumerate(buckets.starts):
        months = (start.year - first.year) * 12 + start.month - first.month
        days = (start.date() - first.date()).days
        if buckets.grain == "hour":
            key: Key = (days, start.hour)
        elif buckets.grain == "day":
            key = (months, start.day) if month_by_month else (days,)
        else:
            key = (months,)
        found[*key, seen[key]] = index
        seen[key] += 1
    return found

"""Pages, and places in a list that stay where they are while rows are added above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from smwidgets.data.listing.kinds import Kind


@dataclass(frozen=True)
class Cursor:
    """A place in a list: that of one row, whether the row is still listed or not.

    Parameters
    ----------
    at
        Its instant, naive UTC.
    key
        Its id, which orders rows of one instant.
    """

    at: datetime
    key: int | str


@dataclass(frozen=True, eq=False)
class Page:
    """A page of a list.

    Parameters
    ----------
    rows
        Newest first; columns as the list shows them, times ``datetime64`` in naive UTC.
    next
        Where the page of older rows begins (``after=``); None on the last page.
    previous
        Where the page of newer rows ends (``before=``); None when the list begins with this page.
    first
        Place of its newest row, from which new rows are counted; None when it is empty.
    """

    rows: pd.DataFrame
    next: Cursor | None
    previous: Cursor | None
    first: Cursor | None


def place_of(rows: pd.DataFrame, kind: Kind, position: int) -> Cursor:
    """Return the place of a row by its position in the rows of a page."""
    row = rows.iloc[position]
    key = row[kind.key]
    return Cursor(row["at"].to_pydatetime(), key if isinstance(key, str) else int(key))

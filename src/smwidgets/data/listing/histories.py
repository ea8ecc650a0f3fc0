"""What one contact or visitor did: the newest rows of a kind, with the totals of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import ibis

    from smwidgets.data.shop import Shop

NEWEST = 50
"""Rows of a history at most; its totals are those of all rows."""


@dataclass(frozen=True, eq=False)
class History:
    """What happened to somebody, of one kind.

    Parameters
    ----------
    rows
        The newest ones, newest first; ``at`` in naive UTC. Optional columns that the shop lacks are null.
    total
        Number of all rows.
    first_at, last_at
        Instants of the first and the last of all rows, naive UTC; None without rows.
    value
        Sum of all values in currency units; None where the rows have none.
    """

    rows: pd.DataFrame
    total: int
    first_at: datetime | None
    last_at: datetime | None
    value: float | None


def history(shop: Shop, found: ibis.Table, columns: Mapping[str, str], key: str) -> History:
    """Read the newest rows and count all of them, in one question.

    Parameters
    ----------
    shop
        Where they are.
    found
        All rows, with ``at``.
    columns
        What is shown, with the type of each; one that the rows lack is null. With a column ``value`` values are summed.
    key
        Orders rows of one instant: the larger is the newer.
    """
    import ibis  # noqa: PLC0415 - a kernel that shows no profile needs no Ibis

    shown = found.select(
        **{name: found[name] if name in found.columns else ibis.null(type_) for name, type_ in columns.items()}
    )
    totals = {"total_": shown.count(), "first_": shown.at.min(), "last_": shown.at.max()}
    valued = "value" in columns
    if valued:
        totals["sum_"] = shown["value"].sum()
    counted = shown.mutate(**{name: total.over() for name, total in totals.items()})
    frame = shop.execute(counted.order_by(counted.at.desc(), counted[key].desc()).limit(NEWEST))
    rows = plain(frame.drop(columns=list(totals)))
    if frame.empty:
        return History(rows, 0, None, None, 0.0 if valued else None)
    newest = frame.iloc[0]
    value = (0.0 if pd.isna(newest["sum_"]) else float(newest["sum_"])) if valued else None
    return History(
        rows, int(newest["total_"]), newest["first_"].to_pydatetime(), newest["last_"].to_pydatetime(), value
    )


def matching(found: ibis.Table, column: str, value: object) -> ibis.Table:
    """Keep the rows with an id, whether it is given as the shop has it or as it was written down."""
    is_integer = found[column].type().is_integer()
    try:
        wanted: Any = int(value) if is_integer else str(value)  # type: ignore[call-overload]
    except ValueError:
        return found.limit(0)
    return found.filter(found[column] == wanted)


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Give null one form in texts: None, also in a column that has no value at all."""
    result = frame.copy()
    for name in result:
        column = result[name]
        if not (pd.api.types.is_numeric_dtype(column) or pd.api.types.is_datetime64_any_dtype(column)):
            result[name] = column.astype(object).where(column.notna(), None)
    return result

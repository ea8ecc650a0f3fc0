"""The table behind a chart over time as files and clipboards have it: dates, numbers, one thing in each column."""

from __future__ import annotations

from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import numpy as np

from smwidgets.core.trends import trend
from smwidgets.data.exports.formulas import neutralised
from smwidgets.parts._html import plain
from smwidgets.parts._tabled import unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from smwidgets.parts.series import Series

_DECIMALS = 4
"""As many as amounts are stored with; what is divided has no more either."""


def table_columns(series: Sequence[Series], texts: Mapping[str, str], *, changing: bool) -> list[tuple[str, Any]]:
    """List the columns of some series, each with its head.

    Parameters
    ----------
    series
        Side by side; before the first of those with the same buckets stand these: begin, of hours the zone's offset,
        and what is to be said of buckets that are not whole.
    texts
        Those of `smwidgets.parts.table_texts`.
    changing
        Whether the change from the second series to the first stands behind them, as a number and in percent.
    """
    columns: list[tuple[str, Any]] = []
    known: list[object] = [((), ())]
    for place, one in enumerate(series):
        buckets = (one.starts, one.whens)
        if buckets not in known:
            known.append(buckets)
            behind = f" ({plain(one.label, 80)})" if place else ""
            columns += [(head + behind, values) for head, values in _bucket_columns(one, texts)]
        columns.append((plain(one.column, 120), np.round(one.y, _DECIMALS)))
    if changing and len(series) == 2:  # noqa: PLR2004 - a period and the one before
        columns += _change_columns(series[0], series[1], texts)
    return columns


def _bucket_columns(one: Series, texts: Mapping[str, str]) -> Iterable[tuple[str, list[Any]]]:
    if one.starts:
        yield texts["start"], list(one.starts)
    else:
        yield texts["when"], [plain(text, 80) for text in one.whens]
    if any(isinstance(start, datetime) for start in one.starts):
        yield texts["offset"], [_offset(start) for start in one.starts]
    if any(one.marks):
        yield texts["partial"], list(one.marks)


def _change_columns(now: Series, before: Series, texts: Mapping[str, str]) -> Iterable[tuple[str, np.ndarray]]:
    found = [trend(float(a), float(b)) for a, b in zip(now.y, before.y, strict=False)]
    unit = f" ({now.unit})" if now.unit else ""
    for head, numbers in (
        (texts["change"] + unit, [one.delta for one in found]),
        (f"{texts['change']} (%)", [one.percent for one in found]),
    ):
        yield head, np.round(np.array(numbers, dtype=np.float64), _DECIMALS)


def _offset(start: date | None) -> str | None:
    if not isinstance(start, datetime):
        return None
    written = start.strftime("%z")
    return f"UTC{written[:3]}:{written[3:5]}"  # a bare +02:00 is a formula to a spreadsheet


def copied(columns: Sequence[tuple[str, Iterable[Any]]], decimal: str) -> list[list[str]]:
    """Write columns as a spreadsheet takes them from the clipboard, heads first.

    Parameters
    ----------
    columns
        Head and values of each; a shorter one ends in empty cells.
    decimal
        The decimal sign of the language. Dates are ISO dates, and no text can run as a formula.
    """
    heads, values = zip(*columns, strict=True) if columns else ((), ())
    rows = zip_longest(*([_cell(value, decimal) for value in column] for column in values), fillvalue="")
    return [[_cell(head, decimal) for head in unique(list(heads))], *map(list, rows)]


def _cell(value: Any, decimal: str) -> str:
    if isinstance(value, str):
        return neutralised(" ".join(value.split()))
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return np.format_float_positional(round(float(value), _DECIMALS), trim="-").replace(".", decimal)

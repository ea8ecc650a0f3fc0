"""One look at a source before it is read: which of its ids are integers, and what span its naive times cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smwidgets.data.cell_times import naive_time
from smwidgets.data.cells import is_integer_id
from smwidgets.data.contract import TABLES, Column
from smwidgets.data.distinct import is_dense
from smwidgets.data.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    import ibis

    from smwidgets.data.distinct import Span


def probe(tables: Mapping[str, ibis.Table], zone: ZoneInfo, *, sniff: bool) -> Reading:
    """Look at every table once.

    Parameters
    ----------
    tables
        The source's raw tables by name.
    zone
        In which naive times are meant.
    sniff
        The source knows no types (CSV): ids whose every text is an integer are integers.

    Returns
    -------
    Reading
        What :func:`smwidgets.data.cells.read` needs. An id is an integer only if it is one in every table: ids of
        different types would not join.
    """
    spans: dict[str, tuple[datetime, datetime]] = {}
    integer: dict[str, bool] = {}
    key_spans: dict[str, Span] = {}
    for name, raw in tables.items():
        columns = [column for column in TABLES[name].columns if column.name in raw.columns]
        row = _look(raw, columns, TABLES[name].key, sniff=sniff)
        if row.get("least") is not None and is_dense((row["least"], row["largest"]), row["rows"]):
            key_spans[name] = (row["least"], row["largest"])
        for column in columns:
            if column.kind == "id":
                integer[column.name] = integer.get(column.name, True) and bool(row[f"{column.name}_integer"])
            elif f"{column.name}_first" in row and row[f"{column.name}_first"] is not None:
                span = (row[f"{column.name}_first"], row[f"{column.name}_last"])
                known = spans.get(column.name, span)
                spans[column.name] = (min(known[0], span[0]), max(known[1], span[1]))
    return Reading(zone, spans, frozenset(name for name, is_integer in integer.items() if is_integer), key_spans)


def _look(raw: ibis.Table, columns: list[Column], key: str | None, *, sniff: bool) -> dict[str, Any]:
    metrics = {}
    for column in columns:
        cell = raw[column.name]
        if column.kind == "id":
            metrics[f"{column.name}_integer"] = is_integer_id(cell, sniff=sniff).fill_null(True).all()
        elif column.kind == "time" and (local := naive_time(cell)) is not None:
            metrics[f"{column.name}_first"] = local.min()
            metrics[f"{column.name}_last"] = local.max()
    if key in raw.columns and raw[key].type().is_integer():
        metrics |= {"least": raw[key].min(), "largest": raw[key].max(), "rows": raw.count()}
    return dict(raw.aggregate(**metrics).to_pyarrow().to_pylist()[0]) if metrics else {}

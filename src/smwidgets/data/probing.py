"""One look at a source before it is read: its ids, its words, and what span its naive times cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from smwidgets.data.blank_cells import stripped
from smwidgets.data.cell_ids import CONTACT, is_integer_id, is_untidy
from smwidgets.data.cell_times import naive_time
from smwidgets.data.compiling import compiled
from smwidgets.data.contract import OF_WORDS, TABLES, Column
from smwidgets.data.distinct import is_dense
from smwidgets.data.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    import ibis
    import ibis.expr.operations as ops
    import ibis.expr.types as ir

    from smwidgets.data.cell_words import Different
    from smwidgets.data.distinct import Span


@dataclass
class Seen:
    """What was seen of some tables.

    Parameters
    ----------
    spans, key_spans, untidy_ids
        As in :class:`smwidgets.data.reading.Reading`.
    integer
        By id column: whether it holds integers in every table.
    words
        By table the different words of its columns of words.
    contacts
        By table: which of the contacts 0 and 1 its rows name.
    """

    spans: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    integer: dict[str, bool] = field(default_factory=dict)
    key_spans: dict[str, Span] = field(default_factory=dict)
    untidy_ids: set[str] = field(default_factory=set)
    words: dict[str, Different] = field(default_factory=dict)
    contacts: dict[str, frozenset[int]] = field(default_factory=dict)

    def reading(self, zone: ZoneInfo) -> Reading:
        """Return what is known of these tables alone, where naive times are meant in a zone."""
        integer = frozenset(name for name, is_integer in self.integer.items() if is_integer)
        return Reading(zone, self.spans, integer, self.key_spans, frozenset(self.untidy_ids))


def probe(tables: Mapping[str, ibis.Table], zone: ZoneInfo, *, sniff: bool) -> Reading:
    """Return what is known of tables alone, as of those of a store: see :func:`look_at`."""
    return look_at(tables, sniff=sniff).reading(zone)


def look_at(tables: Mapping[str, ibis.Table], *, sniff: bool) -> Seen:
    """Look at every table once.

    Parameters
    ----------
    tables
        Raw tables, or stored ones, by name.
    sniff
        The source knows no types (CSV): ids whose every text is an integer are integers.
    """
    seen = Seen()
    for name, raw in tables.items():
        columns = [column for column in TABLES[name].columns if column.name in raw.columns]
        row = _look(raw, name, sniff=sniff)
        if row.get("least") is not None and is_dense((row["least"], row["largest"]), row["rows"]):
            seen.key_spans[name] = (row["least"], row["largest"])
        if f"{CONTACT}_0" in row:
            seen.contacts[name] = frozenset(number for number in (0, 1) if row[f"{CONTACT}_{number}"])
        for column in columns:
            if column.kind == "id":
                seen.integer[column.name] = seen.integer.get(column.name, True) and bool(row[f"{column.name}_integer"])
                seen.untidy_ids |= {column.name} if row.get(f"{column.name}_untidy") else set()
            elif column.kind in OF_WORDS:
                words = frozenset(row[f"{column.name}_words"] or ()) - {None}
                seen.words.setdefault(name, {})[column.name] = words
            elif f"{column.name}_first" in row and row[f"{column.name}_first"] is not None:
                span = _whole_years(row[f"{column.name}_first"], row[f"{column.name}_last"])
                known = seen.spans.get(column.name, span)
                seen.spans[column.name] = (min(known[0], span[0]), max(known[1], span[1]))
    return seen


def _whole_years(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """Widen a span to whole years: shops of the same years are read by the same statements, compiled once."""
    return datetime(first.year, 1, 1), datetime(last.year, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 - naive local


def _look(raw: ibis.Table, name: str, *, sniff: bool) -> dict[str, Any]:
    question = _question(raw.unbind().op(), name, sniff=sniff)
    if question is None:
        return {}
    sql, names = question
    return dict(zip(names, raw.get_backend().con.execute(sql).fetchall()[0], strict=True))


@lru_cache(maxsize=128)
def _question(rows: ops.Relation, name: str, *, sniff: bool) -> tuple[str, tuple[str, ...]] | None:
    raw, key = rows.to_expr(), TABLES[name].key
    metrics: dict[str, ir.Scalar] = {}
    for column in TABLES[name].columns:
        if column.name not in raw.columns:
            continue
        cell = raw[column.name]
        if column.kind == "id":
            metrics |= _look_at_ids(column, cell, sniff=sniff)
        elif column.kind in OF_WORDS:
            metrics[f"{column.name}_words"] = cell.cast("string").collect(distinct=True)
        elif column.kind == "time" and (local := naive_time(cell)) is not None:
            metrics[f"{column.name}_first"] = local.min()
            metrics[f"{column.name}_last"] = local.max()
    if key in raw.columns and raw[key].type().is_integer():
        metrics |= {"least": raw[key].min(), "largest": raw[key].max(), "rows": raw.count()}
    return (compiled(raw.aggregate(**metrics)), tuple(metrics)) if metrics else None


def _look_at_ids(column: Column, cell: ir.Column, *, sniff: bool) -> dict[str, ir.Scalar]:
    kind = cell.type()
    found = {f"{column.name}_integer": is_integer_id(column, cell, sniff=sniff).fill_null(True).all()}
    if kind.is_string():
        found[f"{column.name}_untidy"] = is_untidy(column, cell).fill_null(False).any()
    if column.name == CONTACT and (kind.is_string() or (kind.is_numeric() and not kind.is_boolean())):
        for number in (0, 1):
            is_it = stripped(cell).isin((f"{number}", f"{number}.0")) if kind.is_string() else cell == number
            found[f"{CONTACT}_{number}"] = is_it.fill_null(False).any()
    return found

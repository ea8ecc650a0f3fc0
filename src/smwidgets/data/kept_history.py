"""What an import would overwrite of the past, kept as rows of ``contact_changes``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_COLUMNS = ("contact_id", "changed_at", "field", "value")


def with_consent(contacts: ibis.Table, changes: ibis.Table | None) -> ibis.Table:
    """Give contacts that do not say who opted out the column for it, where the changes say it.

    Parameters
    ----------
    contacts, changes
        Valid rows of the data contract; ``changes`` may be None.
    """
    if changes is None or "opted_out_at" in contacts.columns:
        return contacts
    told = int(changes.count(where=changes.field == "opted_out").to_pyarrow().as_py())
    return contacts.mutate(opted_out_at=ibis.null("timestamp(6)")) if told else contacts


def overwritten(old: ibis.Table, new: ibis.Table, changes: ibis.Table | None, imported_at: datetime) -> ibis.Table:
    """Tell what contacts were whose rows are replaced.

    Parameters
    ----------
    old, new
        Stored contacts, and all contacts that take their place.
    changes
        Stored rows of ``contact_changes``; None if there are none.
    imported_at
        The moment of the import, naive UTC: until then the shop had the old row, so a change whose time nobody knows is
        dated from it, and no figure of the past becomes another one.

    Returns
    -------
    ibis.Table
        Rows of ``contact_changes``: an opt-out that is taken back or moved to a later time, its reason, and its end
        (the later time if there is one); one that comes back though a later end of an opt-out is stored; another
        monitoring flag. An opt-out whose time or reason is corrected (no later time) leaves nothing behind, nor does
        one that had not happened yet.

    Notes
    -----
    Specification section 8: without ``contact_changes`` an import that takes an opt-out back keeps it as an ended one.
    """
    both = _beside(old, new)
    at = ibis.literal(imported_at, "timestamp(6)")
    found = [_rows(both.filter(both.was_monitored != both.monitored), at, "monitored", _flag(both.monitored))]
    if "opted_out_at" not in old.columns or "opted_out_at" not in new.columns:
        return found[0]
    moved = both.opted_out_at.isnull() | (both.opted_out_at > both.was_out_at)
    lost = both.filter(both.was_out_at < at, moved)
    found += [
        _rows(lost, lost.was_out_at, "opted_out", ibis.literal("true")),
        _rows(lost, ibis.least(ibis.coalesce(lost.opted_out_at, at), at), "opted_out", ibis.literal("false")),
        _rows(lost.filter(lost.was_reason.notnull()), lost.was_out_at, "opt_out_reason", lost.was_reason),
    ]
    if changes is not None:
        ends = changes.filter(changes.field == "opted_out", changes["value"] == "false")
        ended = ends.group_by(ended_id=ends.contact_id.cast(new.contact_id.type())).aggregate(
            ended_at=ends.changed_at.max()
        )
        back = both.inner_join(ended, both.contact_id == ended.ended_id)
        left_again = back.filter(back.was_out_at.isnull(), back.opted_out_at < back.ended_at)
        found.append(_rows(left_again, at, "opted_out", ibis.literal("true")))
    return ibis.union(*found)


def _beside(old: ibis.Table, new: ibis.Table) -> ibis.Table:
    was = old.select(
        was_id=old.contact_id.cast(new.contact_id.type()),
        was_monitored="monitored",
        was_out_at=_column(old, "opted_out_at", "timestamp(6)"),
        was_reason=_column(old, "opt_out_reason", "string"),
    )
    now = new.select("contact_id", "monitored", opted_out_at=_column(new, "opted_out_at", "timestamp(6)"))
    return now.inner_join(was, now.contact_id == was.was_id)


def _column(table: ibis.Table, name: str, kind: str) -> ir.Value:
    return table[name] if name in table.columns else ibis.null(kind)


def _flag(value: ir.BooleanValue) -> ir.StringValue:
    return value.ifelse("true", "false")


def _rows(contacts: ibis.Table, changed_at: ir.Value, field: str, value: ir.Value) -> ibis.Table:
    told = contacts.select("contact_id", changed_at=changed_at, field=ibis.literal(field), value=value)
    return told.select(*_COLUMNS)

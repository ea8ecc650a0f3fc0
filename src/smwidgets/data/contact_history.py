"""What contacts were: when they opted out and in again, and when they were monitored.

``contact_changes`` tells it where the shop has that table, beside what ``contacts`` says of now:

- ``opted_out``: a contact is opted in until its first change to true, or until ``contacts.opted_out_at``, which is such
  a change too; a change to what it is already is none. Each opt-out lasts to the next change to false.
- ``opt_out_reason``: belongs to the opt-out during which it was given, or to the next one if it was given before; the
  newest counts. ``contacts.opt_out_reason`` is that of an opt-out that lasts and of which no change tells a reason.
- ``monitored``: a change is a change, so before its first one a contact was the opposite; without any it always was
  what ``contacts`` says.

Nobody opts out, or is monitored, before there is a contact: what is told of a time before ``created_at`` counts from
then on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from datetime import datetime

    import ibis.expr.types as ir

_TIME = "timestamp(6)"


def opt_outs(contacts: ibis.Table, changes: ibis.Table | None = None) -> ibis.Table:
    """List every opt-out, ended ones too.

    Parameters
    ----------
    contacts
        The table of the data contract, with ``opted_out_at``.
    changes
        ``contact_changes`` of the data contract; None where the shop has none.

    Returns
    -------
    ibis.Table
        ``contact_id``; ``opted_out_at`` as it was told; ``left_at``: the same, but not before the contact was added;
        ``ended_at``: when it opted in again, null if it did not; ``reason``: the text that was given, or null. Those of
        one contact do not overlap, and none is empty.

    Notes
    -----
    Specification CA1, CA6 and section 8.
    """
    reason = contacts.opt_out_reason if "opt_out_reason" in contacts.columns else ibis.null("string")
    known = contacts.select("contact_id", "created_at", "opted_out_at", now_reason=reason)
    if changes is None:
        left = known.filter(known.opted_out_at.notnull())
        return left.select(
            "contact_id",
            "opted_out_at",
            left_at=ibis.greatest(left.opted_out_at, left.created_at),
            ended_at=ibis.null(_TIME),
            reason=left.now_reason,
        )
    told = _reasoned(_told(known, changes), changes)
    found = told.inner_join(known.drop("opted_out_at"), "contact_id")
    ended_at = found.ended_at.isnull().ifelse(ibis.null(_TIME), ibis.greatest(found.ended_at, found.created_at))
    listed = found.select(
        "contact_id",
        "opted_out_at",
        left_at=ibis.greatest(found.opted_out_at, found.created_at),
        ended_at=ended_at,
        reason=found.ended_at.isnull().ifelse(ibis.coalesce(found.told_reason, found.now_reason), found.told_reason),
    )
    return listed.filter(listed.ended_at.isnull() | (listed.ended_at > listed.left_at))


def monitoring(contacts: ibis.Table, changes: ibis.Table | None = None) -> ibis.Table:
    """Say when contacts began to be monitored and when they ceased.

    Parameters
    ----------
    contacts, changes
        The tables of the data contract, as for :func:`opt_outs`.

    Returns
    -------
    ibis.Table
        ``contact_id``, ``at``, ``created`` (int64: 1 where the contact is added, 0 where it changes) and ``monitored``
        (int64: 1 where it begins, -1 where it ceases, 0 where a contact is added that is not monitored).

    Notes
    -----
    Specification G1, CA8 and section 8.
    """
    if changes is None:
        return contacts.select("contact_id", at="created_at", created=_int64(1), monitored=_number(contacts.monitored))
    turns = _turns(_flags(changes, "monitored"))
    first = turns.filter(turns.is_first).select("contact_id", became="state")
    added = contacts.left_join(first, "contact_id")
    before = ibis.coalesce(~added.became, added.monitored)
    known = contacts.select(known_id="contact_id", created_at="created_at")
    changed = turns.inner_join(known, turns.contact_id == known.known_id)
    return ibis.union(
        added.select("contact_id", at="created_at", created=_int64(1), monitored=_number(before)),
        changed.select(
            "contact_id",
            at=ibis.greatest(changed.changed_at, changed.created_at),
            created=_int64(0),
            monitored=changed.state.ifelse(_int64(1), _int64(-1)),
        ),
    )


def as_of(contacts: ibis.Table, changes: ibis.Table | None, moment: datetime) -> ibis.Table:
    """Give the contacts as they were: nothing that changed at a moment or after it counts.

    Parameters
    ----------
    contacts, changes
        The tables of the data contract; ``contacts`` may lack ``opted_out_at``.
    moment
        Naive UTC.

    Returns
    -------
    ibis.Table
        The columns and rows of ``contacts``: ``opted_out_at`` and ``opt_out_reason`` null where a contact was not opted
        out, ``monitored`` as it was.

    Notes
    -----
    Specification M2.
    """
    found = _as_opted_out(contacts, changes, moment) if "opted_out_at" in contacts.columns else contacts
    return found if changes is None else _as_monitored(found, changes, moment)


def _as_opted_out(contacts: ibis.Table, changes: ibis.Table | None, moment: datetime) -> ibis.Table:
    consent = [name for name in ("opted_out_at", "opt_out_reason") if name in contacts.columns]
    if changes is None:
        out = contacts.opted_out_at < moment
        kept = {name: out.ifelse(contacts[name], ibis.null(contacts[name].type())) for name in consent}
        return contacts.mutate(**kept)
    spells = opt_outs(contacts, changes)
    lasting = spells.filter(spells.left_at < moment, spells.ended_at.isnull() | (spells.ended_at >= moment))
    was = lasting.select(was_id="contact_id", was_opted_out_at="opted_out_at", was_opt_out_reason="reason")
    joined = contacts.left_join(was, contacts.contact_id == was.was_id)
    return joined.mutate(**{name: joined[f"was_{name}"] for name in consent}).select(*contacts.columns)


def _as_monitored(contacts: ibis.Table, changes: ibis.Table, moment: datetime) -> ibis.Table:
    turns = _turns(_flags(changes, "monitored"))
    first = turns.filter(turns.is_first).select(first_id="contact_id", became="state")
    past = turns.filter(turns.changed_at < moment)
    newest = past.mutate(
        age=ibis.row_number().over(
            group_by=past.contact_id, order_by=[past.changed_at.desc(), _number(past.state).desc()]
        )
    )
    last = newest.filter(newest.age == 0).select(last_id="contact_id", became_last="state")
    joined = contacts.left_join(first, contacts.contact_id == first.first_id)
    joined = joined.left_join(last, joined.contact_id == last.last_id)
    monitored = ibis.coalesce(joined.became_last, ~joined.became, joined.monitored)
    return joined.mutate(monitored=monitored).select(*contacts.columns)


def _told(known: ibis.Table, changes: ibis.Table) -> ibis.Table:
    """``contact_id``, ``since_at`` (when it opted in before), ``opted_out_at``, ``ended_at``: one row per opt-out."""
    now = known.filter(known.opted_out_at.notnull())
    states = ibis.union(
        _flags(changes, "opted_out"),
        now.select("contact_id", changed_at="opted_out_at", state=ibis.literal(True)),
    )
    turns = _turns(states)
    turns = turns.filter(turns.state | ~turns.is_first)  # whoever was never out cannot come back
    in_time = _in_time(turns)
    found = turns.mutate(since_at=turns.changed_at.lag().over(in_time), ended_at=turns.changed_at.lead().over(in_time))
    return found.filter(found.state).select("contact_id", "since_at", "ended_at", opted_out_at="changed_at")


def _reasoned(spells: ibis.Table, changes: ibis.Table) -> ibis.Table:
    given = changes.filter(changes.field == "opt_out_reason")
    given = given.select(giver_id="contact_id", given_at="changed_at", told_reason="value")
    joined = spells.left_join(
        given,
        [
            spells.contact_id == given.giver_id,
            spells.since_at.isnull() | (given.given_at >= spells.since_at),
            spells.ended_at.isnull() | (given.given_at < spells.ended_at),
        ],
    )
    newest = ibis.window(
        group_by=[joined.contact_id, joined.opted_out_at], order_by=[joined.given_at.desc(), joined.told_reason]
    )
    ranked = joined.mutate(age=ibis.row_number().over(newest))
    return ranked.filter(ranked.age == 0).select("contact_id", "opted_out_at", "ended_at", "told_reason")


def _flags(changes: ibis.Table, field: str) -> ibis.Table:
    """``contact_id``, ``changed_at``, ``state``: what a field of two values was changed to."""
    of_field = changes.filter(changes.field == field)
    return of_field.select("contact_id", "changed_at", state=of_field["value"] == "true")


def _turns(states: ibis.Table) -> ibis.Table:
    """Keep what changes something, each contact's first one too; ``is_first`` says which that is."""
    before = states.state.lag().over(_in_time(states))
    found = states.mutate(before=before)
    kept = found.filter(found.before.isnull() | (found.before != found.state))
    return kept.mutate(is_first=kept.before.isnull()).drop("before")


def _in_time(states: ibis.Table) -> ibis.expr.builders.WindowBuilder:
    """Each contact's changes, oldest first; of two at one instant that to false: whoever left last is out."""
    return ibis.window(group_by=states.contact_id, order_by=[states.changed_at, _number(states.state)])


def _number(flag: ir.BooleanValue) -> ir.IntegerValue:
    """1 for true, else 0; PostgreSQL casts no boolean to int64."""
    return flag.fill_null(False).ifelse(_int64(1), _int64(0))


def _int64(value: int) -> ir.IntegerScalar:
    return ibis.literal(value, "int64")

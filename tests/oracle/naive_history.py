"""What contacts were, change by change, by going through each contact's own.

Written from the specification alone. Nothing here comes from the package it checks. Instants are aware.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class OptOut(NamedTuple):
    """One opt-out: when it began and ended (None: it lasts), and the reason as it was given."""

    left: datetime
    back: datetime | None
    reason: str | None


def opt_outs(contact: dict, changes: list[dict]) -> list[OptOut]:
    """Follow a contact through its changes: in, out, in again."""
    mine = [one for one in changes if one["contact_id"] == contact["contact_id"]]
    told = [(one["changed_at"], one["value"] == "true") for one in mine if one["field"] == "opted_out"]
    if contact.get("opted_out_at") is not None:
        told.append((contact["opted_out_at"], True))
    reasons = sorted(
        ((one["changed_at"], one["value"]) for one in mine if one["field"] == "opt_out_reason"), key=lambda one: one[0]
    )
    found, left, since = [], None, None
    for at, out in sorted(told):
        if out and left is None:
            left = at
        elif not out and left is not None:
            found.append((since, left, at))
            left, since = None, at
    if left is not None:
        found.append((since, left, None))
    listed = []
    for begin, told_left, told_back in found:
        given = [
            text for at, text in reasons if (begin is None or at >= begin) and (told_back is None or at < told_back)
        ]
        reason = given[-1] if given else contact.get("opt_out_reason") if told_back is None else None
        began = max(told_left, contact["created_at"])
        ended = told_back and max(told_back, contact["created_at"])
        if ended is None or ended > began:
            listed.append(OptOut(began, ended, reason))
    return listed


def is_out(contact: dict, changes: list[dict], at: datetime) -> bool:
    return any(one.left < at and (one.back is None or one.back >= at) for one in opt_outs(contact, changes))


def is_monitored(contact: dict, changes: list[dict], at: datetime) -> bool:
    """Say what the newest change said; before the first one it was the opposite."""
    told = sorted(
        (one["changed_at"], one["value"] == "true")
        for one in changes
        if one["contact_id"] == contact["contact_id"] and one["field"] == "monitored"
    )
    if not told:
        return contact["monitored"]
    before = [flag for moment, flag in told if moment < at]
    return before[-1] if before else not told[0][1]

"""Contact analytics by counting raw rows: who is in the base, who left it and why, when contacts are active.

Written from the specification alone. Nothing here comes from the package it checks. Instants are aware.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)
MARGIN = timedelta(days=2)
GROUPS = ("all", "new", "opted_out", "monitored")
REASONS = {
    "never_signed_up": "never_signed_up",
    "too_many_messages": "too_many_messages",
    "not_interested": "topic_not_interesting",
    "content_mismatch": "content_mismatch",
    "never signed up": "never_signed_up",
    "too many messages": "too_many_messages",
    "not interested in the topic": "topic_not_interesting",
    "content did not match interests": "content_mismatch",
    "nigdy nie zapisywałem się do tej listy": "never_signed_up",
    "otrzymywałem zbyt wiele wiadomości": "too_many_messages",
    "nie interesuje mnie ta tematyka": "topic_not_interesting",
    "treść wiadomości nie była dopasowana do moich zainteresowań": "content_mismatch",
}
"""The codes of the sample shop, the words of the specification and the sentences of the original."""


# --- the base (CA1, CA3, CA6, CA8) -----------------------------------------------------------------------------------


def everybody(contacts: Iterable[dict], at: datetime) -> int:
    """Count the contacts there were before an instant."""
    return sum(one["created_at"] < at for one in contacts)


def opted_out(contacts: Iterable[dict], at: datetime) -> int:
    """Count those of them that had opted out before it."""
    return sum(one["created_at"] < at and left(one) is not None and left(one) < at for one in contacts)


def left(contact: dict) -> datetime | None:
    return contact.get("opted_out_at")


def group(contacts: list[dict], name: str, start: datetime, end: datetime) -> int:
    """What a group comes to in a range: the states at its end, the others what happened in it."""
    if name == "all":
        return everybody(contacts, end)
    if name == "new":
        return everybody(contacts, end) - everybody(contacts, start)
    if name == "monitored":
        return everybody(contacts, end) - opted_out(contacts, end)
    return opted_out(contacts, end) - opted_out(contacts, start)


def reasons(contacts: Iterable[dict], start: datetime, end: datetime) -> dict[str, int]:
    """Count the opt-outs of a range by reason; one of somebody who is added later happens when he is added."""
    found: Counter[str] = Counter()
    for one in contacts:
        if left(one) is not None and start <= max(left(one), one["created_at"]) < end:
            text = (one.get("opt_out_reason") or "").strip().strip(".,").lower()
            found[REASONS.get(text, "other") if text else "not_given"] += 1
    return dict(found)


def by_flag(contacts: Iterable[dict], at: datetime) -> dict[str, int]:
    """Count all contacts by the monitoring flag."""
    flags = Counter(one["monitored"] for one in contacts if one["created_at"] < at)
    return {"monitored": flags[True], "not_monitored": flags[False]}


# --- e-mail domains (CA7) --------------------------------------------------------------------------------------------


def domains(contacts: Iterable[dict], at: datetime) -> dict[str | None, int]:
    """Count the contacts that are opted in at an instant by the domain of their address."""
    found: Counter[str | None] = Counter()
    for one in contacts:
        if one["created_at"] < at and (left(one) is None or left(one) >= at):
            parts = one["email"].split("@")
            domain = "".join(parts[-1].split()).rstrip(".").lower() if len(parts) > 1 else ""
            found[domain or None] += 1
    return dict(found)


# --- activity (CA5) --------------------------------------------------------------------------------------------------


class Activity(NamedTuple):
    """Means by what they are of (0 is Monday), only where there is something to take the mean of; and their sum."""

    by_hour: dict[int, Fraction]
    by_weekday: dict[int, Fraction]
    by_both: dict[tuple[int, int], Fraction]
    total: int


def deeds(visits: Iterable[dict], interactions: Iterable[dict]) -> list[datetime]:
    """When known contacts visited, and when messages were opened."""
    known = [one["started_at"] for one in visits if one["contact_id"] is not None]
    return sorted(known + [one["occurred_at"] for one in interactions if one["kind"] == "open"])


def activity(moments: Iterable[datetime], start: datetime, end: datetime, zone: ZoneInfo) -> Activity:
    """Look at the clock every quarter of an hour, and leave out every hour and date that is not wholly in the range.

    An hour is told from the one that repeats it by its distance from UTC. For zones that differ from UTC by quarters.
    """
    hours, dates = defaultdict(list), defaultdict(list)
    at = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - MARGIN
    while at < end + MARGIN:
        seen, within = hour_of(at, zone), start <= at and at + QUARTER <= end
        hours[seen].append(within)
        dates[seen[1]].append(within)
        at += QUARTER
    hours = [seen for seen, quarters in hours.items() if all(quarters)]
    dates = {date for date, quarters in dates.items() if all(quarters)}
    done = Counter(hour_of(moment, zone) for moment in moments)
    by_hour, by_weekday, by_both = defaultdict(list), defaultdict(list), defaultdict(list)
    for seen in hours:
        by_hour[seen[2]].append(done[seen])
        by_both[seen[1].weekday(), seen[2]].append(done[seen])
    of_date = Counter()
    for seen, number in done.items():
        of_date[seen[1]] += number
    for date in dates:
        by_weekday[date.weekday()].append(of_date[date])
    return Activity(mean(by_hour), mean(by_weekday), mean(by_both), sum(done[seen] for seen in hours))


def hour_of(at: datetime, zone: ZoneInfo) -> tuple:
    local = at.astimezone(zone)
    return local.utcoffset(), local.date(), local.hour


def mean(found: dict) -> dict:
    return {key: Fraction(sum(numbers), len(numbers)) for key, numbers in found.items()}

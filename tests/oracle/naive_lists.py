"""Sections I and J by sorting and picking raw rows.

Written from the specification alone. Nothing here comes from the package it checks. Instants are aware.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

MASS = ("bulk", "ab_test", "ab_winner")


def wanted(row: dict, at: datetime, people: dict, until: datetime, filters: dict, *, scored: bool) -> bool:
    """Whether a row is on the list: before the moment, in the dates, of the owner, with the score."""
    if at >= until:
        return False
    if filters.get("start") is not None and at < filters["start"]:
        return False
    if filters.get("end") is not None and at >= filters["end"]:
        return False
    if filters.get("owner") is not None and people.get(row.get("contact_id"), {}).get("owner") != filters["owner"]:
        return False
    least = filters.get("min_score")
    return not (scored and least is not None and (row["score"] is None or row["score"] < least))


def visits(
    tables: dict[str, list[dict]], until: datetime, *, monitored: bool, filters: dict | None = None
) -> list[dict]:
    """List monitored or anonymous visits, newest first."""
    people = {one["contact_id"]: one for one in tables.get("contacts", ())}
    found = []
    for one in tables["visits"]:
        known = one.get("contact_id") is not None
        if known != monitored or not wanted(one, one["started_at"], people, until, filters or {}, scored=True):
            continue
        row = {"visit_id": one["visit_id"], "at": one["started_at"], "score": one.get("score")}
        if monitored:
            contact = people.get(one["contact_id"], {})
            row |= {"contact_id": one["contact_id"], "email": contact.get("email"), "name": contact.get("name")}
        else:
            row |= {"visitor_id": one.get("visitor_id"), "isp": one.get("isp")}
        found.append(row)
    return sorted(found, key=lambda row: (row["at"], row["visit_id"]), reverse=True)


def transactions(tables: dict[str, list[dict]], until: datetime, filters: dict | None = None) -> list[dict]:
    """List PURCHASE events, newest first."""
    people = {one["contact_id"]: one for one in tables.get("contacts", ())}
    found = []
    for one in tables["events"]:
        if one["type"] != "PURCHASE":
            continue
        if not wanted(one, one["occurred_at"], people, until, filters or {}, scored=False):
            continue
        contact = people.get(one["contact_id"], {})
        products = one.get("quantity")
        if products is None and one.get("products") is not None:
            products = len([name for name in one["products"].split(",") if name.strip()])
        found.append(
            {
                "event_id": one["event_id"],
                "contact_id": one["contact_id"],
                "at": one["occurred_at"],
                "email": contact.get("email"),
                "name": contact.get("name"),
                "value": one["value"],
                "products": products,
            }
        )
    return sorted(found, key=lambda row: (row["at"], row["event_id"]), reverse=True)


def owners(contacts: Iterable[dict]) -> set[str]:
    return {one["owner"] for one in contacts if one["owner"] is not None}


def months_ago(day: date, months: int) -> date:
    """Return the same day so many months before, or that month's last one."""
    month = day.year * 12 + day.month - 1 - months
    year, month = month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def campaigns(rows: Iterable[dict], start: datetime, until: datetime) -> list[dict]:
    """List the mass messages scheduled in a range, newest first."""
    found = [one for one in rows if one["kind"] in MASS and start <= one["scheduled_at"] < until]
    return sorted(found, key=lambda one: (one["scheduled_at"], one["campaign_id"]), reverse=True)


def activity(
    interactions: Iterable[dict], campaign: object, start: datetime, until: datetime
) -> Counter[tuple[str, date]]:
    """Count a campaign's interactions by kind and by the date `start`'s zone shows."""
    return Counter(
        (one["kind"], one["occurred_at"].astimezone(start.tzinfo).date())
        for one in interactions
        if one["campaign_id"] == campaign and start <= one["occurred_at"] < until
    )

"""Sections F, G and H by counting raw rows: who had bought how often, who was there, what was looked at, at an instant.

Written from the specification alone. Nothing here comes from the package it checks. Instants are aware.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def retention(events: Iterable[dict], at: datetime, most: int = 5) -> dict[str, int]:
    """Count the customers by their purchases before an instant; those with `most` or more stand together."""
    purchases = Counter(one["contact_id"] for one in events if one["type"] == "PURCHASE" and one["occurred_at"] < at)
    customers = Counter(min(number, most) for number in purchases.values())
    return {str(number) + ("+" if number == most else ""): customers[number] for number in range(1, most + 1)}


def retention_since_added(events: Iterable[dict], contacts: Iterable[dict], at: datetime) -> dict[str, int]:
    """Count them by the purchases since they were added; whom nobody added has been there from the first."""
    added = {one["contact_id"]: one["created_at"] for one in contacts}
    since = [one for one in events if one["contact_id"] not in added or one["occurred_at"] >= added[one["contact_id"]]]
    return retention(since, at)


def customers(events: Iterable[dict], at: datetime) -> int:
    """Count the contacts with at least one purchase before an instant."""
    return len({one["contact_id"] for one in events if one["type"] == "PURCHASE" and one["occurred_at"] < at})


def potential(events: Iterable[dict], at: datetime) -> int:
    """Count the contacts that filled a cart before an instant and had bought nothing until then."""
    before = [one for one in events if one["occurred_at"] < at]
    filled = {one["contact_id"] for one in before if one["type"] == "CART"}
    return len(filled - {one["contact_id"] for one in before if one["type"] == "PURCHASE"})


def created(contacts: Iterable[dict], start: datetime | None, end: datetime) -> int:
    """Count the contacts created in a range, or at any time before its end."""
    return sum((start is None or start <= one["created_at"]) and one["created_at"] < end for one in contacts)


def page_views(views: Iterable[dict], start: datetime, end: datetime) -> dict[str, int]:
    """Count the page views of a range; `views` have viewed_at, contact_id (None: nobody known) and, if not 1, count."""
    found = {"total": 0, "monitored": 0, "anonymous": 0}
    for one in views:
        if start <= one["viewed_at"] < end:
            found["total"] += one.get("count", 1)
            found["anonymous" if one["contact_id"] is None else "monitored"] += one.get("count", 1)
    return found


def views_by_visit(views: Iterable[dict], visits: Iterable[dict]) -> list[dict]:
    """Take the contact of each page view that has none of its own from its visit."""
    contacts = {one["visit_id"]: one["contact_id"] for one in visits}
    return [
        one if one.get("contact_id") is not None else {**one, "contact_id": contacts.get(one["visit_id"])}
        for one in views
    ]


def views_of_visits(visits: Iterable[dict]) -> list[dict]:
    """Take the page views as the visits count them, all at the visit's start."""
    return [
        {"viewed_at": one["started_at"], "contact_id": one["contact_id"], "count": one["page_views"] or 0}
        for one in visits
    ]

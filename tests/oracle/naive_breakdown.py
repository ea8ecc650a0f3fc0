"""Sections D and E, what is behind a slice, one campaign's sales and the sandbox, by a loop over each order's history.

Written from the specification alone (section 5). Nothing here comes from the package it checks.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime


class Credit(NamedTuple):
    """An order and to whom it is credited; `at` is aware."""

    event: object
    at: datetime
    value: Decimal
    touchpoint: bool
    last_click: bool
    channel: str | None = None
    module: str | None = None
    campaign: object = None
    last_campaign: object = None


class Sum(NamedTuple):
    """Orders and their revenue."""

    orders: int = 0
    revenue: Decimal = Decimal(0)


def credit(
    events: Iterable[dict],
    interactions: Iterable[dict],
    *,
    days: int = 90,
    count: int = 25,
    last_click: str = "any_entry",
) -> list[Credit]:
    """Look back from each PURCHASE event at what its contact did before, newest first."""
    histories = defaultdict(list)
    for one in interactions:
        histories[one["contact_id"]].append(one)
    for history in histories.values():
        history.sort(key=lambda one: (one["occurred_at"], one["interaction_id"]), reverse=True)
    credits_ = []
    for event in events:
        if event["type"] != "PURCHASE":
            continue
        at = event["occurred_at"]
        window = [one for one in histories[event["contact_id"]] if at - timedelta(days=days) <= one["occurred_at"] < at]
        touches = [one for one in window if one["channel"] != "direct"][:count]
        own = [one for one in touches if one["own"]]
        came = [one for one in window if one["kind"] in ("click", "entry")]
        if last_click == "last_non_direct":
            came = [one for one in came if one["channel"] != "direct"]
        last = came[0] if own and came and came[0]["own"] else None
        newest = own[0] if own else {}
        credits_.append(
            Credit(
                event["event_id"],
                at,
                Decimal(str(event["value"])),
                touchpoint=bool(own),
                last_click=last is not None,
                channel=newest.get("channel"),
                module=newest.get("module"),
                campaign=newest.get("campaign_id"),
                last_campaign=last["campaign_id"] if last else None,
            )
        )
    return credits_


def total(credits_: Iterable[Credit], start: datetime, end: datetime, keep: Callable[[Credit], bool]) -> Sum:
    """Sum the orders of a range that are kept."""
    values = [one.value for one in credits_ if start <= one.at < end and keep(one)]
    return Sum(len(values), sum(values, Decimal(0)))


def breakdown(
    credits_: Iterable[Credit], start: datetime, end: datetime, by: Callable[[Credit], object]
) -> dict[object, Sum]:
    """Sum the touchpoint orders of a range by what `by` says of them."""
    found: dict[object, Sum] = {}
    for one in credits_:
        if start <= one.at < end and one.touchpoint:
            orders, revenue = found.get(by(one), Sum())
            found[by(one)] = Sum(orders + 1, revenue + one.value)
    return found


def sandbox(
    events: list[dict], interactions: list[dict], start: datetime, end: datetime, **policy: object
) -> dict[str, Sum]:
    """What a policy makes of the orders of a range, and what it changes against the default one."""
    ours, theirs = credit(events, interactions, **policy), credit(events, interactions)
    before = {one.event: one for one in theirs}
    kinds = {
        "all": lambda _: True,
        "touchpoint": lambda one: one.touchpoint,
        "last_click": lambda one: one.last_click,
        "both": lambda one: one.touchpoint and one.last_click,
        "touchpoint_gained": lambda one: one.touchpoint and not before[one.event].touchpoint,
        "touchpoint_lost": lambda one: not one.touchpoint and before[one.event].touchpoint,
        "last_click_gained": lambda one: one.last_click and not before[one.event].last_click,
        "last_click_lost": lambda one: not one.last_click and before[one.event].last_click,
    }
    return {name: total(ours, start, end, keep) for name, keep in kinds.items()}

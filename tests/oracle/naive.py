"""Every figure, series and trend of sections A to C by plain loops over raw rows.

Written from the specification alone. Nothing here comes from the package it checks: no facts, no cubes, no periods.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
PERIODS = (
    "today", "yesterday", "last_7_days", "last_30_days", "current_month", "previous_month", "current_quarter",
    "previous_quarter", "current_year", "previous_year", "last_12_months",
)  # fmt: skip
TILES = ("today", "yesterday", "last_7_days", "last_30_days", "current_quarter", "current_year")
TREND_TILES = ("yesterday", "last_7_days", "last_30_days")
ATTRIBUTIONS = ("all", "touchpoint", "last_click")


# --- orders and whom they are credited to (specification, section 5) -------------------------------------------------


class Purchase(NamedTuple):
    """A PURCHASE event; `at` is aware."""

    contact: object
    at: datetime
    value: Decimal


class Interaction(NamedTuple):
    """A marketing contact or a site entry; `at` is aware."""

    number: int
    contact: object
    at: datetime
    kind: str
    channel: str
    own: bool


class Order(NamedTuple):
    """A purchase, and which attributions count it."""

    at: datetime
    value: Decimal
    counted: frozenset[str]


def attribute(
    purchases: Iterable[Purchase], interactions: Iterable[Interaction], *, last_click: str = "any_entry"
) -> list[Order]:
    """Look at the 90 days before each purchase, one after another; the orders come sorted by time."""
    histories = defaultdict(list)
    for one in interactions:
        histories[one.contact].append(one._replace(at=one.at.astimezone(UTC)))
    for history in histories.values():
        history.sort(key=lambda one: (one.at, one.number), reverse=True)
    orders = []
    for purchase in purchases:
        at = purchase.at.astimezone(UTC)
        window = [one for one in histories[purchase.contact] if at - 90 * DAY <= one.at < at]
        touched = any(one.own for one in [one for one in window if one.channel != "direct"][:25])
        came = [one for one in window if one.kind in ("click", "entry")]
        if last_click == "last_non_direct":
            came = [one for one in came if one.channel != "direct"]
        counted = {"all"}
        if touched:
            counted.add("touchpoint")
        if touched and came and came[0].own:
            counted.add("last_click")
        orders.append(Order(at, purchase.value, frozenset(counted)))
    return sorted(orders, key=lambda order: order.at)


# --- periods (M1 to M4, M8) ------------------------------------------------------------------------------------------


class Span(NamedTuple):
    """A half-open range of instants in UTC."""

    start: datetime
    end: datetime


class Frame(NamedTuple):
    """What a period means at a moment."""

    current: Span
    previous: Span
    grain: str


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return when a wall clock shows `local`: the first time, and the end of the gap for a time it skips."""
    while True:
        found = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None, fold=0) == local:
            return found
        local = local.replace(second=0, microsecond=0) + timedelta(minutes=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant(_wall_clock(day), zone)


def _wall_clock(day: date) -> datetime:
    return datetime.fromisoformat(day.isoformat())


def first_of(day: date, months: int, ago: int) -> date:
    """Return the first day of the unit of so many months in which `day` lies, or of one so many units ago."""
    month = day.year * 12 + day.month - 1
    month -= month % months + months * ago
    return date(month // 12, month % 12 + 1, 1)


def year_ago(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def calendar(name: str, today: date) -> tuple[date, date, date, date]:
    """Return a named period's first day and the day after its last, and those of the period before."""
    if name == "today":
        return today, today + DAY, today - DAY, today
    if name == "yesterday":
        return today - DAY, today, today - 2 * DAY, today - DAY
    if name in ("last_7_days", "last_30_days"):
        days = 7 * DAY if name == "last_7_days" else 30 * DAY
        return today - days, today, today - 2 * days, today - days
    if name == "last_12_months":
        return year_ago(today), today, date(today.year - 2, *_month_and_day(today, 2)), year_ago(today)
    when, unit = name.split("_")
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    ago = {"current": 0, "previous": 1}[when]
    start = first_of(today, months, ago)
    end = first_of(today, months, ago - 1)
    return start, end, first_of(today, months, ago + 1), start


def _month_and_day(today: date, years: int) -> tuple[int, int]:
    try:
        today.replace(year=today.year - years)
    except ValueError:
        return 2, 28
    return today.month, today.day


def frame(period: str | tuple[datetime, datetime], now: datetime, zone: ZoneInfo) -> Frame:
    """Say what a named period, or a range of naive local times, covers at the instant `now`."""
    local_now = now.astimezone(zone).replace(tzinfo=None, fold=0)
    whole_days = True
    if isinstance(period, str):
        start, end, before, until = map(_wall_clock, calendar(period, local_now.date()))
    else:
        start, end = period
        before, until = start - (end - start), start
        if months := whole_months(start, end):
            before = _wall_clock(first_of(start.date(), 1, months))
        whole_days = bool(months) or (end - start) % DAY == timedelta(0)
    span = Span(instant(start, zone), instant(end, zone))
    if whole_days:
        previous = Span(instant(before, zone), instant(until, zone))
        cut = instant(before + (local_now - start), zone) if span.end > now else previous.end
    else:
        previous = Span(span.start - (span.end - span.start), span.start)
        cut = previous.start + (now - span.start) if span.end > now else previous.end
    current = Span(span.start, min(span.end, now))
    return Frame(current, Span(previous.start, min(previous.end, cut)), grain(current, zone))


def whole_months(start: datetime, end: datetime) -> int:
    """Return of how many whole months of the wall clock a range is made, 0 if of none."""
    if any(one.day != 1 or one.time() != datetime.min.time() for one in (start, end)):
        return 0
    return (end.year - start.year) * 12 + end.month - start.month


def grain(span: Span, zone: ZoneInfo) -> str:
    last = (span.end - timedelta(microseconds=1)).astimezone(zone).date()
    days = (last - span.start.astimezone(zone).date()).days + 1
    if days <= 1:
        return "hour"
    return "day" if days <= 62 else "month"


def buckets(span: Span, width: str, zone: ZoneInfo) -> list[Span]:
    """Cut a range where the wall clock begins an hour, a day or a month (zones of whole hours only)."""
    found = []
    start = span.start
    while start < span.end:
        local = start.astimezone(zone)
        if width == "hour":
            after = start.replace(minute=0, second=0, microsecond=0) + HOUR
        elif width == "day":
            after = midnight(local.date() + DAY, zone)
        else:
            after = midnight(first_of(local.date(), 1, -1), zone)
        found.append(Span(start, min(after, span.end)))
        start = after
    return found


# --- figures, series and trends (A, B, C) ----------------------------------------------------------------------------


class Figures(NamedTuple):
    """What the orders of a range come to; `share` is that of all revenue."""

    orders: int
    revenue: Decimal
    aov: Fraction | None
    share: Fraction | None


class Books:
    """The orders of a shop, and what can be said of them."""

    def __init__(self, orders: list[Order]) -> None:
        self.orders = orders
        self._at = [order.at for order in orders]

    def figures(self, span: Span, attribution: str = "all") -> Figures:
        within = self.orders[bisect_left(self._at, span.start) : bisect_left(self._at, span.end)]
        values = [order.value for order in within if attribution in order.counted]
        revenue = sum(values, Decimal(0))
        everything = sum((order.value for order in within), Decimal(0))
        aov = Fraction(revenue) / len(values) if values else None
        share = Fraction(revenue) / Fraction(everything) if everything else None
        return Figures(len(values), revenue, aov, share)

    def series(self, span: Span, width: str, zone: ZoneInfo, attribution: str = "all") -> list[tuple[Span, Figures]]:
        return [(bucket, self.figures(bucket, attribution)) for bucket in buckets(span, width, zone)]


def trend(current: Decimal | Fraction | int | None, previous: Decimal | Fraction | int | None) -> tuple:
    """Return the change as a number and in percent; None where there is none."""
    if current is None or previous is None:
        return None, None
    delta = Fraction(current) - Fraction(previous)
    return delta, delta / abs(Fraction(previous)) * 100 if previous else None

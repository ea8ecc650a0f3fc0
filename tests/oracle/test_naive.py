"""The oracle itself, against figures that are known otherwise."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

WARSAW = ZoneInfo("Europe/Warsaw")


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


def test_published_totals_of_online_retail(naive, uci_purchases):
    books = naive.Books(naive.attribute(uci_purchases, []))
    figures = books.figures(naive.Span(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)))
    assert (figures.orders, figures.revenue) == (18_532, Decimal("8911407.904"))
    assert float(figures.aov) == pytest.approx(480.865956, abs=5e-7)
    bought = Counter(purchase.contact for purchase in uci_purchases)
    customers = Counter(min(count, 5) for count in bought.values())
    assert [customers[number] for number in range(1, 6)] == [1_493, 835, 508, 388, 1_114]


def test_the_worked_example_of_the_specification(naive):
    rows = {"2024-12-23": 443_000, "2024-12-29T23:59:59": 211, "2024-12-30": 445_000, "2025-01-05T23:59:59": 360}
    rows |= {"2024-12-22T23:59:59": 7, "2025-01-06": 13}
    orders = naive.attribute([naive.Purchase(1, moment(at), Decimal(value)) for at, value in rows.items()], [])
    found = naive.frame("last_7_days", moment("2025-01-06T12:00"), WARSAW)
    books = naive.Books(orders)
    current, previous = books.figures(found.current), books.figures(found.previous)
    assert (current.revenue, previous.revenue) == (445_360, 443_211)
    delta, percent = naive.trend(current.revenue, previous.revenue)
    assert delta == 2_149
    assert float(percent) == pytest.approx(0.48487, abs=1e-5)


@pytest.mark.parametrize(
    ("period", "now", "expected"),
    [
        ("today", "2026-01-06T12:00", "hour 01-06 00:00 > 01-06 12:00, 01-05 00:00 > 01-05 12:00"),
        ("current_year", "2026-01-06T12:00", "day 01-01 00:00 > 01-06 12:00, 01-01 00:00 > 01-06 12:00"),
        ("current_month", "2025-03-31T18:00", "day 03-01 00:00 > 03-31 18:00, 02-01 00:00 > 03-01 00:00"),
        ("previous_quarter", "2025-05-05T00:00", "month 01-01 00:00 > 04-01 00:00, 10-01 00:00 > 01-01 00:00"),
        ("last_12_months", "2024-02-29T09:00", "month 02-28 00:00 > 02-29 00:00, 02-28 00:00 > 02-28 00:00"),
        ("last_30_days", "2025-04-10T09:00", "day 03-11 00:00 > 04-10 00:00, 02-09 00:00 > 03-11 00:00"),
    ],
)
def test_periods(naive, period, now, expected):
    found = naive.frame(period, moment(now).astimezone(UTC), WARSAW)
    current, previous = (" > ".join(f"{at.astimezone(WARSAW):%m-%d %H:%M}" for at in span) for span in found[:2])
    assert f"{found.grain} {current}, {previous}" == expected


@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25), ("2025-06-01", 24)])
def test_days_of_daylight_saving_have_their_hours(naive, day, hours):
    found = naive.frame("yesterday", moment(day).astimezone(UTC) + timedelta(days=1, hours=5), WARSAW)
    assert len(naive.buckets(found.current, "hour", WARSAW)) == hours


@pytest.mark.parametrize(
    ("history", "counted"),
    [
        ([(-3, "click", "email", True), (0, "entry", "direct", False)], {"all", "touchpoint"}),
        ([(-3, "click", "email", True)], {"all", "touchpoint", "last_click"}),
        ([(-91, "click", "email", True)], {"all"}),
        ([(-5, "open", "email", True), (-4, "entry", "organic", False)], {"all", "touchpoint"}),
        ([(-5, "click", "email", True), *[(-4, "open", "other", False)] * 25], {"all"}),
        ([(-5, "click", "email", True), *[(-4, "open", "direct", False)] * 25], {"all", "touchpoint", "last_click"}),
        ([], {"all"}),
    ],
    ids=["the seed's touchpoint", "the seed's last click", "too old", "opened", "25 newer", "25 direct", "nothing"],
)
def test_attribution(naive, history, counted):
    at = moment("2025-06-01T12:00")
    rows = [
        naive.Interaction(number, 1, at + timedelta(days=day, minutes=-1), kind, channel, own)
        for number, (day, kind, channel, own) in enumerate(history)
    ]
    (order,) = naive.attribute([naive.Purchase(1, at, Decimal(1))], rows)
    assert order.counted == counted

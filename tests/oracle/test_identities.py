"""What must agree with one another, whatever the period and the moment: ten of them drawn at random, and repeatable."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

import smwidgets as sm

NAMES = (
    "today", "yesterday", "last_7_days", "last_30_days", "current_month", "previous_month", "current_quarter",
    "previous_quarter", "current_year", "previous_year", "last_12_months",
)  # fmt: skip
FIRST, LAST = datetime(2024, 5, 1, tzinfo=UTC), datetime(2026, 4, 4, tzinfo=UTC)


def drawn(count=10, seed=20260306):
    """Periods, named and custom by turns, and the moments at which they are looked at."""
    random = Random(seed)  # noqa: S311 - the same cases at every run
    for number in range(count):
        as_of = FIRST + timedelta(seconds=random.randrange(int((LAST - FIRST).total_seconds())))
        start = FIRST + (as_of - FIRST) * random.random()
        end = start + timedelta(minutes=random.randrange(1, 400_000))
        yield pytest.param(as_of, random.choice(NAMES) if number % 2 else sm.Period(start, end), id=str(number))


CASES = list(drawn())


@pytest.mark.spec("D1", "E1", "B2")
@pytest.mark.parametrize(("as_of", "period"), CASES)
def test_channels_and_modules_add_up_to_touchpoint_revenue(sample_shop, section, as_of, period):
    model = sm.DashboardModel(sample_shop, as_of=as_of)
    revenue = section("SalesAnalytics")(model, attribution="touchpoint", period=period).figures["revenue"]
    for name in ("ChannelSales", "ModuleSales"):
        figures = section(name)(model, period=period).figures
        assert figures.pop("total") == pytest.approx(revenue, abs=1e-6)
        assert sum(figures.values()) == pytest.approx(revenue, abs=1e-6)


@pytest.mark.spec("H1")
@pytest.mark.parametrize(("as_of", "period"), CASES)
def test_monitored_and_anonymous_page_views_are_all_page_views(sample_shop, section, as_of, period):
    found = section("PageViews")(sm.DashboardModel(sample_shop, as_of=as_of), period=period)
    assert found.figures["total"] == found.figures["monitored"] + found.figures["anonymous"]
    assert (found.frame["total"] == found.frame["monitored"] + found.frame["anonymous"]).all()
    assert found.frame["total"].sum() == found.figures["total"]


@pytest.mark.spec("F1")
@pytest.mark.parametrize(("as_of", "period"), CASES)
def test_groups_of_customers_are_all_who_ever_bought(naive_base, sample_rows, sample_shop, section, as_of, period):
    found = section("CustomerRetention")(sm.DashboardModel(sample_shop, as_of=as_of), period=period)
    figures = found.figures
    assert figures.pop("total") == sum(figures.values()) == naive_base.customers(sample_rows["events"], as_of)
    columns = found.frame.drop(columns="start")
    assert columns.sum(axis=1).is_monotonic_increasing


@pytest.mark.spec("B1", "B2", "B3")
@pytest.mark.parametrize(("as_of", "period"), CASES)
def test_last_click_within_touchpoint_within_all(sample_shop, section, as_of, period):
    model = sm.DashboardModel(sample_shop, as_of=as_of)
    found = [
        section("SalesAnalytics")(model, attribution=name, period=period)
        for name in ("last_click", "touchpoint", "all")
    ]
    for key in ("orders", "revenue"):
        assert found[0].figures[key] <= found[1].figures[key] <= found[2].figures[key]
        assert (found[0].frame[key] <= found[1].frame[key]).all()
        assert (found[1].frame[key] <= found[2].frame[key]).all()
    orders = sample_shop.execute(sample_shop.orders)
    assert orders.loc[orders["last_click"], "touchpoint"].all()
    assert 0 < orders["last_click"].sum() < orders["touchpoint"].sum() < len(orders)


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize(("as_of", "period"), CASES[:4])
def test_the_sandbox_at_the_shops_policy_is_the_shop(sample_shop, section, as_of, period):
    model = sm.DashboardModel(sample_shop, as_of=as_of)
    sandbox = section("AttributionSandbox")(model, period=period).figures
    for name in ("all", "touchpoint", "last_click"):
        figures = section("SalesAnalytics")(model, attribution=name, period=period).figures
        assert sandbox[f"orders_{name}"] == figures["orders"]
        assert sandbox[f"revenue_{name}"] == pytest.approx(figures["revenue"], abs=1e-6)
    assert sandbox["orders_both"] == sandbox["orders_last_click"]

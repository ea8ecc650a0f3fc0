"""The lesson's known answers, the dashboard's figures and the oracle: the same numbers by three ways."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

import smwidgets as sm
from smwidgets.data.sample import sample_tables
from smwidgets.data.sample.stories import Stories

pytestmark = pytest.mark.spec("X5")

DAY = timedelta(days=1)
OTHER_TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module", params=[(7, date(2026, 3, 6)), (3, OTHER_TODAY)], ids=["march", "december"])
def tables(request):
    seed, today = request.param
    return sample_tables(seed, today, contacts=2_000, stories=True)


@pytest.fixture(scope="module")
def lesson(tables):
    with sm.connect(tables) as shop:
        yield sm.Lesson(shop)


@pytest.fixture(scope="module")
def stories(lesson, tables):
    first = tables["visits"]["started_at"].min().tz_convert("Europe/Warsaw").date()
    return Stories(first.replace(day=1), lesson.shop.timezone)


@pytest.fixture(scope="module")
def books(naive, rows_of, tables):
    bought = [
        naive.Purchase(row["contact_id"], row["occurred_at"], Decimal(str(row["value"])))
        for row in rows_of(tables["events"])
        if row["type"] == "PURCHASE"
    ]
    columns = ("interaction_id", "contact_id", "occurred_at", "kind", "channel", "own")
    told = [naive.Interaction(*(row[name] for name in columns)) for row in rows_of(tables["interactions"])]
    return naive.Books(naive.attribute(bought, told))


@pytest.fixture(scope="module")
def on(naive, books, stories):
    """Figures of a day by the oracle."""
    return lambda day, attribution="all": books.figures(
        naive.Span(naive.midnight(day, stories.zone), naive.midnight(day + DAY, stories.zone)), attribution
    )


@pytest.fixture
def shown(lesson):
    """A section of the dashboard as it stands at a story's moment."""

    def build(name, story, **settings):
        model = sm.DashboardModel(lesson.shop, as_of=lesson.moment(story))
        return getattr(sm.sections, name)(model, **settings)

    return build


def test_revenue_and_trend_of_black_friday(naive, lesson, stories, on, shown):
    summary = shown("SalesSummary", "black_friday")
    friday, thursday = on(stories.black_friday), on(stories.black_friday - DAY)
    _, percent = naive.trend(friday.revenue, thursday.revenue)
    assert lesson.answer("black_friday_revenue") == pytest.approx(float(friday.revenue))
    assert lesson.answer("black_friday_trend") == pytest.approx(float(percent))
    assert lesson.check("black_friday_revenue", summary.figures["yesterday"]).right
    assert lesson.check("black_friday_trend", summary.trends["yesterday"].percent).right


@pytest.mark.parametrize(("question", "story"), [("black_friday_share", "black_friday"), ("outage_share", "outage")])
def test_shares_of_last_click(lesson, stories, on, shown, question, story):
    day = {"black_friday": stories.black_friday, "outage": stories.blind_on}[story]
    section = shown("SalesAnalytics", story, attribution="last_click", period=sm.Period(day, day + DAY))
    assert lesson.answer(question) == pytest.approx(float(on(day, "last_click").share))
    assert section.figures["share"] == pytest.approx(lesson.answer(question))


def test_the_campaign_behind_black_friday(lesson, shown):
    channels = shown("ChannelSales", "black_friday", period=lesson.period("black_friday"))
    assert lesson.check("black_friday_campaign", channels.behind("email")["campaign_id"].iloc[0]).right


def test_the_broken_campaign_and_who_left(rows_of, tables, lesson, stories, shown):
    (broken,) = (
        row
        for row in rows_of(tables["campaigns"])
        if (row["kind"], row["channel"], row["clicked"]) == ("bulk", "email", 0) and row["opened"] > 10
    )
    recent = shown("RecentCampaigns", "broken_campaign").frame
    assert broken["name"] in set(recent["name"])
    assert lesson.check("broken_campaign", broken["campaign_id"]).right
    day = broken["scheduled_at"].astimezone(stories.zone).date()
    left = [
        row
        for row in rows_of(tables["contacts"])
        if row["opt_out_reason"] == "content_mismatch"
        and day <= row["opted_out_at"].astimezone(stories.zone).date() < day + 7 * DAY
    ]
    reasons = shown("OptOutReasons", "broken_campaign", period=sm.Period(day, day + 7 * DAY))
    assert lesson.answer("broken_opt_outs") == len(left) == reasons.figures["content_mismatch"]


def test_the_day_without_tracking_and_its_orders(rows_of, tables, lesson, stories, on, shown):
    month = lesson.period("outage")
    views = shown("PageViews", "outage", period=month).frame
    seen = {row["viewed_at"].astimezone(stories.zone).date() for row in rows_of(tables["page_views"])}
    days = [month.start.date() + number * DAY for number in range(30)]
    assert [day for day in days if day not in seen] == [lesson.answer("outage_day")]
    assert [start.date() for start in views.loc[views["total"] == 0, "start"]] == [lesson.answer("outage_day")]
    blind = lesson.answer("outage_day")
    sales = shown("SalesAnalytics", "outage", period=sm.Period(blind, blind + DAY))
    assert lesson.answer("outage_orders") == on(blind).orders == sales.figures["orders"] > 0


@pytest.mark.slow
def test_attribution_drops_while_nothing_is_recorded():
    told, usual = (
        sm.connect(sample_tables(7, date(2026, 3, 6), contacts=6_000, stories=stories)) for stories in (True, False)
    )
    with told, usual:
        day = sm.Lesson(told).answer("outage_day")
        shares = [
            sm.sections.SalesAnalytics(
                sm.DashboardModel(shop, as_of="2025-10-01"), attribution="last_click", period=sm.Period(day, day + DAY)
            ).figures["share"]
            for shop in (told, usual)
        ]
    assert shares[0] < 0.75 * shares[1]

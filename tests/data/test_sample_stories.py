"""What is planted in the sample shop, told from its rows."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from smwidgets.data.sample import sample_tables
from smwidgets.data.sample.hours import first_day
from smwidgets.data.sample.stories import CAMPAIGN, Stories

pytestmark = pytest.mark.spec("X5")

TODAY = date(2026, 3, 6)
WARSAW = ZoneInfo("Europe/Warsaw")
STORIES = Stories(date(2024, 3, 1), WARSAW)


@pytest.fixture(scope="module")
def shop():
    return sample_tables(7, TODAY, contacts=6_000, stories=True)


@pytest.fixture(scope="module")
def plain():
    return sample_tables(7, TODAY, contacts=6_000)


def on(times, day):
    return times.dt.tz_convert(WARSAW).dt.date == day


def during(times, period):
    return (times >= period[0]) & (times < period[1])


def test_the_days_are_those_of_the_calendar():
    assert (STORIES.black_friday, STORIES.broken_on, STORIES.blind_on) == (
        date(2025, 11, 28),
        date(2025, 3, 18),
        date(2025, 9, 16),
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_every_story_is_over_when_the_shop_is_opened_and_the_day_before_it_is_in_the_data(month):
    today = date(2027, month, 1)
    stories = Stories(first_day(today), WARSAW)
    days = (stories.black_friday, stories.broken_on, stories.blind_on)
    assert all(first_day(today) + timedelta(days=100) < day < today for day in days)
    assert [day.weekday() for day in days] == [4, 1, 1]


def test_black_friday_sells_by_a_campaign_of_its_own(shop):
    bought = shop["events"][shop["events"]["type"] == "PURCHASE"]
    revenue = bought["value"].groupby(bought["occurred_at"].dt.tz_convert(WARSAW).dt.date).sum()
    season = revenue[(revenue.index > date(2025, 11, 1)) & (revenue.index < date(2025, 12, 1))]
    assert season.idxmax() == STORIES.black_friday
    assert season.max() > 1.2 * season.drop(STORIES.black_friday).max()
    (campaign,) = shop["campaigns"][shop["campaigns"]["name"] == CAMPAIGN].to_dict("records")
    assert campaign["scheduled_at"] == pd.Timestamp(STORIES.campaign_at)
    entries = shop["interactions"].query("kind == 'entry'")
    entries = entries[on(entries["occurred_at"], STORIES.black_friday)]
    assert entries["campaign_id"].value_counts().idxmax() == campaign["campaign_id"]


def test_the_broken_campaign_is_opened_and_leads_nowhere(shop):
    newsletters = shop["campaigns"].query("kind == 'bulk' and channel == 'email'")
    broken = newsletters[newsletters["clicked"] == 0]
    assert list(broken["scheduled_at"]) == [pd.Timestamp(STORIES.broken_at)]
    around = newsletters[(newsletters["scheduled_at"] - broken["scheduled_at"].iloc[0]).abs() < pd.Timedelta("31D")]
    usual = around.drop(broken.index)
    assert broken["opened"].iloc[0] == pytest.approx(usual["opened"].mean(), rel=0.3)
    assert broken["unsubscribed"].iloc[0] > usual["unsubscribed"].max()
    told = shop["interactions"][shop["interactions"]["campaign_id"] == broken["campaign_id"].iloc[0]]
    assert set(told["kind"]) == {"open"}


def test_who_left_after_it_missed_the_content(shop, plain):
    week = (STORIES.broken_at, STORIES.broken_at + timedelta(days=7))
    left, usual = (
        tables["contacts"][during(tables["contacts"]["opted_out_at"], week)]["opt_out_reason"].value_counts()
        for tables in (shop, plain)
    )
    assert left["content_mismatch"] >= 5 * max(usual.get("content_mismatch", 0), 1)
    assert left["content_mismatch"] > 3 * left.drop("content_mismatch").sum()


def test_the_outage_takes_visits_and_interactions_and_leaves_the_orders(shop):
    assert not during(shop["visits"]["started_at"], STORIES.outage).any()
    assert not during(shop["interactions"]["occurred_at"], STORIES.outage).any()
    assert not on(shop["page_views"]["viewed_at"], STORIES.blind_on).any()
    assert set(shop["page_views"]["visit_id"]) == set(shop["visits"]["visit_id"])
    daily = shop["events"].query("type == 'PURCHASE'")["occurred_at"].dt.tz_convert(WARSAW).dt.date.value_counts()
    around = [daily[STORIES.blind_on + timedelta(days=days)] for days in (-14, -7, 7, 14)]
    assert daily[STORIES.blind_on] >= min(around) // 2
    per_day = shop["visits"]["started_at"].dt.tz_convert(WARSAW).dt.date.nunique()
    assert per_day == (shop["visits"]["started_at"].max().date() - date(2024, 3, 1)).days


def test_the_campaigns_count_the_interactions_that_were_recorded(shop):
    told = shop["interactions"][shop["interactions"]["kind"].isin(["open", "view"])]
    counted = told["campaign_id"].value_counts()
    campaigns = shop["campaigns"].dropna(subset="opened").set_index("campaign_id")["opened"]
    assert (campaigns == counted.reindex(campaigns.index).fillna(0)).all()

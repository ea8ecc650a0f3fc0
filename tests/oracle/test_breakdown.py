"""Sales by channel and module, what is behind a slice, a campaign's sales and the sandbox against plain loops."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.data.attribution import Attribution

WARSAW = ZoneInfo("Europe/Warsaw")
MOMENTS = ("2025-03-30T12:00:00+02:00", "2025-10-26T02:30:00+01:00", "2026-01-06T12:00:00+01:00")
PERIODS = ("today", "yesterday", "last_30_days", "current_month", "previous_quarter", "current_year", "last_12_months")
CUSTOM = (("2025-03-29", "2025-04-01"), ("2024-12-15", "2025-02-02"), ("2025-02-14T09:30", "2025-02-14T17:45"))
POLICIES = (
    {},
    {"days": 7},
    {"count": 1},
    {"last_click": "last_non_direct"},
    {"days": 365, "count": 3, "last_click": "last_non_direct"},
)


@pytest.fixture(scope="module")
def credits_(naive_breakdown, sample_rows):
    return naive_breakdown.credit(sample_rows["events"], sample_rows["interactions"])


@pytest.fixture(scope="module")
def hollow(sample):
    """The sample shop with some interactions without module or campaign, and a channel no one has heard of."""
    seen = sample["interactions"]
    changed = seen.assign(
        module=seen["module"].mask(seen["interaction_id"] % 5 == 0),
        campaign_id=seen["campaign_id"].mask(seen["interaction_id"] % 7 == 0),
        channel=seen["channel"].mask(seen["interaction_id"] % 11 == 0, "gołąb pocztowy"),
    )
    return {**sample, "interactions": changed}


ATTRIBUTES = {"ChannelSales": ("channel", "no_channel"), "ModuleSales": ("module", "no_module")}


def key_of(name):
    """What a section calls the category of an order."""
    attribute, unnamed = ATTRIBUTES[name]
    return lambda one: unnamed if getattr(one, attribute) is None else getattr(one, attribute)


def frames(naive, as_of, zone):
    """Every period at a moment: how a section is asked, and what it means."""
    now = datetime.fromisoformat(as_of).astimezone(UTC)
    for period in PERIODS:
        yield period, naive.frame(period, now, zone)
    for period in CUSTOM:
        span = naive.frame(tuple(map(datetime.fromisoformat, period)), now, zone)
        if span.current.start < now:
            yield sm.Period(*period), span


def assert_slices(figures, wanted, label):
    """Every category has its revenue, those without orders may stand there with 0, and the total is the sum."""
    shown = {key: value for key, value in figures.items() if key != "total" and value}
    assert shown == pytest.approx({key: float(one.revenue) for key, one in wanted.items()}, abs=1e-6), label
    assert figures["total"] == pytest.approx(float(sum(one.revenue for one in wanted.values())), abs=1e-6), label


@pytest.mark.spec("D1", "E1")
@pytest.mark.parametrize("name", ["ChannelSales", "ModuleSales"])
@pytest.mark.parametrize("as_of", MOMENTS)
def test_slices_of_the_sample_shop(naive, naive_breakdown, credits_, sample_shop, section, as_of, name):
    model = sm.DashboardModel(sample_shop, as_of=as_of)
    attribute, unnamed = ATTRIBUTES[name]
    for period, frame in frames(naive, as_of, WARSAW):
        wanted = naive_breakdown.breakdown(credits_, *frame.current, key_of(name))
        found = section(name)(model, period=period)
        assert_slices(found.figures, wanted, period)
        shown = [unnamed if one is None else one for one in found.frame[attribute]]
        orders = dict(zip(shown, found.frame["orders"], strict=True))
        assert orders == {key: one.orders for key, one in wanted.items()}, period


@pytest.mark.spec("D1", "E1", "E2")
@pytest.mark.parametrize("name", ["ChannelSales", "ModuleSales"])
def test_slices_without_a_name_and_what_is_behind_each(naive, naive_breakdown, rows_of, hollow, section, name):
    rows = {table: rows_of(hollow[table]) for table in ("events", "interactions", "campaigns")}
    credits_ = naive_breakdown.credit(rows["events"], rows["interactions"])
    names = {one["campaign_id"]: one["name"] for one in rows["campaigns"]}
    frame = naive.frame("last_12_months", datetime.fromisoformat(MOMENTS[2]).astimezone(UTC), WARSAW)
    with sm.connect(hollow) as shop:
        model = sm.DashboardModel(shop, as_of=MOMENTS[2])
        found = section(name)(model, period="last_12_months")
        wanted = naive_breakdown.breakdown(credits_, *frame.current, key_of(name))
        assert {"ChannelSales": "gołąb pocztowy", "ModuleSales": "no_module"}[name] in wanted
        assert_slices(found.figures, wanted, name)
        for key in wanted:
            kept = [one for one in credits_ if key_of(name)(one) == key]
            campaigns = naive_breakdown.breakdown(kept, *frame.current, lambda one: one.campaign)
            before = naive_breakdown.breakdown(kept, *frame.previous, lambda one: one.campaign)
            behind = found.behind(key)
            assert behind["revenue"].is_monotonic_decreasing
            assert len(behind) == len(campaigns)
            for row in rows_of(behind):
                one, previous = campaigns[row["campaign_id"]], before.get(row["campaign_id"], naive_breakdown.Sum())
                assert row["orders"] == one.orders
                assert row["revenue"] == pytest.approx(float(one.revenue), abs=1e-6)
                assert row["aov"] == pytest.approx(float(one.revenue / one.orders), abs=1e-6)
                assert row["previous_revenue"] == pytest.approx(float(previous.revenue), abs=1e-6)
                assert row["name"] == names.get(row["campaign_id"])


@pytest.mark.spec("D2", "E1")
@pytest.mark.parametrize("name", ["ChannelSales", "ModuleSales"])
def test_hidden_slices_leave_the_total(naive, naive_breakdown, credits_, sample_shop, section, name):
    frame = naive.frame("last_12_months", datetime.fromisoformat(MOMENTS[2]).astimezone(UTC), WARSAW)
    wanted = naive_breakdown.breakdown(credits_, *frame.current, key_of(name))
    found = section(name)(sm.DashboardModel(sample_shop, as_of=MOMENTS[2]), period="last_12_months")
    hidden = list(wanted)
    while hidden:
        found.hidden = tuple(hidden)
        rest = sum((one.revenue for key, one in wanted.items() if key not in hidden), Decimal(0))
        assert found.figures["total"] == pytest.approx(float(rest), abs=1e-6)
        hidden.pop()


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize("policy", POLICIES, ids=str)
def test_sandbox_of_the_sample_shop(naive, naive_breakdown, sample_rows, sample_shop, section, policy):
    model = sm.DashboardModel(sample_shop, as_of=MOMENTS[2])
    settings = {"interactions" if key == "count" else key: value for key, value in policy.items()}
    for period in ("yesterday", "last_30_days", "previous_quarter"):
        frame = naive.frame(period, datetime.fromisoformat(MOMENTS[2]).astimezone(UTC), WARSAW)
        wanted = naive_breakdown.sandbox(sample_rows["events"], sample_rows["interactions"], *frame.current, **policy)
        figures = section("AttributionSandbox")(model, period=period, **settings).figures
        for key, one in wanted.items():
            assert figures[f"orders_{key}"] == one.orders, (period, key)
            assert figures[f"revenue_{key}"] == pytest.approx(float(one.revenue), abs=1e-6), (period, key)


@pytest.mark.spec("B2", "B3")
def test_sandbox_of_a_shop_with_a_policy_of_its_own(naive, naive_breakdown, sample, sample_rows, section):
    own = {"days": 30, "count": 2, "last_click": "last_non_direct"}
    frame = naive.frame("last_30_days", datetime.fromisoformat(MOMENTS[2]).astimezone(UTC), WARSAW)
    # Seen from the shop's policy, the default is what gains and loses: the other way round.
    wanted = naive_breakdown.sandbox(sample_rows["events"], sample_rows["interactions"], *frame.current, **own)
    with sm.connect(sample, attribution=Attribution(30, 2, "last_non_direct")) as shop:
        model = sm.DashboardModel(shop, as_of=MOMENTS[2])
        untouched = section("AttributionSandbox")(model, period="last_30_days").figures
        assert {key: one for key, one in untouched.items() if "gained" in key or "lost" in key} == dict.fromkeys(
            [f"{what}_{name}_{way}" for what in ("orders", "revenue") for name in ("touchpoint", "last_click")
             for way in ("gained", "lost")], 0.0
        )  # fmt: skip
        figures = section("AttributionSandbox")(
            model, period="last_30_days", days=90, interactions=25, last_click="any_entry"
        ).figures
    for name in ("touchpoint", "last_click"):
        assert untouched[f"orders_{name}"] == wanted[name].orders
        assert figures[f"orders_{name}_lost"] == wanted[f"{name}_gained"].orders
        assert figures[f"orders_{name}_gained"] == wanted[f"{name}_lost"].orders
    assert any(figures[f"orders_{name}_gained"] for name in ("touchpoint", "last_click"))


@pytest.mark.spec("J2")
def test_analytics_of_the_campaigns_of_the_sample_shop(naive, naive_lists, credits_, sample_rows, sample_shop):
    until = datetime.fromisoformat(MOMENTS[2]).astimezone(UTC)
    since = naive.midnight(naive_lists.months_ago(until.astimezone(WARSAW).date(), 3), WARSAW)
    mass = naive_lists.campaigns(sample_rows["campaigns"], since, until)
    sold = {one.campaign for one in credits_ if one.at < until}
    chosen = [one for one in mass if one["campaign_id"] in sold][:6] + mass[:2]
    assert len(chosen) == 8
    for campaign in chosen:
        number = campaign["campaign_id"]
        start = naive.midnight(campaign["scheduled_at"].astimezone(WARSAW).date(), WARSAW).astimezone(WARSAW)
        found = listing.campaign_analytics(sample_shop, number, until)
        within = [one for one in credits_ if start <= one.at < until]
        touched = [one for one in within if one.campaign == number]
        clicked = [one for one in within if one.last_campaign == number]
        assert found.sales == pytest.approx(
            {
                "touchpoint_orders": len(touched),
                "touchpoint_revenue": float(sum(one.value for one in touched)),
                "last_click_orders": len(clicked),
                "last_click_revenue": float(sum(one.value for one in clicked)),
            },
            abs=1e-6,
        )
        assert_counts(found, campaign, sample_rows["interactions"], until)
        days = naive_lists.activity(sample_rows["interactions"], number, start, until)
        assert len(found.daily) == (until.astimezone(WARSAW).date() - start.date()) // timedelta(days=1) + 1
        for row in found.daily.itertuples():
            day = row.start.date()
            assert row.opened == days["open", day] + days["view", day]
            assert row.clicked == days["click", day]
            assert row.touchpoint_orders == sum(one.at.astimezone(WARSAW).date() == day for one in touched)


def assert_counts(found, campaign, interactions, until):
    """The campaign's own counts, less what people did after the moment; rates of what was sent or delivered."""
    later = [
        one for one in interactions if one["campaign_id"] == campaign["campaign_id"] and one["occurred_at"] >= until
    ]
    after = {"opened": ("open", "view"), "clicked": ("click",)}
    counts = {}
    for name in ("sent", "delivered", "opened", "clicked", "bounced", "unsubscribed"):
        value = campaign[name]
        counts[name] = None if value is None else value - sum(one["kind"] in after.get(name, ()) for one in later)
    assert dict(found.counts) == counts
    for name, value in counts.items():
        whole = counts["sent" if name in ("delivered", "bounced") else "delivered"]
        if name != "sent":
            assert found.rates[name] == (None if value is None or not whole else pytest.approx(value / whole))

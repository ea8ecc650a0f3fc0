from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.sections.recent_campaigns import RecentCampaigns

KINDS = ["bulk", "ab_test", "ab_winner", "recurring", "birthday", "confirmation", "automation_rule", "workflow", "api"]


@pytest.fixture(scope="module")
def shop():
    """Nine campaigns in a day, one of each kind; a bulk SMS too old; the first one read, clicked and followed."""
    at = pd.Timestamp("2026-02-10 10:00")
    campaigns = pd.DataFrame(
        {
            "campaign_id": [*range(1, 10), 50],
            "scheduled_at": [*(at + pd.Timedelta(hours=hour) for hour in range(9)), pd.Timestamp("2025-12-05 23:59")],
            "channel": ["email"] * 9 + ["sms"],
            "kind": [*KINDS, "bulk"],
            "name": ["<b>Wiosna</b>", *KINDS[1:], "dawna"],
            "reach": range(1000, 1010),
            "sent": 1000,
            "delivered": [800, *[0] * 9],
            "opened": 200,
            "clicked": 40,
            "bounced": 100,
            "unsubscribed": 8,
        }
    )
    read = pd.DataFrame(
        {
            "interaction_id": [1, 2, 3],
            "contact_id": 7,
            "occurred_at": pd.to_datetime(["2026-02-10 11:00", "2026-02-11 12:00", "2026-02-11 12:01"]),
            "kind": ["open", "open", "click"],
            "channel": "email",
            "own": True,
            "module": "bulk",
            "campaign_id": 1,
        }
    )
    events = pd.DataFrame(
        {
            "event_id": [1],
            "contact_id": 7,
            "type": "PURCHASE",
            "occurred_at": pd.to_datetime(["2026-02-12 09:00"]),
            "value": [150.0],
        }
    )
    tables = {"campaigns": campaigns, "interactions": read, "events": events}
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN") as connected:
        yield connected


@pytest.fixture
def section(shop):
    shown = RecentCampaigns(sm.DashboardModel(shop, as_of="2026-03-06 12:00"))
    shown.show()
    yield shown
    shown.close()


def press(section, key):
    section._table._receive(None, {"kind": "action", "key": key, "column": "analytics"}, None)
    return section._analytics


@pytest.mark.spec("J1")
def test_only_mass_messages_of_three_calendar_months_are_listed_newest_first(section):
    assert section.frame["kind"].tolist() == ["ab_winner", "ab_test", "bulk"]
    assert section.explain().rows == 3
    section.model.as_of = "2026-03-05 23:59"
    assert section.frame["name"].tolist()[-1] == "dawna"


@pytest.mark.spec("J2")
def test_date_channel_internal_name_and_reach(section):
    assert [column["label"] for column in section._table.columns] == ["Data", "Typ", "Nazwa", "Zasięg", "Analityka"]
    rows = [[text.replace("\xa0", " ") for text in row[:4]] for row in section._table.rows]
    assert rows == [
        ["10 lut", "E-mail A/B ★", "ab_winner", "1 002"],
        ["10 lut", "E-mail A/B", "ab_test", "1 001"],
        ["10 lut", "E-mail", "<b>Wiosna</b>", "1 000"],
    ]


@pytest.mark.spec("J2")
def test_analytics_count_with_rates_orders_and_days(section):
    analytics = press(section, "1")
    assert analytics.dialog.opened
    assert analytics.dialog.heading == "Analityka: <b>Wiosna</b>"
    counts = analytics._counts.value.replace("\xa0", " ")
    for text in ("1 000", "800 (80,0%)", "200 (25,0%)", "40 (5,0%)", "100 (10,0%)", "8 (1,0%)"):
        assert text in counts
    assert "⚠" not in counts + analytics._remark.value
    assert "automaty" not in counts
    sales = analytics._sales.value.replace("\xa0", " ")
    assert sales.count("150 zł") == 2
    assert analytics._analytics.daily["opened"].tolist()[:3] == [1, 0, 0]
    assert analytics._analytics.daily["touchpoint_orders"].tolist()[:3] == [0, 0, 1]
    assert [series.key for series in analytics.chart._drawing.series] == ["opened", "clicked"]
    analytics._tabs.value = "revenue"
    assert analytics.chart._drawing.series[0].y.tolist()[:3] == [0, 0, 150]


@pytest.mark.spec("J2")
def test_a_rate_that_nothing_defines_is_left_out(section):
    counts = press(section, "2")._counts.value.replace("\xa0", " ")
    assert "200 (" not in counts
    assert "0 (0,0%)" in counts


@pytest.mark.spec("J2")
@pytest.mark.parametrize(("locale", "said"), [("pl", "Więcej niż 100%: Otwarte"), ("en", "Over 100%: Opened")])
def test_a_rate_over_one_is_flagged_and_machines_stand_apart(locale, said):
    """Three people opened what one was delivered of; a proxy opened for a fourth."""
    rows = pd.DataFrame({"interaction_id": range(5), "contact_id": [1, 1, 2, 3, 4], "kind": "open"})
    rows = rows.assign(occurred_at="2026-02-10 11:00", channel="email", own=True, campaign_id=1)
    campaign = {"campaign_id": [1], "scheduled_at": "2026-02-10 10:00", "channel": "email", "kind": "bulk"}
    campaigns = pd.DataFrame({**campaign, "name": "Wiosna", "reach": 9, "sent": 2, "delivered": 1})
    tables = {"campaigns": campaigns, "interactions": rows.assign(machine=[False, False, False, False, True])}
    with sm.connect(tables) as shop:
        section = RecentCampaigns(sm.DashboardModel(shop, as_of="2026-03-06 12:00", locale=locale))
        section.show()
        analytics = press(section, "1")
        counts = analytics._counts.value.replace("\xa0", " ")
        assert "⚠ 3 (300" in counts
        assert said in analytics._remark.value.replace("\xa0", " ")
        assert {"pl": "Otwarte przez automaty", "en": "Opened by machines"}[locale] in counts
        assert analytics._analytics.machines == {"opened": 1, "clicked": 0}
        section.close()


def test_a_long_list_is_turned_page_by_page(shop, monkeypatch):
    monkeypatch.setattr("smwidgets.sections.recent_campaigns.ROWS", 2)
    section = RecentCampaigns(sm.DashboardModel(shop, as_of="2026-03-06 12:00", locale="en"))
    section.show()
    assert (section._table.row_keys, section._pager.note) == (["3", "2"], "1–2 of 3")
    section._pager._receive(None, {"direction": "older"}, None)
    assert (section._table.row_keys, section._pager.newer, section._pager.older) == (["1"], True, False)
    section.close()


def test_a_shop_without_campaigns_says_so(seed_shop, state):
    section = RecentCampaigns(sm.DashboardModel(seed_shop, as_of="2025-01-06"))
    section.show()
    assert state(section) == "unavailable"
    section.close()


@pytest.mark.spec("J2")
@pytest.mark.parametrize(
    ("locale", "told"),
    [("pl", ["z 1 000 wysłanych", "z 800 dostarczonych"]), ("en", ["of 1,000 sent", "of 800 delivered"])],
)
def test_each_rate_says_what_it_is_a_share_of(section, locale, told):
    section.model.locale = locale
    counts = press(section, "1")._counts.value.replace("\xa0", " ")
    assert [counts.count(text) for text in told] == [2, 3]
    assert told[1] not in press(section, "2")._counts.value  # no share, no whole

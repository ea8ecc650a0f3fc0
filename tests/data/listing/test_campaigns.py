# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.data.contract import CAMPAIGN_KINDS
from smwidgets.data.listing import campaigns


def shop_of(rows):
    table = pd.DataFrame(rows, columns=["campaign_id", "scheduled_at", "channel", "kind"])
    return sm.connect({"campaigns": table.assign(name="Wiosna", reach=100)}, timezone="Europe/Warsaw")


def ids(shop, until):
    return campaigns(shop, until)["campaign_id"].tolist()


@pytest.mark.spec("J1")
def test_mass_messages_of_any_channel_and_no_others():
    rows = [
        (10 * channel + kind, datetime(2026, 1, 2), name, CAMPAIGN_KINDS[kind])
        for channel, name in enumerate(["email", "sms", "web_push", "fax"])
        for kind in range(len(CAMPAIGN_KINDS))
    ]
    with shop_of(rows) as shop:
        listed = campaigns(shop, datetime(2026, 1, 6))
    assert set(listed["kind"]) == {"bulk", "ab_test", "ab_winner"}
    assert listed["campaign_id"].tolist() == [32, 31, 30, 22, 21, 20, 12, 11, 10, 2, 1, 0]


@pytest.mark.spec("J1", "J2")
@pytest.mark.parametrize(
    ("until", "first"),
    [("2026-01-06", "2025-10-06"), ("2025-05-31", "2025-02-28"), ("2025-12-15", "2025-09-15")],
)
def test_three_calendar_months_by_the_shops_clock(until, first):
    """From local midnight of that day; the as-of moment itself is not past."""
    since = pd.Timestamp(first)
    now = pd.Timestamp(until) + pd.Timedelta(hours=12)
    rows = [
        ("too old", since - pd.Timedelta(seconds=1), "email", "bulk"),
        ("oldest", since, "sms", "bulk"),
        ("newest", now - pd.Timedelta(seconds=1), "email", "bulk"),
        ("later", now, "email", "bulk"),
    ]
    with shop_of(rows) as shop:
        moment = now.tz_localize("Europe/Warsaw").to_pydatetime()
        assert ids(shop, moment) == ids(shop, moment.astimezone(UTC).replace(tzinfo=None)) == ["newest", "oldest"]
        shown = campaigns(shop, moment)
    assert list(shown.columns) == ["campaign_id", "scheduled_at", "channel", "kind", "name", "reach"]
    assert shown["scheduled_at"].iloc[1] == since.tz_localize("Europe/Warsaw").tz_convert("UTC").tz_localize(None)
    assert set(shown["reach"]) == {100}


def test_a_shop_without_campaigns_says_so(seed_shop):
    with pytest.raises(MissingDataError, match="no table 'campaigns'"):
        campaigns(seed_shop, datetime(2026, 1, 6))

"""The sample shop: the same on every machine, at one with itself, and like a shop."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.contract import TABLES
from smwidgets.data.sample import sample_tables
from smwidgets.data.sample.catalogue import CODES, PRICES

TODAY = date(2026, 3, 6)

CHECKSUMS = {
    "contacts": "73e28f1085824554",
    "events": "e1a19fecb51cb9e0",
    "visits": "36951228e69fda86",
    "page_views": "7c92098879bbb179",
    "interactions": "d01792959b4b4fd7",
    "campaigns": "b3c46ff20d4da0cb",
}


def checksum(table: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for name in table:
        column = table[name]
        missing = column.isna().to_numpy()
        if isinstance(column.dtype, pd.DatetimeTZDtype):
            values = column.dt.tz_localize(None).to_numpy().astype("datetime64[us]").astype("<i8")
        elif pd.api.types.is_bool_dtype(column):
            values = column.to_numpy(dtype="<i8")
        elif pd.api.types.is_integer_dtype(column):
            values = column.fillna(0).to_numpy(dtype="<i8")
        elif pd.api.types.is_float_dtype(column):
            values = (column * 100).round().to_numpy(dtype="<i8")
        else:
            values = np.frombuffer("\x1f".join(column.fillna("")).encode(), dtype=np.uint8)
        digest.update(f"{name}:".encode() + values.tobytes() + missing.tobytes())
    return digest.hexdigest()[:16]


@pytest.fixture(scope="module")
def shop():
    return sample_tables(7, TODAY)


@pytest.fixture(scope="module")
def small():
    return sample_tables(7, TODAY, contacts=2_000)


@pytest.mark.parametrize("name", CHECKSUMS)
def test_the_same_on_every_machine(small, name):
    assert checksum(small[name]) == CHECKSUMS[name]


@pytest.mark.parametrize("other", [{"seed": 8}, {"today": TODAY + timedelta(days=1)}, {"timezone": "America/New_York"}])
def test_another_seed_day_or_zone_is_another_shop(small, other):
    tables = sample_tables(**{"seed": 7, "today": TODAY, "contacts": 2_000} | other)
    assert checksum(tables["events"]) != checksum(small["events"])


def test_an_unknown_zone_is_named():
    with pytest.raises(UnknownNameError, match="Europe/Warsaw"):
        sample_tables(7, TODAY, "Europe/Warsow")


@pytest.mark.parametrize("name", CHECKSUMS)
def test_columns_and_values_are_those_of_the_contract(shop, name):
    declared = {column.name: column for column in TABLES[name].columns}
    table = shop[name]
    assert set(table) <= set(declared)
    for column in declared.values():
        if column.name not in table:
            assert not column.required
            continue
        assert column.nullable or table[column.name].notna().all(), column.name
        if column.choices:
            assert set(table[column.name].dropna()) <= set(column.choices)
    if TABLES[name].key:
        assert table[TABLES[name].key].is_unique
    times = table[TABLES[name].time]
    assert times.is_monotonic_increasing
    assert str(times.dt.tz) == "UTC"


def test_two_years_and_thirty_days_ahead(shop):
    for name in ("events", "visits", "page_views", "interactions"):
        times = shop[name][TABLES[name].time]
        assert times.min() < pd.Timestamp(2024, 3, 2, tz="Europe/Warsaw"), name
        assert times.min() >= pd.Timestamp(2024, 3, 1, tz="Europe/Warsaw"), name
        assert (
            pd.Timestamp(2026, 4, 5, tz="Europe/Warsaw") <= times.max() < pd.Timestamp(2026, 4, 6, tz="Europe/Warsaw")
        )


def test_by_default_the_shop_has_reached_the_present_day():
    latest = sample_tables(contacts=300)["visits"]["started_at"].max()
    assert timedelta(days=28) < latest - datetime.now(UTC) < timedelta(days=32)


def test_the_size_of_a_real_shop(shop):
    orders = purchases(shop)
    assert len(shop["contacts"]) == 24_000
    assert 60_000 <= len(orders) <= 80_000
    assert 150 <= orders["value"].sum() / len(orders) <= 220
    may = orders["occurred_at"].between("2025-05-01", "2025-06-01")
    assert 900_000 <= orders.loc[may, "value"].sum() <= 2_000_000


def test_nothing_happens_before_the_contact_was_created(shop):
    created = shop["contacts"].set_index("contact_id")["created_at"]
    for name in ("events", "visits", "page_views", "interactions"):
        rows = shop[name].dropna(subset="contact_id")
        first = created.loc[rows["contact_id"].astype("int64")]
        assert (naive(first) <= naive(rows[TABLES[name].time])).all(), name


def test_an_order_ends_a_visit_of_the_same_contact(shop):
    thanks = shop["page_views"][shop["page_views"]["url"].str.endswith("/dziekujemy")]
    orders = purchases(shop)
    keys = ["contact_id", "occurred_at"]
    seen = thanks.rename(columns={"viewed_at": "occurred_at"})
    seen = seen.astype({"contact_id": "int64"})
    pd.testing.assert_frame_equal(*(rows[keys].sort_values(keys, ignore_index=True) for rows in (orders, seen)))
    visits = shop["visits"].set_index("visit_id").loc[thanks["visit_id"]]
    assert (visits["contact_id"].to_numpy() == thanks["contact_id"].to_numpy()).all()
    assert (naive(visits["started_at"]) < naive(thanks["viewed_at"])).all()
    carts = shop["events"][shop["events"]["type"] == "CART"]
    same = ["contact_id", "products", "value"]
    filled = pd.merge_asof(
        orders, carts, on="occurred_at", by=same, tolerance=pd.Timedelta("1h"), suffixes=("", "_cart")
    )
    assert filled["event_id_cart"].notna().all()


def test_page_views_are_those_of_their_visits(shop):
    views = (
        shop["page_views"].groupby("visit_id").agg(n=("url", "size"), first=("viewed_at", "min"), url=("url", "first"))
    )
    visits = shop["visits"].set_index("visit_id")
    assert len(views) == len(visits)
    assert (views["n"] == visits["page_views"]).all()
    assert (views["first"] == visits["started_at"]).all()
    assert (views["url"] == visits["landing_url"]).all()


def test_amounts_are_the_sum_of_the_products_prices(shop):
    price = dict(zip(CODES, PRICES.tolist(), strict=True))
    events = shop["events"]
    parts = events["products"].str.split(",")
    assert [len(codes) for codes in parts] == events["quantity"].tolist()
    assert [sum(price[code] for code in codes) for codes in parts] == (events["value"] * 100).round().astype(
        int
    ).tolist()


def test_returns_and_cancellations_follow_an_order(shop):
    events = shop["events"]
    back = events[events["type"].isin(["RETURN", "CANCELLATION"])]
    order = purchases(shop).set_index("external_id").loc[back["external_id"]]
    assert len(back) > 1_000
    assert (order["contact_id"].to_numpy() == back["contact_id"].to_numpy()).all()
    assert (naive(order["occurred_at"]) < naive(back["occurred_at"])).all()
    assert (order["value"].to_numpy() >= back["value"].to_numpy()).all()


def test_only_monitored_contacts_visit_and_others_visit_anonymously(shop):
    monitored = shop["contacts"].set_index("contact_id")["monitored"]
    known = shop["visits"]["contact_id"].dropna().astype("int64")
    assert monitored.loc[known.unique()].all()
    assert 0.3 < shop["visits"]["contact_id"].isna().mean() < 0.7
    assert shop["visits"]["isp"].isna().any()


def test_every_known_visit_is_an_entry_and_every_click_leads_to_one(shop):
    interactions, visits = shop["interactions"], shop["visits"].dropna(subset="contact_id")
    entries = interactions[interactions["kind"] == "entry"]
    keys = ["contact_id", "occurred_at", "channel"]
    visited = visits.rename(columns={"started_at": "occurred_at", "source": "channel"}).astype({"contact_id": "int64"})
    pd.testing.assert_frame_equal(*(rows[keys].sort_values(keys, ignore_index=True) for rows in (visited, entries)))
    clicks = interactions[interactions["kind"] == "click"]
    own = entries[entries["own"]]
    assert len(clicks) == len(own) > 20_000
    by = ["contact_id", "campaign_id"]
    led = pd.merge_asof(
        clicks,
        own,
        on="occurred_at",
        by=by,
        direction="forward",
        tolerance=pd.Timedelta("15s"),
        suffixes=("", "_entry"),
    )
    assert led["interaction_id_entry"].notna().all()


def test_channels_and_modules_are_those_of_the_campaign(shop):
    sent = shop["interactions"].dropna(subset="campaign_id")
    campaign = shop["campaigns"].set_index("campaign_id").loc[sent["campaign_id"].astype("int64")]
    assert (campaign["channel"].to_numpy() == sent["channel"].to_numpy()).all()
    assert (naive(campaign["scheduled_at"]) < naive(sent["occurred_at"])).all()
    assert sent["own"].all()
    assert set(shop["campaigns"]["kind"]) == set(dict.fromkeys(TABLES["campaigns"].columns[3].choices))
    modules = {"bulk", "workflow", "automation_rules", "recommendations", "lead_nurturing"}
    assert set(shop["interactions"]["module"].dropna()) == modules
    assert shop["interactions"].loc[shop["interactions"]["own"], "module"].isna().any()


def test_counts_of_campaigns_are_those_of_the_interactions(shop):
    campaigns = shop["campaigns"].set_index("campaign_id")
    rows = shop["interactions"].dropna(subset="campaign_id")
    for column, kinds in {"opened": ["open", "view"], "clicked": ["click"]}.items():
        found = rows[rows["kind"].isin(kinds)].groupby("campaign_id").size()
        stated = campaigns[column].dropna()
        assert (found.reindex(stated.index, fill_value=0) == stated).all(), column
    assert (campaigns["delivered"] + campaigns["bounced"] == campaigns["sent"]).all()
    assert (campaigns["opened"].fillna(0) <= campaigns["delivered"]).all()
    assert (campaigns["clicked"] <= campaigns["opened"].fillna(campaigns["delivered"])).all()
    assert (campaigns["reach"] <= campaigns["sent"]).all()
    assert campaigns["unsubscribed"].sum() == shop["contacts"]["opted_out_at"].notna().sum()


def test_no_message_reaches_a_contact_that_has_opted_out(shop):
    out = shop["contacts"].set_index("contact_id")["opted_out_at"].dropna()
    assert len(out) > 1_000
    messages = shop["interactions"].dropna(subset="campaign_id")
    messages = messages[messages["contact_id"].isin(out.index) & (messages["kind"] != "entry")]
    assert (naive(messages["occurred_at"]) < naive(out.loc[messages["contact_id"]])).all()
    reasons = shop["contacts"].loc[shop["contacts"]["opted_out_at"].notna(), "opt_out_reason"]
    assert reasons.nunique() == 4
    assert reasons.isna().any()
    assert shop["contacts"].loc[shop["contacts"]["opted_out_at"].isna(), "opt_out_reason"].isna().all()


def test_addresses_are_unique_and_belong_to_nobody(shop):
    emails = shop["contacts"]["email"]
    assert emails.is_unique
    assert emails.str.fullmatch(r"[a-z0-9.]+@([a-z-]+\.example|example\.(com|org|net))").all()
    assert emails.str.split("@").str[1].nunique() > 12
    assert shop["contacts"]["owner"].nunique() == 4


def test_seasons_of_a_garden_shop(shop):
    local = purchases(shop)["occurred_at"].dt.tz_convert("Europe/Warsaw")
    local = local[local < "2026-03-01"]
    months = local.dt.month.value_counts()
    assert months[5] > 2.5 * months[1]
    assert months[9] > months[8] * 0.95
    weekdays = local.dt.day_of_week.value_counts()
    assert weekdays.idxmin() == 6
    hours = local.dt.hour.value_counts()
    assert hours.idxmax() in (19, 20, 21)
    assert hours.idxmin() in (2, 3, 4)
    days = local.dt.date.value_counts()
    assert days[date(2025, 11, 28)] > 1.5 * days[date(2025, 11, 21)]


@pytest.mark.parametrize("timezone", ["America/New_York", "Asia/Kathmandu"])
def test_evenings_are_those_of_the_shops_zone(timezone):
    started = sample_tables(7, TODAY, timezone, contacts=2_000)["visits"]["started_at"].dt.tz_convert(timezone)
    hours = started.dt.hour.value_counts()
    assert hours.idxmax() in (19, 20, 21)
    assert started.min() >= pd.Timestamp(2024, 3, 1, tz=timezone)


def naive(times: pd.Series) -> np.ndarray:
    return times.dt.tz_localize(None).to_numpy()


def purchases(shop: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return shop["events"][shop["events"]["type"] == "PURCHASE"]

from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.currencies import COMMON
from smwidgets.dashboards.header import Header
from smwidgets.data.importing import import_shop

PURCHASE = {"event_id": ["1"], "contact_id": ["c"], "type": ["PURCHASE"], "value": [100.0]}


@pytest.fixture
def store(tmp_path):
    def write(**described):
        events = pd.DataFrame({**PURCHASE, "occurred_at": pd.to_datetime(["2026-01-05 12:00"])})
        import_shop({"events": events}, tmp_path / "shop.duckdb", **described)
        return tmp_path / "shop.duckdb"

    return write


@pytest.fixture
def headed():
    headers = []

    def make(model):
        headers.append(Header(model))
        return headers[-1]

    yield make
    for header in headers:
        header.close()


@pytest.mark.spec("M1", "M9")
def test_it_follows_the_shop_into_an_import_of_another_currency_zone_and_name(store, headed):
    with sm.connect(store(currency="PLN", timezone="Europe/Warsaw", name="Sklep")) as shop:
        model = sm.DashboardModel(shop)
        header = headed(model)
        store(currency="EUR", timezone="Europe/Lisbon", name="Loja")
        model.refresh()
        assert (header._currency.value, model.currency) == ("EUR", "EUR")
        assert all(text in header._about.value for text in ("Loja", "Europe/Lisbon"))
        # Written here, it is nobody's choice.
        store(currency="GBP", timezone="Europe/London", name="Shop")
        model.refresh()
        assert (header._currency.value, model.currency) == ("GBP", "GBP")


@pytest.mark.spec("M9")
def test_a_currency_chosen_there_stays(store, headed):
    with sm.connect(store(currency="PLN")) as shop:
        model = sm.DashboardModel(shop)
        header = headed(model)
        header._currency.value = "CZK"
        store(currency="EUR")
        model.refresh()
        assert (header._currency.value, model.currency) == ("CZK", "CZK")


@pytest.mark.spec("M9")
@pytest.mark.parametrize(("locale", "told"), [("pl", "kwoty nie są przeliczane"), ("en", "amounts are not converted")])
def test_its_list_of_currencies_begins_with_common_ones_and_says_that_nothing_is_converted(
    seed_shop, headed, locale, told
):
    header = headed(sm.DashboardModel(seed_shop, locale=locale))
    assert header._currency.first == len(COMMON)
    assert [value for value, _ in header._currency.options][: len(COMMON)] == list(COMMON)
    assert told in header._currency.texts["note"]


@pytest.mark.parametrize(("locale", "name"), [("pl", "Dashboardy"), ("en", "Dashboards")])
def test_a_shop_without_a_name_has_a_heading_all_the_same(store, headed, locale, name):
    with sm.connect(store(name=" ")) as shop:
        about = headed(sm.DashboardModel(shop, locale=locale))._about.value
        assert f'data-shop=""><bdi>{name}</bdi></h1>' in about


@pytest.mark.spec("M10")
def test_a_card_says_when_its_data_were_read_only_where_the_header_says_otherwise(seed_shop, headed, monkeypatch):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00")
    header, section = headed(model), sm.sections.SalesAnalytics(model)
    summary = sm.sections.SalesSummary(model)
    section.show()
    summary.show()
    notes = [section._card._note.value, *(tile.value for tile in summary._tiles.values())]
    assert all("smw-on-demand" in note and "Dane z" in note for note in notes)
    # A list that looks for news makes sure of the data by itself.
    later = model.refreshed_at + pd.Timedelta(minutes=5)
    monkeypatch.setattr(type(seed_shop), "refreshed_at", later)
    section.measure = "orders"
    assert "smw-on-demand" not in section._card._note.value
    assert model.formats.time(later) in section._card._note.value
    model.locale = "en"
    assert model.formats.time(model.refreshed_at) in header._about.value  # the oldest
    model.refresh()
    assert model.formats.time(later) in header._about.value
    assert "smw-on-demand" in section._card._note.value
    section.close()
    summary.close()

from __future__ import annotations

import pytest
from ipywidgets import VBox

import smwidgets as sm
from smwidgets.dashboards.board import Board
from smwidgets.dashboards.placing import Place, tiles_of
from smwidgets.dashboards.tabs import Tabs


@pytest.fixture
def dashboard(model):
    dashboard = sm.MainDashboard(model)
    yield dashboard
    dashboard.close()


def test_it_holds_the_sections_of_the_original_in_its_order(dashboard):
    assert list(dashboard.sections) == [
        "sales_summary",
        "sales_all",
        "sales_touchpoint",
        "sales_last_click",
        "average_order_value",
        "channel_sales",
        "module_sales",
        "customer_retention",
        "potential_customers",
        "contact_growth",
        "page_views",
        "live_events",
        "recent_campaigns",
    ]
    assert dashboard.sections["sales_touchpoint"].attribution == "touchpoint"


def test_it_is_built_when_placed(dashboard, state):
    assert dashboard.children == ()
    VBox([dashboard])
    # This shop has events and interactions only.
    lacking = {"contact_growth", "page_views", "recent_campaigns"}
    states = {key: state(section) for key, section in dashboard.sections.items()}
    assert {key for key, shown in states.items() if shown == "unavailable"} == lacking
    assert {shown for key, shown in states.items() if key not in lacking} == {"fresh"}


@pytest.mark.spec("M1", "M10")
def test_its_header_names_shop_zone_clock_and_freshness(dashboard, model):
    dashboard.show()
    about = dashboard._header._about.value
    for text in (
        "Sklep",
        "Europe/Warsaw",
        model.formats.moment(model.now),
        model.formats.time(model.shop.refreshed_at),
    ):
        assert text in about


@pytest.mark.spec("M9", "W7")
def test_its_header_sets_currency_language_and_period(dashboard, model):
    dashboard.show()
    header = dashboard._header
    header._currency.value = "EUR"
    header._language.value = "en"
    header._period.value = "yesterday"
    assert (model.currency, model.locale, model.override) == ("EUR", "en", "yesterday")
    header._period.value = "none"
    assert model.override is None


@pytest.mark.spec("M10")
def test_its_refresh_button_reads_clock_and_data_again(dashboard, model):
    dashboard.show()
    revision = model.revision
    dashboard._header._refresh.click()
    assert model.revision == revision + 1


def test_a_tab_is_built_when_first_shown_and_rests_when_left(model, state):
    boards = {
        key: (
            {"pl": key, "en": key},
            Board(
                model,
                tiles_of([Place("sales", sm.sections.SalesAnalytics)], key),
                lambda _: sm.sections.SalesAnalytics(model),
            ),
        )
        for key in ("a", "b")
    }
    tabs = Tabs(model, boards)
    first, second = (board.sections["sales"] for _, board in boards.values())
    assert (first._built, second._built) == (True, False)
    tabs.value = "b"
    assert state(second) == "fresh"
    assert not first._visible
    tabs.close()

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from ipywidgets.widgets import widget

import smwidgets as sm
from smwidgets.sections import ContactActivity, ContactBase

DATES = "14 sty 2025"


@pytest.fixture
def model():
    contacts = pd.DataFrame(
        {
            "contact_id": ["ala", "ola"],
            "email": ["ala@a.example", "ola@b.example"],
            "created_at": [datetime(2024, 11, 30), datetime(2025, 1, 14, 12)],  # noqa: DTZ001 - local time
            "monitored": [True, False],
            "opted_out_at": [datetime(2025, 1, 14, 13), None],  # noqa: DTZ001 - local time
        }
    )
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        yield sm.DashboardModel(shop, as_of="2025-01-20 12:00")


@pytest.fixture
def dashboard(model):
    made = sm.ContactAnalytics(model)
    made.show()
    yield made
    made.close()


def test_it_holds_the_sections_of_the_original_in_its_order(dashboard):
    assert list(dashboard.sections) == [
        "contact_base",
        "contact_activity",
        "opt_out_reasons",
        "email_domains",
        "monitored_share",
        "repository",
    ]


@pytest.mark.spec("CA2")
def test_one_picker_rules_the_sections_that_have_a_period(dashboard):
    base, reasons = dashboard.sections["contact_base"], dashboard.sections["opt_out_reasons"]
    pickers = [key for key, section in dashboard.sections.items() if section._picker is not None]
    assert pickers == ["contact_base"]
    base._picker.period = sm.Period("2025-01-14", "2025-01-15")
    assert reasons.timeframe() == dashboard.sections["contact_activity"].timeframe() == base.timeframe()
    assert reasons.figures["not_given"] == 1
    assert DATES in reasons._when.value
    base._picker.period = "previous_year"
    assert reasons.figures["not_given"] == 0
    assert "2024" in reasons._when.value
    assert DATES not in reasons._when.value


@pytest.mark.spec("CA2", "W7")
def test_the_header_still_rules_and_leaves_the_period_as_it_was(dashboard, model):
    base, reasons = dashboard.sections["contact_base"], dashboard.sections["opt_out_reasons"]
    base.period = "last_7_days"
    dashboard._header._period.value = "previous_year"
    assert (base.figures["new"], reasons.figures["not_given"]) == (1, 0)
    assert "2024" in reasons._when.value
    assert model.override == "previous_year"
    dashboard._header._period.value = "none"
    assert (base.period, reasons.period) == ("last_7_days", "last_30_days")
    assert (base.figures["new"], reasons.figures["not_given"]) == (1, 1)


@pytest.mark.spec("CA2")
def test_its_period_leaves_other_dashboards_alone(model):
    page = sm.Dashboard(model, {"main": sm.MainDashboard.board, "contacts": sm.ContactAnalytics.board})
    page.show()
    page._tabs.value = "contacts"
    page.sections["contact_base"].period = "previous_year"
    assert page.sections["sales_all"].period == "last_30_days"
    assert model.override is None
    page.close()


@pytest.mark.spec("W1")
def test_both_dashboards_are_tabs_of_one_page_built_when_first_shown(model):
    page = sm.Dashboard(model, {"main": sm.MainDashboard.board, "contacts": sm.ContactAnalytics.board})
    page.show()
    assert [label for _, label in page._tabs._bar.options] == ["Główny", "Analityka kontaktów"]
    base = page.sections["contact_base"]
    assert not base._built
    page._tabs._bar.value = "contacts"
    assert base._built
    model.locale = "en"
    assert [label for _, label in page._tabs._bar.options] == ["Main", "Contact analytics"]
    page.close()


def test_a_section_whose_source_is_missing_leaves_the_others_alone(dashboard, state):
    states = {key: state(section) for key, section in dashboard.sections.items()}
    assert states.pop("contact_activity") == "unavailable"
    assert set(states.values()) == {"fresh"}


def test_a_period_to_come_is_named_nowhere(dashboard, state):
    dashboard.sections["contact_base"].period = sm.Period("2026-01-01", "2026-01-02")
    reasons = dashboard.sections["opt_out_reasons"]
    assert state(reasons) == "empty"
    assert reasons._when.value == ""


def test_a_section_follows_no_longer_once_it_is_closed(model):
    leader, follower = ContactBase(model), ContactActivity(model, period="yesterday")
    leader.period = "previous_month"
    follower.follow(leader)
    assert follower.timeframe() == leader.timeframe()
    follower.close()
    leader.period = "last_7_days"
    assert (follower.timeframe().name, follower.period) == ("yesterday", "yesterday")
    leader.close()


def test_closing_closes_all_it_was_made_of(model):
    sm.ContactAnalytics(model).close()
    before = set(widget._instances)
    dashboard = sm.ContactAnalytics(model)
    dashboard.show()
    dashboard.close()
    dashboard.close()
    assert set(widget._instances) - before == set()

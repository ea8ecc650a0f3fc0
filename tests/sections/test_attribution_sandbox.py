from __future__ import annotations

import re
from dataclasses import replace

import pytest

import smwidgets as sm
from smwidgets.sections.attribution_sandbox import AttributionSandbox


@pytest.fixture
def section(model):
    shown = AttributionSandbox(model, period="last_7_days")
    shown.show()
    yield shown
    shown.close()


def test_it_begins_at_the_shops_policy_and_agrees_with_the_shop(section, model):
    assert section.policy == model.shop.attribution
    assert (section.frame["sandbox"] == section.frame["shop"]).all()
    for attribution in ("touchpoint", "last_click"):
        own = sm.sections.SalesAnalytics(model, attribution=attribution, period="last_7_days").figures
        assert section.figures[f"orders_{attribution}"] == own["orders"]
        assert section.figures[f"revenue_{attribution}"] == own["revenue"]


@pytest.mark.parametrize(("days", "touchpoint", "lost"), [(1, 0, 2), (2, 1, 1), (7, 2, 0)])
def test_a_shorter_window_loses_orders_and_says_how_many(section, days, touchpoint, lost):
    section._selects["days"].value = "7"
    section.days = days
    assert section.figures["orders_touchpoint"] == touchpoint
    assert section.frame.loc["orders_touchpoint"].tolist() == [touchpoint, 2, 0, lost]
    assert section.trends["orders_touchpoint"].delta == touchpoint - 2


def test_skipping_direct_entries_gains_a_last_click(section):
    section._selects["last_click"].value = "last_non_direct"
    assert section.frame.loc["revenue_last_click"].tolist() == [345_360, 200_000, 145_360, 0]
    assert section.figures["orders_both"] == 2
    assert "+145\xa0360\xa0zł" in section._strip.value


def test_last_click_lies_in_touchpoint_and_that_in_all(section):
    for days in (1, 2, 7):
        for policy in ("any_entry", "last_non_direct"):
            section.set_trait("days", days)
            section.set_trait("last_click", policy)
            figures = section.figures
            assert figures["orders_last_click"] == figures["orders_both"] <= figures["orders_touchpoint"]
            assert figures["orders_touchpoint"] <= figures["orders_all"] == 3


def test_it_says_that_last_click_lies_in_touchpoint_and_that_in_all(section):
    section.set_trait("days", 2)
    said = re.sub(r"<[^>]+>", "", section._invariant.value)
    assert said == "✓ Transakcje: last click 1 ⊆ touchpoint 1 ⊆ wszystkie 3"
    assert 'data-holds="yes"' in section._invariant.value


def test_it_says_how_many_last_clicks_are_no_touchpoints(section):
    key, answer = section._answered
    section._answered = (key, replace(answer, figures={**answer.figures, "orders_last_click": 5.0}))
    section.model.currency = "EUR"
    assert "✗ 4 transakcje last click poza touchpoint" in re.sub(r"<[^>]+>", "", section._invariant.value)
    assert 'data-holds="no"' in section._invariant.value


def test_the_way_back_leads_to_the_shops_policy(section, model):
    section._selects["interactions"].value = "1"
    assert not section._reset.disabled
    section._reset.click()
    assert section.policy == model.shop.attribution
    assert section._selects["interactions"].value == "25"
    assert section._reset.disabled


def test_an_unusual_number_is_on_the_list_while_it_is_in_force(section):
    section.days = 11
    assert ("11", "11 dni przed transakcją") in section._selects["days"].options
    section.model.locale = "en"
    assert ("11", "11 days before the order") in section._selects["days"].options
    section.days = 1
    assert ("11", "11 days before the order") not in section._selects["days"].options


def test_its_explanation_computes_the_same_figures(section, run_sql):
    section.days = 2
    explanation = section.explain()
    row = run_sql(explanation.sql).iloc[0]
    assert {name: float(row[name]) for name in row.index} == section.figures
    assert explanation.rows == 3

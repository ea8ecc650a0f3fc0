from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections.contact_growth import ContactGrowth


@pytest.fixture
def section(garden):
    made = ContactGrowth(garden)
    made.show()
    yield made
    made.close()


@pytest.mark.spec("G1")
def test_three_figures_now_yesterday_and_in_seven_closed_days(section):
    assert section.figures == {"total": 5, "yesterday": 1, "last_7_days": 2}


@pytest.mark.spec("G1")
def test_each_day_has_its_new_contacts_and_all_at_its_end(section):
    assert [start.day for start in section.frame["start"]] == [13, 14, 15, 16, 17, 18, 19]
    assert section.frame["new"].tolist() == [1, 0, 0, 0, 0, 0, 1]
    assert section.frame["all"].tolist() == [3, 3, 3, 3, 3, 3, 4]


@pytest.mark.spec("G1")
def test_tabs_choose_all_or_new_and_the_menu_line_or_bar(section):
    assert [option["key"] if isinstance(option, dict) else option[0] for option in section._tabs.options] == [
        "all",
        "new",
    ]
    for measure, values in (("new", [1, 0, 0, 0, 0, 0, 1]), ("all", [3, 3, 3, 3, 3, 3, 4])):
        section._tabs.value = measure
        assert section.measure == measure
        assert section._chart._drawing.series[0].y.tolist() == values
    section.chart = "bar"
    assert section._chart._drawing.kind == "bar"


@pytest.mark.spec("G1", "W7")
def test_the_days_are_the_last_seven_whatever_the_dashboards_period(section):
    before = section.figures
    section.model.override = "previous_month"
    assert section.figures == before
    assert len(section.frame) == 7


def test_without_contacts_it_says_so(garden_tables, state):
    with sm.connect({"events": garden_tables["events"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ContactGrowth(sm.DashboardModel(shop, as_of="2025-01-20"))
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_its_explanation_computes_the_same_figures(section, run_garden_sql):
    explanation = section.explain()
    assert dict(run_garden_sql(explanation.sql).iloc[0]) == section.figures
    assert explanation.rows == 5

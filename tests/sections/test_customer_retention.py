from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, MissingDataError
from smwidgets.sections.customer_retention import CustomerRetention


@pytest.fixture
def section(garden):
    made = CustomerRetention(garden, period="last_7_days")
    made.show()
    yield made
    made.close()


@pytest.mark.spec("F1")
def test_customers_stand_by_their_number_of_purchases_now(section):
    assert section.figures == {"1": 1, "2": 1, "3": 0, "4": 0, "5+": 1, "total": 3}


@pytest.mark.spec("F1", "M2")
def test_a_purchase_counts_from_its_very_moment_on(garden_shop):
    before, after = (
        CustomerRetention(sm.DashboardModel(garden_shop, as_of=at)).figures["total"]
        for at in ("2025-01-20 12:00", "2025-01-20 12:00:01")
    )
    assert (before, after) == (3, 4)


@pytest.mark.spec("F3")
def test_history_is_the_state_at_the_end_of_each_day(section):
    frame = section.frame
    assert [start.day for start in frame["start"]] == [13, 14, 15, 16, 17, 18, 19]
    assert frame["1"].tolist() == [1, 1, 1, 0, 1, 1, 1]
    assert frame["2"].tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert frame["3"].tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert frame["5+"].tolist() == [0, 0, 1, 1, 1, 1, 1]


@pytest.mark.spec("F1")
def test_the_period_changes_the_history_and_not_the_state_of_now(section):
    now = section.figures
    section.period = "previous_month"
    assert section.figures == now
    assert section.frame[["1", "2", "3", "4", "5+"]].to_numpy().sum(axis=1).max() == 1


@pytest.mark.spec("F1")
def test_groups_are_configured_by_the_numbers_at_which_they_begin(section):
    section.groups = (1, 2, 4)
    assert section.figures == {"1": 1, "2-3": 1, "4+": 1, "total": 3}
    assert [one.label for one in section._donut._whole.slices] == ["1 zakup", "2–3 zakupy", "4+ zakupów"]
    assert section.settings["groups"] == "1,2,4"
    assert "1,2,4" in [value for field in section.fields() if field.name == "groups" for value, _ in field.choices]


@pytest.mark.parametrize("groups", ["2,3", "1,1", "1,x", "", (1, 60), 7])
def test_groups_that_leave_a_customer_out_are_refused(section, groups):
    with pytest.raises(ConfigurationError):
        section.groups = groups


@pytest.mark.spec("F3")
def test_both_legends_hide_and_the_donuts_sum_follows(section):
    section._donut.hidden = ("5+",)
    assert section.figures["total"] == 2
    assert section._donut._ring.view["total"] == "2"
    section._chart.hidden = ("1",)
    assert section._chart.hidden == ("1",)
    assert section.figures["total"] == 2


@pytest.mark.spec("F1")
@pytest.mark.parametrize("chart", ["area", "stacked_bar"])
def test_layers_are_areas_or_bars(section, chart):
    section.chart = chart
    assert section._chart._drawing.kind == chart


def test_its_explanation_computes_the_same_figures(section, run_garden_sql):
    explanation = section.explain()
    row = run_garden_sql(explanation.sql).iloc[0]
    assert {**row, "total": row.sum()} == section.figures
    assert explanation.rows == 9


def test_without_a_purchase_the_place_says_so(garden_shop):
    section = CustomerRetention(sm.DashboardModel(garden_shop, as_of="2024-11-01"))
    section.show()
    assert section.figures["total"] == 0
    assert section._donut._ring.view["message"] == "Nikt jeszcze nie kupił"
    section.close()


def test_there_are_no_more_groups_than_colours(garden):
    with pytest.raises(ConfigurationError, match="8 groups at most"):
        CustomerRetention(garden, groups=",".join(map(str, range(1, 10))))


@pytest.mark.spec("M8", "F3")
def test_the_text_of_its_history_names_the_buckets_that_are_not_whole(garden):
    section = sm.sections.CustomerRetention(garden, period="last_12_months")
    section.show()
    summary = section._chart._hover.view["summary"]
    assert "Przedziały niepełne: 20 – 31 sty 2024; 1 – 19 sty 2025." in summary
    section.close()


@pytest.mark.spec("F1", "X6")
def test_purchases_since_the_contact_was_added_are_a_setting_of_the_section(section):
    """Without contacts nobody knows when they were added: the section says so, and counts on record all the same."""
    assert section.settings["counted"] == "on_record"
    (field,) = [field for field in section.fields() if field.name == "counted"]
    assert [key for key, _ in field.choices] == ["on_record", "since_added"]
    again = CustomerRetention(section.model, **{**section.settings, "counted": "since_added"})
    assert again.settings["counted"] == "since_added"
    for words in ("wszystkie zakupy w danych", "odkąd dodano kontakt"):
        assert words in CustomerRetention.help["pl"]
    for words in ("all purchases on record", "since the contact was added"):
        assert words in CustomerRetention.help["en"]
    assert again.figures == section.figures
    rows = {"event_id": [1], "contact_id": [1], "type": "PURCHASE", "occurred_at": "2025-01-05", "value": [1.0]}
    with sm.connect({"events": pd.DataFrame(rows)}) as shop:
        alone = CustomerRetention(sm.DashboardModel(shop, as_of="2025-02-01"), counted="since_added")
        with pytest.raises(MissingDataError, match="contacts"):
            _ = alone.figures
        alone.counted = "on_record"
        assert alone.figures["total"] == 1

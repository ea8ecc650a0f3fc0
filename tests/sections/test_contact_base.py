from __future__ import annotations

import pandas as pd
import pytest
from ipywidgets import Button

import smwidgets as sm
from smwidgets.sections import ContactBase

WEEK = {"all": [6] * 6 + [7], "new": [1, 0, 0, 0, 0, 0, 1], "opted_out": [0, 1, 0, 0, 0, 0, 0]}
WEEK["monitored"] = [5, 4, 4, 4, 4, 4, 5]
WEEK_BEFORE = {"all": [5] * 7, "new": [0] * 7, "opted_out": [0, 0, 0, 0, 1, 0, 0], "monitored": [5] * 4 + [4] * 3}


@pytest.fixture
def section(club):
    made = ContactBase(club, period="last_7_days")
    made.show()
    yield made
    made.close()


def tiles(section):
    return {tile["key"]: tile for tile in section._tiles.tiles}


def drawn(section):
    return {one.key: one.y.tolist() for one in section._chart._drawing.series}


@pytest.mark.spec("CA1")
def test_four_figures_contacts_now_and_those_added_in_the_period(section):
    assert section.figures == {"all": 8, "new": 2, "opted_out": 3, "monitored": 5}
    assert [tile["value"] for tile in section._tiles.tiles] == ["8", "2", "3", "5"]
    section.period = "current_month"
    assert section.figures == {"all": 8, "new": 5, "opted_out": 3, "monitored": 5}


@pytest.mark.spec("CA1")
def test_monitored_are_the_opted_in_ones_and_say_so(section):
    assert section.figures["monitored"] == section.figures["all"] - section.figures["opted_out"]
    assert "opt-in" in tiles(section)["monitored"]["help"]
    section.model.locale = "en"
    assert "opted in" in tiles(section)["monitored"]["help"]


@pytest.mark.spec("CA3")
def test_each_bucket_of_both_periods_has_states_at_its_end_and_what_happened_in_it(section):
    frame = section.frame
    assert [start.day for start in frame["start"]] == [13, 14, 15, 16, 17, 18, 19]
    assert [start.day for start in frame["previous_start"]] == [6, 7, 8, 9, 10, 11, 12]
    assert frame[list(WEEK)].to_dict("list") == WEEK
    assert frame[[f"previous_{group}" for group in WEEK]].to_numpy().T.tolist() == list(WEEK_BEFORE.values())


@pytest.mark.spec("CA1", "CA3")
@pytest.mark.parametrize("group", WEEK)
def test_preview_draws_a_group_current_against_previous(section, group):
    section._tiles.set_state({"value": group})
    assert section.preview == group
    assert drawn(section) == {"current": WEEK[group], "previous": WEEK_BEFORE[group]}
    assert section._tiles.value == group
    drawing = section._chart._drawing
    assert drawing.series[0].whens[0] != drawing.series[1].whens[0]
    assert len(drawing.changes) == 7


@pytest.mark.spec("CA3")
def test_the_page_asks_only_for_groups_that_there_are(section):
    section._tiles.set_state({"value": "everybody"})
    assert section.preview == "new"


@pytest.mark.spec("CA3", "M5")
def test_trends_compare_what_the_charts_show_and_more_opt_outs_are_bad(section):
    assert {key: (one.current, one.previous) for key, one in section.trends.items()} == {
        "all": (7, 5),
        "new": (2, 0),
        "opted_out": (1, 1),
        "monitored": (5, 4),
    }
    assert section.trends["new"].percent is None
    section.preview = "monitored"
    assert "smw-good" in section._strip.value
    assert "+1" in section._strip.value
    section.preview, section.period = "opted_out", sm.Period("2025-01-14", "2025-01-15")
    assert "smw-bad" in section._strip.value


@pytest.mark.spec("CA2")
def test_periods_are_these_and_a_custom_range(section):
    assert [name for name, _ in section._picker.options] == [
        "last_7_days",
        "last_30_days",
        "current_month",
        "previous_month",
        "current_quarter",
        "previous_quarter",
        "current_year",
        "previous_year",
        "last_12_months",
    ]
    section.period = sm.Period("2024-11-01", "2024-12-02")
    assert section.figures["new"] == 2


@pytest.mark.spec("CA3")
def test_lines_or_bars(section):
    assert section._chart._drawing.kind == "line"
    section._on_save({"chart": "bar"})
    assert section._chart._drawing.kind == "bar"


def test_a_source_that_knows_no_opt_outs_still_counts_the_others(club_tables, state):
    contacts = club_tables["contacts"].drop(columns=["opted_out_at", "opt_out_reason"])
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ContactBase(sm.DashboardModel(shop, as_of="2025-01-20 12:00"), preview="opted_out")
        section.show()
        assert section.figures == {"all": 8, "new": 5, "opted_out": None, "monitored": None}
        assert state(section) == "fresh"
        assert [tile["ready"] for tile in section._tiles.tiles] == [True, True, False, False]
        assert "contacts.opted_out_at" in section._chart._hover.view["message"]
        section.explain()
        section.close()


def test_without_contacts_it_says_so(club_tables, state):
    with sm.connect({"visits": club_tables["visits"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ContactBase(sm.DashboardModel(shop, as_of="2025-01-20"))
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_its_explanation_computes_the_same_figures(section, run_club_sql):
    explanation = section.explain()
    assert dict(run_club_sql(explanation.sql).iloc[0]) == section.figures
    assert explanation.rows == 8


def test_a_tool_finds_its_place_over_the_chart(section):
    section._tools.children = (Button(),)
    assert section._card._body.children[1].children[1].children == section._tools.children


def test_settings_come_back_as_json(section):
    assert section.settings == {"period": "last_7_days", "preview": "new", "chart": "line"}
    assert isinstance(section.frame, pd.DataFrame)


@pytest.mark.spec("CA3")
@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("last_12_months", ["19 sty 2025", "19 sty 2024"]),
        ("current_month", ["20 sty 2025, 12:00", "20 gru 2024, 12:00"]),
    ],
)
def test_a_state_is_that_at_the_end_of_each_period(section, period, ends):
    section.preview, section.period = "all", period
    for end in ends:
        assert f"Stan na koniec: {end}<" in section._strip.value


@pytest.mark.spec("CA3", "M4")
def test_whole_months_by_dates_stand_beside_as_many_before(section):
    section.period = sm.Period("2024-11-01", "2025-01-01")
    assert [(start.month, start.day) for start in section.frame["previous_start"].dropna()][::31] == [(9, 1), (10, 2)]
    november, december = section.frame.iloc[0], section.frame.iloc[31]
    assert (november["start"].month, november["previous_start"].month) == (11, 9)
    assert (december["start"].month, december["previous_start"].month) == (12, 10)

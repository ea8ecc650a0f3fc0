from __future__ import annotations

import math

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError, UnknownNameError
from smwidgets.core.text import say
from smwidgets.parts import table_texts
from smwidgets.sections import _texts


def analytics(model, **settings):
    return sm.sections.SalesAnalytics(model, **settings)


@pytest.mark.spec("B1")
def test_all_purchases_count(model):
    assert analytics(model, period="last_7_days").figures == {
        "orders": 3,
        "revenue": 445_360,
        "aov": pytest.approx(445_360 / 3),
    }


@pytest.mark.spec("B2")
def test_an_own_interaction_in_the_window_assists_the_orders_after_it(model):
    assert analytics(model, attribution="touchpoint", period="last_7_days").figures["orders"] == 2


@pytest.mark.spec("B3")
def test_a_direct_entry_takes_the_last_click_away(model):
    figures = analytics(model, attribution="last_click", period="last_7_days").figures
    assert (figures["orders"], figures["revenue"]) == (1, 200_000)


@pytest.mark.spec("B4", "M8")
def test_every_bucket_of_the_period_is_present_and_an_average_over_nothing_is_no_number(model):
    frame = analytics(model, period="last_7_days").frame
    assert [start.day for start in frame["start"]] == [30, 31, 1, 2, 3, 4, 5]
    assert frame["orders"].tolist() == [1, 0, 1, 0, 0, 0, 1]
    assert frame["revenue"].tolist() == [100_000, 0, 200_000, 0, 0, 0, 145_360]
    assert [math.isnan(value) for value in frame["aov"]] == [False, True, False, True, True, True, False]


@pytest.mark.spec("B5", "M4")
def test_comparing_adds_the_previous_period_and_the_trends(model):
    section = analytics(model, period="last_7_days")
    assert section.trends == {}
    assert not [name for name in section.frame if name.startswith("previous_")]
    section.compare = True
    assert section.frame["previous_revenue"].sum() == 443_211
    assert section.trends["revenue"].delta == 2_149
    assert section.trends["orders"].delta == 3 - 7


@pytest.mark.spec("B5", "M5", "M7")
def test_an_average_of_no_orders_has_no_trend_and_nothing_is_said_about_it(model):
    section = analytics(model, period="yesterday", compare=True)
    section.show()
    assert section.trends["aov"].delta is None
    written = section._strip.value.split('data-figure="aov"')[1]
    assert "→" not in written
    assert say(_texts.NOISY, "pl") not in written


@pytest.mark.spec("B6")
def test_hiding_a_series_changes_no_figure(model):
    section = analytics(model, period="last_7_days", compare=True)
    section.show()
    before = section.figures
    section._chart.hidden = ("current",)
    assert section._chart.hidden == ("current",)
    assert section.figures == before
    section.close()


@pytest.mark.spec("B7")
def test_an_assisted_attribution_shows_its_share_of_all_revenue(model):
    section = analytics(model, attribution="touchpoint", period="last_7_days", compare=True)
    assert section.figures["share"] == pytest.approx(345_360 / 445_360)
    assert section.trends["share"].delta == pytest.approx(345_360 / 445_360)
    assert "share" not in analytics(model, period="last_7_days").figures


@pytest.mark.spec("M8")
def test_the_previous_month_may_be_longer_than_the_current_one(seed_shop):
    model = sm.DashboardModel(seed_shop, as_of="2025-03-15")
    section = analytics(model, period="previous_month", compare=True)
    assert len(section.frame) == 31
    assert section.frame["start"].notna().sum() == 28
    assert section.frame["previous_start"].notna().sum() == 31


def test_a_period_that_has_not_begun_is_a_calm_message_on_the_page(model, state):
    section = analytics(model, period=sm.Period("2026-01-01", "2026-02-01"))
    section.show()
    assert state(section) == "empty"
    with pytest.raises(sm.core.errors.EmptyPeriodError):
        section.figures  # noqa: B018
    section.period = "last_7_days"
    assert state(section) == "fresh"
    section.close()


def test_without_interactions_the_assisted_sections_say_so_and_the_others_work(seed_tables, state):
    with sm.connect({"events": seed_tables["events"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        model = sm.DashboardModel(shop, as_of="2025-01-06 12:00")
        assisted, total = analytics(model, attribution="touchpoint"), analytics(model)
        with pytest.raises(MissingDataError, match="interactions"):
            assisted.figures  # noqa: B018
        assisted.show()
        total.show()
        assert (state(assisted), state(total)) == ("unavailable", "fresh")
        average = sm.sections.AverageOrderValue(model)
        assert average.figures["touchpoint"] is None
        assert average.figures["all"] == pytest.approx(888_571 / 10)


def test_an_unknown_setting_is_refused_with_a_suggestion(model):
    with pytest.raises(UnknownNameError, match="compare"):
        analytics(model, comparee=True)
    with pytest.raises(UnknownNameError, match="last_30_days"):
        analytics(model, period="last_30_day")


def test_settings_rebuild_the_section(model):
    section = analytics(model, attribution="touchpoint", period=sm.Period("2025-01-01", "2025-01-04"), chart="bar")
    assert section.settings == {
        "attribution": "touchpoint",
        "period": {"start": "2025-01-01T00:00:00", "end": "2025-01-04T00:00:00"},
        "measure": "revenue",
        "chart": "bar",
        "compare": False,
    }
    assert analytics(model, **section.settings).figures == section.figures


@pytest.mark.spec("M9")
def test_another_currency_changes_no_number(model):
    section = analytics(model, period="last_7_days")
    before = section.figures
    model.currency = "EUR"
    assert section.figures == before
    assert model.formats.money(before["revenue"]).endswith("€")


@pytest.mark.parametrize("attribution", ["all", "touchpoint", "last_click"])
def test_its_explanation_computes_the_same_figures(model, run_sql, attribution):
    section = analytics(model, attribution=attribution, period="last_7_days")
    explanation = section.explain()
    row = run_sql(explanation.sql).iloc[0]
    assert explanation.rows == section.figures["orders"] == row["orders"]
    assert float(row["revenue"]) == section.figures["revenue"]
    assert float(row["aov"]) == pytest.approx(section.figures["aov"])
    assert explanation.current.start.isoformat() == "2024-12-30T00:00:00+01:00"


@pytest.mark.spec("X3")
def test_the_table_behind_the_chart_speaks_the_models_language(model):
    section = analytics(model, period="last_7_days", compare=True)
    section.show()
    model.locale = "en"
    assert section._chart._drawing.texts == table_texts("en") != table_texts("pl")
    section.close()


@pytest.mark.spec("M4", "B5")
@pytest.mark.parametrize(
    ("start", "end", "rows", "before"),
    [("2024-10-01", "2025-01-01", 3, "2024-07-01"), ("2024-02-01", "2024-03-01", 31, "2024-01-01")],
)
def test_a_custom_range_of_whole_months_stands_beside_as_many_before(model, start, end, rows, before):
    section = analytics(model, period=sm.Period(start, end), compare=True)
    section.show()
    frame = section.frame
    assert len(frame) == rows
    assert frame["previous_start"].iloc[0].date().isoformat() == before
    assert [len(one.y) for one in section._chart._drawing.series] == [rows, rows]
    section.close()


@pytest.mark.spec("M4", "X3")
def test_a_day_without_its_like_is_a_gap_in_chart_tooltip_table_and_frame(model):
    section = analytics(model, period=sm.Period("2024-02-01", "2024-03-01"), compare=True)
    section.show()
    current, previous = section._chart._hover.view["series"]
    assert (current["heights"][30], current["texts"][30], current["whens"][30]) == (None, "—", "brak odpowiednika")
    assert previous["whens"][30] == "śr., 31 sty 2024"
    assert section._chart._hover.view["ticks"][28:] == ["29 lut", "", ""]
    assert section._chart.table().iloc[30, 1:].isna().tolist() == [True, False, False, True, True]
    assert pd.isna(section.frame["revenue"].iloc[30])
    section.close()


@pytest.mark.spec("M4")
def test_the_text_of_a_comparison_names_both_periods(model):
    section = analytics(model, period="last_7_days", compare=True)
    section.show()
    assert "30 gru 2024 – 5 sty 2025 wobec 23 – 29 gru 2024" in section._chart._hover.view["summary"]
    section.close()


@pytest.mark.spec("M8", "X3")
@pytest.mark.parametrize("chart", ["line", "bar"])
def test_a_partial_month_is_said_everywhere_and_never_the_lowest(seed_shop, chart):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-31 12:00", locale="en")
    section = analytics(model, period="last_12_months", chart=chart)
    section.show()
    view, (series,) = section._chart._hover.view, section._chart._drawing.series
    assert series.partial == (0, 12)
    assert view["series"][0]["whens"][0] == "Jan 31, 2024 (partial)"
    assert (view["ticks"][0], view["ticks"][-1]) == ("Jan 2024", "Jan 2025")
    lowest = view["summary"].split("Lowest: ")[1].split("; ")[0].split(", highest")[0]
    assert "partial" not in lowest
    assert "Partial buckets: Jan 31, 2024; " in view["summary"]
    table = section._chart.table()
    assert list(table.columns) == ["Start", "Partial bucket", "Revenue (PLN)"]
    assert table["Partial bucket"].tolist() == ["partial", *[""] * 11, "partial"]
    assert table["Start"].iloc[0].isoformat() == "2024-01-31"
    section.close()


@pytest.mark.spec("M8")
def test_a_single_running_bucket_is_said_and_no_lowest_is_named(seed_shop):
    model = sm.DashboardModel(seed_shop, as_of="2025-01-06 00:30")
    section = analytics(model, period="today")
    section.show()
    summary = section._chart._hover.view["summary"]
    assert "Najmniej" not in summary
    assert "Przedział niepełny: 6 sty 2025, 00:00 – 00:30 (w toku)" in summary
    section.close()


@pytest.mark.spec("X3", "M5")
def test_a_comparison_is_exported_as_numbers_with_their_change(model):
    section = analytics(model, period="last_7_days", compare=True)
    section.show()
    table = section._chart.table()
    assert list(table.columns) == [
        "Początek",
        "Sprzedaż, bieżący okres (PLN)",
        "Początek (Poprzedni okres)",
        "Sprzedaż, poprzedni okres (PLN)",
        "Zmiana (PLN)",
        "Zmiana (%)",
    ]
    assert [value.isoformat() for value in table.iloc[0, [0, 2]]] == ["2024-12-30", "2024-12-23"]
    assert table.iloc[0, [1, 3, 4]].tolist() == [100_000, 63_315, 36_685]
    assert table.iloc[0, 5] == pytest.approx(57.9405, abs=2e-4)
    section.close()

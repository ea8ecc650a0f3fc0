from __future__ import annotations

import pytest

import smwidgets as sm


@pytest.mark.spec("A1", "M3")
def test_six_tiles_show_the_revenue_of_their_periods(model):
    figures = sm.sections.SalesSummary(model).figures
    assert figures == {
        "today": 999,
        "yesterday": 145_360,
        "last_7_days": 445_360,
        "last_30_days": 888_571,
        "current_quarter": 346_359,
        "current_year": 346_359,
    }


@pytest.mark.spec("M6", "A2")
def test_the_worked_example_to_the_letter(model):
    section = sm.sections.SalesSummary(model)
    trend = section.trends["last_7_days"]
    assert section.figures["last_7_days"] == 445_360
    assert trend.delta == 2_149
    assert trend.percent == pytest.approx(100 * 2_149 / 443_211)
    formats = model.formats
    assert formats.signed_money(trend.delta).replace("\xa0", " ") == "+2 149 zł"
    assert formats.signed_percent(trend.percent).replace("\xa0", " ") == "+0,5%"


@pytest.mark.spec("A2")
def test_trends_stand_on_the_closed_periods_only_unless_switched_on(model):
    section = sm.sections.SalesSummary(model)
    assert set(section.trends) == {"yesterday", "last_7_days", "last_30_days"}
    section.all_trends = True
    assert set(section.trends) == set(section.figures)


@pytest.mark.spec("M2")
def test_nothing_after_the_clock_counts(seed_shop):
    before, after = (
        sm.sections.SalesSummary(sm.DashboardModel(seed_shop, as_of=moment)).figures
        for moment in ("2025-01-06 18:00:00", "2025-01-06 18:00:01")
    )
    assert (before["today"], after["today"]) == (999, 5_999)


def test_its_explanation_computes_the_same_figures(model, run_sql):
    section = sm.sections.SalesSummary(model)
    explanation = section.explain()
    table = run_sql(explanation.sql)
    assert {name: float(table[name].iloc[0]) for name in table} == section.figures
    assert explanation.rows == 11


def test_tiles_are_written_in_both_languages(model):
    section = sm.sections.SalesSummary(model)
    section.show()
    assert "Ostatnie 7 dni" in section._tiles["last_7_days"].value
    assert "445\xa0360\xa0zł" in section._tiles["last_7_days"].value
    model.locale = "en"
    assert "Last 7 days" in section._tiles["last_7_days"].value
    section.close()

from __future__ import annotations

import math

import pytest

import smwidgets as sm


@pytest.mark.spec("C1")
def test_three_series_over_time_and_never_a_mean_of_means(model):
    section = sm.sections.AverageOrderValue(model, period="last_7_days")
    assert list(section.frame) == ["start", "all", "touchpoint", "last_click"]
    assert section.figures == {
        "all": pytest.approx(445_360 / 3),
        "touchpoint": pytest.approx(345_360 / 2),
        "last_click": pytest.approx(200_000),
    }
    assert section.frame["touchpoint"].dropna().tolist() == [200_000, 145_360]
    assert math.isnan(section.frame["all"][1])


@pytest.mark.spec("C1")
def test_its_legend_hides_a_series_and_its_menu_changes_the_chart(model):
    section = sm.sections.AverageOrderValue(model, period="last_7_days")
    section.show()
    section._chart.hidden = ("touchpoint",)
    section.chart = "bar"
    assert section._chart.hidden == ("touchpoint",)
    assert section.figures["touchpoint"] == pytest.approx(345_360 / 2)
    section.close()


def test_its_explanation_computes_the_same_figures(model, run_sql):
    section = sm.sections.AverageOrderValue(model, period="last_7_days")
    row = run_sql(section.explain().sql).iloc[0]
    assert {name: float(row[name]) for name in row.index} == pytest.approx(section.figures)

from __future__ import annotations

import numpy as np
import pytest

import smwidgets as sm
from smwidgets.sections import ContactActivity


@pytest.fixture
def section(club):
    made = ContactActivity(club, period="last_7_days")
    made.show()
    yield made
    made.close()


@pytest.mark.spec("CA5")
def test_visits_of_known_contacts_and_openings_by_hour_and_weekday(section):
    busy = {key: value for key, value in section.figures.items() if value}
    assert busy == {
        "hour_09": pytest.approx(3 / 7),
        "hour_20": pytest.approx(1 / 7),
        "hour_23": pytest.approx(1 / 7),
        "monday": 2,
        "tuesday": 1,
        "saturday": 1,
        "sunday": 1,
    }
    assert len(section.figures) == 24 + 7
    assert (section.frame.loc[0, 9], section.frame.loc[1, 9], section.frame.loc[6, 23]) == (2, 1, 1)
    assert section.frame.shape == (7, 24)
    assert section.frame.to_numpy().sum() == 5


@pytest.mark.spec("CA5")
def test_the_charts_draw_the_figures_monday_first(section):
    hours, days = (chart._drawing.series[0] for chart in (section._by_hour, section._by_weekday))
    assert hours.y.tolist() == [section.figures[f"hour_{hour:02}"] for hour in range(24)]
    assert days.y.tolist() == [2, 1, 0, 0, 0, 1, 1]
    assert days.whens[0] == "poniedziałek"
    np.testing.assert_array_equal(section._both._heat.values, section.frame.to_numpy())
    section.model.locale = "en"
    assert section._by_weekday._drawing.series[0].whens[6] == "Sunday"
    assert section._both._hover.view["rows"][0] == "Mon"


@pytest.mark.spec("CA5")
def test_a_weekday_that_the_period_lacks_has_no_mean(section):
    section.period = sm.Period("2025-01-13", "2025-01-15")
    assert section.figures["monday"] == 2
    assert section.figures["wednesday"] is None
    assert section.frame.loc[2].isna().all()
    assert section._both._hover.view["values"][2][9] == "—"


@pytest.mark.spec("CA5")
def test_the_running_hour_and_day_are_in_no_mean(section):
    section.model.as_of = "2025-01-20 12:30"
    section.period = sm.Period("2025-01-20", "2025-01-21")
    assert section.figures["monday"] is None
    assert section.figures["hour_11"] == 1
    assert section.figures["hour_12"] is None


def test_a_period_without_a_complete_hour_says_so(section, state):
    section.model.as_of = "2025-01-20 00:30"
    section.period = sm.Period("2025-01-20", "2025-01-21")
    assert state(section) == "fresh"
    assert section._both._hover.view["message"] == "Ten okres nie ma jeszcze pełnej godziny"


def test_without_visits_it_says_so(club_tables, state):
    tables = {name: club_tables[name] for name in ("contacts", "interactions")}
    with sm.connect(tables, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = ContactActivity(sm.DashboardModel(shop, as_of="2025-01-20"))
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_its_explanation_counts_the_same_hours(section, run_club_sql):
    explanation = section.explain()
    found = run_club_sql(explanation.sql)
    assert dict(zip(zip(found["weekday"], found["hour"], strict=True), found["activity"], strict=True)) == {
        (0, 9): 2,
        (1, 9): 1,
        (5, 20): 1,
        (6, 23): 1,
    }
    assert explanation.rows == 5


@pytest.mark.spec("CA5")
@pytest.mark.parametrize(
    ("locale", "unit", "per_hour", "scale"),
    [
        ("pl", "Wizyty i otwarcia, średnio na godzinę", "na godzinę", "skala pierwiastkowa"),
        ("en", "Visits and opens, mean per hour", "per hour", "square-root scale"),
    ],
)
def test_it_says_what_is_counted_per_what_and_how_its_colours_stand_for_it(section, locale, unit, per_hour, scale):
    section.model.locale = locale
    assert section._by_hour._drawing.series[0].label.startswith(unit)
    assert section._both._hover.view["measure"] == unit
    assert per_hour in section._strip.value
    assert scale in section._both._scale.value

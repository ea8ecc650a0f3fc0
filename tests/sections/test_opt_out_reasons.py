from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections import OptOutReasons

FOUR = ["never_signed_up", "too_many_messages", "topic_not_interesting", "content_mismatch"]


@pytest.fixture
def section(club):
    made = OptOutReasons(club, period="current_month")
    made.show()
    yield made
    made.close()


def slices(section):
    return {one.key: one for one in section._donut._whole.slices}


@pytest.mark.spec("CA6")
def test_opt_outs_of_the_period_by_the_platforms_reasons_and_not_given_apart(section):
    assert section.figures == dict.fromkeys(FOUR, 0) | {"too_many_messages": 1, "other": 1, "not_given": 1}
    assert list(slices(section)) == [*FOUR, "other", "not_given"]
    assert slices(section)["not_given"].colour == 8
    assert 8 not in {one.colour for key, one in slices(section).items() if key != "not_given"}


@pytest.mark.spec("CA6")
def test_the_platforms_four_are_named_even_where_nobody_gave_them(section):
    section.period = "last_7_days"
    assert section.figures["too_many_messages"] == 1
    assert list(slices(section)) == FOUR
    labels = [one.label for one in slices(section).values()]
    assert labels[0] == "nigdy nie zapisywałem się do tej listy"
    section.model.locale = "en"
    assert [one.label for one in slices(section).values()] == [
        "never signed up to this list",
        "received too many messages",
        "not interested in the topic",
        "content did not match interests",
    ]


@pytest.mark.spec("CA6")
def test_a_text_of_the_source_reaches_no_label(section):
    assert "bo tak" not in str(section._donut._ring.view)


@pytest.mark.spec("CA6")
def test_hiding_a_label_lowers_the_sum_and_leaves_the_figures(section):
    before = section.figures
    section._donut._ring.set_state({"hidden": ["other"]})
    assert section.hidden == ("other",)
    assert section._donut._ring.view["total"] == "2"
    assert section.figures == before


def test_a_period_without_opt_outs_says_so(section):
    section.period = sm.Period("2025-01-02", "2025-01-05")
    assert section._donut._ring.view["message"] == "W tym okresie nikt się nie wypisał"


def test_without_opt_outs_in_the_source_it_says_so(club_tables, state):
    contacts = club_tables["contacts"].drop(columns=["opted_out_at"])
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = OptOutReasons(sm.DashboardModel(shop, as_of="2025-01-20"))
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_its_explanation_computes_the_same_figures(section, run_club_sql):
    explanation = section.explain()
    found = run_club_sql(explanation.sql)
    assert dict(zip(found["reason"], found["opted_out"], strict=True)) == {
        reason: count for reason, count in section.figures.items() if count
    }
    assert explanation.rows == 3

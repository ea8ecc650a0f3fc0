from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections import ContactBase, MonitoredShare
from smwidgets.sections._contact_texts import GROUPS


@pytest.fixture
def section(club):
    made = MonitoredShare(club)
    made.show()
    yield made
    made.close()


@pytest.mark.spec("CA8")
def test_all_contacts_by_the_flag(section):
    assert section.figures == {"monitored": 3, "not_monitored": 5}
    assert section._donut._ring.view["total"] == "8"
    assert section._donut._ring.view["slices"][0]["share"] == "37,5%"


@pytest.mark.spec("CA1", "CA8")
def test_the_flag_is_not_consent(section, club):
    assert section.figures["monitored"] != ContactBase(club).figures["monitored"]
    assert "opt-in" in section._remark.value


def test_it_stands_at_the_clock(section):
    section.model.as_of = "2025-01-01"
    assert section.figures == {"monitored": 2, "not_monitored": 1}
    assert "1 sty 2025" in section._when.value


def test_without_contacts_it_says_so(club_tables, state):
    with sm.connect({"visits": club_tables["visits"]}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = MonitoredShare(sm.DashboardModel(shop, as_of="2025-01-20"))
        section.show()
        assert state(section) == "unavailable"
        section.close()


def test_its_explanation_computes_the_same_figures(section, run_club_sql):
    explanation = section.explain()
    assert dict(run_club_sql(explanation.sql).iloc[0]) == section.figures
    assert explanation.rows == 8


@pytest.mark.spec("CA1", "CA8")
@pytest.mark.parametrize("locale", ["pl", "en"])
def test_its_words_are_not_those_of_the_contacts_that_are_opted_in(club, locale):
    club.locale = locale
    section = MonitoredShare(club)
    section.show()
    flagged = {one.label for one in section._donut._whole.slices} | {section.say(section.title)}
    assert not flagged & {text[locale] for text in GROUPS.values()}
    section.close()

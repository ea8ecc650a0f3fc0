from __future__ import annotations

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.sections import EmailDomains


@pytest.fixture
def section(club):
    made = EmailDomains(club)
    made.show()
    yield made
    made.close()


@pytest.mark.spec("CA7")
def test_contacts_that_are_opted_in_now_by_domain(section):
    assert section.figures == {"poczta.example": 2, "firma.example": 1, "inna.example": 1, "other": 1}
    assert section.frame["domain"].tolist() == ["poczta.example", "firma.example", "inna.example", None]
    assert section.frame["contacts"].tolist() == [2, 1, 1, 1]
    assert [one.label for one in section._donut._whole.slices][-1] == "inne"
    assert section._donut._whole.slices[-1].colour == 8


@pytest.mark.spec("CA7")
def test_the_settings_say_how_many_domains_are_told_apart(club):
    contacts = pd.DataFrame(
        {
            "contact_id": [f"c{number}" for number in range(21)],
            "email": [f"c@{'abcdef'[min(number // 4, 5)]}.example" for number in range(21)],
            "created_at": pd.Timestamp("2024-01-01"),
            "monitored": True,
        }
    )
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = EmailDomains(sm.DashboardModel(shop, as_of="2025-01-20"), top="3")
        section.show()
        assert section.figures == {"a.example": 4, "b.example": 4, "c.example": 4, "other": 9}
        section._on_save({"top": "10"})
        assert section.figures["other"] == 0
        assert len(section._donut._whole.slices) == 6
        section.close()


@pytest.mark.spec("CA7")
def test_a_domain_called_other_is_not_taken_for_the_others(club_tables):
    contacts = club_tables["contacts"].assign(email="x@other")
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = EmailDomains(sm.DashboardModel(shop, as_of="2025-01-20 12:00"))
        assert section.figures == {"@other": 5, "other": 0}
        section.close()


def test_its_card_says_when_instead_of_a_period(section):
    assert "stan na 20 sty 2025, 12:00" in section._when.value
    assert section._picker is None


def test_its_explanation_computes_the_same_figures(section, run_club_sql):
    explanation = section.explain()
    found = run_club_sql(explanation.sql)
    assert found["contacts"].sum() == explanation.rows == sum(section.figures.values())


@pytest.mark.spec("CA7")
def test_no_two_domains_have_one_colour_and_none_is_lost():
    contacts = pd.DataFrame(
        {
            "contact_id": [f"c{number}" for number in range(30)],
            "email": [f"c@{number % 12:02}.example" for number in range(30)],
            "created_at": pd.Timestamp("2024-01-01"),
            "monitored": True,
        }
    )
    with sm.connect({"contacts": contacts}, timezone="Europe/Warsaw", currency="PLN") as shop:
        section = EmailDomains(sm.DashboardModel(shop, as_of="2025-01-20"), top="10")
        section.show()
        drawn = section._donut._whole.slices
        assert len(section.figures) == 11
        assert len({one.colour for one in drawn}) == len(drawn) == 8
        assert sum(one.value for one in drawn) == sum(section.figures.values()) == 30
        section.close()

from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.sections.potential_customers import PotentialCustomers


@pytest.mark.spec("F2", "F3")
def test_a_contact_with_a_cart_leaves_when_it_first_buys_and_never_comes_back(garden):
    section = PotentialCustomers(garden, period="last_7_days")
    assert section.frame["potential"].tolist() == [1, 1, 1, 1, 0, 0, 0]
    assert section.figures == {"potential": 1}


@pytest.mark.spec("F2", "M2")
@pytest.mark.parametrize(
    ("as_of", "potential"),
    [("2025-01-20 00:00", 0), ("2025-01-20 00:00:01", 1), ("2025-01-20 12:00", 1), ("2025-01-20 12:00:01", 0)],
)
def test_it_is_counted_as_of_the_very_moment(garden_shop, as_of, potential):
    assert PotentialCustomers(sm.DashboardModel(garden_shop, as_of=as_of)).figures == {"potential": potential}


@pytest.mark.spec("F2")
def test_the_running_day_ends_now(garden):
    section = PotentialCustomers(garden, period="today")
    assert section.frame["potential"].tolist() == [1] * 12
    section.show()
    assert section._chart._drawing.series[0].label == "Koszyk bez zakupu"
    assert 'data-figure="potential"' in section._strip.value
    section.close()


def test_carts_alone_are_enough(garden_tables):
    events = garden_tables["events"].drop(columns="value").query("type == 'CART'")
    with sm.connect({"events": events}, timezone="Europe/Warsaw", currency="PLN") as shop:
        assert PotentialCustomers(sm.DashboardModel(shop, as_of="2025-01-20 12:00")).figures == {"potential": 2}


def test_its_explanation_computes_the_same_figures(garden, run_garden_sql):
    section = PotentialCustomers(garden)
    explanation = section.explain()
    assert run_garden_sql(explanation.sql)["potential"].tolist() == [section.figures["potential"]] == [explanation.rows]

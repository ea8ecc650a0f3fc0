"""Columns that nobody reads are named; one that names another currency than the shop's refuses its rows."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.connecting import connect
from smwidgets.data.contract import TABLES
from smwidgets.data.report import Problem
from smwidgets.data.unread_columns import unread


def events(**columns):
    given = {"event_id": [1, 2, 3], "contact_id": 7, "type": "PURCHASE", "occurred_at": "2026-01-05", "value": 5.0}
    return {"events": pd.DataFrame(given | columns)}


@pytest.mark.spec("S1")
def test_all_columns_that_are_not_read_stand_in_one_warning(load_tables):
    _, report = load_tables(events(shop="A", status=["paid", "cancelled", "paid"], test=False, quantitty=1))
    (line,) = map(str, report.warnings)
    assert "events: not read: shop, status, test, quantitty; did you mean 'quantity' by 'quantitty'?" in line
    assert "all rows count, whatever status, test say" in line


def test_names_are_safe_to_print_and_nothing_unread_is_no_warning():
    assert unread(["event_id", "record_"], TABLES["events"]) == ()
    (issue,) = unread(["event_id", "a\x1b[31m"], TABLES["events"])
    assert str(issue) == "events: not read: a\\x1b[31m"


@pytest.mark.spec("S5")
def test_another_currency_is_refused_with_the_choices(load_tables):
    names = ("currency", "Order_Currency", "waluta", "kod waluty", "currencyCode")
    tables = events(**{name: ["CZK", "PLN", ""] for name in names})
    with pytest.raises(ContractError, match="the shop's currency is PLN, and nothing is converted") as caught:
        load_tables(tables)
    found = [(issue.column, issue.problem, issue.rows, issue.examples) for issue in caught.value.report.issues]
    assert found == [(name, Problem.OTHER_CURRENCY, 1, ("CZK",)) for name in names]
    read, _ = load_tables(tables, skip_invalid=True)
    assert read["events"]["event_id"].tolist() == [2, 3]


def test_the_currency_that_was_asked_for_is_the_shops():
    with connect(events(currency=["eur ", "€", None]), currency="EUR") as shop:
        assert shop.cube("sales")["revenue_all"].sum() == 15
    with pytest.raises(ContractError, match="the shop's currency is PLN"):
        connect(events(currency="EUR"))


def test_a_rate_is_no_currency_and_other_tables_have_no_amounts(load_tables):
    visits = pd.DataFrame({"visit_id": [1], "started_at": "2026-01-05", "currency": "CZK"})
    _, report = load_tables(events(currency_rate=[4.3, 4.3, 1]) | {"visits": visits})
    assert report.is_clean

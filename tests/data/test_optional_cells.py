"""A cell of an optional column that cannot be read becomes empty and is counted; a needed one costs the row."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.connecting import connect
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Problem


def rows(table, column, values):
    given = {
        "contacts": {"contact_id": [1, 2, 3], "email": "a@x.example", "created_at": "2026-01-01", "monitored": True},
        "events": {"event_id": [1, 2, 3], "contact_id": 7, "type": "CART", "occurred_at": "2026-01-05"},
        "visits": {"visit_id": [1, 2, 3], "started_at": "2026-01-05"},
        "campaigns": {"campaign_id": [1, 2, 3], "scheduled_at": "2026-01-05", "channel": "sms", "kind": "bulk", "name": "x",
                      "reach": 5},
    }[table]  # fmt: skip
    return {table: pd.DataFrame(given | {column: pd.Series(values, dtype=object)})}


@pytest.mark.spec("S1")
@pytest.mark.parametrize(
    ("table", "column", "values", "problem", "read"),
    [
        ("visits", "duration_s", [-3, 61.5, 4], "negative", [None, 61.5, 4]),
        ("visits", "duration_s", ["0:01:10", "61.5", "inf"], "wrong type", [None, 61.5, None]),
        ("visits", "page_views", [2.5, 3, -1], "wrong type", [None, 3, None]),
        ("visits", "score", ["high", "7", "8"], "wrong type", [None, 7, 8]),
        ("contacts", "opted_out_at", ["yesterday", "2026-01-02", None], "impossible time", [None, "2026-01-02", None]),
        ("contacts", "state", ["CUSTOMR", "partner", None], "unknown name", [None, "PARTNER", None]),
        ("events", "value", ["dużo", "5", "-2"], "wrong type", [None, 5, None]),
        ("events", "quantity", [-1, 2, 3], "negative", [None, 2, 3]),
        ("campaigns", "opened", ["many", 2, 3], "wrong type", [None, 2, 3]),
    ],
)
def test_an_optional_cell_becomes_empty_and_is_counted(caplog, table, column, values, problem, read):
    with connect(rows(table, column, values), timezone="UTC") as shop:
        found = shop.execute(shop.table(table)).sort_values(shop.table(table).columns[0])[column]
        assert shop.left_out == {}
    shown = [None if pd.isna(value) else value for value in found]
    assert [str(value)[:10] if isinstance(value, pd.Timestamp) else value for value in shown] == read
    assert f"{table}.{column}: {problem}; 1 row; e.g. {str(values[0])!r}" in caplog.text
    assert "read as empty, the rows are kept" in caplog.text


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("dużo", Problem.WRONG_TYPE),
        ("-1", Problem.NEGATIVE),
        ("inf", Problem.NOT_FINITE),
        ("NULL", Problem.MISSING_VALUE),
    ],
)
def test_the_value_of_a_purchase_is_needed_and_that_of_a_cart_is_not(value, problem):
    tables = rows("events", "value", [value, value, "5"])
    tables["events"]["type"] = ["CART", "PURCHASE", "PURCHASE"]
    tables["events"][RECORD] = pd.Series([2, 3, 4], dtype="int64")
    with pytest.raises(ContractError) as caught:
        connect(tables)
    (issue,) = caught.value.report.issues
    assert (issue.problem, issue.rows, issue.places) == (problem, 1, ("row 3",))
    noticed = [(warning.problem, warning.rows, warning.places) for warning in caught.value.report.warnings]
    assert noticed == ([] if problem is Problem.MISSING_VALUE else [(problem, 1, ("row 2",))])
    with connect(tables, skip_invalid=True) as shop:
        assert shop.left_out == {"events": 1}
        assert shop.cube("sales")["revenue_all"].sum() == 5


@pytest.mark.parametrize(
    ("word", "flag"),
    [("Tak", True), ("nie", False), ("PRAWDA", True), ("FAŁSZ", False), ("on", True), ("Off", False), (" Y ", True),
     (1, True), (0.0, False)],
)  # fmt: skip
def test_yes_and_no_in_polish_and_english(word, flag):
    with connect(rows("contacts", "monitored", [word] * 3)) as shop:
        assert shop.execute(shop.table("contacts"))["monitored"].tolist() == [flag] * 3


def test_a_word_that_is_neither_is_refused_with_those_that_are():
    with pytest.raises(ContractError, match=r"e.g. 'maybe'; expected true or false: true, t, 1, .*tak"):
        connect(rows("contacts", "monitored", ["maybe", "tak", "nie"]))

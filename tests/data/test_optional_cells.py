"""A cell of an optional column that cannot be read becomes empty and is counted; a needed one costs the row."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.data.report import Problem

GIVEN = {
    "contacts": {"contact_id": [1, 2, 3], "email": "a@x.example", "created_at": "2026-01-01", "monitored": True},
    "events": {"event_id": [1, 2, 3], "contact_id": 1, "type": "CART", "occurred_at": "2026-01-05"},
    "visits": {"visit_id": [1, 2, 3], "started_at": "2026-01-05"},
    "campaigns": {"campaign_id": [1, 2, 3], "scheduled_at": "2026-01-05", "channel": "sms", "kind": "bulk"}
    | {"name": "x", "reach": 5},
}
CASES = (
    ("visits", "duration_s", [-3, "0:01:10", "inf"], ["negative", "wrong type", "not a finite number"], [None] * 3),
    ("visits", "page_views", [2.5, 3, -1], ["wrong type", "negative"], [None, 3, None]),
    ("visits", "score", ["high", "7", "8"], ["wrong type"], [None, 7, 8]),
    ("contacts", "opted_out_at", ["yesterday", "2026-01-02", None], ["impossible time"], [None, "2026-01-02", None]),
    ("contacts", "state", ["CUSTOMR", "partner", None], ["unknown name"], [None, "PARTNER", None]),
    ("events", "value", ["dużo", "5", "-2"], ["wrong type", "negative"], [None, 5, None]),
    ("events", "quantity", [-1, 2, 3], ["negative"], [None, 2, 3]),
    ("campaigns", "opened", ["many", 2, 3], ["wrong type"], [None, 2, 3]),
)


def rows(table, **columns):
    return pd.DataFrame(GIVEN[table] | {name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


@pytest.mark.spec("S1")
def test_an_optional_cell_becomes_empty_and_is_counted(load_tables):
    written = {name: {column: cells for table, column, cells, *_ in CASES if table == name} for name in GIVEN}
    tables, report = load_tables({name: rows(name, **columns) for name, columns in written.items()}, timezone="UTC")
    assert (report.is_clean, set(report.rows_bad.values())) == (True, {0})
    for table, column, cells, problems, wanted in CASES:
        shown = [None if pd.isna(value) else value for value in tables[table][column]]
        assert [str(one)[:10] if isinstance(one, pd.Timestamp) else one for one in shown] == wanted, column
        noticed = [one for one in report.warnings if (one.table, one.column) == (table, column)]
        noticed = [one for one in noticed if one.problem is not Problem.SPELLING]
        assert sorted(one.problem.value for one in noticed) == sorted(problems), column
        assert {one.rows for one in noticed} == {1}
        assert noticed[0].examples[0] in map(str, cells)
        assert all("read as empty, the rows are kept" in one.hint for one in noticed)


@pytest.mark.spec("S1")
def test_the_value_of_a_purchase_is_needed_and_that_of_a_cart_is_not(load_tables):
    cells = ["dużo", "-1", "inf", "NULL"]
    events = pd.DataFrame({"event_id": range(1, 10), "contact_id": 7, "occurred_at": "2026-01-05"})
    events["type"], events["value"] = ["CART"] * 4 + ["PURCHASE"] * 5, [*cells, *cells, "5"]
    tables, report = load_tables({"events": events}, skip_invalid=True)
    assert [(issue.problem, issue.rows, issue.places) for issue in report.issues] == [
        (Problem.MISSING_VALUE, 1, ("row 8",)),
        (Problem.WRONG_TYPE, 1, ("row 5",)),
        (Problem.NOT_FINITE, 1, ("row 7",)),
        (Problem.NEGATIVE, 1, ("row 6",)),
    ]
    noticed = {(warning.problem, warning.rows, warning.places) for warning in report.warnings}
    assert noticed == {
        (Problem.WRONG_TYPE, 1, ("row 1",)),
        (Problem.NEGATIVE, 1, ("row 2",)),
        (Problem.NOT_FINITE, 1, ("row 3",)),
    }
    assert tables["events"]["event_id"].tolist() == [1, 2, 3, 4, 9]
    assert tables["events"]["value"].isna().tolist() == [True] * 4 + [False]


def test_yes_and_no_in_polish_and_english(load_tables):
    words = {"Tak": True, "nie": False, "PRAWDA": True, "FAŁSZ": False, "on": True, "Off": False, " Y ": True, 1: True}
    contacts = pd.DataFrame({"contact_id": range(9), "email": "a@x.example", "created_at": "2026-01-01"})
    contacts["monitored"] = pd.Series([*words, "maybe"], dtype="object")
    tables, report = load_tables({"contacts": contacts}, skip_invalid=True)
    assert tables["contacts"]["monitored"].tolist() == list(words.values())
    (issue,) = report.issues
    assert "e.g. 'maybe' (row 9); expected true or false: true, t, 1, " in str(issue)

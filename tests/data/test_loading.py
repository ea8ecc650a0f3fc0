"""What is noticed once all tables are written."""

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data.report import Problem

ADDED = pd.DataFrame(
    {"contact_id": [1, 2, 3], "email": "a@b.example", "monitored": True, "created_at": "2026-01-10 12:00"}
)


def bought(*rows):
    events = pd.DataFrame(rows, columns=["contact_id", "type", "occurred_at"])
    return events.assign(event_id=range(len(rows)), value=1.0)


EARLY = bought(
    (1, "PURCHASE", "2026-01-10 11:59:59"),
    (1, "PURCHASE", "2026-01-09"),
    (2, "PURCHASE", "2026-01-10 12:00"),
    (3, "CART", "2026-01-01"),
    (3, "PURCHASE", "2026-02-01"),
)


def early(report):
    return [one for one in report.warnings if one.problem is Problem.BOUGHT_BEFORE_ADDED]


@pytest.mark.spec("F1")
def test_an_import_says_how_many_customers_bought_before_they_were_added(tmp_path):
    path = tmp_path / "shop.duckdb"
    report = sm.import_shop({"contacts": ADDED, "events": EARLY}, path, timezone="UTC").report
    (found,) = early(report)
    assert (found.table, found.column, found.rows, found.examples) == ("contacts", "created_at", 1, ("1",))
    assert "bought before they were added; 1 row" in str(report)
    later = bought((2, "PURCHASE", "2026-01-01")).assign(event_id=99)
    (found,) = early(sm.import_shop({"events": later}, path, append=True).report)
    assert found.rows == 2


@pytest.mark.spec("F1")
@pytest.mark.parametrize(
    "tables", [{"contacts": ADDED}, {"events": EARLY}, {"contacts": ADDED, "events": EARLY.iloc[2:]}]
)
def test_where_nobody_did_nothing_is_said(tables, tmp_path):
    assert early(sm.import_shop(tables, tmp_path / "shop.duckdb", timezone="UTC").report) == []

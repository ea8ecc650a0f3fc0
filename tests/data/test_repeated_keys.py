"""Rows of one key: copies are no defect, of contradicting ones the first in the source stays."""

from __future__ import annotations

import pandas as pd
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop
from smwidgets.data.reading import RECORD
from smwidgets.data.report import Problem

ROWS = [(1, 99.0), (2, 20.5), (1, 10.0), (2, 20.5), (3, 3.25), (2, 20.5), (1, 10.0)]


def events(rows, records=None):
    frame = pd.DataFrame(rows, columns=["event_id", "value"]).assign(contact_id=7, type="PURCHASE")
    frame["occurred_at"] = "2026-01-05 12:30"
    if records is not None:
        frame[RECORD] = pd.Series(records, dtype="int64")
    return {"events": frame}


@pytest.mark.spec("S1")
def test_exact_copies_are_loaded_once_and_counted(tmp_path):
    result = import_shop(events([(1, 5.0), (2, 6.0), (1, 5.0), (1, 5.0)]), tmp_path / "shop.duckdb")
    assert (result.rows, result.left_out, result.report.copies) == ({"events": 2}, {"events": 2}, {"events": 2})
    assert (result.report.rows_ok, result.report.rows_bad) == ({"events": 2}, {"events": 2})
    assert result.report.is_clean
    assert "events.event_id: exact copies of other rows; 2 rows; e.g. '1'" in str(result.report)
    with connect(tmp_path / "shop.duckdb") as shop:
        assert shop.cube("sales")["revenue_all"].sum() == 11


@pytest.mark.spec("S1")
@pytest.mark.parametrize("backwards", [False, True])
def test_of_contradicting_rows_the_first_in_the_source_is_kept(backwards):
    """Not the smallest value: the order in which the engine happens to see the rows is not the source's either."""
    tables = events(ROWS, range(2, 2 + len(ROWS)))
    if backwards:
        tables["events"] = tables["events"].iloc[::-1]
    with pytest.raises(ContractError) as caught:
        connect(tables)
    (issue,) = caught.value.report.issues
    assert (issue.problem, issue.rows, issue.examples) == (Problem.DUPLICATE_KEY, 1, ("1",))
    assert issue.places == ("rows 2 and 4",)
    with connect(tables, skip_invalid=True) as shop:
        assert shop.cube("sales")["revenue_all"].sum() == 122.75
        assert shop.left_out == {"events": 4}


def test_without_places_the_earliest_is_kept(caplog):
    tables = events(ROWS)
    tables["events"].loc[2, "occurred_at"] = "2026-01-04"
    with connect(tables, skip_invalid=True) as shop:
        assert shop.left_out == {"events": 4}
        assert len(shop.execute(shop.table("events"))) == 3
    assert "the first of each is kept" in caplog.text


def test_columns_that_are_not_read_make_no_other_row():
    tables = events([(1, 5.0), (1, 5.0)])
    tables["events"]["note"] = ["a", "b"]
    with connect(tables) as shop:
        assert shop.left_out == {"events": 1}


def test_a_place_is_never_stored_nor_named_as_not_read(caplog):
    with connect(events([(1, 5.0)], [1])) as shop:
        assert RECORD not in shop.table("events").columns
    assert caplog.text == ""

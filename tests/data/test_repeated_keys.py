"""Rows of one key: copies are no defect, of contradicting ones the first in the source stays."""

from __future__ import annotations

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.contract import TABLES
from smwidgets.data.importing import import_shop
from smwidgets.data.reading import RECORD
from smwidgets.data.repeated_keys import first_of_each
from smwidgets.data.report import Problem

ROWS = [(1, 99.0), (2, 20.5), (1, 10.0), (2, 20.5), (3, 3.25), (2, 20.5), (1, 10.0)]


def events(rows):
    frame = pd.DataFrame(rows, columns=["event_id", "value"]).assign(contact_id=7, type="PURCHASE")
    frame["occurred_at"] = "2026-01-05 12:30"
    return {"events": frame}


@pytest.mark.spec("S1")
def test_exact_copies_are_loaded_once_and_counted(tmp_path):
    result = import_shop(events([(1, 5.0), (2, 6.0), (1, 5.0), (1, 5.0)]), tmp_path / "shop.duckdb")
    assert (result.rows, result.left_out, result.report.copies) == ({"events": 2}, {"events": 2}, {"events": 2})
    assert (result.report.rows_ok, result.report.rows_bad) == ({"events": 2}, {"events": 2})
    assert result.report.is_clean
    assert "events.event_id: exact copies of other rows; 2 rows; e.g. '1'" in str(result.report)


@pytest.mark.spec("S1")
@pytest.mark.parametrize("backwards", [False, True])
def test_of_contradicting_rows_the_first_in_the_source_is_kept(load_tables, backwards):
    """Not the smallest value: the order in which the engine happens to see the rows is not the source's either."""
    tables = events(ROWS[::-1] if backwards else ROWS)
    read, report = load_tables(tables, skip_invalid=True)
    assert read["events"]["value"].astype(float).tolist() == [10.0 if backwards else 99.0, 20.5, 3.25]
    assert (report.rows_ok, report.rows_bad, report.copies) == ({"events": 3}, {"events": 4}, {"events": 3})
    (issue,) = report.issues
    assert (issue.problem, issue.rows, issue.examples) == (Problem.DUPLICATE_KEY, 1, ("1",))
    assert issue.places == ("rows 1 and 7" if backwards else "rows 1 and 3",)
    with pytest.raises(ContractError, match="1 of 7 rows cannot be loaded"):
        load_tables(tables)


def test_without_places_the_earliest_is_kept():
    """A store and a view of a database have no order of their own."""
    rows = events(ROWS)["events"]
    rows["occurred_at"] = pd.to_datetime([f"2026-01-0{day}" for day in (5, 1, 4, 1, 1, 1, 4)])
    backend = ibis.duckdb.connect()
    kept, report = first_of_each(backend.create_table("rows", pa.Table.from_pandas(rows)), TABLES["events"], 4, "row")
    assert kept.order_by("event_id").to_pyarrow()["value"].to_pylist() == [10.0, 20.5, 3.25]
    assert "the first of each is kept" in str(report)
    backend.disconnect()


def test_columns_that_are_not_read_make_no_other_row_and_a_place_is_not_stored(load_tables):
    tables = events([(1, 5.0), (1, 5.0)])
    tables["events"]["note"] = ["a", "b"]
    read, report = load_tables(tables)
    assert report.rows_bad == {"events": 1}
    assert RECORD not in read["events"].columns
    assert [warning.columns for warning in report.warnings if warning.columns] == [("note",)]

from __future__ import annotations

import math
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import ibis
import pandas as pd
import pytest

from smwidgets.core.errors import ContractError
from smwidgets.data.cells import read
from smwidgets.data.connecting import connect
from smwidgets.data.contract import TABLES
from smwidgets.data.described import chosen
from smwidgets.data.reading import Reading
from smwidgets.data.report import Problem


def refused(tables: dict[str, pd.DataFrame]) -> list[tuple[str, str, Problem, int, tuple[str, ...]]]:
    with pytest.raises(ContractError) as caught:
        connect(tables)
    return [(i.table, i.column, i.problem, i.rows, i.examples) for i in caught.value.report.issues]


def loaded(tables: dict[str, pd.DataFrame], table: str, column: str, **options) -> list[object]:
    with connect(tables, **options) as shop:
        frame = shop.execute(shop.table(table)).sort_values("event_id" if table == "events" else column)
        return frame[column].tolist()


def with_column(six_tables, table, column, values):
    frame = six_tables[table].copy()
    frame[column] = pd.Series(values, dtype=object)
    return {table: frame}


@pytest.mark.parametrize(
    ("table", "column", "values", "problem", "rows", "examples"),
    [
        ("events", "type", ["CART", "PURCHAS", "ZAKUP"], Problem.UNKNOWN_NAME, 2, ("PURCHAS", "ZAKUP")),
        ("events", "value", [None, "dużo", "1,5"], Problem.WRONG_TYPE, 2, ("dużo", "1,5")),
        ("events", "value", [None, math.inf, 1.0], Problem.NOT_FINITE, 1, ("inf",)),
        ("events", "value", [1.0, -1.0, 3.0], Problem.NEGATIVE, 1, ("-1.0",)),
        ("events", "value", [1.0, None, 3.0], Problem.MISSING_VALUE, 1, ()),
        ("events", "value", [None, 1e15, 3.0], Problem.WRONG_TYPE, 1, ("1000000000000000.0",)),
        ("campaigns", "reach", ["2.5"], Problem.WRONG_TYPE, 1, ("2.5",)),
        ("campaigns", "reach", [-2], Problem.NEGATIVE, 1, ("-2",)),
        ("events", "contact_id", [1, None, 2], Problem.MISSING_VALUE, 1, ()),
        ("events", "event_id", [10, 10, 10], Problem.DUPLICATE_KEY, 2, ("10",)),
        ("events", "occurred_at", ["2026-02-30", "1969-12-31 23:59", "2100-01-01"], Problem.IMPOSSIBLE_TIME, 3,
         ("2026-02-30", "1969-12-31 23:59", "2100-01-01")),
        ("events", "occurred_at", [1767609000000] * 3, Problem.WRONG_TYPE, 3, ("1767609000000",)),
        ("contacts", "monitored", ["maybe", True], Problem.WRONG_TYPE, 1, ("maybe",)),
        ("contacts", "email", [None, "b@sklep.example"], Problem.MISSING_VALUE, 1, ()),
        ("interactions", "kind", ["click", "clik"], Problem.UNKNOWN_NAME, 1, ("clik",)),
        ("campaigns", "reach", [math.nan], Problem.MISSING_VALUE, 1, ()),
    ],
)  # fmt: skip
def test_a_defect_is_named_counted_and_shown(six_tables, table, column, values, problem, rows, examples):
    found = refused(with_column(six_tables, table, column, values))
    assert found == [(table, column, problem, rows, examples)]


def test_a_missing_column_is_named_with_its_likely_misspelling(six_tables):
    six_tables["events"] = six_tables["events"].rename(columns={"occurred_at": "occured_at"})
    with pytest.raises(ContractError, match=r"events.occurred_at: missing column; 3 rows; did you mean 'occured_at'\?"):
        connect(six_tables)


def test_an_unknown_name_comes_with_the_nearest_known_one(six_tables):
    with pytest.raises(ContractError, match=r"e.g. 'Purchas' \(row 2\); did you mean 'PURCHASE'\?"):
        connect(with_column(six_tables, "events", "type", ["CART", "Purchas", "PURCHASE"]))


def test_all_defects_of_all_tables_are_reported_at_once(six_tables):
    tables = with_column(six_tables, "events", "type", ["CART", "X", "PURCHASE"])
    tables |= with_column(six_tables, "campaigns", "kind", ["mass"])
    assert {(table, column) for table, column, *_ in refused(tables)} == {("events", "type"), ("campaigns", "kind")}


def test_skipping_loads_the_rest_and_counts_the_left_out(six_tables):
    tables = with_column(six_tables, "events", "type", ["CART", "X", "PURCHASE"])
    with connect(tables, skip_invalid=True) as shop:
        assert shop.left_out == {"events": 1}
        assert shop.execute(shop.table("events"))["event_id"].tolist() == [10, 12]
        assert shop.cube("sales")["revenue_all"].sum() == 20.25


def test_skipping_keeps_the_first_of_a_repeated_key(six_tables):
    tables = with_column(six_tables, "events", "event_id", [10, 11, 11])
    with connect(tables, skip_invalid=True) as shop:
        assert shop.cube("sales")["revenue_all"].tolist() == [99.5]
        assert shop.left_out == {"events": 1}


def test_skipping_leaves_out_a_table_that_lacks_a_column(six_tables):
    six_tables["visits"] = six_tables["visits"].drop(columns="started_at")
    with connect(six_tables, skip_invalid=True) as shop:
        assert not shop.has("visits")
        assert shop.left_out == {"visits": 2}


def test_nothing_left_to_load_is_an_error_even_when_skipping(six_tables):
    bad = six_tables["events"].assign(type="X")
    with pytest.raises(ContractError):
        connect({"events": bad}, skip_invalid=True)


def test_a_contact_that_is_not_there_is_only_noticed(six_tables, caplog):
    six_tables["contacts"] = six_tables["contacts"].iloc[:1]
    with connect(six_tables) as shop:
        assert shop.cube("sales")["orders_all"].sum() == 2
    assert "events.contact_id: contact not in contacts; 1 row; e.g. '2'" in caplog.text


def test_a_column_that_is_not_read_is_noticed_with_what_it_looks_like(six_tables, caplog):
    six_tables["events"] = six_tables["events"].rename(columns={"value": "vallue"})
    connect(six_tables).close()
    assert "events: not read: vallue; did you mean 'value' by 'vallue'?" in caplog.text


@pytest.mark.spec("M1")
@pytest.mark.parametrize(
    "written",
    [
        "2026-01-05 12:30",
        "2026-01-05T12:30:00",
        " 2026-01-05 12:30:00.000000 ",
        "2026-01-05 11:30:00Z",
        "2026-01-05T11:30Z",
        "2026-01-05 13:30+02:00",
        "2026-01-05 06:30:00.0 -0500",
        "2026-01-05 11:30:00 UTC",
        "2026-01-05 11:30 UTC",
        pd.Timestamp("2026-01-05 12:30"),
        pd.Timestamp("2026-01-05 06:30", tz="America/New_York"),
        datetime(2026, 1, 5, 11, 30, tzinfo=UTC),
    ],
)
def test_a_time_with_and_without_a_zone(six_tables, written):
    tables = with_column(six_tables, "events", "occurred_at", ["2026-01-05 10:00", written, "2026-01-05 20:00"])
    assert loaded(tables, "events", "occurred_at", timezone="Europe/Warsaw")[1] == pd.Timestamp("2026-01-05 11:30")


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "Asia/Tokyo"])
def test_a_typed_time_of_any_unit(six_tables, unit, zone):
    at = pd.Series(pd.to_datetime(["2026-01-05 01:00", "2026-01-05 12:30", "2026-01-05 20:00"])).astype(
        f"datetime64[{unit}]"
    )
    six_tables["events"]["occurred_at"] = at if zone is None else at.dt.tz_localize("Europe/Warsaw").dt.tz_convert(zone)
    assert loaded({"events": six_tables["events"]}, "events", "occurred_at")[1] == pd.Timestamp("2026-01-05 11:30")


def test_amounts_keep_four_decimals_exactly(six_tables):
    tables = with_column(six_tables, "events", "value", [None, "12345678901234.5678", 0.1])
    with connect(tables) as shop:
        sums = shop.table("events").value.sum().to_pyarrow().as_py()
    assert str(sums) == "12345678901234.6678"


def test_ids_of_every_table_have_one_type(six_tables):
    """pandas made the visits' contacts floats (one is missing), and the interactions' are text."""
    six_tables["interactions"]["contact_id"] = ["1", "x2"]
    with connect(six_tables) as shop:
        types = {
            name: str(shop.table(name).contact_id.type()) for name in ("contacts", "events", "visits", "interactions")
        }
        assert set(types.values()) == {"string"}
        assert shop.execute(shop.table("visits"))["contact_id"].dropna().tolist() == ["1"]
        assert shop.cube("sales")["orders_touchpoint"].sum() == 1


def test_integer_ids_stay_integers(six_tables):
    with connect(six_tables) as shop:
        assert str(shop.table("visits").contact_id.type()) == "int64"
        assert str(shop.table("interactions").campaign_id.type()) == "int64"


def test_a_time_in_text_is_read_once_whatever_asks_for_it():
    """What reads it stands dozens of times in the SQL: the engine has to find out that it is always the same."""
    backend = ibis.duckdb.connect()
    raw = backend.create_table("raw", schema=ibis.schema({"occurred_at": "string"}))
    column = next(column for column in TABLES["events"].columns if column.name == "occurred_at")
    span = (datetime(2024, 1, 1), datetime(2026, 1, 1))  # noqa: DTZ001 - naive, as a file has them
    cell = read(column, raw.occurred_at, Reading(ZoneInfo("Europe/Warsaw"), {"occurred_at": span}, frozenset()))
    is_bad = cell.problems[Problem.IMPOSSIBLE_TIME]
    counted = raw.aggregate(bad=is_bad.sum(), rows=raw.count(where=is_bad))
    for asked in (counted, chosen(raw, ~is_bad, {"occurred_at": cell.value})):
        sql = ibis.to_sql(asked, dialect="duckdb")
        assert sql.count("REGEXP") > 40
        plan = backend.con.execute(f"EXPLAIN (FORMAT JSON) {sql}").fetchone()[1]
        assert plan.count("regexp") <= 10

"""Pages and counts of a long list read the rows near them, not the list; a group of rows is the least that is read."""

# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.data.importing import import_shop
from smwidgets.data.listing import KINDS, Filters, count, export_rows, page

FIRST, DAYS = datetime(2024, 1, 1), 400
UNTIL = datetime(2025, 1, 20, 13, 2, 3, 456)
ROWS, CONTACTS = 400_000, 20_000
GROUP = 122_880
LIMIT = 25


@pytest.fixture(scope="module")
def long_tables():
    draw = np.random.default_rng(5)
    at = np.datetime64(FIRST, "us") + draw.integers(0, DAYS * 86_400, (2, ROWS)).astype("timedelta64[s]")
    contacts = pd.DataFrame({"contact_id": draw.permutation(CONTACTS), "monitored": True})
    contacts["created_at"] = np.datetime64(FIRST, "us") + np.arange(CONTACTS).astype("timedelta64[m]")
    contacts["email"] = [f"k{number}@sklep.example" for number in contacts["contact_id"]]
    contacts["name"] = [f"Kontakt {number}" for number in contacts["contact_id"]]
    contacts["owner"] = [f"opiekun {number % 20}" for number in contacts["contact_id"]]
    visits = pd.DataFrame({"visit_id": range(ROWS), "started_at": at[0], "score": draw.integers(0, 100, ROWS)})
    visitor = draw.integers(0, 2 * CONTACTS, ROWS)
    visits["contact_id"] = pd.Series(visitor, dtype="Int64").mask(pd.Series(visitor >= CONTACTS))
    events = pd.DataFrame({"event_id": range(ROWS), "occurred_at": at[1], "value": 9.5})
    events["contact_id"] = draw.integers(0, CONTACTS, ROWS)
    events["type"] = draw.choice(["PURCHASE", "CART", "VISIT", "OTHER"], ROWS, p=[0.1, 0.3, 0.3, 0.3])
    return {"contacts": contacts, "visits": visits, "events": events}


@pytest.fixture(scope="module", params=["frames", "store"])
def long_shop(request, long_tables, tmp_path_factory):
    source = long_tables
    if request.param == "store":
        source = import_shop(source, tmp_path_factory.mktemp("long") / "shop.duckdb", timezone="UTC").path
    with sm.connect(source, timezone="UTC") as shop:
        yield shop


def of_kind(tables, kind, start=FIRST, end=UNTIL):
    """Rows of a list within a span, newest first."""
    which = KINDS[kind]
    rows = tables[which.table]
    chosen = (
        rows["type"] == "PURCHASE" if kind == "transactions" else rows["contact_id"].notna() == (kind == "monitored")
    )
    rows = rows[chosen & (rows[which.time] >= start) & (rows[which.time] < end)]
    return rows.sort_values([which.time, which.key], ascending=False)


@pytest.mark.spec("I1", "I2")
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_the_rows_near_it_and_the_contacts_on_it(long_shop, long_tables, rows_read, kind):
    page(long_shop, kind, until=UNTIL)  # what the list spans is asked once
    rows_read.clear()
    shown = page(long_shop, kind, until=UNTIL, limit=LIMIT).rows
    expected = of_kind(long_tables, kind).head(LIMIT)
    assert shown[KINDS[kind].key].tolist() == expected[KINDS[kind].key].tolist()
    if KINDS[kind].has_contacts:
        assert shown["email"].tolist() == [f"k{number}@sklep.example" for number in expected["contact_id"]]
        assert shown["name"].tolist() == [f"Kontakt {number}" for number in expected["contact_id"]]
        assert 0 < rows_read.pop("contacts") <= LIMIT + 1
    assert rows_read.keys() == {KINDS[kind].table}
    assert rows_read.total() <= 2 * GROUP < ROWS


@pytest.mark.spec("I1", "I3")
def test_a_page_deep_in_the_list_reads_no_more(long_shop, long_tables, rows_read):
    middle = UNTIL - timedelta(days=200)
    first = page(long_shop, "monitored", until=UNTIL, filters=Filters(end=middle), limit=LIMIT)
    rows_read.clear()
    second = page(long_shop, "monitored", until=UNTIL, after=first.next, limit=LIMIT).rows
    expected = of_kind(long_tables, "monitored", end=middle)["visit_id"].iloc[LIMIT : 2 * LIMIT]
    assert second["visit_id"].tolist() == expected.tolist()
    assert rows_read["contacts"] <= LIMIT + 1
    assert rows_read["visits"] <= 2 * GROUP


@pytest.mark.spec("I4")
@pytest.mark.parametrize("kind", KINDS)
def test_a_count_reads_the_cube_and_the_hours_that_the_range_cuts(long_shop, long_tables, rows_read, kind):
    start, end = datetime(2024, 2, 3, 4, 5, 6), datetime(2024, 11, 12, 13, 14, 15)
    assert count(long_shop, kind, UNTIL, Filters(start=start, end=end)) == len(of_kind(long_tables, kind, start, end))
    table = "orders" if kind == "transactions" else "visits"
    rows_read.clear()
    assert count(long_shop, kind, UNTIL) == len(of_kind(long_tables, kind))
    assert rows_read[table] <= 2 * GROUP < ROWS
    assert rows_read["events"] == 0


@pytest.mark.spec("I3", "I4")
@pytest.mark.parametrize("kind", KINDS)
def test_filters_are_counted_row_by_row(long_shop, long_tables, kind):
    rows = of_kind(long_tables, kind)
    owned = rows[rows["contact_id"] % 20 == 7]
    nobody = kind == "anonymous"
    assert count(long_shop, kind, UNTIL, Filters(owner="opiekun 7")) == (0 if nobody else len(owned))
    scored = rows if kind == "transactions" else rows[rows["score"] >= 95]
    assert count(long_shop, kind, UNTIL, Filters(min_score=95)) == len(scored)


@pytest.mark.spec("I4")
def test_an_export_names_every_contact(long_shop, long_tables):
    start = UNTIL - timedelta(days=5)
    batches = list(export_rows(long_shop, "monitored", Filters(start=start), until=UNTIL))
    told = [row for batch in batches for row in batch.select(["visit_id", "email"]).to_pylist()]
    expected = of_kind(long_tables, "monitored", start)
    assert [row["visit_id"] for row in told] == expected["visit_id"].tolist()
    assert [row["email"] for row in told] == [f"k{number}@sklep.example" for number in expected["contact_id"]]

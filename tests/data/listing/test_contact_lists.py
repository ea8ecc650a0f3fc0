# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pyarrow as pa
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError, UnknownNameError
from smwidgets.core.period import Period
from smwidgets.data.listing import contact_count, contact_lists, contact_rows

FIRST = datetime(2025, 3, 1)
UNTIL = datetime(2025, 3, 9, 12)
WEEK = Period("2025-03-03T00:00+00:00", "2025-03-08T00:00+00:00")
RUNNING = Period("2025-03-08T00:00+00:00", "2025-03-20T00:00+00:00")


def contacts(make_id=int):
    """300 contacts of ten days, many at one instant; some opted out, at times before they were created."""
    draw = random.Random(11)  # noqa: S311 - a fixture
    created = [FIRST + timedelta(days=draw.randrange(10), hours=draw.choice([9, 9, 17])) for _ in range(300)]
    left = [draw.choice([None, None, draw.choice([-3, 0, 0.5, 2, 6])]) for _ in range(300)]
    opted_out = [None if days is None else at + timedelta(days=days) for at, days in zip(created, left, strict=True)]
    ids = [make_id(number) for number in draw.sample(range(1000), 300)]
    return pd.DataFrame(
        {
            "contact_id": ids,
            "email": [f"k{one}@sklep.example" for one in ids],
            "created_at": created,
            "monitored": [draw.random() < 0.5 for _ in range(300)],
            "name": [draw.choice([None, "Ewa", "=1+1"]) for _ in range(300)],
            "opted_out_at": pd.to_datetime(opted_out),
            "opt_out_reason": [None if at is None else "too_many_messages" for at in opted_out],
            "score": pd.array([draw.choice([None, -5, 40]) for _ in range(300)], dtype="Int64"),
        }
    )


def naive(table, group, period, until):
    """Ids of a group by a plain loop, newest first."""
    start, end = (at.replace(tzinfo=None) for at in (period.start, period.end))
    end = min(end, until)
    found = []
    for row in table.itertuples():
        gone = None if pd.isna(row.opted_out_at) else max(row.opted_out_at, row.created_at)
        is_in = {
            "all": row.created_at < end,
            "new": start <= row.created_at < end,
            "opted_out": gone is not None and start <= gone < end,
            "monitored": row.created_at < end and (gone is None or gone >= end),
        }[group]
        if is_in:
            found.append((gone if group == "opted_out" else row.created_at, row.contact_id))
    return [key for _, key in sorted(found, reverse=True)]


@pytest.fixture(scope="module", params=[int, "K{:04}".format], ids=["numbers", "texts"])
def table(request):
    return contacts(request.param)


@pytest.fixture(scope="module")
def shop(table):
    with sm.connect({"contacts": table}, timezone="UTC") as connected:
        yield connected


@pytest.mark.spec("CA4")
@pytest.mark.parametrize("period", [WEEK, RUNNING], ids=["closed", "running"])
@pytest.mark.parametrize("group", contact_lists.GROUPS)
@pytest.mark.parametrize("piece", [7, 50_000])
def test_the_pieces_together_are_the_group(shop, table, monkeypatch, group, period, piece):
    monkeypatch.setattr(contact_lists, "PIECE", piece)
    pieces = list(contact_rows(shop, group, period, until=UNTIL))
    assert {one.num_rows for one in pieces[:-1]} <= {piece}
    whole = pa.Table.from_batches(pieces)
    expected = naive(table, group, period, UNTIL)
    assert whole["contact_id"].to_pylist() == expected
    assert contact_count(shop, group, period, until=UNTIL) == len(expected) > 15


def test_each_row_is_the_contact_as_the_shop_has_it(shop, table):
    whole = pa.Table.from_batches(contact_rows(shop, "all", RUNNING, until=datetime(2025, 4, 1)))
    assert whole.schema.names == [name for name in contact_lists.COLUMNS if name in table]
    rows = {row["contact_id"]: row for row in whole.to_pylist()}
    assert len(rows) == len(table)
    for one in table.itertuples():
        row = rows[one.contact_id]
        times = [row[name] and row[name].replace(tzinfo=None) for name in ("created_at", "opted_out_at")]
        assert times == [one.created_at, None if pd.isna(one.opted_out_at) else one.opted_out_at]
        name = None if pd.isna(one.name) else one.name
        assert (row["email"], row["name"], row["monitored"]) == (one.email, name, one.monitored)
        assert row["score"] == (None if pd.isna(one.score) else one.score)


def test_a_group_of_nobody_still_has_columns(shop, table):
    (piece,) = contact_rows(
        shop, "opted_out", Period("2020-01-01", "2020-02-01").localize(ZoneInfo("UTC")), until=UNTIL
    )
    assert (piece.num_rows, piece.schema.names) == (0, [name for name in contact_lists.COLUMNS if name in table])


def test_times_are_the_shops(table):
    with sm.connect({"contacts": table}, timezone="Asia/Kathmandu") as shop:
        piece = next(contact_rows(shop, "all", RUNNING, until=UNTIL))
    assert piece.schema.field("created_at").type == pa.timestamp("us", tz="Asia/Kathmandu")
    local = {row["contact_id"]: row["created_at"].replace(tzinfo=None) for row in piece.to_pylist()}
    assert local.items() <= dict(zip(table["contact_id"], table["created_at"], strict=True)).items()


def test_a_shop_that_does_not_know_opt_outs_says_so(table):
    with sm.connect({"contacts": table[["contact_id", "email", "created_at", "monitored"]]}, timezone="UTC") as shop:
        assert contact_count(shop, "all", WEEK, until=UNTIL) > 0
        with pytest.raises(MissingDataError, match="opted_out_at"):
            next(contact_rows(shop, "opted_out", WEEK, until=UNTIL))
        with pytest.raises(UnknownNameError, match="did you mean 'new'"):
            contact_count(shop, "newer", WEEK, until=UNTIL)

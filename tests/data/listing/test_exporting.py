# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.data.listing import KINDS, Filters, count, export_rows, exporting

UNTIL = datetime(2025, 1, 10, 17, 10)


@pytest.mark.spec("I4")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filters", [Filters(), Filters(owner="ewa", min_score=5)])
def test_the_pieces_together_are_the_list(listed_shop, listed_tables, naive, monkeypatch, kind, filters):
    monkeypatch.setattr(exporting, "PIECE", 13)
    pieces = list(export_rows(listed_shop, kind, filters, until=UNTIL))
    assert {piece.num_rows for piece in pieces[:-1]} <= {13}
    whole = pa.Table.from_batches(pieces)
    expected = naive.listing(listed_tables, kind, UNTIL, filters)
    rows = [tuple(row.values()) for row in whole.set_column(2, "at", whole["at"].cast("timestamp[us]")).to_pylist()]
    assert rows == [(*row[:2], row[2].to_pydatetime(), *row[3:]) for row in expected]
    assert whole.num_rows == count(listed_shop, kind, UNTIL, filters)


def test_a_list_of_exactly_one_piece_ends(listed_shop, monkeypatch):
    rows = count(listed_shop, "anonymous", UNTIL)
    monkeypatch.setattr(exporting, "PIECE", rows)
    pieces = list(export_rows(listed_shop, "anonymous", until=UNTIL))
    assert [piece.num_rows for piece in pieces] == [rows, 0]
    assert pieces[0].schema == pieces[1].schema


def test_an_empty_list_still_has_columns(listed_shop):
    (piece,) = export_rows(listed_shop, "transactions", until=datetime(2020, 1, 1))
    assert (piece.num_rows, piece.schema.names) == (0, list(KINDS["transactions"].shows))


def test_times_are_the_shops(listed_tables):
    with sm.connect({"events": listed_tables["events"]}, timezone="Asia/Kathmandu") as shop:
        piece = next(export_rows(shop, "transactions", until=UNTIL))
    assert piece.schema.field("at").type.tz == "Asia/Kathmandu"
    bought = listed_tables["events"].query("type == 'PURCHASE'")
    shown = {row["event_id"]: row["at"].replace(tzinfo=None) for row in piece.select(["event_id", "at"]).to_pylist()}
    assert len(shown) > 50
    assert shown.items() <= dict(zip(bought["event_id"], bought["occurred_at"], strict=True)).items()


def test_what_the_shop_lacks_is_said_before_the_first_piece(seed_shop):
    with pytest.raises(MissingDataError, match="no table 'visits'"):
        next(export_rows(seed_shop, "monitored", until=UNTIL))

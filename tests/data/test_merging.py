"""Rows without a key are compared as wholes; rows with one in the columns that both sides have."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from smwidgets.data.connecting import connect
from smwidgets.data.importing import import_shop


def views(rows):
    return {"page_views": pd.DataFrame(rows, columns=["viewed_at", "visit_id", "url"])}


def stored(path, columns):
    with connect(path) as shop:
        frame = shop.execute(shop.table("page_views"))
    return Counter(
        tuple(None if pd.isna(cell) else cell for cell in row) for row in frame[columns].itertuples(index=False)
    )


A, B, C = ("2026-01-05 11:00", 1, "/a"), ("2026-01-05 11:00", 1, None), ("2026-01-06 11:00", 2, "/c")


@pytest.mark.spec("S6")
@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        ([A, A, B], [A, A, B], 3),
        ([A, A, B], [A, B, C], 4),
        ([A, B], [A, A, A, B, B, C], 6),
        ([A], [B, C], 3),
        ([C], [A, B], 3),
    ],
)
def test_an_append_adds_only_what_is_more_than_before(tmp_path, before, after, rows):
    path = import_shop(views(before), tmp_path / "shop.duckdb").path
    for _ in range(2):
        assert import_shop(views(after), path, append=True).rows == {"page_views": rows}
    wanted = Counter(before) | Counter(after)
    assert sorted(stored(path, ["visit_id", "url"]).values()) == sorted(wanted.values())


def test_rows_are_compared_in_the_columns_that_both_have(tmp_path):
    path = import_shop(views([A, A, C]), tmp_path / "shop.duckdb").path
    shorter = {"page_views": views([A, A, C, C])["page_views"].drop(columns="url")}
    assert import_shop(shorter, path, append=True).rows == {"page_views": 4}
    longer = {"page_views": views([A, A, C])["page_views"].assign(title="T")}
    assert import_shop(longer, path, append=True).rows == {"page_views": 4}
    assert stored(path, ["visit_id", "url"]) == {(1, "/a"): 2, (2, "/c"): 1, (2, None): 1}


def test_an_event_that_comes_again_with_fewer_columns_is_the_stored_one(tmp_path):
    events = {"event_id": [1], "contact_id": [7], "type": ["PURCHASE"], "occurred_at": ["2026-01-05"], "value": [5.0]}
    path = import_shop({"events": pd.DataFrame(events | {"quantity": [2]})}, tmp_path / "shop.duckdb").path
    assert import_shop({"events": pd.DataFrame(events)}, path, append=True).rows == {"events": 1}
    with connect(path) as shop:
        assert shop.execute(shop.table("events"))["quantity"].tolist() == [2]

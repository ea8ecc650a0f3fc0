# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

import smwidgets as sm
from smwidgets.core.errors import MissingDataError
from smwidgets.data.listing import KINDS, Filters, count, newer_than, owners, page

UNTIL = datetime(2025, 1, 10, 17, 10)


@pytest.mark.spec("I4")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(owner="ewa", min_score=5),
        Filters(start=datetime(2025, 1, 9)),
        Filters(start=datetime(2025, 1, 1, 9, 5), end=datetime(2025, 1, 9, 9, 10, 0, 1)),
        Filters(start=datetime(2025, 1, 9), end=datetime(2025, 1, 2)),
        Filters(end=datetime(2020, 1, 1)),
    ],
    ids=str,
)
def test_a_count_is_the_number_of_rows_on_all_pages(listed_shop, kind, filters):
    whole = page(listed_shop, kind, until=UNTIL, filters=filters, limit=1000)
    assert count(listed_shop, kind, UNTIL, filters) == len(whole.rows)
    assert newer_than(listed_shop, kind, None, UNTIL, filters) == len(whole.rows)


@pytest.mark.spec("I1")
@pytest.mark.parametrize("kind", KINDS)
def test_what_came_since_a_page_was_read(listed_shop, kind):
    until = UNTIL - timedelta(days=1, minutes=4)
    then = page(listed_shop, kind, until=until, limit=5)
    assert newer_than(listed_shop, kind, then.first, until) == 0
    whole = page(listed_shop, kind, until=UNTIL, limit=1000).rows
    came = int((whole["at"] >= until).sum())
    assert newer_than(listed_shop, kind, then.first, UNTIL) == came > 0
    assert newer_than(listed_shop, kind, then.next, UNTIL) == came + 4


def test_rows_of_one_instant_are_newer_by_their_id(listed_shop):
    rows = page(listed_shop, "monitored", until=UNTIL, limit=1000)
    ties = rows.rows["at"].duplicated(keep=False)
    assert ties.sum() > 50
    for limit in range(1, 20):
        here = page(listed_shop, "monitored", until=UNTIL, limit=limit)
        assert newer_than(listed_shop, "monitored", here.next, UNTIL) == limit - 1


@pytest.mark.spec("I3")
def test_owners_by_alphabet(listed_shop, listed_tables):
    assert owners(listed_shop) == ["ewa", "Jan"]
    nobodys = listed_tables["contacts"].drop(columns="owner")
    with sm.connect({"contacts": nobodys}) as shop, pytest.raises(MissingDataError, match="has no column 'owner'"):
        owners(shop)

# ruff: noqa: DTZ001 - naive times are what the tables hold

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, MissingDataError, UnknownNameError
from smwidgets.data.listing import KINDS, Cursor, Filters, orders_page, page, visits_page

UNTIL = datetime(2025, 1, 10, 17, 10)
FILTERS = (
    Filters(),
    Filters(owner="ewa"),
    Filters(owner="nobody"),
    Filters(min_score=5),
    Filters(start=datetime(2025, 1, 2), end=datetime(2025, 1, 9, 9, 10)),
    Filters(owner="Jan", start=datetime(2025, 1, 2, 9, 5), min_score=10),
    Filters(end=datetime(2025, 1, 1)),
)


def downwards(shop, kind, filters, limit):
    """Every page of a list from its beginning."""
    pages = [page(shop, kind, until=UNTIL, filters=filters, limit=limit)]
    while pages[-1].next is not None:
        pages.append(page(shop, kind, until=UNTIL, filters=filters, limit=limit, after=pages[-1].next))
    return pages


@pytest.mark.spec("I1", "I2", "I3")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_the_pages_together_are_the_list(listed_shop, listed_tables, kind, filters, naive):
    expected = naive.listing(listed_tables, kind, UNTIL, filters)
    pages = downwards(listed_shop, kind, filters, limit=7)
    assert [row for one in pages for row in naive.as_tuples(one.rows)] == expected
    assert {len(one.rows) for one in pages[:-1]} <= {7}
    assert expected or filters.owner or filters.end


@pytest.mark.spec("I1")
@pytest.mark.parametrize("kind", KINDS)
def test_the_way_back_meets_the_same_pages(listed_shop, kind):
    pages = downwards(listed_shop, kind, Filters(), limit=9)
    assert pages[0].previous is None
    for before, here in pairwise(pages):
        back = page(listed_shop, kind, until=UNTIL, limit=9, before=here.previous)
        pd.testing.assert_frame_equal(back.rows, before.rows)
        assert (back.next, back.first) == (before.next, before.first)
        assert (back.previous is None) == (before.previous is None)


def test_a_page_of_everything_has_no_other(listed_shop, listed_tables, naive):
    expected = naive.listing(listed_tables, "anonymous", UNTIL, Filters())
    whole = visits_page(listed_shop, monitored=False, until=UNTIL, limit=len(expected))
    assert (len(whole.rows), whole.next, whole.previous) == (len(expected), None, None)
    assert whole.first == Cursor(expected[0][2].to_pydatetime(), expected[0][0])
    one_less = visits_page(listed_shop, monitored=False, until=UNTIL, limit=len(expected) - 1)
    assert one_less.next is not None


def test_a_place_outlives_its_row(listed_shop, listed_tables, naive):
    """The row a page ended with may be gone, or hidden by a filter set since."""
    rows = naive.listing(listed_tables, "transactions", UNTIL, Filters())
    place = Cursor(rows[10][2].to_pydatetime() + timedelta(microseconds=1), 0)
    expected = [row for row in rows if row[2] < place.at]
    found = orders_page(listed_shop, until=UNTIL, after=place, limit=5)
    assert naive.as_tuples(found.rows) == expected[:5]


def test_nothing_at_the_as_of_moment_or_after_it_is_listed(listed_shop, listed_tables, naive):
    newest = naive.listing(listed_tables, "monitored", UNTIL, Filters())[0][2].to_pydatetime()
    for until in (newest, newest.replace(tzinfo=UTC)):
        shown = visits_page(listed_shop, monitored=True, until=until).rows
        assert shown["at"].max() < newest
    shown = visits_page(listed_shop, monitored=True, until=newest + timedelta(microseconds=1)).rows
    assert shown["at"].max() == newest


def test_columns_have_the_same_types_on_every_page(listed_shop):
    for kind in KINDS:
        dtypes = {tuple(one.rows.dtypes.map(str)) for one in downwards(listed_shop, kind, Filters(), limit=2)}
        empty = page(listed_shop, kind, until=datetime(2020, 1, 1))
        assert (len(dtypes), list(empty.rows.columns)) == (1, list(KINDS[kind].shows))
        assert (empty.next, empty.previous, empty.first) == (None, None, None)


@pytest.mark.spec("I2")
def test_a_shop_without_contacts_lists_ids(listed_tables, naive):
    """As UCI Online Retail: ids are text, nobody has a name, nothing has a score."""
    events = listed_tables["events"].drop(columns=["products", "quantity"])
    events["event_id"] = [f"C'{number}" for number in events["event_id"]]
    with sm.connect({"events": events}, timezone="UTC") as shop:
        first = orders_page(shop, until=UNTIL, limit=3)
        rest = orders_page(shop, until=UNTIL, limit=1000, after=first.next)
        rows = [*naive.as_tuples(first.rows), *naive.as_tuples(rest.rows)]
        assert [row[2:3] + row[:1] for row in rows] == sorted((row[2:3] + row[:1] for row in rows), reverse=True)
        assert len(rows) == ((events["type"] == "PURCHASE") & (events["occurred_at"] < UNTIL)).sum()
        assert {(row[3], row[4], row[6]) for row in rows} == {(None, None, None)}
        with pytest.raises(MissingDataError, match="no table 'contacts'"):
            orders_page(shop, until=UNTIL, filters=Filters(owner="ewa"))
        with pytest.raises(MissingDataError, match="no table 'visits'"):
            visits_page(shop, monitored=False, until=UNTIL)


def test_visits_that_know_no_contacts_are_anonymous(listed_tables):
    visits = listed_tables["visits"][["visit_id", "started_at"]]
    with sm.connect({"visits": visits}, timezone="UTC") as shop:
        shown = visits_page(shop, monitored=False, until=UNTIL, limit=1000).rows
        assert len(shown) == (visits["started_at"] < UNTIL).sum()
        assert shown[["visitor_id", "isp", "score"]].isna().all(axis=None)
        with pytest.raises(MissingDataError, match="'visits' has no column 'contact_id'"):
            visits_page(shop, monitored=True, until=UNTIL)
        with pytest.raises(MissingDataError, match="'visits' has no column 'score'"):
            visits_page(shop, monitored=False, until=UNTIL, filters=Filters(min_score=1))


def test_an_owner_is_a_value_and_never_sql(listed_shop):
    for owner in ("' OR 1=1 --", "\\' OR TRUE --", "ewa' UNION SELECT"):
        assert orders_page(listed_shop, until=UNTIL, filters=Filters(owner=owner)).rows.empty


def test_a_page_that_makes_no_sense_is_refused(listed_shop):
    place = Cursor(UNTIL, 1)
    with pytest.raises(ConfigurationError, match="not both"):
        page(listed_shop, "monitored", until=UNTIL, after=place, before=place)
    with pytest.raises(ConfigurationError, match="a page of 0 rows"):
        page(listed_shop, "monitored", until=UNTIL, limit=0)
    with pytest.raises(UnknownNameError, match="did you mean 'monitored'"):
        page(listed_shop, "monitord", until=UNTIL)

# ruff: noqa: DTZ001 - naive times are what the tables hold

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from smwidgets.data.listing import Filters


def test_aware_bounds_are_kept_as_naive_utc():
    filters = Filters(start=datetime(2025, 7, 1, tzinfo=ZoneInfo("Europe/Warsaw")), end=datetime(2025, 7, 2))
    assert (filters.start, filters.end) == (datetime(2025, 6, 30, 22), datetime(2025, 7, 2))


@pytest.mark.spec("I3")
@pytest.mark.parametrize(
    ("filters", "visits", "transactions"),
    [
        (Filters(), 0, 0),
        (Filters(start=datetime(2025, 1, 1), end=datetime(2025, 1, 2)), 1, 1),
        (Filters(owner="ewa", end=datetime(2025, 1, 2), min_score=0), 3, 2),
    ],
)
def test_the_number_of_active_filters(filters, visits, transactions):
    assert (filters.active("monitored"), filters.active("transactions")) == (visits, transactions)

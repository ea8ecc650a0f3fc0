"""Growth of contacts against a loop over when they were added."""

from functools import partial
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

import smwidgets as sm
from smwidgets.metrics.contacts import contact_growth

CREATED = ["2026-01-01 08:10", "2026-01-01 23:59", "2026-01-02 00:00", "2026-01-04 10:30", "2026-01-04 10:45"]


@pytest.mark.spec("G1")
@pytest.mark.parametrize(
    "edges",
    [
        ["2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"],
        ["2026-01-02", "2026-01-03", "2026-01-04", "2026-01-04 10:40"],
        ["2026-01-04 10:30", "2026-01-04 10:30:00.000001"],
    ],
)
def test_new_and_all_contacts_of_each_bucket(edges):
    frame = pd.DataFrame({"contact_id": range(5), "email": "a@b.example", "created_at": CREATED, "monitored": True})
    at = pd.to_datetime(edges, format="ISO8601").to_numpy("datetime64[us]")
    with sm.connect({"contacts": frame}, timezone="UTC") as shop:
        found = contact_growth(shop.cube("contacts"), at, partial(shop.partial, "contacts"), shop.grain_minutes)
    created = np.array(CREATED, "datetime64[us]")
    assert found["new"].tolist() == [int(((created >= low) & (created < high)).sum()) for low, high in pairwise(at)]
    assert found["all"].tolist() == [int((created < high).sum()) for high in at[1:]]
    assert found.index.tolist() == list(at[:-1])

"""Running totals equal a loop over the events, and are computed once for a cube."""

import gc
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.metrics import _remembering, running
from smwidgets.metrics.states import states

FIRST = datetime.fromisoformat("2025-03-29T00:00:00")
KINDS = ("a", "b", None)


class Facts:
    """Events of a kind held in memory; its partial counts how often it is asked."""

    def __init__(self, rows, *, categories=True):
        self.rows = rows
        self.categories = categories
        self.asked = []

    def partial(self, start, end):
        self.asked.append((start, end))
        within = [row for row in self.rows if start <= row[0] < end]
        if not self.categories:
            return pd.Series({"count": float(len(within)), "amount": round(sum(amount for _, _, amount in within), 4)})
        frame = pd.DataFrame(within, columns=["at", "kind", "amount"]).astype({"kind": "object"})
        frame["count"] = 1
        return frame.groupby("kind", dropna=False)[["count", "amount"]].sum().reset_index()

    def cube(self, minutes):
        frame = pd.DataFrame(self.rows, columns=["at", "kind", "amount"])
        frame["at"] = pd.to_datetime(frame["at"]).astype("datetime64[us]")
        frame["amount"] = frame["amount"].astype("float64")
        frame["bucket_at"] = frame["at"].dt.floor(f"{minutes}min")
        keys = ["bucket_at", "kind"] if self.categories else ["bucket_at"]
        sums = frame.groupby(keys, dropna=False)["amount"].agg(["size", "sum"]).set_axis(["count", "amount"], axis=1)
        if not self.categories:
            return sums
        return sums.reset_index().astype({"kind": "category"}).set_index("bucket_at")

    def until(self, at, measure, kind=...):
        counted = [row for row in self.rows if row[0] < at and (kind is ... or row[1] == kind)]
        return len(counted) if measure == "count" else round(sum(amount for _, _, amount in counted), 4)


ROWS = st.lists(
    st.tuples(
        st.builds(
            lambda minute, off: FIRST + timedelta(minutes=minute, microseconds=off),
            st.integers(0, 36 * 60),
            st.sampled_from((0, 0, 1)),
        ),
        st.sampled_from(KINDS),
        st.integers(0, 999).map(lambda cents: cents / 100),
    ),
    max_size=40,
)
EDGES = st.lists(
    st.builds(lambda minute: FIRST + timedelta(minutes=minute), st.integers(-90, 37 * 60)), min_size=1, max_size=8
)


@pytest.mark.spec("F3", "G1")
@settings(max_examples=100, deadline=None)
@given(ROWS, EDGES, st.sampled_from((60, 30, 15)), st.sampled_from(("count", "amount")))
def test_totals_equal_a_loop_over_the_events(rows, edges, grain, measure):
    facts = Facts(rows, categories=False)
    at = np.array(edges, dtype="datetime64[us]")
    found = states(facts.cube(grain), measure, at, facts.partial, grain)
    assert found.tolist() == [facts.until(edge, measure) for edge in edges]
    assert found.dtype == ("int64" if measure == "count" else "float64")


@pytest.mark.spec("F3")
@settings(max_examples=100, deadline=None)
@given(ROWS, EDGES, st.sampled_from((60, 30, 15)))
def test_totals_by_category_equal_a_loop_over_the_events(rows, edges, grain):
    facts = Facts(rows)
    at = np.array(edges, dtype="datetime64[us]")
    found = states(facts.cube(grain), "count", at, facts.partial, grain, "kind")
    held = [kind for kind in KINDS if any(row[1] == kind for row in rows)]
    assert found.columns.tolist() == held
    for kind in held:
        assert found[kind].tolist() == [facts.until(edge, "count", kind) for edge in edges]
    assert found.index.tolist() == [pd.Timestamp(edge) for edge in edges]


@pytest.fixture
def facts():
    return Facts([(FIRST + timedelta(minutes=n), "a", 0.1) for n in range(600)], categories=False)


def test_only_an_instant_within_a_bucket_asks_the_facts(facts):
    cube = facts.cube(60)
    whole = np.array([FIRST, FIRST + timedelta(hours=5), FIRST + timedelta(days=9)], dtype="datetime64[us]")
    assert states(cube, "count", whole, facts.partial, 60).tolist() == [0, 300, 600]
    assert facts.asked == []
    running = FIRST + timedelta(hours=5, minutes=7)
    assert states(cube, "amount", np.array([running], "datetime64[us]"), facts.partial, 60).tolist() == [30.7]
    assert facts.asked == [(FIRST + timedelta(hours=5), running)]


def test_a_cube_is_added_up_once_and_forgotten_with_it(facts, monkeypatch):
    added = []
    monkeypatch.setattr(running, "_running", lambda *rows, real=running._running: added.append(1) or real(*rows))
    cube = facts.cube(60)
    edges = np.array([FIRST + timedelta(hours=5)], dtype="datetime64[us]")
    for _ in range(3):
        states(cube, "count", edges, facts.partial, 60)
        states(cube, "amount", edges, facts.partial, 60)
    assert len(added) == 1
    number = id(cube)
    assert number in _remembering._known
    del cube
    gc.collect()
    assert number not in _remembering._known

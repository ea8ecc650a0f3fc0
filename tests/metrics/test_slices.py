"""Sums between any edges equal a loop over the events, with few questions to the facts."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.core.periods import Period, resolve
from smwidgets.metrics.slices import bucket_sums, category_sums, totals

FIRST = np.datetime64("2025-03-29T00:00", "us")
MINUTE = np.timedelta64(60_000_000, "us")


class Facts:
    """Events held in memory; its partial counts how often it is asked."""

    def __init__(self, at, amounts):
        self.at = np.asarray(at, dtype="datetime64[us]")
        self.amounts = np.asarray(amounts, dtype="float64")
        self.asked = []

    def between(self, start, end):
        within = (self.at >= np.datetime64(start, "us")) & (self.at < np.datetime64(end, "us"))
        return {"count": int(within.sum()), "amount": round(float(self.amounts[within].sum()), 4)}

    def partial(self, start, end):
        self.asked.append((start, end))
        return pd.Series(self.between(start, end), dtype="float64")

    def cube(self, minutes):
        frame = pd.DataFrame({"bucket_at": pd.Series(self.at).dt.floor(f"{minutes}min"), "amount": self.amounts})
        return frame.groupby("bucket_at")["amount"].agg(["size", "sum"]).set_axis(["count", "amount"], axis=1)


EVENTS = st.lists(
    st.tuples(st.integers(0, 3 * 24 * 60), st.sampled_from((0, 0, 1)), st.integers(0, 999_999)), max_size=60
)
EDGES = st.lists(st.tuples(st.integers(-90, 3 * 24 * 60 + 90), st.sampled_from((0, 0, 1))), min_size=1, max_size=12)


def instants(drawn):
    return [FIRST + minute * MINUTE + np.timedelta64(microsecond, "us") for minute, microsecond in drawn]


@pytest.mark.spec("M8", "B4")
@settings(max_examples=300, deadline=None)
@given(EVENTS, EDGES, st.sampled_from((60, 30, 15)))
def test_sums_equal_a_loop_over_the_events(events, edges, grain):
    facts = Facts(instants([event[:2] for event in events]), [event[2] / 100 for event in events])
    at = np.array(sorted(set(instants(edges))))
    sums = bucket_sums(facts.cube(grain), at, facts.partial, grain)
    expected = [facts.between(start, end) for start, end in pairwise(at)]
    assert sums.to_dict("records") == expected
    assert len(facts.asked) <= sum((at - np.datetime64(0, "us")) % (grain * MINUTE) != np.timedelta64(0))


@pytest.fixture
def facts():
    return Facts(["2025-01-06T08:10", "2025-01-06T08:40", "2025-01-06T10:00", "2025-01-07T09:00"], [0.1, 0.2, 5.0, 7.0])


@pytest.mark.spec("M8")
def test_every_bucket_is_present_and_an_empty_one_is_zero(facts):
    edges = np.arange("2025-01-06T07", "2025-01-06T12", dtype="datetime64[h]")
    sums = bucket_sums(facts.cube(60), edges, facts.partial, 60)
    assert sums["count"].tolist() == [0, 2, 0, 1]
    assert sums["amount"].tolist() == [0.0, 0.3, 0.0, 5.0]
    assert sums.index.tolist() == pd.date_range("2025-01-06 07:00", periods=4, freq="h").tolist()
    assert sums.dtypes.astype(str).tolist() == ["int64", "float64"]
    assert facts.asked == []


def test_edges_on_the_grain_or_in_empty_buckets_ask_nothing(facts):
    edges = np.array(["2025-01-06T09:30", "2025-01-06T10:00", "2025-01-06T11:59"], dtype="datetime64[us]")
    assert bucket_sums(facts.cube(60), edges, facts.partial, 60)["count"].tolist() == [0, 1]
    assert facts.asked == []


@pytest.mark.spec("M2")
def test_nothing_at_or_after_the_last_edge_counts(facts):
    edges = np.array(["2025-01-06T00:00", "2025-01-06T08:00", "2025-01-06T08:40"], dtype="datetime64[us]")
    sums = bucket_sums(facts.cube(60), edges, facts.partial, 60)
    assert sums["count"].tolist() == [0, 1]
    assert facts.asked == [(datetime.fromisoformat("2025-01-06T08:00"), datetime.fromisoformat("2025-01-06T08:40"))]


def test_one_edge_has_no_bucket(facts):
    sums = bucket_sums(facts.cube(60), np.array(["2025-01-06"], dtype="datetime64[us]"), facts.partial, 60)
    assert sums.shape == (0, 2)


def test_an_empty_cube_sums_to_zero():
    facts = Facts([], [])
    edges = np.array(["2025-01-06T00:00", "2025-01-06T08:40"], dtype="datetime64[us]")
    assert bucket_sums(facts.cube(60), edges, facts.partial, 60).to_dict("records") == [{"count": 0, "amount": 0.0}]


def test_adding_many_cents_stays_exact():
    facts = Facts(np.datetime64("2025-01-01", "us") + np.arange(100_000) * MINUTE, np.full(100_000, 0.1))
    edges = np.array(["2025-01-01", "2026-01-01"], dtype="datetime64[us]")
    assert bucket_sums(facts.cube(15), edges, facts.partial, 15)["amount"].tolist() == [10_000.0]


def test_a_total_is_one_bucket(facts):
    start, end = datetime.fromisoformat("2025-01-06T08:20"), datetime.fromisoformat("2025-01-06T10:00:00.000001")
    assert totals(facts.cube(60), [(start, end)], facts.partial, 60) == [{"count": 2.0, "amount": 5.2}]
    assert len(facts.asked) == 2


@pytest.mark.spec("M1", "M8")
@pytest.mark.parametrize(("day", "hours"), [("2025-03-30", 23), ("2025-10-26", 25)])
def test_the_days_of_daylight_saving_have_their_hours(day, hours):
    zone = ZoneInfo("Europe/Warsaw")
    local = pd.date_range(f"{day} 00:00", periods=hours * 2, freq="30min", tz=zone)
    facts = Facts(local.tz_convert("UTC").tz_localize(None).to_numpy(), np.ones(hours * 2))
    noon_later = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=zone, year=2026)
    period = Period(day, str(np.datetime64(day) + 1))
    sums = bucket_sums(facts.cube(60), resolve(period, noon_later).buckets().edges, facts.partial, 60)
    assert sums["count"].tolist() == [2] * hours
    assert facts.asked == []


KINDS = ("a", "b", None)


class SortedFacts:
    """Events of a kind, held in memory."""

    def __init__(self, at, kinds, amounts):
        at = pd.Series(np.asarray(at, dtype="datetime64[us]"))
        self.rows = pd.DataFrame({"at": at, "kind": pd.Series(kinds, dtype="object"), "amount": amounts})
        self.rows = self.rows.assign(count=1)

    def between(self, start, end):
        found = {}
        for at, kind, amount, _ in self.rows.itertuples(index=False):
            if np.datetime64(start, "us") <= np.datetime64(at, "us") < np.datetime64(end, "us"):
                count, before = found.get(kind, (0, 0.0))
                found[kind] = (count + 1, before + amount)
        return {kind: (count, round(amount, 4)) for kind, (count, amount) in found.items()}

    def partial(self, start, end):
        rows = [(kind, *sums) for kind, sums in self.between(start, end).items()]
        return pd.DataFrame(rows, columns=["kind", "count", "amount"]).astype({"kind": "object", "count": "int64"})

    def cube(self, minutes):
        rows = self.rows.assign(bucket_at=self.rows["at"].dt.floor(f"{minutes}min"))
        sums = rows.groupby(["bucket_at", "kind"], dropna=False)[["count", "amount"]].sum().reset_index()
        return sums.astype({"kind": "category"}).set_index("bucket_at")


@pytest.mark.spec("D1", "E1")
@settings(max_examples=100, deadline=None)
@given(EVENTS, st.data(), EDGES, st.sampled_from((60, 30, 15)))
def test_sums_by_category_equal_a_loop_over_the_events(events, data, edges, grain):
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=len(events), max_size=len(events)))
    facts = SortedFacts(instants([event[:2] for event in events]), kinds, [event[2] / 100 for event in events])
    at = sorted(instants(edges))
    start, end = at[0].item(), at[-1].item()
    sums = category_sums(facts.cube(grain), "kind", start, end, facts.partial, grain)
    found = dict(zip(sums.index.tolist(), sums.itertuples(index=False, name=None), strict=True))
    assert found == facts.between(start, end)
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert sums.dtypes.astype(str).to_dict() == {"count": "int64", "amount": "float64"}
    assert sums.index.name == "kind"


@pytest.mark.spec("D1")
def test_sums_by_a_number_are_ordered_as_numbers():
    cube = pd.DataFrame({"number": [10, 9, 2], "count": [1, 1, 1]}, index=pd.DatetimeIndex(["2025-01-06"] * 3))
    start, end = datetime.fromisoformat("2025-01-06"), datetime.fromisoformat("2025-01-07")
    assert category_sums(cube, "number", start, end, None, 60)["count"].to_dict() == {2: 1, 9: 1, 10: 1}

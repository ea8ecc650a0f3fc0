"""The groups of contacts against a loop over the contacts, with the cubes held in memory."""

from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.data.opt_out_reasons import OPT_OUT_REASONS
from smwidgets.metrics.contact_base import (
    GROUPS,
    base_growth,
    contact_groups,
    monitored_share,
    opt_out_growth,
    opt_outs_by_reason,
    top_domains,
)

FIRST = datetime.fromisoformat("2025-03-29T00:00:00")
HOUR = timedelta(hours=1)
MOMENTS = st.builds(
    lambda minute, off: FIRST + timedelta(minutes=minute, microseconds=off),
    st.integers(0, 20 * 60),
    st.sampled_from((0, 0, 1)),
)
CONTACTS = st.lists(
    st.tuples(MOMENTS, st.booleans(), st.none() | MOMENTS, st.sampled_from(OPT_OUT_REASONS)), max_size=30
)
EDGES = st.lists(st.integers(-60, 21 * 60).map(lambda minute: FIRST + timedelta(minutes=minute)), min_size=2)


class Base:
    """Contacts in memory: when added, whether monitored, when and why opted out; what the shop makes of them."""

    def __init__(self, rows):
        self.rows = rows
        self.left = [(max(left, created), reason) for created, _, left, reason in rows if left is not None]

    def contacts(self):
        frame = pd.DataFrame(
            [(floor(created), 1, int(flag)) for created, flag, *_ in self.rows], columns=["at", "created", "monitored"]
        )
        return indexed(frame.groupby("at", as_index=False).sum())

    def opt_outs(self):
        frame = pd.DataFrame(
            [(floor(at), reason, 1, 0) for at, reason in self.left], columns=["at", "reason", "opted_out", "ended"]
        )
        frame = indexed(frame.groupby(["at", "reason"], as_index=False).sum())
        return frame.astype({"reason": "category"})

    def contacts_between(self, start, end):
        flags = [flag for created, flag, *_ in self.rows if start <= created < end]
        return pd.Series({"created": float(len(flags)), "monitored": float(sum(flags))})

    def opt_outs_between(self, start, end):
        within = [(reason, 1, 0) for at, reason in self.left if start <= at < end]
        frame = pd.DataFrame(within, columns=["reason", "opted_out", "ended"]).astype({"reason": "object"})
        return frame.groupby("reason", as_index=False).sum().astype({"opted_out": "int64", "ended": "int64"})

    def there(self, at):
        return [one for one in self.rows if one[0] < at]

    def gone(self, at):
        return [one for one in self.there(at) if one[2] is not None and one[2] < at]


def floor(at):
    return at.replace(minute=0, second=0, microsecond=0)


def indexed(frame):
    counts = frame.columns.drop(["at", "reason"], errors="ignore")
    at = pd.DatetimeIndex(pd.to_datetime(frame["at"]).astype("datetime64[us]"), name="bucket_at")
    return frame.drop(columns="at").astype(dict.fromkeys(counts, "int64")).set_index(at)


@pytest.mark.spec("CA1", "CA3")
@settings(max_examples=100, deadline=None)
@given(CONTACTS, EDGES)
def test_groups_of_each_bucket_equal_a_loop_over_the_contacts(rows, edges):
    base, at = Base(rows), np.array(sorted(edges), "datetime64[us]")
    contacts = base_growth(base.contacts(), at, base.contacts_between, 60)
    left = opt_out_growth(base.opt_outs(), at, base.opt_outs_between, 60)
    found = contact_groups(contacts, left)
    assert tuple(found.columns) == GROUPS
    assert set(found.dtypes.astype(str)) == {"int64"}
    assert found.to_numpy().tolist() == [
        [
            len(base.there(end)),
            len(base.there(end)) - len(base.there(start)),
            len(base.gone(end)) - len(base.gone(start)),
            len(base.there(end)) - len(base.gone(end)),
        ]
        for start, end in pairwise(at.tolist())
    ]
    assert found.index.tolist() == at[:-1].tolist()


@pytest.mark.spec("CA3")
@settings(max_examples=50, deadline=None)
@given(CONTACTS, EDGES)
def test_periods_may_follow_one_another_in_any_order(rows, edges):
    base, at = Base(rows), np.array(edges, "datetime64[us]")
    contacts = base_growth(base.contacts(), at, base.contacts_between, 60)
    left = opt_out_growth(base.opt_outs(), at, base.opt_outs_between, 60)
    assert contacts["all"].tolist() == [len(base.there(end)) for end in edges[1:]]
    assert left["all"].tolist() == [len(base.gone(end)) for end in edges[1:]]
    assert left["new"].tolist() == [len(base.gone(end)) - len(base.gone(start)) for start, end in pairwise(edges)]


@pytest.mark.spec("CA6")
@settings(max_examples=100, deadline=None)
@given(CONTACTS, EDGES)
def test_opt_outs_by_reason_equal_a_loop_over_the_contacts(rows, edges):
    base, (start, end) = Base(rows), (min(edges), max(edges))
    found = opt_outs_by_reason(base.opt_outs(), np.array([start, end], "datetime64[us]"), base.opt_outs_between, 60)
    assert tuple(found.index) == OPT_OUT_REASONS
    assert found.dtype == "int64"
    for reason in OPT_OUT_REASONS:
        assert found[reason] == sum(start <= at < end and given_one == reason for at, given_one in base.left)


@pytest.mark.spec("CA8")
@settings(max_examples=50, deadline=None)
@given(CONTACTS, EDGES)
def test_the_flag_is_counted_whatever_the_consent(rows, edges):
    base, at = Base(rows), np.array(edges, "datetime64[us]")
    found = monitored_share(base.contacts(), at, base.contacts_between, 60)
    for moment, row in zip(edges, found.to_dict("records"), strict=True):
        flags = [flag for _, flag, *_ in base.there(moment)]
        assert row == {"monitored": sum(flags), "not_monitored": len(flags) - sum(flags)}


@pytest.mark.spec("CA1", "CA6")
def test_only_an_instant_within_a_bucket_asks_the_facts():
    base = Base([(FIRST + n * HOUR / 6, True, FIRST + n * HOUR / 5, "other") for n in range(60)])
    asked = []

    def partial(start, end):
        asked.append((start, end))
        return base.opt_outs_between(start, end)

    whole = np.array([FIRST, FIRST + 3 * HOUR, FIRST + 900 * HOUR], "datetime64[us]")
    assert opt_out_growth(base.opt_outs(), whole, partial, 60)["all"].tolist() == [15, 60]
    assert opt_outs_by_reason(base.opt_outs(), whole[[0, 2]], partial, 60)["other"] == 60
    assert asked == []
    now = FIRST + 3 * HOUR + HOUR / 2
    opt_out_growth(base.opt_outs(), np.array([FIRST, now], "datetime64[us]"), partial, 60)
    assert asked == [(FIRST + 3 * HOUR, now)]


@pytest.mark.spec("CA3")
def test_a_range_that_is_empty_has_no_bucket():
    base = Base([(FIRST, True, FIRST, "other")])
    at = np.array([FIRST + HOUR], "datetime64[us]")
    contacts = base_growth(base.contacts(), at, base.contacts_between, 60)
    found = contact_groups(contacts, opt_out_growth(base.opt_outs(), at, base.opt_outs_between, 60))
    assert (len(found), tuple(found.columns)) == (0, GROUPS)


@pytest.mark.spec("CA7")
@pytest.mark.parametrize(
    ("top", "kept", "rest"),
    [(1, ["a"], 8), (2, ["a", "b"], 5), (3, ["a", "b", "c"], 4), (9, ["a", "b", "c"], 4), (0, [], 13)],
)
def test_what_is_not_among_the_largest_domains_is_counted_together(top, kept, rest):
    found = pd.DataFrame({"domain": ["a", None, "b", "c"], "contacts": [5, 4, 3, 1]})
    largest, others = top_domains(found, top)
    assert (largest["domain"].tolist(), others) == (kept, rest)
    assert largest.index.tolist() == list(range(len(kept)))


@pytest.mark.spec("CA7")
def test_no_domains_at_all():
    largest, others = top_domains(pd.DataFrame({"domain": [], "contacts": []}), 10)
    assert (len(largest), others) == (0, 0)

"""Attribution against a loop over each order's history, written from the specification alone."""

from functools import lru_cache
from typing import NamedTuple

import duckdb
import ibis
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smwidgets.data.attribution import Attribution
from smwidgets.data.facts import orders

DAY = 24 * 60 * 60 * 1_000_000
FIRST = 20_148 * DAY  # 1 March 2025, in microseconds since 1970
FORMULATIONS = ("duckdb", "postgres")
EVENTS = {"event_id": "int64", "contact_id": "int64", "type": "string", "occurred_at": "timestamp(6)", "value": "int64"}
INTERACTIONS = {
    "interaction_id": "int64", "contact_id": "int64", "occurred_at": "timestamp(6)", "kind": "string",
    "channel": "string", "own": "boolean", "module": "string", "campaign_id": "int64",
}  # fmt: skip


class Order(NamedTuple):
    event_id: int
    contact_id: int
    at: int


class Interaction(NamedTuple):
    interaction_id: int
    contact_id: int
    at: int
    kind: str
    channel: str
    own: bool
    module: str | None
    campaign_id: int | None


def attribute(order, history, policy):
    """What the specification says of one order: touchpoint, last click, and whom each of them is credited to."""
    opens = order.at - policy.days * DAY
    seen = [one for one in history if one.contact_id == order.contact_id and opens <= one.at < order.at]
    seen.sort(key=lambda one: (one.at, one.interaction_id), reverse=True)
    touchpoint, credit, considered = False, (None, None, None), 0
    for one in seen:
        if one.channel == "direct":
            continue
        considered += 1
        if considered > policy.interactions:
            break
        if one.own:
            touchpoint, credit = True, (one.channel, one.module, one.campaign_id)
            break
    last_click, clicked = False, (None, None, None)
    for one in seen:
        if one.kind in ("open", "view") or (policy.last_click == "last_non_direct" and one.channel == "direct"):
            continue
        if one.own and touchpoint:
            last_click, clicked = True, (one.channel, one.module, one.campaign_id)
        break
    return touchpoint, last_click, *credit, *clicked


def number_in_life(order, bought):
    earlier = [
        o for o in bought if o.contact_id == order.contact_id and (o.at, o.event_id) < (order.at, order.event_id)
    ]
    return len(earlier) + 1


@lru_cache
def compiled(policy, formulation):
    facts = orders(
        ibis.table(EVENTS, name="events"), ibis.table(INTERACTIONS, name="interactions"), policy, engine=formulation
    )
    return str(ibis.to_sql(facts, dialect="duckdb"))


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        yield con


def computed(con, bought, history, policy, formulation):
    con.register("bought", frame(bought, Order))
    con.register("history", frame(history, Interaction))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE events AS SELECT * EXCLUDE at_us, 'PURCHASE' AS type,"
        " make_timestamp(at_us) AS occurred_at, 1 AS value FROM bought"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE interactions AS SELECT * EXCLUDE at_us,"
        " make_timestamp(at_us) AS occurred_at FROM history"
    )
    rows = con.execute(compiled(policy, formulation)).fetchall()
    return {row[0]: row[4:] for row in rows}, len(rows)


def frame(rows, kind):
    dtypes = {"kind": "str", "channel": "str", "own": "bool", "module": "str"}
    columns = pd.DataFrame(rows, columns=kind._fields).rename(columns={"at": "at_us"})
    return columns.astype({name: dtypes.get(name, "Int64") for name in columns})


def check(con, bought, history, policy):
    # Without contacts nobody knows when they were added: the last number is null.
    expected = {o.event_id: (*attribute(o, history, policy), number_in_life(o, bought), None) for o in bought}
    for formulation in FORMULATIONS:
        found, rows = computed(con, bought, history, policy, formulation)
        assert found == expected, formulation
        assert rows == len(bought), formulation
    for touchpoint, last_click, *_ in expected.values():
        assert touchpoint or not last_click


def instants(days):
    """Instants that meet often: whole days after the first, give or take one microsecond."""
    return st.builds(lambda day, off: FIRST + day * DAY + off, st.integers(0, days), st.sampled_from((0, 0, -1, 1)))


def interactions(days, least, most, contacts):
    one = st.tuples(
        st.integers(1, contacts),
        instants(days),
        st.sampled_from(("open", "click", "view", "entry")),
        st.sampled_from(("email", "sms", "direct")),
        st.booleans(),
        st.sampled_from((None, "workflow", "rule")),
        st.one_of(st.none(), st.integers(1, 9)),
    )
    rows = st.lists(one, min_size=least, max_size=most)
    return rows.flatmap(
        lambda drawn: st.permutations(range(1, len(drawn) + 1)).map(
            lambda ids: [Interaction(number, *row) for number, row in zip(ids, drawn, strict=True)]
        )
    )


def purchases(days, most, contacts):
    rows = st.lists(st.tuples(st.integers(1, contacts), instants(days)), min_size=0, max_size=most)
    return rows.map(lambda drawn: [Order(-number, *row) for number, row in enumerate(drawn)])


SHORT = st.builds(
    Attribution,
    days=st.sampled_from((1, 2, 5)),
    interactions=st.sampled_from((1, 2, 3)),
    last_click=st.sampled_from(("any_entry", "last_non_direct")),
)


@pytest.mark.spec("B2", "B3", "D1", "F1")
@settings(max_examples=400, deadline=None)
@given(purchases(8, 5, 2), interactions(8, 0, 12, 2), SHORT)
def test_attribution_equals_the_naive_loop(connection, bought, history, policy):
    check(connection, bought, history, policy)


@pytest.mark.spec("B2", "B3")
@settings(max_examples=130, deadline=None)
@given(purchases(95, 6, 1), interactions(95, 24, 40, 1), st.sampled_from(("any_entry", "last_non_direct")))
def test_the_default_policy_equals_the_naive_loop_with_more_interactions_than_count(
    connection, bought, history, last_click
):
    check(connection, bought, history, Attribution(last_click=last_click))

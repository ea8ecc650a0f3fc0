"""One row per order, whatever the source has and whichever formulation runs."""

from decimal import Decimal

import ibis
import pandas as pd
import pandas.testing
import pyarrow as pa
import pytest

from smwidgets.data.attribution import Attribution
from smwidgets.data.facts import orders

EVENT_COLUMNS = ["event_id", "contact_id", "type", "occurred_at", "value"]
INTERACTION_COLUMNS = ["interaction_id", "contact_id", "occurred_at", "kind", "channel", "own"]
FORMULATIONS = ("duckdb", "postgres")
SCHEMA = {
    "event_id": "string",
    "contact_id": "string",
    "occurred_at": "timestamp(6)",
    "value": "decimal(18, 4)",
    "touchpoint": "boolean",
    "last_click": "boolean",
    "channel": "string",
    "module": "string",
    "campaign_id": "string",
    "last_click_channel": "string",
    "last_click_module": "string",
    "last_click_campaign_id": "string",
    "purchase_number": "int64",
    "number_since_added": "int64",
}


def events(*rows):
    table = memtable(pd.DataFrame([(f"e{number}", *row) for number, row in enumerate(rows)], columns=EVENT_COLUMNS))
    return table.mutate(value=table.value.cast("decimal(18, 4)"))


def interactions(*rows, **optional):
    frame = pd.DataFrame([(f"i{number}", *row) for number, row in enumerate(rows)], columns=INTERACTION_COLUMNS)
    return memtable(frame.assign(**optional))


def memtable(frame):
    at = pd.to_datetime(frame.occurred_at, format="ISO8601").dt.as_unit("us")
    return ibis.memtable(pa.Table.from_pandas(frame.assign(occurred_at=at)))


def run(*args, **kwargs):
    return orders(*args, **kwargs).order_by("event_id").to_pyarrow().to_pandas()


@pytest.fixture(params=FORMULATIONS)
def engine(request):
    return request.param


@pytest.mark.spec("B1")
def test_only_purchases_are_orders_and_amounts_stay_exact():
    bought = events(("c1", "PURCHASE", "2025-01-06", 0.1), ("c1", "CART", "2025-01-06", 9.0))
    facts = run(bought, None)
    assert facts.event_id.tolist() == ["e0"]
    assert facts.value.tolist() == [Decimal("0.1000")]


def test_columns_and_types_are_those_documented(engine):
    bought = events(("c1", "PURCHASE", "2025-01-06", 1.0))
    with_interactions = orders(bought, interactions(("c1", "2025-01-05", "open", "email", True)), engine=engine)
    assert with_interactions.schema() == ibis.schema(SCHEMA)
    assert orders(bought, None, engine=engine).schema() == ibis.schema(SCHEMA)


def test_a_shop_without_interactions_does_not_know_its_attribution():
    facts = run(events(("c1", "PURCHASE", "2025-01-06", 1.0)), None)
    assert facts[["touchpoint", "last_click", "channel", "module", "campaign_id"]].isna().to_numpy().all()


@pytest.mark.spec("B2", "B3")
def test_no_interactions_of_a_contact_is_an_unassisted_order(engine):
    facts = run(
        events(("c1", "PURCHASE", "2025-01-06", 1.0)),
        interactions(("c2", "2025-01-05", "click", "email", True)),
        engine=engine,
    )
    assert facts[["touchpoint", "last_click"]].to_numpy().tolist() == [[False, False]]


@pytest.mark.spec("B2", "B3")
def test_a_direct_visit_takes_the_last_click_but_not_the_touchpoint(engine):
    bought = events(("c1", "PURCHASE", "2025-01-06", 1.0))
    seen = interactions(
        ("c1", "2025-01-04", "click", "email", True),
        ("c1", "2025-01-05", "entry", "direct", False),
    )
    default = run(bought, seen, engine=engine)
    assert default[["touchpoint", "last_click"]].to_numpy().tolist() == [[True, False]]
    skipping = run(bought, seen, Attribution(last_click="last_non_direct"), engine=engine)
    assert skipping[["touchpoint", "last_click"]].to_numpy().tolist() == [[True, True]]


@pytest.mark.spec("B2")
@pytest.mark.parametrize(
    ("at", "assisted"),
    [
        ("2025-03-01 11:59:59.999999", False),
        ("2025-03-01 12:00:00.000000", True),
        ("2025-05-30 11:59:59.999999", True),
        ("2025-05-30 12:00:00.000000", False),
    ],
)
def test_the_window_is_half_open_to_the_microsecond(at, assisted, engine):
    bought = events(("c1", "PURCHASE", "2025-05-30 12:00", 1.0))
    facts = run(bought, interactions(("c1", at, "click", "email", True)), engine=engine)
    assert facts.touchpoint.tolist() == [assisted]
    assert facts.last_click.tolist() == [assisted]


@pytest.mark.spec("B2", "B3")
@pytest.mark.parametrize(("newer", "assisted"), [(24, True), (25, False)])
def test_the_newest_25_interactions_count_and_last_click_needs_them_too(newer, assisted, engine):
    opens = [("c1", f"2025-01-02 00:{minute:02}", "open", "ads", False) for minute in range(newer)]
    facts = run(
        events(("c1", "PURCHASE", "2025-01-06", 1.0)),
        interactions(("c1", "2025-01-01", "click", "email", True), *opens),
        engine=engine,
    )
    assert facts.touchpoint.tolist() == [assisted]
    assert facts.last_click.tolist() == [assisted]


@pytest.mark.spec("B2")
def test_direct_entries_do_not_push_a_touch_out(engine):
    entries = [("c1", f"2025-01-02 00:{minute:02}", "entry", "direct", False) for minute in range(30)]
    facts = run(
        events(("c1", "PURCHASE", "2025-01-06", 1.0)),
        interactions(("c1", "2025-01-01", "open", "email", True), *entries),
        engine=engine,
    )
    assert facts.touchpoint.tolist() == [True]


@pytest.mark.spec("D1", "E1")
def test_an_order_is_credited_to_its_newest_own_interaction(engine):
    seen = interactions(
        ("c1", "2025-01-01", "click", "email", True),
        ("c1", "2025-01-03", "open", "sms", True),
        ("c1", "2025-01-04", "click", "ads", False),
        module=["newsletter", None, "paid"],
        campaign_id=["k1", "k2", "k3"],
    )
    bought = events(("c1", "PURCHASE", "2025-01-02", 1.0), ("c1", "PURCHASE", "2025-01-05", 1.0))
    facts = run(bought, seen, engine=engine)
    assert facts.channel.tolist() == ["email", "sms"]
    assert facts.module.isna().tolist() == [False, True]
    assert facts.campaign_id.tolist() == ["k1", "k2"]


@pytest.mark.spec("E1")
def test_what_an_unassisted_order_forgot_is_not_credited(engine):
    seen = interactions(("c1", "2025-01-01", "open", "email", True), module=["newsletter"])
    facts = run(events(("c1", "PURCHASE", "2025-12-01", 1.0)), seen, engine=engine)
    assert facts[["channel", "module", "campaign_id"]].isna().to_numpy().all()


@pytest.mark.spec("F1")
def test_purchases_are_numbered_within_the_contact_ties_by_id():
    facts = run(
        events(
            ("c1", "PURCHASE", "2025-01-03", 1.0),
            ("c1", "PURCHASE", "2025-01-01", 1.0),
            ("c2", "PURCHASE", "2025-01-02", 1.0),
            ("c1", "PURCHASE", "2025-01-01", 1.0),
        ),
        None,
    )
    assert facts.purchase_number.tolist() == [3, 1, 1, 2]


@pytest.mark.spec("B2", "B3", "D1")
@pytest.mark.parametrize("last_click", ["any_entry", "last_non_direct"])
def test_both_formulations_give_the_same_rows_for_a_skewed_shop(last_click):
    con = ibis.duckdb.connect(threads=2)
    con.raw_sql(_SKEWED_EVENTS)
    con.raw_sql(_SKEWED_INTERACTIONS)
    policy = Attribution(days=60, interactions=10, last_click=last_click)
    tables = con.table("events"), con.table("interactions")
    fast, portable = (
        orders(*tables, policy, engine=engine).order_by("event_id").to_pyarrow().to_pandas() for engine in FORMULATIONS
    )
    con.disconnect()
    assert len(fast) == 20_000
    assert 0 < fast.last_click.sum() < fast.touchpoint.sum() < len(fast)
    assert not (fast.last_click & ~fast.touchpoint).any()
    pandas.testing.assert_frame_equal(fast, portable)


_SKEWED_EVENTS = """
CREATE TABLE events AS SELECT
  i AS event_id, CAST(2000 * pow(hash(i, 1) / 18446744073709551615.0, 3) AS BIGINT) AS contact_id,
  CASE WHEN i < 20000 THEN 'PURCHASE' ELSE 'CART' END AS type,
  TIMESTAMP '2025-01-01' + to_hours(CAST(hash(i, 2) % 8760 AS BIGINT)) AS occurred_at,
  CAST(hash(i, 3) % 10000 AS DECIMAL(18, 4)) / 4 AS value
FROM range(21000) AS t(i)
"""
_SKEWED_INTERACTIONS = """
CREATE TABLE interactions AS SELECT
  i AS interaction_id, CAST(2000 * pow(hash(i, 4) / 18446744073709551615.0, 3) AS BIGINT) AS contact_id,
  TIMESTAMP '2025-01-01' + to_hours(CAST(hash(i, 5) % 8760 AS BIGINT)) AS occurred_at,
  ['open', 'click', 'view', 'entry'][CAST(hash(i, 6) % 4 + 1 AS BIGINT)] AS kind,
  ['email', 'sms', 'direct'][CAST(hash(i, 7) % 3 + 1 AS BIGINT)] AS channel,
  hash(i, 8) % 3 = 0 AS own, CAST(hash(i, 9) % 50 AS VARCHAR) AS module
FROM range(60000) AS t(i)
"""


@pytest.mark.spec("J2", "B2", "B3")
@pytest.mark.parametrize("unknown", [False, None])
def test_machines_earn_no_order_and_push_nobody_out(engine, unknown):
    """A proxy's opens and a scanner's click count for nothing: not as own ones, not among the newest, not as last."""
    bought = events(("c1", "PURCHASE", "2025-01-06", 1.0), ("c2", "PURCHASE", "2025-01-06", 1.0))
    rows = [
        ("c1", "2025-01-01", "click", "email", True),
        ("c1", "2025-01-02", "open", "ads", False),
        ("c1", "2025-01-03", "click", "ads", False),
        ("c2", "2025-01-03", "click", "email", True),
        ("c2", "2025-01-04", "open", "email", True),
    ]
    machine = pd.array([unknown, True, True, True, True], dtype="boolean")
    found = run(bought, interactions(*rows, machine=machine), Attribution(90, 1), engine=engine)
    assert found[["touchpoint", "last_click"]].to_numpy().tolist() == [[True, True], [False, False]]
    people = run(bought, interactions(*rows[:1]), Attribution(90, 1), engine=engine)
    pandas.testing.assert_frame_equal(found, people)


@pytest.mark.spec("F1")
def test_purchases_are_numbered_on_record_and_since_the_contact_was_added(engine):
    """The very moment of being added counts; whom the contacts do not have is taken for added from the first."""
    bought = events(
        ("c1", "PURCHASE", "2025-01-01", 1.0),
        ("c1", "PURCHASE", "2025-01-03", 1.0),
        ("c1", "PURCHASE", "2025-01-03 00:00:01", 1.0),
        ("c2", "PURCHASE", "2025-01-05", 1.0),
        ("c3", "PURCHASE", "2025-01-05", 1.0),
    )
    known = memtable(pd.DataFrame({"contact_id": ["c1", "c2"], "occurred_at": ["2025-01-03", "2025-02-01"]}))
    contacts = known.rename(created_at="occurred_at")
    found = run(bought, None, contacts=contacts, engine=engine)
    assert found["purchase_number"].tolist() == [1, 2, 3, 1, 1]
    assert found["number_since_added"].astype("Int64").tolist() == [pd.NA, 1, 2, pd.NA, 1]
    assert run(bought, None, engine=engine)["number_since_added"].isna().all()

"""The SQL of facts and cubes, dialect by dialect, as committed files.

A change of the SQL is a change to read: write the files anew with ``SMWIDGETS_GOLDEN=write`` and look at the diff.
"""

import os
from datetime import datetime
from pathlib import Path

import ibis
import pytest

from smwidgets.data.attribution import Attribution
from smwidgets.data.contact_history import as_of
from smwidgets.data.cubes import CUBES
from smwidgets.data.facts import orders
from smwidgets.data.sandbox import compared

FILES = Path(__file__).parent
DIALECTS = ("duckdb", "postgres", "pyspark")

EVENTS = ibis.table(
    {
        "event_id": "int64",
        "contact_id": "int64",
        "type": "string",
        "occurred_at": "timestamp(6)",
        "value": "decimal(18, 4)",
    },
    name="events",
)
INTERACTIONS = ibis.table(
    {
        "interaction_id": "int64",
        "contact_id": "int64",
        "occurred_at": "timestamp(6)",
        "kind": "string",
        "channel": "string",
        "own": "boolean",
        "module": "string",
        "campaign_id": "int64",
        "machine": "boolean",
    },
    name="interactions",
)
CONTACTS = ibis.table(
    {
        "contact_id": "int64",
        "created_at": "timestamp(6)",
        "monitored": "boolean",
        "opted_out_at": "timestamp(6)",
        "opt_out_reason": "string",
    },
    name="contacts",
)
VISITS = ibis.table(
    {"visit_id": "int64", "contact_id": "int64", "started_at": "timestamp(6)", "page_views": "int64"}, name="visits"
)
PAGE_VIEWS = ibis.table({"visit_id": "int64", "viewed_at": "timestamp(6)", "contact_id": "int64"}, name="page_views")
CONTACT_CHANGES = ibis.table(
    {"contact_id": "int64", "changed_at": "timestamp(6)", "field": "string", "value": "string"}, name="contact_changes"
)
TABLES = {
    "events": EVENTS,
    "interactions": INTERACTIONS,
    "contacts": CONTACTS,
    "visits": VISITS,
    "page_views": PAGE_VIEWS,
}
FACTS = ibis.table(orders(EVENTS, INTERACTIONS).schema(), name="orders")


START = datetime.fromisoformat("2025-01-06T11:00:00")
END = datetime.fromisoformat("2025-01-06T11:30:00.000001")


EXPRESSIONS = {
    "orders": lambda dialect: orders(EVENTS, INTERACTIONS, contacts=CONTACTS, engine=dialect),
    "orders_without_machines_and_contacts": lambda dialect: orders(
        EVENTS, INTERACTIONS.drop("machine"), engine=dialect
    ),
    "orders_last_non_direct": lambda dialect: orders(
        EVENTS, INTERACTIONS, Attribution(30, 5, "last_non_direct"), engine=dialect
    ),
    "orders_without_interactions": lambda dialect: orders(EVENTS, None, engine=dialect),
    "sales_60": lambda _: CUBES["sales"].build(FACTS, {}, 60),
    "sales_15": lambda _: CUBES["sales"].build(FACTS, {}, 15),
    **{
        name: lambda _, name=name: CUBES[name].build(FACTS, TABLES, 60)
        for name in CUBES
        if name not in {"sales", "module_sales"}
    },
    "page_views_without_contacts": lambda _: CUBES["page_views"].build(
        FACTS, {"visits": VISITS, "page_views": PAGE_VIEWS.drop("contact_id")}, 60
    ),
    "contacts_with_changes": lambda _: CUBES["contacts"].build(
        FACTS, {"contacts": CONTACTS, "contact_changes": CONTACT_CHANGES}, 60
    ),
    "opt_outs_with_changes": lambda _: CUBES["opt_outs"].build(
        FACTS, {"contacts": CONTACTS, "contact_changes": CONTACT_CHANGES}, 60
    ),
    "contacts_as_of": lambda _: as_of(CONTACTS, CONTACT_CHANGES, START),
    "page_views_of_visits": lambda _: CUBES["page_views"].build(FACTS, {"visits": VISITS}, 60),
    "opt_outs_without_reasons": lambda _: CUBES["opt_outs"].build(
        FACTS, {"contacts": CONTACTS.drop("opt_out_reason")}, 60
    ),
    "channel_sales_partial": lambda _: CUBES["channel_sales"].partial(FACTS, TABLES, START, END),
    "sandbox": lambda dialect: compared(
        EVENTS, INTERACTIONS, FACTS, (START, END), Attribution(30, 5, "last_non_direct"), engine=dialect
    ),
    "sales_partial": lambda _: CUBES["sales"].partial(FACTS, {}, START, END),
}


class SparkOptions(ibis.config.Config):
    """The option that Ibis's Spark compiler reads for floats, which only the installed backend registers."""

    treat_nan_as_null: bool = False


@pytest.fixture(autouse=True)
def spark_options(monkeypatch):
    if ibis.options.pyspark is None:
        monkeypatch.setattr(ibis.options, "pyspark", SparkOptions())


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", EXPRESSIONS)
def test_sql_is_the_committed_one(name, dialect):
    path = FILES / dialect / f"{name}.sql"
    sql = str(ibis.to_sql(EXPRESSIONS[name](dialect), dialect=dialect)) + "\n"
    if os.environ.get("SMWIDGETS_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(sql, encoding="utf-8")
    assert sql == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_committed_file_is_checked(dialect):
    assert {path.stem for path in (FILES / dialect).glob("*.sql")} == set(EXPRESSIONS)

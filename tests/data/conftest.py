"""A shop of all six tables, small enough to know by heart."""

from __future__ import annotations

import json
from collections import Counter

import ibis
import pandas as pd
import pytest

from smwidgets.core.clock import zone
from smwidgets.data import snapshot
from smwidgets.data.contract import TABLES
from smwidgets.data.database import SHOP, attach, columns_by_table, fetch, open_engine, qualified
from smwidgets.data.loading import load
from smwidgets.data.sources import open_source


@pytest.fixture
def six_tables() -> dict[str, pd.DataFrame]:
    """Two contacts, three events, two visits, three page views, two interactions, one campaign; naive times."""
    return {
        "contacts": pd.DataFrame(
            {
                "contact_id": [1, 2],
                "email": ["a@sklep.example", "b@sklep.example"],
                "created_at": ["2026-01-01 08:00", "2026-01-02 09:00"],
                "monitored": [True, False],
                "city": ["Kraków", None],
            }
        ),
        "events": pd.DataFrame(
            {
                "event_id": [10, 11, 12],
                "contact_id": [1, 1, 2],
                "type": ["CART", "PURCHASE", "PURCHASE"],
                "occurred_at": ["2026-01-05 12:00", "2026-01-05 12:30", "2026-01-06 00:15"],
                "value": [None, 99.5, 20.25],
            }
        ),
        "visits": pd.DataFrame(
            {
                "visit_id": [100, 101],
                "contact_id": [1, None],
                "started_at": ["2026-01-05 11:50", "2026-01-05 13:00"],
                "duration_s": [61.5, 3],
            }
        ),
        "page_views": pd.DataFrame(
            {
                "viewed_at": ["2026-01-05 11:50", "2026-01-05 11:51", "2026-01-05 13:00"],
                "visit_id": [100, 100, 101],
            }
        ),
        "interactions": pd.DataFrame(
            {
                "interaction_id": [7, 8],
                "contact_id": [1, 2],
                "occurred_at": ["2026-01-05 11:40", "2026-01-05 20:00"],
                "kind": ["click", "open"],
                "channel": ["email", "sms"],
                "own": [True, False],
                "campaign_id": [5, None],
            }
        ),
        "campaigns": pd.DataFrame(
            {
                "campaign_id": [5],
                "scheduled_at": ["2026-01-05 09:00"],
                "channel": ["email"],
                "kind": ["bulk"],
                "name": ["Nowy rok"],
                "reach": [2],
            }
        ),
    }


@pytest.fixture
def rows_read(monkeypatch):
    """Rows that the engine reads from each table, by its bare name, in the questions asked of a shop from now on."""
    read = Counter()

    def counting(ask):
        def counted(connection, sql, parameters=()):
            plan = connection.cursor().execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", list(parameters)).fetchone()[1]
            add(json.loads(plan))
            return ask(connection, sql, parameters)

        return counted

    def add(node):
        table = (node.get("extra_info") or {}).get("Table")
        if table:
            read[table.split(".")[-1]] += node["operator_rows_scanned"]
        for child in node.get("children", ()):
            add(child)

    for name in ("fetch", "fetch_rows"):
        monkeypatch.setattr(snapshot, name, counting(getattr(snapshot, name)))
    return read


@pytest.fixture
def load_tables():
    """Load a source and prepare nothing of it: its tables, sorted by their first column, and the report."""

    def load_tables(source, timezone="Europe/Warsaw", currency="PLN", **options):
        connection = open_engine()
        try:
            attach(connection, SHOP)
            backend = ibis.duckdb.from_connection(connection)
            opened = open_source(backend, source)
            report = load(backend, opened, zone(timezone), currency=currency, **options)
            stored = [name for name in TABLES if name in columns_by_table(connection, SHOP)]
            tables = {name: fetch(connection, f"FROM {qualified(SHOP, name)}") for name in stored}
        finally:
            connection.close()
        return {name: rows.sort_values(rows.columns[0], ignore_index=True) for name, rows in tables.items()}, report

    return load_tables

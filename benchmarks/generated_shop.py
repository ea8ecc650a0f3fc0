"""Shops of any size from a hash of each row's number: the same on every machine, imported like any other."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import duckdb

from smwidgets.data.importing import import_shop

INTERACTIONS_PER_ORDER = 3
CARTS_PER_ORDER = 1
VISITS_PER_ORDER = 2
ORDERS_PER_CONTACT = 10
CAMPAIGNS = 400

# Few contacts buy most: the cube of a uniform draw. Times span the two years before December 2025. DuckDB's
# hashes of one number with two salts differ by the same bits in every row: hashed once more they are independent.
_CONTACT = "CAST($contacts * pow(hash(hash(i, {salt})) / 18446744073709551615.0, 3) AS BIGINT) AS contact_id"
_AT = "TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(hash(i, {salt})) % 63158400 AS BIGINT)) AS {name}"
_CONTACTS = f"""
SELECT i AS contact_id, 'c' || i || '@shop.example' AS email, {_AT.format(salt=70, name="created_at")},
  TRUE AS monitored
FROM range($contacts + 1) AS numbers(i)
"""  # noqa: S608 - constants
_EVENTS = f"""
SELECT i AS event_id, {_CONTACT.format(salt=71)}, CASE WHEN i < $orders THEN 'PURCHASE' ELSE 'CART' END AS type,
  {_AT.format(salt=72, name="occurred_at")},
  CAST(CAST(hash(hash(i, 73)) % 50000 AS BIGINT) / 100 AS DECIMAL(18, 4)) AS value
FROM range($orders * (1 + {CARTS_PER_ORDER})) AS numbers(i)
"""  # noqa: S608 - constants
_VISITS = f"""
SELECT i AS visit_id,
  CASE WHEN hash(hash(i, 69)) % 3 > 0 THEN CAST(hash(hash(i, 68)) % ($contacts + 1) AS BIGINT) END AS contact_id,
  {_AT.format(salt=67, name="started_at")}, CAST(1 + hash(hash(i, 66)) % 9 AS BIGINT) AS page_views
FROM range($orders * {VISITS_PER_ORDER}) AS numbers(i)
"""  # noqa: S608 - constants
_INTERACTIONS = f"""
SELECT i AS interaction_id, {_CONTACT.format(salt=74)}, {_AT.format(salt=75, name="occurred_at")},
  ['open', 'open', 'click', 'view', 'entry'][1 + CAST(hash(hash(i, 76)) % 5 AS BIGINT)] AS kind,
  ['email', 'sms', 'web_push', 'ads', 'social', 'direct'][1 + CAST(hash(hash(i, 77)) % 6 AS BIGINT)] AS channel,
  hash(hash(i, 77)) % 6 < 3 AND hash(hash(i, 78)) % 2 = 0 AS own,
  ['bulk', 'workflow', 'automation_rules', NULL][1 + CAST(hash(hash(i, 79)) % 4 AS BIGINT)] AS module,
  CAST(hash(hash(i, 80)) % {CAMPAIGNS} AS BIGINT) AS campaign_id
FROM range($orders * {INTERACTIONS_PER_ORDER}) AS numbers(i)
"""  # noqa: S608 - constants
QUERIES = {"contacts": _CONTACTS, "events": _EVENTS, "visits": _VISITS, "interactions": _INTERACTIONS}


def generate(folder: Path, orders: int) -> None:
    contacts = max(1, orders // ORDERS_PER_CONTACT)
    for name, query in QUERIES.items():
        wanted = {"contacts": contacts, "orders": orders}
        given = {key: value for key, value in wanted.items() if f"${key}" in query}
        with duckdb.connect() as con:
            con.sql(query, params=given).write_parquet(str(folder / f"{name}.parquet"))


def imported(root: Path, orders: int) -> tuple[Path, str]:
    """The store, and how it came about."""
    store = root / f"{orders}.duckdb"
    if store.exists():
        return store, "reused"
    with tempfile.TemporaryDirectory(dir=root) as folder:
        generate(Path(folder), orders)
        began = time.perf_counter()
        import_shop(folder, store, timezone="Europe/Warsaw", currency="PLN")
    return store, f"imported in {time.perf_counter() - began:.1f} s"

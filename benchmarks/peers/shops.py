"""The orders, as the peers and as smwidgets read them: one generated shop, imported, and its orders as Parquet."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import NamedTuple

import duckdb
from generated_shop import generate

from smwidgets.data.importing import import_shop

SIZES = {"1m": 1_000_000, "10m": 10_000_000}


class Data(NamedTuple):
    """Where a shop lies."""

    store: Path
    orders: Path
    """In the order of time: ``contact_id``, ``placed_at`` (naive, the shop's time), ``value`` (float), ``touchpoint``,
    ``last_click``, ``channel``, ``module``: the peers attribute nothing themselves."""


def data(root: Path, size: str) -> Data:
    """Make the shop of a size, or find it made."""
    return made(root, size, SIZES[size])


def made(root: Path, name: str, orders: int) -> Data:
    found = Data(root / f"{name}.duckdb", root / f"{name}.parquet")
    root.mkdir(parents=True, exist_ok=True)
    if not found.store.exists():
        with tempfile.TemporaryDirectory(dir=root) as folder:
            generate(Path(folder), orders)
            import_shop(folder, found.store, timezone="UTC", currency="PLN", name="Orders")
    if not found.orders.exists():
        with duckdb.connect(str(found.store), read_only=True) as con:
            con.sql(
                "SELECT contact_id, occurred_at AS placed_at, CAST(value AS DOUBLE) AS value, touchpoint, last_click,"
                " channel, module FROM orders ORDER BY occurred_at, event_id"
            ).write_parquet(str(found.orders), compression="zstd")
    return found

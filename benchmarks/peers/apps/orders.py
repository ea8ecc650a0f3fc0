"""What every peer shows: figures of a frame of orders, as a user of pandas computes them when a period is picked."""

from __future__ import annotations

import os
from typing import NamedTuple

import pandas as pd

AS_OF = pd.Timestamp("2025-12-01")

PERIODS = {
    "7 days": (AS_OF - pd.Timedelta(days=7), AS_OF - pd.Timedelta(days=14), "D"),
    "30 days": (AS_OF - pd.Timedelta(days=30), AS_OF - pd.Timedelta(days=60), "D"),
    "Year": (AS_OF - pd.DateOffset(years=1), AS_OF - pd.DateOffset(years=2), "MS"),
}
"""Start, start of the previous period, and bucket, by label; each ends with ``AS_OF``."""

FIRST = "30 days"
"""What a page shows when it is opened."""

ATTRIBUTIONS = {"All orders": None, "Touchpoint": "touchpoint", "Last click": "last_click"}


class Line(NamedTuple):
    """Revenue of one attribution over time."""

    title: str
    at: list[pd.Timestamp]
    current: list[float]
    previous: list[float]


class Donut(NamedTuple):
    """Touchpoint revenue by one dimension."""

    title: str
    names: list[str]
    revenue: list[float]


class Figures(NamedTuple):
    """Everything on the page."""

    tiles: list[str]
    lines: list[Line]
    donuts: list[Donut]


def load() -> pd.DataFrame:
    """All orders: ``placed_at``, ``value``, ``touchpoint``, ``last_click``, ``channel``, ``module``, ``contact_id``."""
    return pd.read_parquet(os.environ["PEERS_ORDERS"])


def figures(orders: pd.DataFrame, period: str) -> Figures:
    start, before, bucket = PERIODS[period]
    current = orders[(orders["placed_at"] >= start) & (orders["placed_at"] < AS_OF)]
    previous = orders[(orders["placed_at"] >= before) & (orders["placed_at"] < start)]
    tiles = [
        f"{name}: {now:,.{decimals}f} ({100 * (now - then) / then:+.1f}%)"
        for (name, decimals), now, then in zip(TILES, _totals(current), _totals(previous), strict=True)
    ]
    lines = [_line(name, flag, current, previous, bucket) for name, flag in ATTRIBUTIONS.items()]
    donuts = [_donut(name, current) for name in ("channel", "module")]
    return Figures(tiles, lines, donuts)


TILES = (
    ("Revenue", 0),
    ("Orders", 0),
    ("AOV", 2),
    ("Touchpoint revenue", 0),
    ("Touchpoint orders", 0),
    ("Last click revenue", 0),
)
"""Name and decimals."""


def _totals(orders: pd.DataFrame) -> list[float]:
    assisted = orders[orders["touchpoint"]]
    clicked = orders[orders["last_click"]]
    values = orders["value"]
    return [values.sum(), len(orders), values.mean(), assisted["value"].sum(), len(assisted), clicked["value"].sum()]


def _line(name: str, flag: str | None, current: pd.DataFrame, previous: pd.DataFrame, bucket: str) -> Line:
    now, then = (
        (orders if flag is None else orders[orders[flag]]).resample(bucket, on="placed_at")["value"].sum()
        for orders in (current, previous)
    )
    return Line(f"{name}: {now.sum():,.0f}", list(now.index), now.to_list(), then.to_list())


def _donut(dimension: str, current: pd.DataFrame) -> Donut:
    found = current[current["touchpoint"]].groupby(dimension, dropna=False)["value"].sum().sort_values(ascending=False)
    names = ["none" if pd.isna(name) else str(name) for name in found.index]
    return Donut(f"{dimension.title()}s: {found.sum():,.0f}", names, found.to_list())

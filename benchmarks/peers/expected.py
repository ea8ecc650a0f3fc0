"""What every page must show, computed by the engine from the orders: none of the kits has a part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

PERIODS = {"7 days": ("7 DAY", "day"), "30 days": ("30 DAY", "day"), "Year": ("1 YEAR", "month")}
"""Length and bucket, by the peers' label."""

FIRST = "30 days"
"""What a page shows when it is opened."""

_SUMS = """
SELECT sum(value), count(*), avg(value), sum(value) FILTER (touchpoint), count(*) FILTER (touchpoint),
  sum(value) FILTER (last_click)
FROM read_parquet($orders) WHERE placed_at >= $start AND placed_at < $start + CAST($length AS INTERVAL)
"""
_SERIES = """
SELECT date_trunc($bucket, placed_at) AS bucket, sum(value), sum(value) FILTER (touchpoint),
  sum(value) FILTER (last_click)
FROM read_parquet($orders) WHERE placed_at >= $start AND placed_at < $start + CAST($length AS INTERVAL)
GROUP BY bucket ORDER BY bucket
"""
_DECIMALS = (0, 0, 2, 0, 0, 0)
"""Of the tiles."""


class Expected(NamedTuple):
    """Of one period: the numbers on the page with how near they must be, and three pairs of lines."""

    texts: list[tuple[float, float]]
    lines: list[tuple[list[float], list[float]]]


def expected(orders: Path, as_of: str) -> dict[str, Expected]:
    """Texts and lines by period."""
    with duckdb.connect() as con:
        return {period: _of(con, orders, as_of, *rule) for period, rule in PERIODS.items()}


def _of(con: duckdb.DuckDBPyConnection, orders: Path, as_of: str, length: str, bucket: str) -> Expected:
    starts = con.execute(
        "SELECT CAST($1 AS TIMESTAMP) - CAST($2 AS INTERVAL), CAST($1 AS TIMESTAMP) - 2 * CAST($2 AS INTERVAL)",
        [as_of, length],
    ).fetchone()
    given = [{"orders": str(orders), "start": start, "length": length} for start in starts]
    now, then = (con.execute(_SUMS, one).fetchone() for one in given)
    current, previous = (
        list(zip(*con.execute(_SERIES, one | {"bucket": bucket}).fetchall(), strict=True))[1:] for one in given
    )
    tiles = [
        pair
        for value, before, decimals in zip(now, then, _DECIMALS, strict=True)
        for pair in ((value, _near(decimals)), (100 * (value - before) / before, _near(1)))
    ]
    titles = [now[0], now[3], now[5], now[3], now[3]]
    return Expected(
        [*tiles, *((value, _near(0)) for value in titles)],
        [(list(one), list(other)) for one, other in zip(current, previous, strict=True)],
    )


def _near(decimals: int) -> float:
    """Half of the last decimal, and what floats lose."""
    return 0.5 * 10**-decimals + 1e-3

"""The kernel's time for a period change, small shop and large shop side by side.

    python benchmarks/period_change.py [--small 100000] [--large 10000000] [--folder DIR]

Both shops are generated with the same seed, imported like any other, and asked the same questions in turn, so that a
busy machine slows both alike: read the ratio, not the milliseconds. The as-of clock moves between two questions: what
happened in a running hour is then asked anew, as in a live dashboard.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import duckdb
from rich.console import Console
from rich.table import Table

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.data.importing import import_shop
from smwidgets.metrics.sales import ATTRIBUTIONS, sales_figures, sales_series
from smwidgets.metrics.slices import bucket_sums, total

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.data.shop import Shop

PERIODS = (
    "last_7_days",
    "last_30_days",
    "last_12_months",
    "previous_quarter",
    "today",
    "current_month",
    "current_year",
)
AS_OF = datetime(2025, 11, 20, 13, 2, 3, 456, tzinfo=UTC)
INTERACTIONS_PER_ORDER = 3
ORDERS_PER_CONTACT = 10

# Few contacts buy most: the cube of a uniform draw. Times span the two years before December 2025.
EVENTS = """
SELECT i AS event_id, CAST($contacts * pow(hash(i, 71) / 18446744073709551615.0, 3) AS BIGINT) AS contact_id,
  'PURCHASE' AS type, TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(i, 72) % 63072000 AS BIGINT)) AS occurred_at,
  CAST(CAST(hash(i, 73) % 50000 AS BIGINT) / 100 AS DECIMAL(18, 4)) AS value
FROM range($orders) AS numbers(i)
"""
INTERACTIONS = """
SELECT i AS interaction_id, CAST($contacts * pow(hash(i, 74) / 18446744073709551615.0, 3) AS BIGINT) AS contact_id,
  TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(i, 75) % 63072000 AS BIGINT)) AS occurred_at,
  ['open', 'open', 'click', 'view', 'entry'][1 + CAST(hash(i, 76) % 5 AS BIGINT)] AS kind,
  ['email', 'sms', 'web_push', 'ads', 'social', 'direct'][1 + CAST(hash(i, 77) % 6 AS BIGINT)] AS channel,
  hash(i, 77) % 6 < 3 AND hash(i, 78) % 2 = 0 AS own
FROM range($interactions) AS numbers(i)
"""


def generate(folder: Path, orders: int) -> None:
    contacts = max(1, orders // ORDERS_PER_CONTACT)
    interactions = orders * INTERACTIONS_PER_ORDER
    for name, query, rows in (("events", EVENTS, "orders"), ("interactions", INTERACTIONS, "interactions")):
        count = {"orders": orders, "interactions": interactions}[rows]
        with duckdb.connect() as con:
            con.sql(query, params={"contacts": contacts, rows: count}).write_parquet(str(folder / f"{name}.parquet"))


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


class Change(NamedTuple):
    """A period change of one shop: what is set up before the clock runs, and what is timed."""

    prepare: Callable[[datetime], object]
    run: Callable[[str], object]


def metrics_path(shop: Shop) -> Change:
    """Resolve, slice the cube, figures and series: current and previous period, all attributions."""
    cube, asked, grain = shop.cube("sales"), partial(shop.partial, "sales"), shop.grain_minutes
    clock = {}

    def change(period: str) -> object:
        timeframe = resolve(period, clock["now"])
        answer = []
        for buckets in (timeframe.buckets(), timeframe.previous_buckets()):
            sums = bucket_sums(cube, buckets.edges, asked, grain)
            whole = total(cube, buckets.edges[0].item(), buckets.edges[-1].item(), asked, grain)
            answer += [(sales_series(sums, name), sales_figures(whole, name)) for name in ATTRIBUTIONS]
        return answer

    return Change(lambda now: clock.update(now=now.astimezone(shop.timezone)), change)


def section_path(shop: Shop) -> Change:
    """Set a shown section's period until its chart and figures are new, compared and with trends."""
    model = sm.DashboardModel(shop, as_of=AS_OF)
    section = sm.sections.SalesAnalytics(model, attribution="touchpoint", compare=True)
    section.show()

    def prepare(now: datetime) -> None:
        section.period = "previous_month"
        model.as_of = now

    def change(period: str) -> object:
        section.period = period
        return section.figures

    return Change(prepare, change)


def measure(shops: dict[str, Shop], path: Callable[[Shop], Change], rounds: int) -> dict[tuple[str, str], list[float]]:
    """Seconds by period and shop: the shops take turns."""
    changes = {name: path(shop) for name, shop in shops.items()}
    seconds = {(period, name): [] for period in PERIODS for name in shops}
    now = AS_OF
    for number in range(rounds + 1):
        for period in PERIODS:
            now += timedelta(seconds=97)
            for name, change in changes.items():
                change.prepare(now)
                began = time.perf_counter()
                change.run(period)
                if number:  # the first round warms up
                    seconds[period, name].append(time.perf_counter() - began)
    return seconds


def show(console: Console, title: str, seconds: dict[tuple[str, str], list[float]], names: list[str]) -> None:
    table = Table("period", title=title)
    for measure_name in ("median ms", "best ms"):
        for name in names:
            table.add_column(f"{name} {measure_name}", justify="right")
        table.add_column("ratio", justify="right")
    ratios = []
    for period in PERIODS:
        cells = []
        for pick in (statistics.median, min):
            small, large = (pick(seconds[period, name]) * 1000 for name in names)
            cells += [f"{small:.2f}", f"{large:.2f}", f"{large / small:.2f}"]
        ratios.append([float(cells[2]), float(cells[5])])
        table.add_row(period, *cells)
    median, best = (f"{statistics.median(column):.2f}" for column in zip(*ratios, strict=True))
    table.add_section()
    table.add_row("median of ratios", "", "", median, "", "", best)
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=100_000, help="orders of the small shop")
    parser.add_argument("--large", type=int, default=10_000_000, help="orders of the large shop")
    parser.add_argument("--rounds", type=int, default=20, help="period changes per period, shop and path")
    parser.add_argument("--folder", type=Path, help="keep the stores here and reuse them; default: a temporary folder")
    arguments = parser.parse_args()
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as temporary:
        root = arguments.folder or Path(temporary)
        root.mkdir(parents=True, exist_ok=True)
        shops: dict[str, Shop] = {}
        for orders in (arguments.small, arguments.large):
            store, how = imported(root, orders)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            console.print(
                f"{orders:>12,} orders, {orders * INTERACTIONS_PER_ORDER:,} interactions: {how}, "
                f"{store.stat().st_size / 2**20:,.0f} MiB, peak memory {peak:,.0f} MiB"
            )
            shops[f"{orders:,}"] = sm.connect(store)
        console.print(f"Python {platform.python_version()}, DuckDB {duckdb.__version__}; as of {AS_OF:%Y-%m-%d %H:%M}")
        for title, path in (("metrics: resolve, slice, figures", metrics_path), ("section: period set", section_path)):
            show(console, title, measure(shops, path, arguments.rounds), list(shops))
        for shop in shops.values():
            shop.close()


if __name__ == "__main__":
    main()

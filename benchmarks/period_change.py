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
from generated_shop import INTERACTIONS_PER_ORDER, imported
from rich.console import Console
from rich.table import Table

import smwidgets as sm
from smwidgets.core.periods import resolve
from smwidgets.metrics.contacts import contact_growth
from smwidgets.metrics.retention import customers_by_purchases, potential_customers
from smwidgets.metrics.sales import ATTRIBUTIONS, sales_arrays, sales_figures
from smwidgets.metrics.slices import bucket_arrays, bucket_sums, category_sums, totals

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

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
            sums = bucket_arrays(cube, buckets.edges, asked, grain)
            (whole,) = totals(cube, [(buckets.edges[0].item(), buckets.edges[-1].item())], asked, grain)
            answer += [(sales_arrays(sums, name), sales_figures(whole, name)) for name in ATTRIBUTIONS]
        return answer

    return Change(lambda now: clock.update(now=now.astimezone(shop.timezone)), change)


def breakdown_path(shop: Shop) -> Change:
    """Channels and modules of the current and the previous period."""
    return _of_buckets(
        shop,
        {name: shop.cube(name) for name in ("channel_sales", "module_sales")},
        lambda cubes, edges, asked: [
            category_sums(cube, name.removesuffix("_sales"), *_ends(edges), asked(name), shop.grain_minutes)
            for name, cube in cubes.items()
        ],
    )


def states_path(shop: Shop) -> Change:
    """Retention, potential customers, contacts and page views, bucket by bucket."""
    grain = shop.grain_minutes
    return _of_buckets(
        shop,
        {name: shop.cube(name) for name in ("customers", "potential", "contacts", "page_views")},
        lambda cubes, edges, asked: [
            customers_by_purchases(cubes["customers"], edges[1:], asked("customers"), grain),
            potential_customers(cubes["potential"], edges[1:], asked("potential"), grain),
            contact_growth(cubes["contacts"], edges, asked("contacts"), grain),
            bucket_sums(cubes["page_views"], edges, asked("page_views"), grain),
        ],
    )


def campaigns_path(shop: Shop) -> Change:
    """What is behind one module, asked of the engine: its campaigns with their sales, current and previous."""

    def answer(_cubes: dict, edges: np.ndarray, _asked: Callable) -> object:
        campaigns = shop.slice("campaign_sales", *_ends(edges), by=("campaign_id",), where={"module": "bulk"})
        if campaigns.empty:
            raise SystemExit("nothing is credited to the module: an empty answer would be timed")
        return campaigns

    return _of_buckets(shop, {}, answer)


def _of_buckets(shop: Shop, cubes: dict, answer: Callable) -> Change:
    clock = {}

    def change(period: str) -> object:
        timeframe = resolve(period, clock["now"])
        return [
            answer(cubes, buckets.edges, partial(partial, shop.partial))
            for buckets in (timeframe.buckets(), timeframe.previous_buckets())
        ]

    return Change(lambda now: clock.update(now=now.astimezone(shop.timezone)), change)


def _ends(edges: np.ndarray) -> tuple[datetime, datetime]:
    return edges[0].item(), edges[-1].item()


PATHS = {
    "metrics: resolve, slice, figures": metrics_path,
    "metrics: channels and modules": breakdown_path,
    "metrics: retention, potential, contacts, page views": states_path,
}


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
        paths = {**PATHS, "engine: campaigns of a module": campaigns_path, "section: period set": section_path}
        for title, path in paths.items():
            show(console, title, measure(shops, path, arguments.rounds), list(shops))
        for shop in shops.values():
            shop.close()


if __name__ == "__main__":
    main()

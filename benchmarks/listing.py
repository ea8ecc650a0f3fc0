"""The time to open a page of site events, small shop and large shop side by side.

    python benchmarks/listing.py [--small 10000] [--large 10000000] [--folder DIR]

Both shops are generated with the same seed, imported like any other, and asked the same questions in turn, so that a
busy machine slows both alike: read the ratio, not the milliseconds. The as-of moment is a new one at each question.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from rich.console import Console
from rich.table import Table

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.data.importing import import_shop
from smwidgets.data.listing import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.data.shop import Shop

    Question = Callable[[Shop, datetime], object]

AS_OF = datetime(2025, 11, 20, 13, 2, 3)  # noqa: DTZ001 - naive UTC
EVENTS_PER_CONTACT = 10

# Times span the two years before December 2025. Half of the visits are anonymous, a tenth of the events are purchases.
CONTACTS = """
SELECT i AS contact_id, 'k' || i || '@sklep.example' AS email, 'Kontakt ' || i AS name,
  'opiekun ' || (i // 7) % 20 AS owner,
  TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(i, 81) % 63072000 AS BIGINT)) AS created_at, i % 3 > 0 AS monitored
FROM range($contacts) AS numbers(i)
"""
VISITS = """
SELECT i AS visit_id, CASE WHEN hash(i, 82) % 2 = 0 THEN CAST(hash(i, 83) % $contacts AS BIGINT) END AS contact_id,
  'g' || hash(i, 84) % $contacts AS visitor_id, CAST(hash(i, 86) % 100 AS BIGINT) AS score,
  TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(i, 85) % 63072000 AS BIGINT)) AS started_at, 'Sieć' AS isp
FROM range($rows) AS numbers(i)
"""
EVENTS = """
SELECT i AS event_id, CAST(hash(i, 87) % $contacts AS BIGINT) AS contact_id,
  ['PURCHASE', 'CART', 'CART', 'VISIT', 'VISIT', 'OTHER', 'LOGIN', 'LOGIN', 'OFFER', 'OFFER'][1 + i % 10] AS type,
  TIMESTAMP '2023-12-01' + to_seconds(CAST(hash(i, 88) % 63072000 AS BIGINT)) AS occurred_at,
  CAST(CAST(hash(i, 89) % 50000 AS BIGINT) / 100 AS DECIMAL(18, 4)) AS value, 'A,B' AS products
FROM range($rows) AS numbers(i)
"""


def generate(folder: Path, rows: int) -> None:
    contacts = rows // EVENTS_PER_CONTACT
    with duckdb.connect() as con:
        for name, query in (("contacts", CONTACTS), ("visits", VISITS), ("events", EVENTS)):
            values = {"contacts": contacts} | ({} if name == "contacts" else {"rows": rows})
            con.sql(query, params=values).write_parquet(str(folder / f"{name}.parquet"))


def imported(root: Path, rows: int) -> tuple[Path, str]:
    """The store, and how it came about."""
    store = root / f"listing_{rows}.duckdb"
    if store.exists():
        return store, "reused"
    with tempfile.TemporaryDirectory(dir=root) as folder:
        generate(Path(folder), rows)
        began = time.perf_counter()
        import_shop(folder, store, timezone="Europe/Warsaw", currency="PLN")
    return store, f"imported in {time.perf_counter() - began:.1f} s"


def deep(shop: Shop, until: datetime) -> object:
    """A page from the middle of the list, as one of many clicks on "older" shows it."""
    middle = listing.Cursor(until - timedelta(days=365), 0)
    return listing.page(shop, "monitored", until=until, after=middle)


def newer(shop: Shop, until: datetime) -> object:
    """What a page asks every few seconds."""
    return listing.newer_than(shop, "monitored", listing.Cursor(until - timedelta(seconds=10), 0), until)


QUESTIONS: dict[str, Question] = {
    "monitored visits": lambda shop, until: listing.visits_page(shop, monitored=True, until=until),
    "anonymous visits": lambda shop, until: listing.visits_page(shop, monitored=False, until=until),
    "transactions": lambda shop, until: listing.orders_page(shop, until=until),
    "visits of an owner": lambda shop, until: listing.visits_page(
        shop, monitored=True, until=until, filters=Filters(owner="opiekun 7")
    ),
    "visits of an owner, score 95+": lambda shop, until: listing.visits_page(
        shop, monitored=True, until=until, filters=Filters(owner="opiekun 7", min_score=95)
    ),
    "page of a year ago": deep,
    "new rows": newer,
    "count of all": lambda shop, until: listing.count(shop, "monitored", until),
    "count of a range": lambda shop, until: listing.count(
        shop, "transactions", until, Filters(start=until - timedelta(days=300), end=until - timedelta(days=9))
    ),
}
GROWING: dict[str, Question] = {
    "count of score 95+": lambda shop, until: listing.count(shop, "monitored", until, Filters(min_score=95)),
    "count of an owner": lambda shop, until: listing.count(shop, "monitored", until, Filters(owner="opiekun 7")),
    "owner without a visit": lambda shop, until: listing.visits_page(
        shop, monitored=True, until=until, filters=Filters(owner="nikt")
    ),
    "profile": lambda shop, until: listing.profile(shop, 77, until),
}
"""These look at every row, or at every contact: they are asked for by a click, not to open a page."""


def measure(shops: dict[str, Shop], ask: Question, rounds: int) -> dict[str, list[float]]:
    """Seconds by shop: the shops take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in shops}
    for number in range(rounds + 2):
        for name, shop in shops.items():
            until = AS_OF + timedelta(seconds=97 * number)
            began = time.perf_counter()
            ask(shop, until)
            if number >= 2:  # the first rounds warm up
                seconds[name].append(time.perf_counter() - began)
    return seconds


def show(console: Console, title: str, shops: dict[str, Shop], questions: dict[str, Question], rounds: int) -> None:
    table = Table("question", title=title)
    for what in ("median ms", "best ms"):
        for name in shops:
            table.add_column(f"{name} {what}", justify="right")
        table.add_column("ratio", justify="right")
    for question, ask in questions.items():
        seconds = measure(shops, ask, rounds)
        cells = []
        for pick in (statistics.median, min):
            small, large = (pick(seconds[name]) * 1000 for name in shops)
            cells += [f"{small:.1f}", f"{large:.1f}", f"{large / small:.2f}"]
        table.add_row(question, *cells)
    console.print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000, help="visits, and events, of the small shop")
    parser.add_argument("--large", type=int, default=10_000_000, help="visits, and events, of the large shop")
    parser.add_argument("--rounds", type=int, default=20, help="times each question is asked in each shop")
    parser.add_argument("--folder", type=Path, help="keep the stores here and reuse them; default: a temporary folder")
    arguments = parser.parse_args()
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as temporary:
        root = arguments.folder or Path(temporary)
        root.mkdir(parents=True, exist_ok=True)
        shops: dict[str, Shop] = {}
        for rows in (arguments.small, arguments.large):
            store, how = imported(root, rows)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            console.print(
                f"{rows:>12,} visits and as many events: {how}, {store.stat().st_size / 2**20:,.0f} MiB, "
                f"peak memory {peak:,.0f} MiB"
            )
            shops[f"{rows:,}"] = sm.connect(store)
        console.print(f"Python {platform.python_version()}, DuckDB {duckdb.__version__}")
        show(console, "one page", shops, QUESTIONS, arguments.rounds)
        show(console, "looks at every row", shops, GROWING, arguments.rounds)
        for shop in shops.values():
            shop.close()


if __name__ == "__main__":
    main()

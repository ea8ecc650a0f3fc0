"""The same dashboard in smwidgets and its peers, side by side in one browser on one machine.

    python benchmarks/peers/run.py [--only KIT …] [--size 1m 10m] [--measure load switch …] [--runs N]

Six tiles, three charts with the previous period, two donuts and one period picker over generated orders, in each kit
as its users write it (``apps``). Each page must first show the figures that ``expected.py`` computes, on every chart.
Milliseconds are medians of fresh sessions on a warm server, from the pick (or the start of the page) to the first frame
that shows all of it; memory is the proportional set size of the server's processes. Only ratios of one run mean
anything. Results are kept in ``build/peers/results.json``; a run replaces what it measures and keeps the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.append(str(Path(__file__).parents[1]))  # what the benchmarks share
from browsing import chromium
from environments import make
from expected import expected
from goals import goals
from kits import AS_OF, KITS, Problem
from measuring import MEASURES, measured
from shops import SIZES, data

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2] / "build" / "peers"
PERIODS = ("7 days", "30 days", "Year")
Results = dict[str, dict[str, dict[str, Any]]]
"""Measures by size and kit."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[*KITS, "smwidgets"], default=list(KITS), metavar="KIT")
    parser.add_argument("--size", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--measure", nargs="+", choices=MEASURES, help="default: all, twenty sessions at 10m only")
    parser.add_argument("--runs", type=int, default=5, help="times each load and each switch is measured")
    parser.add_argument("--fresh", action="store_true", help="forget the results of earlier runs")
    arguments = parser.parse_args()
    console = Console(width=140)
    os.environ["PYTHONUNBUFFERED"] = "1"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))  # so that the servers end too
    chosen = [kit for name, kit in KITS.items() if name in arguments.only or kit.reader in arguments.only]
    began = time.perf_counter()

    def tell(text: str) -> None:
        console.print(f"{time.perf_counter() - began:6.0f} s  {text}", highlight=False)

    for environment in dict.fromkeys(kit.environment for kit in chosen if kit.environment):
        tell(f"environment of {environment}")
        make(ROOT, environment)
    kept = ROOT / "results.json"
    results: Results = json.loads(kept.read_text())["sizes"] if kept.exists() and not arguments.fresh else {}
    problems: list[str] = []
    with sync_playwright() as playwright:
        for size in arguments.size:
            tell(f"orders: {size}")
            shop = data(ROOT / "data", size)
            wanted = expected(shop.orders, AS_OF)
            measures = arguments.measure or [one for one in MEASURES if one != "twenty" or size == "10m"]
            for kit in chosen:
                tell(f"{size}, {kit.name}")
                found = results.setdefault(size, {}).setdefault(kit.name, {})
                browser = chromium(playwright)
                try:
                    for measure, values in measured(
                        browser, kit, shop, ROOT, wanted, measures=measures, runs=arguments.runs
                    ):
                        found[measure] = values
                        tell(f"{size}, {kit.name}: {measure} {_short(values)}")
                        _keep(kept, results)
                except (Problem, BrowserError) as problem:
                    problems.append(f"{size}, {kit.name}: not measured: {str(problem)[:500]}")
                    tell(problems[-1])
                browser.close()
    for size, by_kit in results.items():
        console.print(_table(size, by_kit))
    reached = goals(results)
    for goal in reached:
        console.print(goal.line, highlight=False)
    _keep(kept, results, [one._asdict() for one in reached])
    if problems:
        raise SystemExit("\n".join(problems))


def _keep(path: Path, results: Results, reached: Sequence[dict[str, Any]] = ()) -> None:
    path.write_text(json.dumps({"made": _made(), "sizes": results, "goals": reached}, indent=1))


def _made() -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
    }


def _short(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {_number(value)}" for name, value in values.items() if name not in {"all", "totals"})


def _number(value: Any) -> str:
    if isinstance(value, dict):
        return " / ".join(_number(one) for one in value.values())
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)


def _table(size: str, by_kit: dict[str, dict[str, Any]]) -> Table:
    table = Table("kit", title=f"{size} orders: milliseconds and MiB")
    for title in ("first load", *PERIODS, "requests", "MB", "other hosts", "a session", "server, 1 page", "20 pages"):
        table.add_column(title, justify="right")
    for kit in KITS:
        if kit not in by_kit:
            continue
        found = by_kit[kit]
        traffic, memory = found.get("traffic"), found.get("memory")
        row = [f"{found['load']['ms']:,.0f}" if "load" in found else ""]
        row += [f"{found['switch']['ms'][period]:,.0f}" if "switch" in found else "" for period in PERIODS]
        row += _loaded(traffic) if traffic else [""] * 3
        row += [f"{memory[name]:,.0f}" for name in ("per_session", "server_with_one")] if memory else [""] * 2
        row.append(_all_pages(memory) if memory and memory["sessions"] == 20 else "")
        table.add_row(kit, *row)
    return table


def _loaded(traffic: dict[str, Any]) -> list[str]:
    return [str(traffic["requests"]), f"{traffic['bytes'] / 1e6:.2f}", str(len(traffic["foreign"]))]


def _all_pages(memory: dict[str, Any]) -> str:
    reckoned = "" if memory["opened"] == memory["sessions"] else f" (from {memory['opened']})"
    return f"{memory['server_with_all']:,.0f}{reckoned}"


if __name__ == "__main__":
    main()

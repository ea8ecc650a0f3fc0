"""What `smwidgets serve` stands: many sessions, many loads, browsers that are killed, a crowd.

    python benchmarks/load/run.py [--only TRIAL …] [--small] [--shop STORE] [--profile local]

Serves the Main dashboard on this machine's loopback address, and visits it with Chromium and with plain connections.
Each trial has a server of its own. Processes are counted with all that are below the server. The first line that
fails makes the exit code 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from smwidgets.apps.sample_store import write_sample

sys.path.append(str(Path(__file__).parents[1]))  # what the benchmarks share
from trials import FULL, SMALL, TRIALS, Setting


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(TRIALS), default=list(TRIALS), metavar="TRIAL")
    parser.add_argument("--small", action="store_true", help="a few of everything: a minute or two")
    parser.add_argument("--shop", type=Path, help="a prepared store; the sample shop when left out")
    parser.add_argument("--profile", choices=["local", "demo"], default="local")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the servers end too
    console = Console(width=140, highlight=False)
    began = time.monotonic()

    def tell(text: str) -> None:
        console.print(f"{time.monotonic() - began:6.0f} s  {text}")

    table = Table("trial", "what", "measured", "wanted", "")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="smwidgets-load-") as folder, sync_playwright() as playwright:
        os.environ["SMWIDGETS_REPOSITORY"] = str(Path(folder) / "repository")
        shop = arguments.shop or Path(folder) / "sample.duckdb"
        if arguments.shop is None:
            tell("the sample shop")
            write_sample(shop)
        setting = Setting(playwright, shop, arguments.profile, SMALL if arguments.small else FULL, tell)
        for name in arguments.only:
            tell(name)
            for check in TRIALS[name](setting):
                table.add_row(name, *check[:3], "" if check.passed else "FAILED")
                failed += not check.passed
    console.print(table)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

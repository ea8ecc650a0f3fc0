"""Read the served dashboard as a visitor does: ``read_page.py ADDRESS``."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
TILE = re.compile(r"Dzisiaj do tej pory[\s\S]*?\d[\d\s]*\s*zł")


def main(address: str) -> None:
    """Fail unless the page shows today's revenue of the sales summary."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        page = browser.new_page(locale="pl-PL", viewport={"width": 1400, "height": 1000})
        page.goto(address)
        page.locator("html[data-ready]").wait_for(state="attached", timeout=90_000)
        page.get_by_text("Dzisiaj do tej pory").first.wait_for(timeout=30_000)
        text = page.locator("body").inner_text()
        found = TILE.search(text)
        title = page.title()
        browser.close()
    if found is None:
        sys.exit(f"no figure of the sales summary on the page {title!r}:\n{text[:2000]}")
    sys.stdout.write(f"page {title!r} shows: {' '.join(found.group().split())}\n")


main(sys.argv[1])

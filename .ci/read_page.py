"""Read the served dashboard as a visitor does and compare a figure: ``read_page.py ADDRESS STORE``."""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

import smwidgets as sm

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)


def figure(store: str) -> str:
    """Revenue of the last 30 days, computed without a page."""
    with sm.connect(store) as shop:
        model = sm.DashboardModel(shop, locale="pl")
        summary = sm.sections.SalesSummary(model)
        return model.formats.money(summary.figures["last_30_days"])


def main(address: str, store: str) -> None:
    """Fail unless the page shows the figure in its tile."""
    expected = figure(store)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS.split())
        page = browser.new_page(locale="pl-PL", viewport={"width": 1400, "height": 1000})
        page.goto(address)
        tile = page.locator(".smw-tile", has_text="Ostatnie 30 dni")
        tile.get_by_text(expected, exact=True).wait_for(timeout=90_000)
        title = page.title()
        browser.close()
    sys.stdout.write(f"page {title!r} shows the last 30 days' revenue: {expected}\n")


main(*sys.argv[1:])

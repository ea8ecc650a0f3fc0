"""Real browsers, which open pages, close them, or are killed."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import psutil
from chromium import launch
from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

PATIENCE_MILLISECONDS = 180_000


class Chromium:
    """A browser of its own, of which each page is another visitor's."""

    def __init__(self, playwright: Playwright) -> None:
        before = set(psutil.Process().children(recursive=True))
        self.browser: Browser = launch(playwright)
        self._first = set(psutil.Process().children(recursive=True)) - before

    def open(self, address: str) -> Page:
        """Open a page and wait until the dashboard is drawn."""
        context = self.browser.new_context(viewport={"width": 1400, "height": 1000})
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        page = context.new_page()
        page.goto(address)
        page.locator("html[data-ready]").wait_for()
        return page

    def close(self, page: Page) -> None:
        """Leave a page as a person does."""
        page.goto("about:blank")
        page.context.close()

    def kill(self) -> None:
        """End every process of the browser at once, which then says goodbye to nobody."""
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if process in self._first or not self._first.isdisjoint(process.parents()):
                    process.kill()
        psutil.wait_procs(self._first, 10)


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Chromium]:
    made = Chromium(playwright)
    try:
        yield made
    finally:
        with suppress(Error):
            made.browser.close()

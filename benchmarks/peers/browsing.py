"""A kit's page in headless Chromium, timed in its own frames."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from chromium import launch
from expected import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from expected import Expected
    from kits import Kit
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright
    from servers import Server

FLAGS = (
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-background-timer-throttling",
)
"""Beyond every benchmark's: a page is timed though another is before it."""

SCREEN = {"width": 1500, "height": 1400}
"""Every chart is within it."""

PATIENCE_MILLISECONDS = 60_000
SCRIPT = Path(__file__).with_name("page.js")
Drawings = dict[str, list[str]]
"""Of each chart, by period."""


def chromium(playwright: Playwright) -> Browser:
    return launch(playwright, *FLAGS)


@dataclass
class Traffic:
    """What a page loads."""

    origin: str
    requests: int = 0
    sockets: int = 0
    size: float = 0
    """Bytes on the wire: headers and bodies, compressed if they are."""
    foreign: set[str] = field(default_factory=set)

    def follow(self, context: BrowserContext, page: Page) -> None:
        session = context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", lambda event: self._count(event["request"]["url"]))
        session.on("Network.webSocketCreated", lambda event: self._meet(event["url"]))
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.send("Network.enable")

    def _count(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"}:
            self.requests += 1
            self._look_at(url)

    def _meet(self, url: str) -> None:
        self.sockets += 1
        self._look_at(url)

    def _look_at(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.origin).netloc:
            self.foreign.add(urlsplit(url).netloc)

    def _add(self, size: float) -> None:
        self.size += size


@dataclass
class Visits:
    """Pages of one kit's server."""

    browser: Browser
    kit: Kit
    server: Server
    expected: dict[str, Expected]
    drawings: Drawings = field(default_factory=dict)

    @contextmanager
    def page(self, traffic: Traffic | None = None) -> Iterator[Page]:
        """Open a page with an empty cache, and say goodbye at the end."""
        context = self.browser.new_context(viewport=SCREEN, locale="en-GB", timezone_id="UTC")
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        try:
            page = context.new_page()
            page.add_init_script(script=self._script())
            if traffic is not None:
                traffic.follow(context, page)
            page.goto(self.server.url, wait_until="commit")
            yield page
            page.goto("about:blank")
        finally:
            context.close()

    def look(self) -> dict[str, Any]:
        """Go through the periods once, and keep what the page looks like then: lines in pixels, by period."""
        lines = {}
        with self.page() as page:
            for period in (FIRST, *(one for one in self.expected if one != FIRST), FIRST):
                if period != FIRST or self.drawings:
                    self.kit.pick(page, period)
                settled = page.evaluate("period => peers.settled(period)", period)
                self.drawings[period], lines[period] = settled["drawn"], settled["lines"]
        return lines

    def loaded(self, page: Page) -> float:
        """Milliseconds from the beginning of the page to the frame that shows everything."""
        return float(page.evaluate("() => peers.loaded"))

    def switch(self, page: Page, period: str) -> float:
        """Milliseconds from the pick to the frame in which everything is new."""
        page.evaluate(
            "([period, drawn]) => { peers.forget(); peers.answer = peers.painted(period, drawn); }",
            [period, self.drawings[period]],
        )
        self.kit.pick(page, period)
        return float(page.evaluate("() => peers.answer"))

    def _script(self) -> str:
        constants = {
            "KIT": self.kit.reader,
            "EXPECTED": {period: one.texts for period, one in self.expected.items()},
            "FIRST": FIRST,
            "DRAWN": self.drawings.get(FIRST),
            "PATIENCE": PATIENCE_MILLISECONDS,
        }
        heading = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
        return f"{{{heading}{SCRIPT.read_text()}}}"

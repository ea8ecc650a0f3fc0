"""What a server has to stand, and what it holds afterwards."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from browsers import chromium
from served import RECOVERY_SECONDS, Held, served
from visitors import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Playwright
    from served import Served

CULL_SECONDS = 5.0
"""How long a kernel without a page is kept here, and how often that is looked at; the product waits for a minute."""

CULL_PATIENCE = 3 * CULL_SECONDS
"""A kernel is missed at the second look at the latest; a third one is for those that still computed at the first."""

BUSY_SECONDS = 30.0
"""In which the busy page has to come while all the others are started."""

MORE_HANDLES = 2
"""A connection that is being accepted or closed while they are counted. One that leaks leaves hundreds."""

MORE_THREADS = 0
"""Warming up has filled every pool."""

MORE_MIB = 12
"""Of memory, after the warm-up: what the allocator does not give back. A page's channel and its kernel's manager take
0.1 MiB: kept for each of 500 loads they would be 50 MiB."""


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    opened: int = 20
    warm_up: int = 100
    loads: int = 500
    killed: int = 50
    browsers: int = 3
    contexts: int = 4
    visitors: int = 200
    cap: int = 20


FULL = Size()
SMALL = Size(opened=3, warm_up=6, loads=20, killed=8, browsers=1, contexts=2, visitors=20, cap=3)


class Check(NamedTuple):
    """Something measured, and what it must be."""

    name: str
    measured: str
    wanted: str
    passed: bool


@dataclass
class Setting:
    """Where the trials take place."""

    playwright: Playwright
    shop: Path
    profile: str
    size: Size
    tell: Callable[[str], None]

    def served(self, sessions: int, patience: float = 0) -> Iterator[Served]:
        return served(self.shop, profile=self.profile, sessions=sessions, patience=patience)


def opened(setting: Setting) -> Iterator[Check]:
    """Sessions open at one time in a browser, which is then left page by page."""
    count = setting.size.opened
    with setting.served(count) as server, chromium(setting.playwright) as browser:
        before = server.count()
        pages = [browser.open(server.address) for _ in range(count)]
        during = server.count()
        setting.tell(f"{count} pages are open: {during - before} processes more, {server.held().proportional:.0f} MiB")
        yield Check("processes while all are open", f"{during - before} more", f"≥ {count}", during - before >= count)
        for page in pages:
            browser.close(page)
        took = server.wait_until(lambda: server.count() <= before, RECOVERY_SECONDS)
        yield Check(f"{count} pages closed: processes are back", _seconds(took), f"≤ {RECOVERY_SECONDS} s", took < 1e9)


def loads(setting: Setting) -> Iterator[Check]:
    """Loads one after another, a tenth of them in a browser, each with its goodbye."""
    size = setting.size
    with setting.served(size.warm_up) as server, chromium(setting.playwright) as browser:

        def load(number: int) -> None:
            if number % 10 == 0:
                browser.close(browser.open(server.address))
            else:
                Visitor(server.port).come().connect().leave()

        for number in range(size.warm_up):
            load(number)
        before = after = _held(server)
        setting.tell(f"after a warm-up of {size.warm_up}: {_written(before)}")
        began = time.monotonic()
        for number in range(1, size.loads + 1):
            load(number)
            if number % max(1, size.loads // 5) == 0:
                after = _held(server)
                setting.tell(f"after {number} more: {_written(after)}")
        setting.tell(f"a load takes {(time.monotonic() - began) / size.loads:.2f} s")
    for name, more in (("processes", 0), ("handles", MORE_HANDLES), ("threads", MORE_THREADS)):
        found, allowed = getattr(after, name) - getattr(before, name), more
        yield Check(f"{name} after {size.loads} loads", f"{found:+}", f"≤ +{allowed}", found <= allowed)
    for name, label in (("unique", "the server's own"), ("proportional", "all processes'")):
        grown = getattr(after, name) - getattr(before, name)
        yield Check(
            f"{label} memory after {size.loads} loads", f"{grown:+.1f} MiB", f"≤ +{MORE_MIB} MiB", grown <= MORE_MIB
        )


def killed(setting: Setting) -> Iterator[Check]:
    """Browsers that end without a goodbye, and connections that are reset, some before the page is there."""
    size = setting.size
    alone = size.killed - size.browsers * size.contexts
    with setting.served(size.killed, CULL_SECONDS) as server, ExitStack() as stack:
        before = server.count()
        browsers = [stack.enter_context(chromium(setting.playwright)) for _ in range(size.browsers)]
        for browser in browsers:
            for _ in range(size.contexts):
                browser.open(server.address)
        early = alone // 5
        visitors = [Visitor(server.port).come().connect() for _ in range(alone - early)]
        during = server.count()
        for browser in browsers:
            browser.kill()
        for visitor in visitors:
            visitor.vanish()
        for _ in range(early):
            Visitor(server.port).vanish_on_the_way()
        setting.tell(f"{during - before} processes more before, {server.count() - before} when all are killed")
        had = size.killed - early
        yield Check("processes before they are killed", f"{during - before} more", f"≥ {had}", during - before >= had)
        took = server.wait_until(lambda: server.count() <= before, CULL_PATIENCE)
        yield Check(f"{size.killed} killed: no kernel is left", _seconds(took), f"≤ {CULL_PATIENCE:.0f} s", took < 1e9)
        status = Visitor(server.port).come().status
        yield Check("the next visitor is served", str(status), "200", status == 200)


def crowd(setting: Setting) -> Iterator[Check]:
    """Everybody at one moment, many more than are let in."""
    size = setting.size
    refused = size.visitors - size.cap
    with setting.served(size.cap) as server:
        before = server.count()
        with ThreadPoolExecutor(size.visitors) as pool:
            came = list(pool.map(_try, [Visitor(server.port) for _ in range(size.visitors)]))
        inside = [visitor for visitor in came if visitor.status == 200]
        busy = [visitor for visitor in came if _is_busy_page(visitor)]
        hung = sum(visitor.status == 0 for visitor in came)
        slowest = max((visitor.seconds for visitor in busy), default=0.0)
        setting.tell(f"the last of {len(inside)} was served after {max(one.seconds for one in inside):.1f} s")
        yield Check("served", str(len(inside)), str(size.cap), len(inside) == size.cap)
        yield Check("asked to come later, in both languages", str(len(busy)), str(refused), len(busy) == refused)
        yield Check("without an answer", str(hung), "0", hung == 0)
        yield Check("the slowest busy page", f"{slowest:.1f} s", f"≤ {BUSY_SECONDS:.0f} s", slowest <= BUSY_SECONDS)
        for visitor in inside:
            visitor.connect()
        began = time.monotonic()
        for visitor in inside:
            visitor.leave()
        took = server.wait_until(lambda: server.count() <= before, RECOVERY_SECONDS)
        yield Check(f"{size.cap} left: processes are back", _seconds(took), f"≤ {RECOVERY_SECONDS} s", took < 1e9)
        # A place is free when the server has done with its kernel, a moment after the process has ended.
        while (status := Visitor(server.port).come().status) == 503 and time.monotonic() - began < RECOVERY_SECONDS:
            time.sleep(0.1)
        took = time.monotonic() - began
        passed = status == 200 and took <= RECOVERY_SECONDS
        yield Check("the next visitor is served", f"{status} after {took:.1f} s", f"200 ≤ {RECOVERY_SECONDS} s", passed)


TRIALS: dict[str, Callable[[Setting], Iterator[Check]]] = {
    "opened": opened,
    "loads": loads,
    "killed": killed,
    "crowd": crowd,
}


def _held(server: Served) -> Held:
    """Count when the last kernel has ended and nothing is left to do."""
    server.rest()
    return server.held()


def _try(visitor: Visitor) -> Visitor:
    try:
        return visitor.come()
    except OSError:
        return visitor


def _is_busy_page(visitor: Visitor) -> bool:
    return (
        visitor.status == 503
        and int(visitor.headers.get("retry-after", 0)) > 0
        and "Zbyt wiele osób" in visitor.text
        and "Too many people" in visitor.text
        and "Traceback" not in visitor.text
    )


def _written(held: Held) -> str:
    return (
        f"{held.processes} processes, {held.handles} handles, {held.threads} threads, "
        f"the server's own {held.unique:.1f} MiB, all {held.proportional:.1f} MiB"
    )


def _seconds(took: float) -> str:
    return f"after {took:.1f} s" if took < 1e9 else "never"

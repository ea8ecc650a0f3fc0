"""What is measured of one kit's server over one shop."""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import psutil
from browsing import Traffic, Visits
from expected import PERIODS
from servers import running
from verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from expected import Expected
    from kits import Kit
    from playwright.sync_api import Browser
    from shops import Data

MEASURES = ("traffic", "load", "switch", "memory", "twenty")
MORE_SESSIONS = 4
ALL_SESSIONS = 20


def measured(
    browser: Browser, kit: Kit, data: Data, root: Path, expected: dict[str, Expected], *, measures: list[str], runs: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Start the server, make sure that it shows the right figures, then yield each measure with its results."""
    with running(kit, data, root) as server:
        visits = Visits(browser, kit, server, expected)
        verify(kit.name, visits.look(), expected)
        if "traffic" in measures:
            yield "traffic", _traffic(visits)
        if "load" in measures:
            yield "load", _load(visits, runs)
        if "switch" in measures:
            yield "switch", _switch(visits, runs)
    if "memory" in measures or "twenty" in measures:
        # Another server: plain Voilà never frees a session whose page was closed.
        with running(kit, data, root) as server:
            fresh = Visits(browser, kit, server, expected, visits.drawings)
            yield "memory", _memory(fresh, ALL_SESSIONS if "twenty" in measures else 1 + MORE_SESSIONS)


def _traffic(visits: Visits) -> dict[str, Any]:
    traffic = Traffic(visits.server.origin)
    with visits.page(traffic) as page:
        visits.loaded(page)
        page.wait_for_load_state("networkidle")
    return {
        "requests": traffic.requests,
        "sockets": traffic.sockets,
        "bytes": round(traffic.size),
        "foreign": sorted(traffic.foreign),
    }


def _load(visits: Visits, runs: int) -> dict[str, Any]:
    found = []
    for _ in range(runs):
        visits.server.rest()
        with visits.page() as page:
            found.append(visits.loaded(page))
    return {"ms": statistics.median(found), "all": found}


def _switch(visits: Visits, runs: int) -> dict[str, Any]:
    found: dict[str, list[float]] = {period: [] for period in PERIODS}
    with visits.page() as page:
        visits.loaded(page)
        for run in range(runs + 1):
            for period in PERIODS:
                visits.server.rest()
                milliseconds = visits.switch(page, period)
                if run:  # the first round warms up
                    found[period].append(milliseconds)
    return {"ms": {period: statistics.median(all_) for period, all_ in found.items()}, "all": found}


def _memory(visits: Visits, sessions: int) -> dict[str, Any]:
    """Open pages one after another, each with one pick, and weigh the server with the first, a few more, and all."""
    totals: list[float] = []
    with ExitStack() as open_pages:
        while len(totals) < sessions and not _would_not_fit(totals):
            page = open_pages.enter_context(visits.page())
            visits.loaded(page)
            visits.switch(page, "7 days")
            visits.server.rest()
            totals.append(visits.server.memory())
    few = totals[: 1 + MORE_SESSIONS]
    per_session = (few[-1] - few[0]) / (len(few) - 1)
    return {
        "per_session": per_session,
        "server_with_one": totals[0],
        "server_with_all": totals[-1] + per_session * (sessions - len(totals)),
        "sessions": sessions,
        "opened": len(totals),
        "totals": totals,
    }


def _would_not_fit(totals: list[float]) -> bool:
    """Whether another session like the last might take more than the machine can spare."""
    if len(totals) < 2:
        return False
    return 3 * (totals[-1] - totals[-2]) > psutil.virtual_memory().available / 2**20

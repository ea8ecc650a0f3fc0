"""The browser that visits what is measured: headless, and nothing but this machine is there for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def launch(playwright: Playwright, *flags: str) -> Browser:
    """Start it, with flags of one's own."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])

"""The event loop that a page is served from: whether there is one, and what is handed back to it from a thread."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from smwidgets.parts.listening import page_listens

if TYPE_CHECKING:
    from collections.abc import Callable


def running_loop() -> asyncio.AbstractEventLoop | None:
    """Return the loop that runs in this thread; None in a script, and in a kernel that no page asks for anything.

    Without one everything is answered at once. So it is for nbconvert, papermill and the like: they run a cell and go
    on, and what came later would be in no output.
    """
    return any_loop() if page_listens() else None


def any_loop() -> asyncio.AbstractEventLoop | None:
    """Return the loop that runs in this thread, whoever listens: for what goes on until a page comes."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def hand_back(loop: asyncio.AbstractEventLoop, callback: Callable[..., object], *arguments: Any) -> None:
    """Call back in a loop, from any thread; nobody waits any more where the loop has ended meanwhile."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(callback, *arguments)

"""Looking again every few seconds, as long as somebody may be looking."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from smwidgets.sections._event_loop import any_loop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class Polling:
    """One task that looks, waits, and looks again until it is stopped.

    Parameters
    ----------
    look
        What to do each time. An error of its is logged, and the next time comes all the same.
    seconds
        Tells how long to wait before each look.
    """

    def __init__(self, look: Callable[[], Awaitable[None]], seconds: Callable[[], float]) -> None:
        self._look, self._seconds = look, seconds
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether there is a task."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Begin, unless it goes on already or there is no event loop to run in."""
        loop = any_loop()
        if loop is not None and not self.running:
            self._task = loop.create_task(self._run())

    def stop(self) -> None:
        """End; safe to call twice."""
        if self._task is not None and not self._task.get_loop().is_closed():
            self._task.cancel()
        self._task = None

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._seconds())
            try:
                await self._look()
            except Exception:
                log.exception("looking for new rows failed")

"""Kernels that have imported everything and wait for a visitor: none of a visitor's own has happened in them yet."""

from __future__ import annotations

import asyncio
import logging
import os
from queue import Empty
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 60
_LATER_SECONDS = 1.0
"""Until a kernel that was given away is replaced: the visitor's page is loaded meanwhile, and needs the processors."""

WARM = "SMWIDGETS_WARM"
"""Set for a kernel that is started before its visitor comes."""


class WarmKernels:
    """A few started kernels, each given away once.

    Voilà's own preheated kernels run the notebook before the visitor comes: who comes and what the address asks
    reaches them too late. Here only what is the same for all is done ahead; the clock, the address and the visitor are
    read when the notebook runs, for the visitor.

    Parameters
    ----------
    kernels
        Their manager.
    start
        Starts one and returns its id.
    count
        How many wait.
    """

    def __init__(self, kernels: Any, start: Callable[..., Awaitable[str]], count: int) -> None:
        self._kernels = kernels
        self._start = start
        self._count = count
        self._ids: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, kernel_id: object) -> bool:
        return kernel_id in self._ids

    def fill(self) -> None:
        """Start what is missing, in the background; needs a running event loop."""
        for _ in range(self._count - len(self._ids) - len(self._tasks)):
            task = asyncio.get_running_loop().create_task(self._add())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def take(self, environment: dict[str, str]) -> str | None:
        """Return the id of a kernel that now has `environment`; None when none waits."""
        while self._ids:
            kernel_id = self._ids.pop(0)
            self._fill_later()
            if kernel_id in self._kernels:
                if await self._give_environment(kernel_id, environment):
                    return kernel_id
                log.error("a kernel started ahead did not take its visitor's environment")
                await self._kernels.free(kernel_id)
        self._fill_later()
        return None

    def _fill_later(self) -> None:
        asyncio.get_running_loop().call_later(_LATER_SECONDS, self.fill)

    async def _add(self) -> None:
        try:
            self._ids.append(await self._start(env={**os.environ, WARM: "1"}, path="", kernel_name="python3"))
        except Exception:
            log.exception("no kernel could be started ahead")

    async def _give_environment(self, kernel_id: str, environment: dict[str, str]) -> bool:
        client = self._kernels.get_kernel(kernel_id).client()
        client.start_channels(iopub=False, stdin=False, hb=False, control=False)
        # Voilà's names are members of an enumeration, whose representation is no Python.
        plain = {str(name): str(value) for name, value in environment.items()}
        code = f"import os\nos.environ.clear()\nos.environ.update({plain!r})\ndel os"
        try:
            asked = client.execute(code, silent=True, store_history=False)
            answer = await client.get_shell_msg(timeout=_PATIENCE_SECONDS)
        except Empty:
            return False
        finally:
            client.stop_channels()
        return bool(answer["parent_header"].get("msg_id") == asked and answer["content"]["status"] == "ok")

"""The server's client of a page's kernel, which runs the page's cells."""

from __future__ import annotations

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from traitlets import default
from zmq.asyncio import Context

_ASK_AGAIN_SECONDS = 1.0
_SUBSCRIBED_SECONDS = 0.2


class SessionClient(AsyncKernelClient):
    """A client that is ready as soon as its kernel is.

    Jupyter's own waits a fifth of a second more, for a silence in which nothing can be left to be said; and each ends
    a thread of its own, which holds up the server. Here all share one.
    """

    @default("context")
    def _shared_context(self) -> Context:
        return Context.instance()

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - Jupyter's
        """Wait until the kernel answers, and until all that it said before is read.

        Parameters
        ----------
        timeout
            Seconds; None waits as long as the kernel runs.

        Raises
        ------
        RuntimeError
            The kernel died, or did not answer in time.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while not await self._has_answered():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if until is not None and time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    async def _has_answered(self) -> bool:
        self.kernel_info()
        try:
            answer = await self.shell_channel.get_msg(timeout=_ASK_AGAIN_SECONDS)
            asked = answer["parent_header"].get("msg_id")  # of a kernel that starts slowly, an earlier question
            while not _ends(await self.iopub_channel.get_msg(timeout=_SUBSCRIBED_SECONDS), asked):
                pass
        except Empty:  # it does not listen yet, or said it before we were subscribed
            return False
        self._handle_kernel_info_reply(answer)
        return True


def _ends(message: dict[str, Any], asked: str) -> bool:
    idle = message["msg_type"] == "status" and message["content"].get("execution_state") == "idle"
    return idle and bool(message["parent_header"].get("msg_id") == asked)

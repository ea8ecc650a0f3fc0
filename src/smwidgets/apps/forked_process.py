"""A process that a fork server made and that this one is the parent of."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress


class ForkedProcess:
    """As much of :class:`subprocess.Popen` as Jupyter asks of a kernel's process.

    Nobody else reaps the process. Until it is reaped its number is its own, also when it has ended: no signal ever
    reaches another one.

    Parameters
    ----------
    pid
        A child of this process.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._descriptor = os.pidfd_open(pid)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: list[asyncio.Future[None]] = []

    def poll(self) -> int | None:
        """Return the exit code, -N for signal N; None while it runs. What is in its group ends with it."""
        if self.returncode is None:
            try:
                if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                    return None
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self.pid, signal.SIGKILL)
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                self.returncode = -signal.SIGKILL
            self._forget()
        return self.returncode

    def wait(self) -> int:
        """Wait for its end and return the exit code."""
        while (code := self.poll()) is None:
            os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        return code

    def watch(self) -> None:
        """Reap it as soon as it ends; needs a running event loop."""
        loop = asyncio.get_running_loop()
        if self.returncode is None and self._loop is not loop:
            if self._loop is not None and not self._loop.is_closed():
                self._loop.remove_reader(self._descriptor)
            self._loop = loop
            loop.add_reader(self._descriptor, self.poll)

    async def ended(self) -> int:
        """Wait for its end as :meth:`wait` does, while the event loop goes on."""
        self.watch()
        while (code := self.poll()) is None:
            future = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future
        return code

    def send_signal(self, signum: int) -> None:
        """Send a signal to the process and to what it started; nothing once it has ended."""
        if self.poll() is None:
            try:
                os.killpg(self.pid, signum)
            except ProcessLookupError:  # it has no group of its own yet
                os.kill(self.pid, signum)

    def kill(self) -> None:
        """Send SIGKILL."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Send SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def _forget(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._descriptor)
        os.close(self._descriptor)
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

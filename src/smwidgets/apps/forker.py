"""The server's end of a process that forks for it."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import TYPE_CHECKING, Any

from smwidgets.apps.fork_requests import LONGEST, encoded
from smwidgets.apps.forked_process import ForkedProcess

if TYPE_CHECKING:
    from smwidgets.apps.fork_requests import Request

_PATIENCE_SECONDS = 20.0
"""A process that has not read its data, or imported what it must, by then is given up."""


class NotForkedError(Exception):
    """Why there is no fork, in words for the log: they name no path and nobody."""


class Forker:
    """A process that forks for the server: the fork server, or the keeper of what a scope sees.

    Parameters
    ----------
    channel
        To the process, which closes its end when it ends.
    """

    def __init__(self, channel: socket.socket) -> None:
        channel.setblocking(False)
        self._channel = channel
        self._turn = asyncio.Lock()
        self._ready = False

    @property
    def usable(self) -> bool:
        """Whether it may be asked."""
        return self._channel.fileno() >= 0

    async def ready(self) -> None:
        """Wait until it has all that its forks shall have.

        Raises
        ------
        NotForkedError
            It has ended, or takes too long.
        """
        async with self._turn:
            await self._until_ready()

    async def fork(self, request: Request, own: socket.socket | None = None) -> ForkedProcess:
        """Have a process forked; one that nobody waits for any more is ended.

        Parameters
        ----------
        request
            What it shall be.
        own
            Channel of a keeper; closed here.

        Raises
        ------
        NotForkedError
            There is none.
        """
        forking = asyncio.get_running_loop().create_task(self._fork(request, own))
        try:
            return await asyncio.shield(forking)
        except asyncio.CancelledError:
            forking.add_done_callback(_end)
            raise

    def close(self) -> None:
        """Let the process end; what it forked goes on."""
        self._channel.close()

    async def _fork(self, request: Request, own: socket.socket | None) -> ForkedProcess:
        try:
            async with self._turn:
                await self._until_ready()
                packet = encoded(request)
                if len(packet) > LONGEST:
                    raise NotForkedError("its environment is too long")
                self._send(packet, own)
                told = await self._told()
        finally:
            if own is not None:
                own.close()
        if "process" not in told:
            raise NotForkedError(str(told.get("refused")))
        process = ForkedProcess(told["process"])
        process.watch()
        return process

    async def _until_ready(self) -> None:
        if not self._ready:
            told = await self._told()
            if "ready" not in told:
                self.close()
                raise NotForkedError(str(told.get("refused")))
            self._ready = True

    def _send(self, packet: bytes, own: socket.socket | None) -> None:
        try:
            socket.send_fds(self._channel, [packet], [own.fileno()] if own else [])
        except OSError as error:
            self.close()
            raise NotForkedError("the process that forks has ended") from error

    async def _told(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                packet = await asyncio.get_running_loop().sock_recv(self._channel, LONGEST)
        except (OSError, TimeoutError) as error:
            self.close()
            raise NotForkedError("the process that forks does not answer") from error
        if not packet:
            self.close()
            raise NotForkedError("the process that forks has ended")
        told: dict[str, Any] = json.loads(packet)
        return told


def _end(forking: asyncio.Task[ForkedProcess]) -> None:
    if not forking.cancelled() and forking.exception() is None:
        forking.result().kill()

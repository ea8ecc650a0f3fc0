"""What a page may do with its kernel: ask how it is, talk to it, say goodbye. It is nobody else's."""

from __future__ import annotations

import logging
import re
from typing import Any

import zmq
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

log = logging.getLogger(__name__)

MOST_UNREAD = 32 << 20
"""Bytes that a page is sent ahead of what it takes; a whole dashboard is a tenth of it."""

_GOING_AWAY = 1001
"""Close code of a browser whose page was closed or left (RFC 6455, 7.4.1); a broken connection has another."""

_TRY_LATER = 1013
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")


def check_owner(handler: Any, kernel_id: str) -> None:
    """Let only the visitor come near a kernel that it was started for.

    Raises
    ------
    tornado.web.HTTPError
        404, as if there were none.
    """
    if not handler.kernel_manager.belongs(kernel_id, handler.current_user.identity):
        raise HTTPError(404, "no such kernel")


class KernelState(KernelHandler):
    """How a kernel is; stopping one is the goodbye's."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    @authenticated
    async def get(self, kernel_id: str) -> None:
        """Tell how the page's kernel is."""
        check_owner(self, kernel_id)
        await super().get(kernel_id)

    @authenticated
    async def head(self, kernel_id: str) -> None:
        """Tell whether it is there."""
        await self.get(kernel_id)


class Goodbye(APIHandler):
    """The page's own goodbye, sent before it unloads.

    Voilà's page sends it without the XSRF token that Voilà asks for. The kernel's id, a random number that only its
    page knows, is the token here.
    """

    SUPPORTED_METHODS = ("POST",)

    def check_xsrf_cookie(self) -> None:
        """Accept: the kernel's id in the address is the proof."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        """Free the kernel; one that is gone already, or another visitor's, is no error and stays as it is."""
        if self.kernel_manager.belongs(kernel_id, self.current_user.identity):
            await self.kernel_manager.free(kernel_id)
        self.set_status(204)
        self.finish()


class PageChannel(VoilaKernelWebsocketHandler):
    """The page's connection to its kernel, whose orderly end is a goodbye too."""

    @property
    def ping_timeout(self) -> float:
        """Milliseconds without a pong after which the connection counts as lost.

        Jupyter's check runs once per interval, so one interval would end healthy connections. Tornado reads this name
        too, before the connection is there, and warns when it is longer than the interval.
        """
        return float(self.ping_interval if self.ws_connection is None else 3 * self.ping_interval)

    @ws_authenticated
    async def get(self, kernel_id: str) -> None:
        """Let the page's own visitor in, as long as there is a place; the answer lasts as long as the connection.

        Raises
        ------
        tornado.web.HTTPError
            404, no such kernel; 400, a session that is no name; 429 or 503, too many connections.
        """
        check_owner(self, kernel_id)
        if not _SESSION.fullmatch(self.get_argument("session_id", "")):
            raise HTTPError(400, "refused: a connection without a session of its own")
        with self.kernel_manager.channels.place(kernel_id, self.kernel_manager.counted(kernel_id), self.close):
            await super().get(kernel_id)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Refuse without a page: nobody would see it."""
        self.set_status(status_code)
        self.finish()

    async def open(self, kernel_id: str) -> None:
        """Send what is said at once.

        A dashboard's messages are short and follow each other; TCP would keep each back until the browser has
        acknowledged the one before, which it puts off for 40 ms.
        """
        self.set_nodelay(True)
        self.ws_connection.stream.max_write_buffer_size = MOST_UNREAD
        try:
            await super().open(kernel_id)
        except (zmq.ZMQError, OSError) as error:
            log.error("a page got no channel to its kernel: %s", error)  # noqa: TRY400 - one line
            self.close(_TRY_LATER)

    def on_close(self) -> None:
        """Free the kernel if the page went away; if the connection broke, the page may come back to it."""
        super().on_close()
        if self.ping_callback is not None:
            # Else its timer keeps the page's connection, and the kernel's manager with it, until the next ping.
            self.ping_callback.stop()
        if self.close_code == _GOING_AWAY:
            IOLoop.current().add_callback(self.kernel_manager.free, self.kernel_id)

"""How a page that is closed gives its kernel back at once."""

from __future__ import annotations

from tornado.ioloop import IOLoop
from tornado.web import authenticated
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

_GOING_AWAY = 1001
"""Close code of a browser whose page was closed or left (RFC 6455, 7.4.1); a broken connection has another."""


class Goodbye(VoilaShutdownKernelHandler):
    """The page's own goodbye, sent before it unloads.

    Voilà's page sends it without the XSRF token that Voilà asks for. The kernel's id, a random number that only its
    page knows, is the token here.
    """

    def check_xsrf_cookie(self) -> None:
        """Accept: the kernel's id in the address is the proof."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        """Free the kernel; one that is gone already is no error."""
        await self.kernel_manager.free(kernel_id)
        self.set_status(204)
        self.finish()


class PageChannel(VoilaKernelWebsocketHandler):
    """The page's connection to its kernel, whose orderly end is a goodbye too."""

    def on_close(self) -> None:
        """Free the kernel if the page went away; if the connection broke, the page may come back to it."""
        super().on_close()
        if self.close_code == _GOING_AWAY:
            IOLoop.current().add_callback(self.kernel_manager.free, self.kernel_id)

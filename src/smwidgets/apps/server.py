"""The standalone Voilà server of one dashboard."""

from __future__ import annotations

import asyncio
import errno
import signal
import webbrowser
from typing import TYPE_CHECKING, Any

from tornado.ioloop import IOLoop
from tornado.web import authenticated
from traitlets import Any as AnyTrait
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from smwidgets.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

# Widgets are loaded as blob modules and compile nothing else; every other source is this server.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' data: blob:; "
    "frame-ancestors 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
)


class Goodbye(VoilaShutdownKernelHandler):
    """A page that is closed frees its kernel.

    Voilà's own page cannot say goodbye: it sends no XSRF token, and is refused. The kernel's id, a random number that
    only its page knows, is the token here.
    """

    def check_xsrf_cookie(self) -> None:
        """Accept: the kernel's id in the address is the proof."""

    @authenticated
    async def post(self, kernel_id: str) -> None:
        """Shut the kernel down; one that is gone already is no error."""
        if kernel_id in self.kernel_manager:
            await super().post(kernel_id)
        else:
            self.set_status(204)
            self.finish()


class DashboardServer(Voila):
    """Voilà bound to this machine, which reads no configuration but the one given to it.

    Parameters
    ----------
    announce
        Called with the address once the server listens.
    """

    announce: Callable[[str], None] = AnyTrait()
    port: int

    def load_config_file(self, *args: Any, **kwargs: Any) -> None:
        """Read nothing: a user's Jupyter settings must not loosen a published dashboard."""

    def init_settings(self) -> dict[str, Any]:
        """Refuse hosts by other names (DNS rebinding) and forbid the page every foreign address."""
        settings: dict[str, Any] = super().init_settings()
        settings["allow_remote_access"] = False
        settings["headers"] = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
        return settings

    def init_handlers(self) -> list[Any]:
        """Put the goodbye that works before Voilà's."""
        return [(rf"{self.server_url}voila/api/shutdown/([\w-]+)", Goodbye), *super().init_handlers()]

    def listen(self) -> None:
        """Serve until told to stop, then end every kernel.

        Raises
        ------
        ConfigurationError
            The port is taken, or not allowed.
        """
        self.ioloop = IOLoop.current()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._handle_signal_stop)
        try:
            self._bind()
            self.announce(self.connection_url)
            if self.open_browser:
                webbrowser.open(self.connection_url)
            self.ioloop.start()
        finally:
            self.stop()

    def _bind(self) -> None:
        wanted = self.port
        for port in dict.fromkeys(self.random_ports(wanted, self.port_retries + 1)):
            try:
                self.app.listen(port, self.ip)
            except OSError as error:
                problem = f"cannot listen on {self.ip}, port {wanted}: {error.strerror}"
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    break
            else:
                self.port = port
                return
        raise ConfigurationError(problem)


def run(server: DashboardServer) -> None:
    """Serve in an event loop of its own until a signal ends it."""
    asyncio.set_event_loop(asyncio.new_event_loop())
    server.initialize(argv=[])
    server.start()

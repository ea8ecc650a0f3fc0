"""The standalone Voilà server of one dashboard."""

from __future__ import annotations

import asyncio
import errno
import signal
import webbrowser
from typing import TYPE_CHECKING, Any

from jupyter_server.base.websocket import WS_PING_INTERVAL
from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from voila.app import Voila

from smwidgets.apps.goodbye import Goodbye, PageChannel
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
        # As long as the interval: Tornado refuses Jupyter's default of three intervals, with a warning on each start.
        settings["ws_ping_timeout"] = WS_PING_INTERVAL
        settings["headers"] = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
        return settings

    def init_handlers(self) -> list[Any]:
        """Put the handlers that let a page say goodbye before Voilà's own."""
        kernel = r"([\w-]+)"
        return [
            (rf"{self.server_url}voila/api/shutdown/{kernel}", Goodbye),
            (rf"{self.server_url}api/kernels/{kernel}/channels", PageChannel),
            *super().init_handlers(),
        ]

    def listen(self) -> None:
        """Serve until told to stop, then end every kernel.

        Raises
        ------
        ConfigurationError
            The port is taken, or not allowed.
        """
        self.ioloop = IOLoop.current()
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), self._handle_signal_stop)
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

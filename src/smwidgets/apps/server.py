"""The standalone Voilà server of one dashboard."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import re
import signal
import webbrowser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from tornado.ioloop import IOLoop
from traitlets import Any as AnyTrait
from traitlets import List, Unicode, default
from voila.app import Voila
from voila.utils import get_page_config

from smwidgets.apps.assets import Assets, PageScript
from smwidgets.apps.bundle import assemble
from smwidgets.apps.client_messages import LONGEST_MESSAGE
from smwidgets.apps.connections import Connections
from smwidgets.apps.error_pages import NoSuchPage
from smwidgets.apps.kernel_handlers import Goodbye, KernelState, PageChannel
from smwidgets.apps.log_lines import write_log
from smwidgets.apps.open_files import room_for
from smwidgets.apps.page import DashboardPage
from smwidgets.apps.rendering import Pages
from smwidgets.apps.response_headers import headers
from smwidgets.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tornado.web import RequestHandler

log = logging.getLogger(__name__)

_REFUSED = 400
_FAILED = 500


class DashboardServer(Voila):
    """Voilà bound to this machine, which reads no configuration but the one given to it.

    Parameters
    ----------
    announce
        Called with the address once the server listens.
    """

    announce: Callable[[str], None] = AnyTrait()
    hosts = List(Unicode(), config=True, help="Names that the dashboard is reached by, besides this machine's own.")
    frames = List(Unicode(), config=True, help="Origins whose pages may show the dashboard in a frame.")
    port: int

    @default("log")
    def _to_the_log(self) -> logging.Logger:
        return log

    def load_config_file(self, *args: Any, **kwargs: Any) -> None:
        """Read nothing: a user's Jupyter settings must not loosen a published dashboard."""

    def init_settings(self) -> dict[str, Any]:
        """Refuse hosts by other names (DNS rebinding), and answers that another page may use."""
        settings: dict[str, Any] = super().init_settings()
        settings["allow_remote_access"] = False
        settings["local_hostnames"] = ["localhost", *(host.lower() for host in self.hosts)]
        settings["websocket_max_message_size"] = LONGEST_MESSAGE
        settings["headers"] = headers(self.frames)
        settings["frames"] = self.frames
        settings["default_handler_class"] = NoSuchPage
        settings["compress_response"] = True
        settings["log_function"] = log_refusal
        return settings

    def init_handlers(self) -> list[Any]:
        """Answer to what the page needs and to nothing else; Voilà's own list serves files, themes and a login too."""
        kernel = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
        # Nobody signs the notebook that is served, and Jupyter says so for every page.
        self.contents_manager.log = logging.getLogger(f"{__name__}.contents")
        self.contents_manager.log.setLevel(logging.ERROR)
        page_config = get_page_config(self.base_url, self.app.settings, self.log, self.voila_configuration)
        entries = self._extension_entries(page_config["federated_extensions"])
        static = f"{self.server_url}voila/templates/smwidgets/static/"
        # In the folder of Voilà's style sheet, which looks for its fonts beside the script that it is in.
        scripts = {static + one.name: one for one in assemble(map(Path, self.static_paths), entries)}
        pages = Pages(
            page_config=page_config,
            notebook_path=os.path.relpath(self.notebook_path, self.root_dir),
            template_paths=self.template_paths,
            traitlet_config=self.config,
            voila_configuration=self.voila_configuration,
            contents_manager=self.contents_manager,
            kernel_spec_manager=self.kernel_spec_manager,
            base_url=self.base_url,
            mathjax_url=self.mathjax_url,
            mathjax_config=self.mathjax_config,
        )
        page = {
            "pages": pages,
            "scripts": list(scripts),
            "patience": self.voila_configuration.http_keep_alive_timeout,
        }
        together = [(re.escape(address), PageScript, {"script": one}) for address, one in scripts.items()]
        extensions = [
            (rf"{self.server_url}voila/labextensions/{re.escape(place)}/(.+)", Assets, {"paths": [str(entry.parent)]})
            for entry, place in entries.items()
        ]
        assets = {"paths": self.static_paths}
        return [
            *together,
            (rf"{self.server_url}api/kernels/{kernel}", KernelState),
            (rf"{self.server_url}api/kernels/{kernel}/channels", PageChannel),
            (rf"{self.server_url}voila/api/shutdown/{kernel}", Goodbye),
            (rf"{static}(.+)", Assets, assets),
            (rf"{self.server_url}voila/static/(.+)", Assets, assets),
            *extensions,
            (rf"{self.server_url}(.*)", DashboardPage, page),
        ]

    def _extension_entries(self, extensions: list[dict[str, str]]) -> dict[Path, str]:
        """Return the scripts that make extensions known to Voilà, with the folders in which the page looks for them."""
        found = {}
        for one in extensions:
            script = PurePosixPath(one["name"], one["load"])
            places = (Path(folder, script) for folder in self.labextensions_path)
            if entry := next(filter(Path.is_file, places), None):
                found[entry.resolve()] = str(script.parent)
        return found

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
        connections = Connections(self.app, most=room_for(self.kernel_manager.max_sessions))
        try:
            self._bind(connections)
            self.ioloop.add_callback(self.kernel_manager.fill)
            self.announce(self.connection_url)
            if self.open_browser:
                webbrowser.open(self.connection_url)
            self.ioloop.start()
        finally:
            self.stop()

    def _bind(self, connections: Connections) -> None:
        wanted = self.port
        for port in dict.fromkeys(self.random_ports(wanted, self.port_retries + 1)):
            try:
                connections.listen(port, self.ip)
            except OSError as error:
                problem = f"cannot listen on {self.ip}, port {wanted}: {error.strerror}"
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    break
            else:
                self.port = port
                return
        raise ConfigurationError(problem)


def log_refusal(handler: RequestHandler) -> None:
    """Log a request that was refused or failed, without what its address asks."""
    status, request = handler.get_status(), handler.request
    if status >= _REFUSED:
        log.log(
            logging.ERROR if status >= _FAILED else logging.WARNING,
            "%d %s %s from %s",
            status,
            request.method,
            request.path,
            request.remote_ip,
        )


def run(server: DashboardServer) -> None:
    """Serve in an event loop of its own until a signal ends it; what goes wrong is logged on the standard error."""
    write_log("server")
    asyncio.set_event_loop(asyncio.new_event_loop())
    server.initialize(argv=[])
    server.start()

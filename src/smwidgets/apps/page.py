"""The dashboard's page: for whom, under which policy."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import split_host_and_port
from tornado.web import HTTPError, authenticated
from voila import __version__

from smwidgets.apps.error_pages import CalmErrors
from smwidgets.apps.kernels import VISITOR
from smwidgets.apps.response_headers import page_policy
from smwidgets.apps.visitors import counted_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smwidgets.apps.rendering import Pages


class DashboardPage(CalmErrors, JupyterHandler):
    """Runs the notebook for a visitor and streams what it puts out."""

    def initialize(self, pages: Pages, scripts: Sequence[str], patience: float) -> None:
        """Take what is served, the addresses of its scripts, and the seconds after which a sign of life is sent."""
        self.pages = pages
        self.scripts = scripts
        self.patience = patience

    def get_login_url(self) -> str:
        """Refuse who is not named: nobody logs in here.

        Raises
        ------
        tornado.web.HTTPError
            403.
        """
        raise HTTPError(403)

    @authenticated
    async def get(self, path: str = "") -> None:
        """Stream the page; there is only the one.

        Raises
        ------
        tornado.web.HTTPError
            404, the address names something else.
        """
        if path:
            raise HTTPError(404)
        VISITOR.set(self.current_user.identity)
        nonce = secrets.token_urlsafe(16)
        page = await self.pages.page(nonce=nonce, scripts=self.scripts)
        kernel_id = await self.kernel_manager.start_kernel(
            kernel_name=page.notebook.metadata.kernelspec.name,
            path=page.cwd,
            env={**os.environ, **self._variables()},
            counted=counted_as(self),
        )
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", page_policy(nonce, self.settings["frames"]))
        self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")
        # Each piece is sent at once, not when the browser has acknowledged the one before.
        self.request.connection.stream.set_nodelay(True)
        kernel = self.kernel_manager.get_kernel(kernel_id)
        async for html in self.pages.pieces(page, kernel_id, kernel, self.patience):
            self.write(html)
            self.flush()

    @authenticated
    async def head(self, path: str = "") -> None:
        """Tell that the page is there; nothing runs for that.

        Raises
        ------
        tornado.web.HTTPError
            404, the address names something else.
        """
        if path:
            raise HTTPError(404)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", page_policy(secrets.token_urlsafe(16), self.settings["frames"]))
        self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")

    def _variables(self) -> dict[str, str]:
        """Return the environment that Voilà gives a kernel: the request in the words of CGI (RFC 3875), and its own."""
        host, port = split_host_and_port(self.request.host.lower())
        return {
            "SCRIPT_NAME": self.request.path,
            "PATH_INFO": "",
            "QUERY_STRING": self.request.query,
            "SERVER_SOFTWARE": f"voila/{__version__}",
            "SERVER_PROTOCOL": self.request.version,
            "SERVER_NAME": host,
            "SERVER_PORT": str(port or ""),
            "VOILA_PREHEAT": "False",
            "VOILA_BASE_URL": self.base_url,
            "VOILA_SERVER_URL": self.base_url,
            "VOILA_REQUEST_URL": self.request.full_url(),
            "VOILA_APP_PORT": str(port or ""),
        }

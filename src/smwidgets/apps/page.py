"""The dashboard's page: for whom, under which policy."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError, authenticated
from voila.tornado.handler import TornadoVoilaHandler

from smwidgets.apps.error_pages import CalmErrors
from smwidgets.apps.kernels import VISITOR
from smwidgets.apps.response_headers import page_policy

if TYPE_CHECKING:
    from smwidgets.apps.bundle import Bundle

HEARTBEAT = "<script>window.voila_heartbeat()</script>\n"
"""What Voilà sends while a cell runs, so that no proxy thinks the answer has ended; the policy forbids its script."""


class DashboardPage(CalmErrors, TornadoVoilaHandler):
    """Runs the notebook for a visitor and streams what it puts out."""

    def initialize(self, bundle: Bundle | None, **kwargs: Any) -> None:
        """Give the template a number used once, which its own scripts carry, and the name of Voilà's."""
        super().initialize(**kwargs)
        self.nonce = secrets.token_urlsafe(16)
        self.bundle = bundle
        self.page_config_hook = self._with_scripts

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
        self.set_header("Content-Security-Policy", page_policy(self.nonce))
        # Each piece is sent at once, not when the browser has acknowledged the one before.
        self.request.connection.stream.set_nodelay(True)
        async for html in self.get_generator():
            self.write("<!-- -->\n" if html == HEARTBEAT else html)
            self.flush()

    def _with_scripts(self, page_config: dict[str, Any], **_: Any) -> dict[str, Any]:
        ours = {"nonce": self.nonce, "bundle": self.bundle.name if self.bundle else None}
        return page_config | {"smwidgets": ours}

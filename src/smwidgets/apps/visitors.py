"""Who asks the server, for every handler of Jupyter's that wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.identity import IdentityProvider, User
from traitlets import Any as AnyTrait
from traitlets import Bool

from smwidgets.model.identity import Anonymous, Request

if TYPE_CHECKING:
    from tornado.web import RequestHandler

    from smwidgets.model.identity import Identity


@dataclass
class Visitor(User):
    """Somebody who may come in."""

    identity: str | None = None
    """Who it is; None is anonymous."""


class Visitors(IdentityProvider):
    """Jupyter's question, answered by a provider of ours. No cookie is set: each request is judged on its own."""

    identity: Identity = AnyTrait(Anonymous(), config=True, help="The provider.")
    asks = Bool(False, config=True, help="Whether who is not named is refused.")

    async def get_user(self, handler: RequestHandler) -> Visitor | None:
        """Return the visitor; None is refused."""
        name = self.identity.user(request_of(handler))
        if name is None:
            return None if self.asks else Visitor(username="anonymous")
        return Visitor(username=name, identity=name)

    @property
    def auth_enabled(self) -> bool:
        """Whether somebody may be refused."""
        return bool(self.asks)

    def get_handlers(self) -> list[Any]:
        """Nothing to log in or out of: that is the proxy's."""
        return []


def request_of(handler: RequestHandler) -> Request:
    """Return what a provider may see of a request."""
    return Request(handler.request.remote_ip or "", tuple(handler.request.headers.get_all()))

"""Who asks the server, for every handler of Jupyter's that wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
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
    tells_apart = Bool(False, config=True, help="Whether each visitor has a name of its own.")

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


_SUBSCRIBER_BITS = 64
"""Of an IPv6 address: a subscriber has all that begin with them."""


def counted_as(handler: RequestHandler) -> str | None:
    """Return with whose other pages a visitor's page is counted: a name's, else an address'.

    A proxy on this machine tells the address as the last one in ``X-Forwarded-For``. Who claims another has its pages
    counted there and is let in nowhere. ``None`` where all come by the same name or address.
    """
    if handler.current_user.identity is not None:
        return str(handler.current_user.identity) if handler.identity_provider.tells_apart else None
    address = _address(handler.request.remote_ip)
    if address is not None and address.is_loopback:
        address = _address(handler.request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip())
    if address is None or address.is_loopback:
        return None
    if isinstance(address, IPv6Address):
        return f"[{ip_network((address, _SUBSCRIBER_BITS), strict=False)}]"
    return f"[{address}]"


def _address(text: str | None) -> Any:
    try:
        address = ip_address(text or "")
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address

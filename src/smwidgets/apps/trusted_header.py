"""The name that a proxy in front of the server sends along, once it knows who its visitor is."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from smwidgets.core.errors import ConfigurationError
from smwidgets.model.identity import check_user

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

    from smwidgets.model.identity import Request

log = logging.getLogger(__name__)

HEADER = "X-Forwarded-User"
LOOPBACK = ("127.0.0.0/8", "::1")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_TAKEN = frozenset({"host", "cookie", "origin", "referer", "user-agent", "connection", "upgrade", "content-length"})
_WIDEST = {4: 8, 6: 16}


@dataclass(frozen=True)
class TrustedHeader:
    """A header that is believed when it comes from a proxy, and is not there when it comes from anybody else.

    Parameters
    ----------
    header
        Its name; the proxy must set it on every request, and so overwrite what its visitor sent.
    proxies
        Addresses or networks of the proxies.

    Raises
    ------
    ConfigurationError
        The header is one that browsers send, or a proxy is no address, or a network so wide that it is everybody.

    Notes
    -----
    Specification R4.
    """

    header: str = HEADER
    proxies: tuple[str, ...] = LOOPBACK

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.header) or self.header.lower() in _TAKEN:
            raise ConfigurationError(f"{self.header!r} is no header that a proxy may name its user in")
        for network in self._networks():
            if network.prefixlen < _WIDEST[network.version]:
                raise ConfigurationError(f"{network} is no proxy: it holds too many addresses to trust them all")

    def user(self, request: Request | None = None) -> str | None:
        """Return the name in the header; None where no proxy sent exactly one that is a name."""
        if request is None or not self._is_trusted(request.peer):
            return None
        values = [value for name, value in request.headers if name.lower() == self.header.lower()]
        if not values:
            return None
        try:
            (value,) = values
            return check_user(value)
        except ValueError:
            log.warning("refused: the proxy's header %s holds no name, or more than one", self.header)
            return None

    def _is_trusted(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return any(address in network for network in self._networks())

    def _networks(self) -> list[IPv4Network | IPv6Network]:
        try:
            return [ip_network(proxy, strict=False) for proxy in self.proxies]
        except ValueError as error:
            raise ConfigurationError(f"a trusted proxy is an address or a network: {error}") from error

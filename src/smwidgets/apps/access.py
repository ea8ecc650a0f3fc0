"""Who may come to a published dashboard, and how many: the profiles of ``smwidgets serve``."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.apps.trusted_header import HEADER, LOOPBACK, TrustedHeader
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.model.identity import Anonymous, Named, check_user, hub_user

if TYPE_CHECKING:
    from smwidgets.model.identity import Identity

PROFILES = ("local", "team", "demo")
PROVIDERS = ("header", "jupyterhub")
MOST_SESSIONS = 40

_ORIGIN = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(:[0-9]{1,5})?")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may come, and how many at a time.

    Parameters
    ----------
    profile
        ``"local"``: whoever sits at this machine, anonymous unless `user` says otherwise. ``"team"``: named by
        `identity`; who is not named is refused. ``"demo"``: anybody, anonymous; kernels wait for them, warm.
    identity
        Of a team: ``"header"``, a header of a trusted proxy, or ``"jupyterhub"``, whose single-user server this is.
    user
        Of the profile ``"local"``; ``None`` is anonymous.
    user_header
        Names the visitor, when it comes from one of `proxies`.
    proxies
        Addresses or networks that are believed; none is this machine's loopback addresses.
    hosts
        Names that the dashboard is reached by, besides this machine's loopback addresses.
    frames
        Origins whose pages may show the dashboard in a frame, besides its own: ``"https://portal.example.com"``.
    most_sessions
        Pages open at one time; who comes later is asked to try again.
    most_sessions_each
        The same of one visitor, where visitors can be told apart; ``None`` is a quarter of all.

    Raises
    ------
    ConfigurationError
        Settings that contradict each other or make no sense.
    UnknownNameError
        A profile or provider that is on no list.
    """

    profile: str = "local"
    identity: str = "header"
    user: str | None = None
    user_header: str = HEADER
    proxies: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    most_sessions: int = MOST_SESSIONS
    most_sessions_each: int | None = None

    def __post_init__(self) -> None:
        if self.profile not in PROFILES:
            raise UnknownNameError("profile", self.profile, PROFILES)
        if self.identity not in PROVIDERS:
            raise UnknownNameError("identity", self.identity, PROVIDERS)
        if self.user is not None:
            if self.profile != "local":
                raise ConfigurationError(f"the profile {self.profile} takes no user: everybody would be that user")
            check_user(self.user)
        if self.most_sessions < 1 or self.most_of_visitor < 1:
            raise ConfigurationError("at least one session must be allowed")
        for host in self.hosts:
            if not _HOST.fullmatch(host):
                raise ConfigurationError(f"{host!r} is no name of a host; give it without scheme, port and path")
        for frame in self.frames:
            if not _ORIGIN.fullmatch(frame):
                raise ConfigurationError(
                    f"{frame!r} is no origin; give scheme, host and port only: https://portal.example.com"
                )
        self.provider()

    @property
    def asks(self) -> bool:
        """Whether who is not named is refused."""
        return self.profile == "team"

    @property
    def tells_apart(self) -> bool:
        """Whether each visitor has a name of its own."""
        return self.asks and self.identity == "header"

    @property
    def most_of_visitor(self) -> int:
        """Pages that one visitor may have open."""
        return max(1, self.most_sessions // 4) if self.most_sessions_each is None else self.most_sessions_each

    @property
    def warm(self) -> int:
        """Kernels that wait for visitors."""
        return 1 if self.profile == "demo" else 0

    @property
    def summary(self) -> dict[str, str]:
        """What was decided, by name, for the person who starts the server."""
        header = (
            f"named by the header {self.user_header} from {', '.join(self.proxies or LOOPBACK)}; others are refused"
        )
        hub = "the user of this JupyterHub server, whoever comes"
        who = {
            "local": f"{self.user}, whoever comes" if self.user else "anonymous",
            "demo": "anonymous, whoever comes",
            "team": header if self.identity == "header" else hub,
        }
        return {
            "profile": self.profile,
            "visitors": who[self.profile],
            "reached as": ", ".join(("localhost", *self.hosts)),
            "shown in frames of": ", ".join(self.frames) or "its own pages only",
            "pages at a time": str(self.most_sessions),
            "pages of one visitor": str(self.most_of_visitor),
            "kernels ahead": str(self.warm),
        }

    def provider(self) -> Identity:
        """Return who says who a visitor is.

        Raises
        ------
        ConfigurationError
            This is no single-user server of JupyterHub, or the header or a proxy makes no sense.
        """
        if self.asks:
            return hub_user(os.environ) if self.identity == "jupyterhub" else self._trusted_header()
        return Named(self.user) if self.user else Anonymous()

    def check_address(self, ip: str) -> None:
        """Refuse to listen where others come without being asked who they are.

        Raises
        ------
        ConfigurationError
            The address is reached from other machines, and no proxy is asked for each request.
        """
        if is_loopback(ip) or (self.asks and self.identity == "header" and is_address(ip)):
            return
        raise ConfigurationError(
            f"{ip} is reached from other machines and the dashboard asks nobody who they are; "
            "serve on 127.0.0.1 behind a proxy that does"
        )

    def _trusted_header(self) -> TrustedHeader:
        return TrustedHeader(self.user_header, self.proxies or LOOPBACK)


def is_loopback(ip: str) -> bool:
    """Whether only this machine reaches an address."""
    return ip == "localhost" or (is_address(ip) and ipaddress.ip_address(ip).is_loopback)


def is_address(ip: str) -> bool:
    """Whether it is an IP address."""
    try:
        ipaddress.ip_address(ip)
    except ValueError:
        return False
    return True

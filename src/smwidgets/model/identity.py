"""Who looks at a dashboard: one question, asked of a provider."""

from __future__ import annotations

import getpass
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smwidgets.core.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

USER = "SMWIDGETS_USER"
"""Names the visitor of a published page to its kernel; set by the server for each session, never by the page."""

HUB_USER = "JUPYTERHUB_USER"
"""Names the user of a single-user server of JupyterHub."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+|:=/\\-]{0,254}")


@dataclass(frozen=True)
class Request:
    """What a provider may judge a visitor by.

    Parameters
    ----------
    peer
        Address of the other end of the connection itself, not what a header says of it.
    headers
        Name and value of each, as often as it was sent.
    """

    peer: str
    headers: tuple[tuple[str, str], ...] = ()


class Identity(Protocol):
    """Says who somebody is.

    Notes
    -----
    Specification R4.
    """

    def user(self, request: Request | None = None) -> str | None:
        """Return the user's name; None is anonymous, or unknown where the profile asks for a name."""


class Anonymous:
    """Nobody is known."""

    def user(self, request: Request | None = None) -> None:  # noqa: ARG002 - the protocol's
        """Return None."""
        return


@dataclass(frozen=True)
class Named:
    """Always the same user.

    Raises
    ------
    ConfigurationError
        It is no name (see :func:`check_user`).
    """

    name: str

    def __post_init__(self) -> None:
        check_user(self.name)

    def user(self, request: Request | None = None) -> str:  # noqa: ARG002 - the protocol's
        """Return the name."""
        return self.name


class LocalUser:
    """The user of the operating system."""

    def user(self, request: Request | None = None) -> str:  # noqa: ARG002 - the protocol's
        """Return the user's name, or number in a container that has no name for it."""
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return f"uid-{os.getuid()}"


def hub_user(environment: Mapping[str, str]) -> Named:
    """Return the user whose single-user server of JupyterHub this is.

    Raises
    ------
    ConfigurationError
        The environment is no such server's, or the name is none.
    """
    name = environment.get(HUB_USER)
    if not name:
        raise ConfigurationError(f"{HUB_USER} is not set: this is no single-user server of JupyterHub")
    return Named(name)


def of_this_kernel(environment: Mapping[str, str]) -> Identity:
    """Return who this kernel's user is.

    A published page runs as whoever published it: its visitor is whom the server named for this session, else
    anonymous. A notebook is its user's: JupyterHub's, else the operating system's.
    """
    if is_published(environment):
        name = environment.get(USER)
        return Named(name) if name else Anonymous()
    return hub_user(environment) if environment.get(HUB_USER) else LocalUser()


def is_published(environment: Mapping[str, str]) -> bool:
    """Whether this kernel serves a page of Voilà."""
    return "VOILA_PREHEAT" in environment or environment.get("SERVER_SOFTWARE", "").startswith("voila/")


def check_user(name: str) -> str:
    r"""Return `name` if it may name a user: a letter or digit, then up to 254 of those and of ``. _ @ + | : = / \ -``.

    Raises
    ------
    ConfigurationError
        It may not: empty, too long, not ASCII, with spaces, commas or control characters.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            "a user's name begins with a letter or a digit and has up to 255 of these: A-Z a-z 0-9 . _ @ + | : = / \\ -"
        )
    return name

"""What is said between the server and the processes that fork for it."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 160_000
"""Bytes of a request; with a longer environment a kernel is started the ordinary way."""


@dataclass(frozen=True)
class Request:
    """What the server wants forked.

    Parameters
    ----------
    environment
        Of the new process, which has nothing of the one that is forked.
    directory
        It works in.
    connection_file
        Of a kernel.
    keeps
        Of a keeper: whose data, as the arguments of :class:`~smwidgets.data.access.Rights`; None asks for a kernel.
    """

    environment: Mapping[str, str] = field(repr=False)
    directory: str
    connection_file: str = ""
    keeps: Mapping[str, Any] | None = None


def encoded(request: Request) -> bytes:
    """Return a request as a packet."""
    return json.dumps(vars(request)).encode()


def received(channel: socket.socket) -> tuple[Request, socket.socket | None] | None:
    """Wait for a request and the channel that came with it; None when the server is gone."""
    packet, descriptors, *_ = socket.recv_fds(channel, LONGEST, 1)
    if not packet:
        return None
    own = socket.socket(fileno=descriptors[0]) if descriptors else None
    return Request(**json.loads(packet)), own


def answer(channel: socket.socket, **what: Any) -> None:
    """Answer the server, if it is there."""
    with suppress(BrokenPipeError, ConnectionResetError):
        channel.sendall(json.dumps(what).encode())

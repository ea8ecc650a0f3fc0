"""The server's connections: how many there may be, and how long each may keep it waiting."""

from __future__ import annotations

import errno
import logging
import socket
from functools import partial
from typing import TYPE_CHECKING, Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPMessageDelegate
from tornado.ioloop import IOLoop

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from tornado.httputil import HTTPHeaders, RequestStartLine, ResponseStartLine
    from tornado.web import Application

log = logging.getLogger(__name__)

REQUEST_SECONDS = 20
"""Within which a request arrives, its headers and its body each; so long is a connection kept for the next one too."""

STALLED_SECONDS = 120
"""After which a connection ends whose other side takes nothing of what is sent."""

LONGEST_BODY = 1 << 16
"""Bytes; no request of a page has one."""

PAUSE_SECONDS = 1.0
_AT_ONCE = 64
_EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})


class Connections(HTTPServer):
    """An HTTP server with so many connections and no more: a new one takes the place of the one that waited longest.

    Only a connection whose request has not arrived gives way; where all are being answered, the new one is closed.
    Where the system gives no more, nothing is accepted for a second, which is one line in the log.

    Parameters
    ----------
    application
        Answers.
    most
        Connections at one time; a page's channel to its kernel is none, once it is open.
    """

    def initialize(self, application: Application, most: int) -> None:
        """Set the limits."""
        super().initialize(
            application,
            idle_connection_timeout=REQUEST_SECONDS,
            body_timeout=REQUEST_SECONDS,
            max_body_size=LONGEST_BODY,
        )
        self._most = most
        self._waiting: dict[object, None] = {}

    def add_sockets(self, sockets: Iterable[socket.socket]) -> None:
        """Accept connections on sockets that listen."""
        for listening in sockets:
            number = listening.fileno()
            self._sockets[number] = listening
            self._handlers[number] = partial(IOLoop.current().remove_handler, number)
            self._listen(listening)

    def handle_stream(self, stream: Any, address: Any) -> None:
        """Take a new connection, if there is room."""
        if len(self._connections) >= self._most and not self._make_room():
            log.warning("refused: a connection; %d are being answered", self._most)
            stream.close()
            return
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            stream.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED_SECONDS * 1000)
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: Any) -> HTTPMessageDelegate:
        """Wait for a connection's next request."""
        self._waiting.pop(server_conn, None)
        self._waiting[server_conn] = None
        arrived = partial(self._waiting.pop, server_conn, None)
        return _Awaited(super().start_request(server_conn, request_conn), arrived)

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        self._waiting.pop(server_conn, None)
        super().on_close(server_conn)

    def _listen(self, listening: socket.socket) -> None:
        if listening.fileno() >= 0:  # else it was closed in the pause
            IOLoop.current().add_handler(listening.fileno(), lambda *_: self._accept(listening), IOLoop.READ)

    def _accept(self, listening: socket.socket) -> None:
        for _ in range(_AT_ONCE):
            try:
                connection, address = listening.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno not in _EXHAUSTED:
                    raise
                log.error("no connection is accepted for a second: %s", error.strerror)  # noqa: TRY400 - one line
                self._make_room()
                IOLoop.current().remove_handler(listening.fileno())
                IOLoop.current().call_later(PAUSE_SECONDS, self._listen, listening)
                return
            self._handle_connection(connection, address)

    def _make_room(self) -> bool:
        """Close the connection that has waited longest for its request; False where none waits."""
        longest: Any = next(iter(self._waiting), None)
        if longest is None:
            return False
        del self._waiting[longest]
        longest.stream.close()
        return True


class _Awaited(HTTPMessageDelegate):
    """Tells when a request has arrived. Names of hosts are taken in whatever case, as all names in the network are."""

    def __init__(self, answers: HTTPMessageDelegate, arrived: Callable[[], Any]) -> None:
        self._answers = answers
        self._arrived = arrived

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        if "Host" in headers:
            headers["Host"] = headers["Host"].lower()
        answered: Awaitable[None] | None = self._answers.headers_received(start_line, headers)
        return answered

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        answered: Awaitable[None] | None = self._answers.data_received(chunk)
        return answered

    def finish(self) -> None:
        self._arrived()
        self._answers.finish()

    def on_connection_close(self) -> None:
        self._arrived()
        self._answers.on_connection_close()

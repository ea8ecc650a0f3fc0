"""Visitors without a browser: the page, its channel to the kernel, and the ways to leave."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from typing import Any
from uuid import uuid4

import websocket
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from smwidgets.apps.client_messages import PROTOCOL

PATIENCE_SECONDS = 180
_GOING_AWAY = 1001
_KERNEL = re.compile(r'"kernelId": ?"([0-9a-f-]{36})"')
_RESET = struct.pack("ii", 1, 0)
"""Closing a socket that lingers for no time at all resets the connection."""


@dataclass
class Visitor:
    """One visit to the dashboard."""

    port: int
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    seconds: float = 0.0
    """Until the page was there."""
    _channel: Any = None

    def come(self) -> Visitor:
        """Ask for the page and read all of it."""
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            answer = self._ask(connection)
            self.status = answer.status
            self.headers = {name.lower(): value for name, value in answer.getheaders()}
            self.text = answer.read().decode()
        finally:
            connection.close()
        self.seconds = time.monotonic() - began
        return self

    def connect(self) -> Visitor:
        """Ask the kernel for the state of every widget, as a page does, and wait for it."""
        kernel = _KERNEL.search(self.text)
        if kernel is None:
            raise SystemExit(f"the page has no kernel, status {self.status}")
        address = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel[1]}/channels?session_id={uuid4()}"
        self._channel = websocket.create_connection(address, timeout=PATIENCE_SECONDS, subprotocols=[PROTOCOL])
        comm = uuid4().hex
        self._send("comm_open", {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}})
        self._send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_state(self._channel.recv(), comm):
            if time.monotonic() > deadline:  # each message begins the channel's own patience anew
                raise TimeoutError("the kernel does not tell its widgets")
        return self

    def leave(self) -> None:
        """Go away, as a page that is closed."""
        self._channel.close(status=_GOING_AWAY, timeout=1)

    def vanish(self) -> None:
        """Reset the connection, as a machine that has lost power and come back."""
        _reset(self._channel.sock)

    def vanish_on_the_way(self) -> None:
        """Ask for the page and be gone when it begins to come."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        self._ask(connection).read(1)
        if connection.sock is None:
            raise SystemExit("the page was there at once")
        _reset(connection.sock)

    def _ask(self, connection: HTTPConnection) -> HTTPResponse:
        connection.request("GET", "/")
        return connection.getresponse()

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": "load", "username": "", "version": "5.3"}
        parts = [json.dumps(part).encode() for part in (header, {}, {"version": "1.0.0"}, content)]
        self._channel.send_binary(serialize_msg_to_ws_v1(parts, "shell"))

    @staticmethod
    def _is_state(message: bytes, comm: str) -> bool:
        _, parts = deserialize_msg_from_ws_v1(message)
        kind, content = json.loads(parts[0])["msg_type"], json.loads(parts[3])
        if kind == "comm_close" and content["comm_id"] == comm:
            raise RuntimeError("the kernel refuses to tell its widgets")
        return kind == "comm_msg" and content["comm_id"] == comm and content["data"].get("method") == "update_states"


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    connection.close()

"""What a page may say to its kernel: that a widget's state changed, and nothing else."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

LONGEST_MESSAGE = 1 << 20
"""Bytes; a page sends what was clicked or typed."""

_ALLOWED = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
_TOLD = frozenset(
    {
        "clear_output",
        "comm_close",
        "comm_info_reply",
        "comm_msg",
        "comm_open",
        "display_data",
        "iopub_welcome",
        "kernel_info_reply",
        "status",
        "update_display_data",
    }
)
"""What a page hears. Errors and prints of callbacks name paths and values: they are for the server's log."""

_OPENED = "jupyter.widget.control"
"""The one target that a page opens: it asks for the state of all widgets. ``jupyter.widget`` would make new ones."""

PROTOCOL = "v1.kernel.websocket.jupyter.org"
_WORD = 8
_PARTS = 5
_MOST_BUFFERS = 32


class RefusedMessageError(Exception):
    """A message that a page may not send; says why without its content."""


class ClientMessages(ZMQChannelsWebsocketConnection):
    """The page's connection, which passes on what a read-only page has to send and drops the rest."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on to the kernel, or drop and log it."""
        try:
            check(incoming_msg, self.subprotocol)
        except RefusedMessageError as refusal:
            self.log.warning("refused: a page's message: %s", refusal)
            return
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Pass on to the page what is of a type that it has to hear."""
        _, parts = self.session.feed_identities(outgoing_msg)
        if self.session.unpack(bytes(parts[1])).get("msg_type") in _TOLD:
            super().handle_outgoing_message(stream, outgoing_msg)


def check(message: object, protocol: str | None = PROTOCOL) -> None:
    """Look at a message, which is to be one of the protocol ``v1.kernel.websocket.jupyter.org``.

    Raises
    ------
    RefusedMessageError
        It is malformed, or of a type, for a channel or for a target that a page has no business with.
    """
    if protocol != PROTOCOL or not isinstance(message, bytes):
        raise RefusedMessageError("of another protocol")
    channel, header, content = _parts(message)
    if channel != b"shell":
        raise RefusedMessageError("for another channel than the shell")
    kind = _object(header)
    if not isinstance(kind.get("msg_id"), str) or str(kind.get("msg_type")) not in _ALLOWED:
        raise RefusedMessageError("of a type that pages may not send")
    if kind.get("subshell_id") is not None:
        raise RefusedMessageError("for a subshell")
    said = _object(content)
    if kind["msg_type"] == "comm_open" and said.get("target_name") != _OPENED:
        raise RefusedMessageError("opens something in the kernel")
    if kind["msg_type"].startswith("comm_") and not isinstance(said.get("comm_id", ""), str):
        raise RefusedMessageError("for no comm")


def _parts(message: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut channel, header and content out; the count of parts is checked before anything is made of it."""
    count = int.from_bytes(message[:_WORD], "little")
    if not _PARTS < count <= _PARTS + 1 + _MOST_BUFFERS or len(message) > LONGEST_MESSAGE:
        raise RefusedMessageError("malformed")
    offsets = [int.from_bytes(message[_WORD * n : _WORD * (n + 1)], "little") for n in range(1, count + 1)]
    if offsets[0] != _WORD * (count + 1) or offsets[-1] != len(message) or sorted(offsets) != offsets:
        raise RefusedMessageError("malformed")
    cut = [message[start:end] for start, end in pairwise(offsets)]
    return cut[0], cut[1], cut[4]


def _object(part: bytes) -> dict[str, Any]:
    try:
        found = json.loads(part, object_pairs_hook=_without_twins)
    except (ValueError, RecursionError) as error:
        raise RefusedMessageError("malformed") from error
    if not isinstance(found, dict):
        raise RefusedMessageError("malformed")
    return found


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that stands twice: two readers may each believe another one."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RefusedMessageError("malformed")
    return found

"""What a page may say to its kernel: that a widget's state changed, and nothing else."""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.iostream import StreamBufferFullError

log = logging.getLogger(__name__)

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

_ASKING = frozenset({"comm_open", "comm_info_request", "kernel_info_request"})
_OPENED = "jupyter.widget.control"
"""The one target that a page opens: it asks for the state of all widgets. ``jupyter.widget`` would make new ones."""

_OPENED_VERSION = "1."

PROTOCOL = "v1.kernel.websocket.jupyter.org"
MOST_WAITING = 2000
"""Messages that a kernel has not read yet; a page of ours has a tenth of it. Beyond them, changes are dropped."""

_METHODS = frozenset({"update", "custom", "request_state", "request_states"})
_QUESTIONS = 100
"""So many more may ask for the state of all widgets: who sent too much still gets an answer."""

_LONGEST_ID = 100
_WORD = 8
_PARTS = 5
_MOST_BUFFERS = 32


class RefusedMessageError(Exception):
    """A message that a page may not send; says why without its content."""


class ClientMessages(ZMQChannelsWebsocketConnection):
    """The page's connection, which passes on what a read-only page has to send and drops the rest."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._waiting: Counter[str] = Counter()

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on to the kernel, or drop and log it."""
        try:
            message = check(incoming_msg, self.subprotocol)
        except RefusedMessageError as refusal:
            self._log(f"refused: a page's message: {refusal}")
            return
        if not self._counted(message):
            self._log("refused: a page's message: one too many before the kernel has read the others")
            self._let_go_on(message)
            return
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Pass on to the page what is of a type that it has to hear, as long as it takes it."""
        _, parts = self.session.feed_identities(outgoing_msg)
        kind = self.session.unpack(bytes(parts[1])).get("msg_type")
        if kind == "status" and self._waiting:
            self._uncount(self.session.unpack(bytes(parts[2])).get("msg_id"), self.session.unpack(bytes(parts[4])))
        if kind not in _TOLD:
            return
        try:
            super().handle_outgoing_message(stream, outgoing_msg)
        except StreamBufferFullError:
            self._log("a page takes nothing of what it is sent; its channel is closed")
            self.websocket_handler.ws_connection.stream.close()

    def _counted(self, message: Message) -> bool:
        """Remember that the kernel has to read a message, unless it has too many already."""
        if self._waiting.total() >= MOST_WAITING + _QUESTIONS * message.asks:
            return False
        self._waiting[message.message_id] += 1
        return True

    def _let_go_on(self, message: Message) -> None:
        """Tell the page that nothing comes of a message: before that its widget sends no further change."""
        told = self.session.msg("status", {"execution_state": "idle"}, parent={"header": message.header})
        self.handle_outgoing_message("iopub", self.session.serialize(told))

    def _uncount(self, message_id: Any, content: dict[str, Any]) -> None:
        if content.get("execution_state") == "idle" and message_id in self._waiting:
            self._waiting[message_id] -= 1
            if not self._waiting[message_id]:
                del self._waiting[message_id]

    def _log(self, what: str) -> None:
        log.warning("kernel %s: %s", str(self.kernel_id)[:8], what, extra={"source": self.kernel_id})


@dataclass(frozen=True)
class Message:
    """A message that a page may send."""

    header: dict[str, Any]
    asks: bool
    """Whether it asks for what the page shows, and changes nothing."""

    @property
    def message_id(self) -> str:
        """By which answers name it."""
        return str(self.header["msg_id"])


def check(message: object, protocol: str | None = PROTOCOL) -> Message:
    """Look at a message, which is to be one of the protocol ``v1.kernel.websocket.jupyter.org``, and return what it is.

    Raises
    ------
    RefusedMessageError
        It is malformed, or of a type, for a channel or for a target that a page has no business with.
    """
    if protocol != PROTOCOL or not isinstance(message, bytes):
        raise RefusedMessageError("of another protocol")
    channel, header, metadata, content, *buffers = _parts(message)
    if channel != b"shell":
        raise RefusedMessageError("for another channel than the shell")
    kind = _object(header)
    if not isinstance(kind.get("msg_id"), str) or len(kind["msg_id"]) > _LONGEST_ID:
        raise RefusedMessageError("malformed")
    if str(kind.get("msg_type")) not in _ALLOWED:
        raise RefusedMessageError("of a type that pages may not send")
    if kind.get("subshell_id") is not None:
        raise RefusedMessageError("for a subshell")
    said = _object(content)
    method = None
    if kind["msg_type"].startswith("comm_") and not isinstance(said.get("comm_id", ""), str):
        raise RefusedMessageError("for no comm")
    if kind["msg_type"] == "comm_open":
        _check_opening(said, _object(metadata))
    elif kind["msg_type"] == "comm_msg":
        method = _method(said.get("data"), buffers)
    return Message(kind, asks=method == "request_states" or kind["msg_type"] in _ASKING)


def _check_opening(said: dict[str, Any], metadata: dict[str, Any]) -> None:
    if said.get("target_name") != _OPENED:
        raise RefusedMessageError("opens something in the kernel")
    if not str(metadata.get("version")).startswith(_OPENED_VERSION):
        raise RefusedMessageError("of another version of the widgets' protocol")


def _method(data: object, buffers: list[bytes]) -> str:
    """Return what a message wants of a widget, whose state and buffers fit together: ipywidgets does not look."""
    method = data.get("method") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(method, str) or method not in _METHODS:
        raise RefusedMessageError("that asks for nothing a widget does")
    state, paths = data.get("state", {}), data.get("buffer_paths", [])
    if not isinstance(state, dict) or not isinstance(paths, list):
        raise RefusedMessageError("whose state is none")
    for path, _ in zip(paths, buffers, strict=False):
        if not _leads_somewhere(path, state):
            raise RefusedMessageError("with a buffer for nothing")
    return method


def _leads_somewhere(path: object, state: Any) -> bool:
    if not isinstance(path, list) or not path:
        return False
    *ways, last = path
    try:
        for way in ways:
            state = state[way]
    except (LookupError, TypeError):
        return False
    if isinstance(state, list):
        return isinstance(last, int) and 0 <= last < len(state)
    return isinstance(state, dict) and isinstance(last, str)


def _parts(message: bytes) -> list[bytes]:
    """Cut out all but the parent; the count of parts is checked before anything is made of it."""
    count = int.from_bytes(message[:_WORD], "little")
    if not _PARTS < count <= _PARTS + 1 + _MOST_BUFFERS or len(message) > LONGEST_MESSAGE:
        raise RefusedMessageError("malformed")
    offsets = [int.from_bytes(message[_WORD * n : _WORD * (n + 1)], "little") for n in range(1, count + 1)]
    if offsets[0] != _WORD * (count + 1) or offsets[-1] != len(message) or sorted(offsets) != offsets:
        raise RefusedMessageError("malformed")
    cut = [message[start:end] for start, end in pairwise(offsets)]
    return [cut[0], cut[1], *cut[3:]]


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

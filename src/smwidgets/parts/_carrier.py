"""What changed together reaches the page in one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from smwidgets.parts.batch import Batched, batch, carry_by

if TYPE_CHECKING:
    from smwidgets.parts.batch import Told


class Carrier(Batched):
    """A widget of every page that brings others what is new to them, as soon as a page has said that it takes it apart.

    Each message costs the kernel, the server and the page some two milliseconds, and the page a frame or a part of one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._carried: WeakKeyDictionary[Batched, set[str]] = WeakKeyDictionary()
        super().__init__(*args, **kwargs)
        self.on_msg(self._receive)

    def carry(self, told: list[Told]) -> None:
        """Send messages to several widgets as one."""
        for widget, message, _ in told:
            self._carried.setdefault(widget, set()).update(message["state"])
        updates = [[widget.model_id, message["state"], message["buffer_paths"]] for widget, message, _ in told]
        buffers = [buffer for _, _, buffers in told for buffer in buffers]
        self.send({"kind": "together", "updates": updates}, buffers=buffers)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict) or content.get("kind") != "ready":
            return
        carry_by(self)
        # A second page, or one that was loaded again, has heard of everything but has not taken apart what came since.
        with batch():
            for widget, names in list(self._carried.items()):
                widget.send_state(names)

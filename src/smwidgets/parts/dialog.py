"""A window over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from anywidget import AnyWidget
from ipywidgets import Box, CallbackDispatcher, widget_serialization
from traitlets import Bool, Instance, Unicode

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part
from smwidgets.parts.batch import batch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import DOMWidget


def _once_opened(body: DialogBody, dialog: Dialog) -> str | None:
    reference: str | None = widget_serialization["to_json"](body, dialog) if dialog._heard_of else None  # noqa: SLF001 - its own serializer
    return reference


class DialogBody(Part, Box):
    """What a dialog shows, one part under another."""


class Dialog(Part, AnyWidget):
    """A modal window with a title, a close button and any widgets; the whole screen on a phone.

    It has to stand somewhere on the page, where it takes no room. Escape and the close button close it, the focus stays
    within while it is open and goes back where it was. Its widgets are in the page while it is open only.

    Parameters
    ----------
    size
        ``wide`` for tables and charts, ``narrow`` for a question or a form.
    """

    _held: tuple[Part, ...] = ()
    _heard_of = False
    _esm: Any = Unicode(asset("js/dialog.js")).tag(sync=True)

    opened: Any = Bool(default_value=False).tag(sync=True)
    """Whether it is open."""

    heading: Any = Unicode().tag(sync=True)
    """Title, as text."""

    close_text: Any = Unicode().tag(sync=True)
    """What the close button does, for screen readers and on hover."""

    size: Any = Unicode().tag(sync=True)
    """``wide`` or ``narrow``."""

    body: Any = Instance(DialogBody).tag(sync=True, to_json=_once_opened, from_json=widget_serialization["from_json"])
    """Box of what `place` was given; the page hears of it when the dialog is first opened."""

    def __init__(self, size: Literal["wide", "narrow"] = "wide") -> None:
        if size not in ("wide", "narrow"):
            raise ConfigurationError(f"a dialog is wide or narrow, not {size!r}")
        self._on_close = CallbackDispatcher()
        body = DialogBody()
        body.add_class("smw-dialog-body")
        super().__init__(size=size, body=body)
        self.on_msg(self._receive)

    def title(self, text: str, close: str = "") -> None:
        """Name the window and its close button."""
        with self.hold_sync():
            self.heading, self.close_text = plain(text, 200), plain(close, 80)

    def place(self, body: Sequence[DOMWidget]) -> None:
        """Put widgets in the window, one under another."""
        self.body.children = tuple(body)

    def hold(self, *parts: Part) -> None:
        """Close these together with the dialog, also those that are not in it then."""
        self._held += parts

    def open_dialog(self) -> None:
        """Show the window; ``open`` is taken, ipywidgets opens a widget's channel with it."""
        with batch():
            self._heard_of = True
            self.send_state("body")
            self.opened = True

    def close_dialog(self) -> None:
        """Take the window away; closing it for good is `close`."""
        if self.opened:
            self.opened = False
            self._on_close()

    def on_close(self, callback: Callable[[], None], *, remove: bool = False) -> None:
        """Call back when the window has been closed, by the reader or from Python."""
        self._on_close.register_callback(callback, remove=remove)

    def _release(self) -> None:
        for part in self._held:
            part.close()

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("kind") == "close":
            self.close_dialog()

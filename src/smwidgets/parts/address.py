"""The address of the page, as far as it is ours: its query, and a link to hand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from anywidget import AnyWidget
from ipywidgets import CallbackDispatcher
from traitlets import Unicode

from smwidgets.parts._assets import asset
from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 20_000
"""Characters of a query that are taken from the page; more are cut, and then refused by who reads them."""


class Address(Part, AnyWidget):
    """A link to the page with a query of ours, to be copied; tells the query that the page was opened with.

    The query is that of the page's first address: JupyterLab writes its own over it.
    """

    _unasked = True
    _esm: Any = Unicode(asset("js/address.js")).tag(sync=True)

    query: Any = Unicode().tag(sync=True)
    """Query of the link, without the question mark."""

    label: Any = Unicode().tag(sync=True)
    """What the link is, for screen readers."""

    copy_text: Any = Unicode().tag(sync=True)
    """What the button does."""

    copied_text: Any = Unicode().tag(sync=True)
    """What it says when that is done."""

    def __init__(self) -> None:
        self._on_opened = CallbackDispatcher()
        super().__init__()
        self.on_msg(self._receive)

    def show(self, query: str, *, label: str, copy: str, copied: str) -> None:
        """Offer a link to the page with this query."""
        with self.hold_sync():
            self.query = query
            self.label, self.copy_text, self.copied_text = plain(label, 80), plain(copy, 80), plain(copied, 80)

    def on_opened(self, callback: Callable[[str], None], *, remove: bool = False) -> None:
        """Call back with the query that the page was opened with, once for each page."""
        self._on_opened.register_callback(callback, remove=remove)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("kind") == "opened" and isinstance(content.get("query"), str):
            self._on_opened(content["query"][:_LONGEST])

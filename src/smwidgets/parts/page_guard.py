"""What the browser may write to widgets that are not ours, on a published page."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any

from ipywidgets import HTML, HTMLMath, Label, Valid, ValueWidget, Widget
from ipywidgets.widgets.widget_description import DescriptionWidget
from ipywidgets.widgets.widget_float import FloatProgress
from ipywidgets.widgets.widget_int import IntProgress
from ipywidgets.widgets.widget_selectioncontainer import _SelectionContainer
from traitlets import TraitError

from smwidgets.parts._guard import ClientGuard

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

_SHOWN = (HTML, HTMLMath, Label, Valid, IntProgress, FloatProgress)
"""Have a value as controls do, but one that only Python sets."""


def client_writable(widget: Widget) -> frozenset[str]:
    """Return what the page has to write of a widget: a control's value, an accordion's open part, else nothing."""
    if isinstance(widget, _SelectionContainer):
        return frozenset({"selected_index"})
    if isinstance(widget, ValueWidget) and isinstance(widget, DescriptionWidget) and not isinstance(widget, _SHOWN):
        return frozenset({"value", "index"})
    return frozenset()


def guard_page() -> None:
    """Drop whatever else a page writes, for every widget of this kernel, until it ends. Idempotent.

    ipywidgets and bqplot let a page write any synced trait: the children of a box, the text of a label, the data of a
    chart. Our own parts guard themselves wherever they are shown (:class:`~smwidgets.parts._guard.ClientGuard`).

    Notes
    -----
    Specification R6.
    """
    if not hasattr(Widget.set_state, "guards"):
        Widget.set_state = _guarded(Widget.set_state)


def _guarded(set_state: Callable[[Widget, dict[str, Any]], None]) -> Callable[[Widget, dict[str, Any]], None]:
    @wraps(set_state)
    def guarded(self: Widget, sync_data: dict[str, Any]) -> None:
        if isinstance(self, ClientGuard):
            set_state(self, sync_data)
            return
        writable = client_writable(self)
        kept = {name: value for name, value in sync_data.items() if name in writable}
        if len(kept) < len(sync_data):
            log.warning("%s: the page wrote what only Python may write", type(self).__name__)
        if not kept:
            return
        try:
            set_state(self, kept)
        except TraitError as error:
            log.warning("%s: the page wrote a value that is refused: %.200s", type(self).__name__, error)
            self.send_state(list(kept))

    guarded.guards = True  # type: ignore[attr-defined]
    return guarded

"""Taking a widget from the page without unmaking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipywidgets import DOMWidget


def reveal(widget: DOMWidget, *, shown: bool) -> None:
    """Put a widget on the page or take it away; what it holds stays, and so do its views."""
    (widget.remove_class if shown else widget.add_class)("smw-hidden")

"""News that wait for the reader."""

from __future__ import annotations

from smwidgets.parts.action import ActionButton


class Banner(ActionButton):
    """A wide button over a list, such as "3 new rows"; not there without a text. `on_click` as in ipywidgets."""

    def __init__(self) -> None:
        super().__init__()
        self.add_class("smw-banner")
        self.show("")

    def show(self, text: str) -> None:
        """Say what is new; an empty text takes the banner away."""
        self.label = text
        self.layout.display = None if text else "none"

"""A button that does one thing."""

from __future__ import annotations

from typing import Any

import ipywidgets
from traitlets import Bool, Unicode, observe

from smwidgets.parts._html import plain
from smwidgets.parts._part import Part

ICONS = {"": "", "refresh": "↻"}
"""Icons as characters: an icon font would be a request."""


class ActionButton(Part, ipywidgets.Button):
    """A button with a character for an icon; `on_click` as in ipywidgets."""

    label: Any = Unicode()
    """What it does."""

    busy: Any = Bool(default_value=False)
    """Whether it is at it: greyed, and no second click is taken."""

    def __init__(self, label: str = "", icon: str = "") -> None:
        self._icon = ICONS[icon]
        super().__init__()
        self.add_class("smw-action")
        self.label = label
        self._write()

    @observe("label", "busy")
    def _write(self, _: Any = None) -> None:
        self.description = f"{self._icon} {plain(self.label)}".strip()
        self.disabled = self.busy
        (self.add_class if self.busy else self.remove_class)("smw-busy")

    def click(self) -> None:
        """Do it, as if the button had been pressed."""
        if not self.busy:
            super().click()

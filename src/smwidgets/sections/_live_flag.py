"""A box to tick."""

from __future__ import annotations

import ipywidgets

from smwidgets.parts import Part


class Flag(Part, ipywidgets.Checkbox):
    """A box with its label beside it; the browser may tick it and nothing more."""

    _client_writable = frozenset({"value"})

    def __init__(self) -> None:
        super().__init__(indent=False)
        self.add_class("smw-flag")
        self.layout.width = "auto"

"""Taking widgets from the page without unmaking them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import Box

from smwidgets.parts._part import Part

if TYPE_CHECKING:
    from ipywidgets import DOMWidget


class Fold(Part, Box):
    """Widgets that are on the page or put away; takes no place of its own, they stand as if it were not there.

    Once its view is made an anywidget takes no class and no layout any more, so it cannot be hidden by itself
    (anywidget 0.11 drops the listeners that ipywidgets' view has on its model).
    """

    def __init__(self, *children: DOMWidget) -> None:
        super().__init__(children=children)
        self.add_class("smw-fold")

    def shown(self, *, shown: bool) -> None:
        """Put them on the page, or away; what they hold stays."""
        (self.remove_class if shown else self.add_class)("smw-away")

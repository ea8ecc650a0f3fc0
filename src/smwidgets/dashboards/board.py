"""A board: headings and sections on the 12-column grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ipywidgets import VBox

from smwidgets.core.text import Text, say
from smwidgets.parts import Grid, Html, Placed, markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from traitlets import Bunch

    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.sections import Section


_AT_ONCE = 4
"""Sections built with the board: what a screen shows first. The others follow one by one."""

_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class Place:
    """Where a section stands: its class, how many of the 12 columns it takes, and its settings.

    With ``follows`` it takes its period from the section of that key on the same board.
    """

    key: str
    section: type[Section]
    span: int = 12
    settings: Mapping[str, Any] = field(default_factory=dict)
    follows: str = ""


@dataclass(frozen=True)
class Heading:
    """A line over the sections that follow, across the grid."""

    text: Text


class Board(Placed, VBox):
    """The grid of one dashboard; made and drawn when first placed, idle while hidden.

    Parameters
    ----------
    model
        Shared by the sections.
    layout
        Headings and places, in reading order.
    """

    def __init__(self, model: DashboardModel, layout: Sequence[Place | Heading]) -> None:
        self._model, self._layout = model, tuple(layout)
        self.sections: dict[str, Section] = {
            one.key: one.section(model, **one.settings) for one in self._layout if isinstance(one, Place)
        }
        for key, section in self.sections.items():
            section.add_class(f"smw-place-{key}")
        for one in self._layout:
            if isinstance(one, Place) and one.follows:
                self.sections[one.key].follow(self.sections[one.follows])
        self._headings: list[tuple[Text, Html]] = []
        self._grid: Grid | None = None
        super().__init__()
        model.observe(self._relabel, "locale")
        self._placeable = True

    def show(self) -> None:
        """Lay the sections out, or wake them up again."""
        if self._grid is None:
            for order, section in enumerate(list(self.sections.values())[_AT_ONCE:]):
                section.defer(_PAUSE_SECONDS * (order + 1))
            self._headings = [(one.text, Html()) for one in self._layout if isinstance(one, Heading)]
            self._relabel()
            headings = iter(self._headings)
            self._grid = Grid(
                [
                    (self.sections[one.key], one.span) if isinstance(one, Place) else (next(headings)[1], 12)
                    for one in self._layout
                ]
            )
            self.children = (self._grid,)
        for section in self.sections.values():
            section.show()

    def hide(self) -> None:
        """Let the sections rest until shown again."""
        for section in self.sections.values():
            section.hide()

    def _relabel(self, _: Bunch | None = None) -> None:
        for text, html in self._headings:
            html.value = markup('<h2 class="smw-heading">{text}</h2>', text=say(text, self._model.locale))

    def close(self) -> None:
        """Close every section and the grid; safe to call twice."""
        self._placeable = False
        if self.comm is not None:
            self._model.unobserve(self._relabel, "locale")
            for section in self.sections.values():
                section.close()
            for _, html in self._headings:
                html.close()
            if self._grid is not None:
                self._grid.close()
        super().close()

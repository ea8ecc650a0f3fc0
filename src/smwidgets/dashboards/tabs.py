"""Tabs over dashboards; the content of a tab is built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipywidgets import VBox
from traitlets import Unicode

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.text import Text, say
from smwidgets.parts import MeasureTabs, Part, batch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from traitlets import Bunch

    from smwidgets.dashboards.board import Board
    from smwidgets.model.dashboard_model import DashboardModel


class Tabs(Part, VBox):
    """A tab bar and, under it, the board of the open tab.

    Parameters
    ----------
    model
        Gives the language of the titles.
    boards
        Title and board by the tab's key, in order; the first is open.

    Notes
    -----
    Specification W1.
    """

    _unasked = True

    value = Unicode()
    """Key of the open tab."""

    @batch()
    def __init__(self, model: DashboardModel, boards: Mapping[str, tuple[Text, Board]]) -> None:
        self._model, self._boards = model, dict(boards)
        self._opened: list[Board] = []
        self._bar = MeasureTabs()
        self._bar.add_class("smw-tabbar")
        super().__init__(value=next(iter(self._boards)))
        self.add_class("smw-boards")
        self.observe(self._open, "value")
        self._bar.observe(self._on_bar, "value")
        model.observe(self._relabel, "locale")
        self._relabel()
        self._open()

    def _on_bar(self, change: Bunch) -> None:
        self.value = change.new

    def _relabel(self, _: Bunch | None = None) -> None:
        options = tuple((key, say(title, self._model.locale)) for key, (title, _) in self._boards.items())
        self._bar.show(options, self.value)

    @batch()
    def _open(self, change: Any = None) -> None:
        if self.value not in self._boards:
            raise UnknownNameError("tab", self.value, tuple(self._boards))
        if change is not None:
            self._boards[change.old][1].put_away()
            self._relabel()
        board = self._boards[self.value][1]
        board.bring_out()
        if board not in self._opened:
            self._opened.append(board)
            self.children = (self._bar, *self._opened)

    def show(self) -> None:
        """Wake the open board."""
        self._boards[self.value][1].show()

    def hide(self) -> None:
        """Let the open board rest."""
        self._boards[self.value][1].hide()

    def close(self) -> None:
        """Close the bar and every board; safe to call twice."""
        if not self.closed:
            self._model.unobserve(self._relabel, "locale")
            self._bar.close()
            for _, board in self._boards.values():
                board.close()
        super().close()

"""A dashboard: header, tabs, boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipywidgets import VBox

from smwidgets.dashboards.board import Board
from smwidgets.dashboards.header import Header
from smwidgets.dashboards.placing import Heading, Place, tiles_of
from smwidgets.dashboards.tabs import Tabs
from smwidgets.parts import Placed, batch, theme
from smwidgets.sections._written import written_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smwidgets.core.text import Text
    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.parts.written import Written
    from smwidgets.sections import Section


class Dashboard(Placed, VBox):
    """A header and tabbed boards over one model; displays itself.

    Parameters
    ----------
    model
        Shared by every section.
    boards
        Title and layout by the tab's key, in order.
    """

    @batch()
    def __init__(self, model: DashboardModel, boards: Mapping[str, tuple[Text, Sequence[Place | Heading]]]) -> None:
        self.model = model
        self._boards = {key: (title, _board(model, key, layout)) for key, (title, layout) in boards.items()}
        self._tabs: Tabs | None = None
        super().__init__()
        self.add_class("smw-dashboard")
        self._placeable = True

    @property
    def sections(self) -> dict[str, Section]:
        """Every section by its key, built or not."""
        return {key: section for _, board in self._boards.values() for key, section in board.sections.items()}

    @batch()
    def show(self) -> None:
        """Build the header and the first tab, once."""
        self.wanted()
        if self._tabs is None:
            self._header, self._tabs = Header(self.model), Tabs(self.model, self._boards)
            self.children = (theme(), self._header, self._tabs)
        else:
            self._header.show()
            self._tabs.show()

    def hide(self) -> None:
        """Let everything rest until shown again."""
        if self._tabs is not None:
            self._header.hide()
            self._tabs.hide()

    def written_heading(self) -> str:
        """Name the shop and the moment."""
        return written_heading(self.model)

    def written_sections(self) -> Sequence[Written]:
        """Say in text what the figures of the open tab say."""
        return () if self._tabs is None else self._boards[self._tabs.value][1].written_sections()

    def close(self) -> None:
        """Close everything the dashboard is made of; safe to call twice."""
        self._placeable = False
        if not self.closed:
            for _, board in self._boards.values():
                board.close()
            if self._tabs is not None:
                self._tabs.close()
                self._header.close()
        super().close()


def _board(model: DashboardModel, key: str, layout: Sequence[Place | Heading]) -> Board:
    places = {one.key: one for one in layout if isinstance(one, Place)}
    return Board(model, tiles_of(layout, key), lambda tile: places[tile.id].section(model, **places[tile.id].settings))

"""A dashboard: header, tabs, boards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ipywidgets import VBox

from smwidgets.core.arguments import check_argument
from smwidgets.core.errors import ConfigurationError
from smwidgets.core.known_attributes import KnownAttributes
from smwidgets.core.text import check_text
from smwidgets.core.uncopied import Uncopied
from smwidgets.dashboards.board import Board
from smwidgets.dashboards.entitled import Entitled
from smwidgets.dashboards.header import Header
from smwidgets.dashboards.placing import Heading, Place, tiles_of
from smwidgets.dashboards.tabs import Tabs
from smwidgets.model.dashboard_model import check_model
from smwidgets.parts import Placed, batch, theme
from smwidgets.sections._written import written_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smwidgets.core.text import Text
    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.parts.written import Written
    from smwidgets.sections import Section


_HALVES = 2


class Dashboard(KnownAttributes, Uncopied, Placed, VBox):
    """A header and tabbed boards over one model; displays itself.

    Parameters
    ----------
    model
        Shared by every section.
    boards
        Title and layout by the tab's key, in order.

    Raises
    ------
    ConfigurationError
        `model` is none, or a board no pair of title and layout.
    """

    _instead = "make another one over the same model"

    @batch()
    def __init__(self, model: DashboardModel, boards: Mapping[str, tuple[Text, Sequence[Place | Heading]]]) -> None:
        check_model(model, type(self).__name__)
        for title, layout in _checked(boards):
            check_text(title)
            for one in layout:
                check_argument(one, Place | Heading, "a layout is a list of sm.Place and sm.Heading")
        self.model = model
        self._boards = {key: (title, _board(model, key, layout)) for key, (title, layout) in boards.items()}
        self._tabs: Tabs | None = None
        super().__init__()
        self.add_class("smw-dashboard")
        self._placeable = True
        self._under_construction = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.model.shop.name!r}: {', '.join(self.sections):.150}>"

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
            self._entitled = Entitled(self.model, self._arrange)
            self._arrange()
        else:
            self._header.show()
            if not self._entitled.text:
                self._tabs.show()

    @batch()
    def _arrange(self) -> None:
        """Show the boards, or in their place why there is nothing to see."""
        assert self._tabs is not None
        self.children = (theme(), self._header, self._entitled if self._entitled.text else self._tabs)

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
                self._entitled.close()
        super().close()


def _checked(boards: object) -> Iterator[tuple[Text, Sequence[object]]]:
    """Give title and layout of each board; refuse what is none."""
    example = (
        "sm.Dashboard(model, {'main': ({'pl': 'Mój', 'en': 'Mine'}, [sm.Place('sales', sm.sections.SalesSummary)])})"
    )
    check_argument(boards, Mapping, "boards are a dict of (title, layout) by key", example)
    assert isinstance(boards, Mapping)
    for key, board in boards.items():
        check_argument(key, str, "the key of a board is a text", example)
        whole = isinstance(board, tuple | list) and len(board) == _HALVES
        if not (whole and isinstance(board[0], Mapping) and isinstance(board[1], tuple | list)):
            raise ConfigurationError(f"the board {key!r} is a pair of title and layout: {example}")
        yield board[0], board[1]


def _board(model: DashboardModel, key: str, layout: Sequence[Place | Heading]) -> Board:
    places = {one.key: one for one in layout if isinstance(one, Place)}
    return Board(model, tiles_of(layout, key), lambda tile: places[tile.id].section(model, **places[tile.id].settings))

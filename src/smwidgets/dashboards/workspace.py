"""The workspace: tabs over all dashboards, which people arrange and which are saved at every step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ipywidgets import VBox

from smwidgets.core.arguments import check_argument
from smwidgets.core.errors import UnknownNameError
from smwidgets.core.known_attributes import KnownAttributes
from smwidgets.core.text import say
from smwidgets.core.uncopied import Uncopied
from smwidgets.dashboards import _workspace_texts as texts
from smwidgets.dashboards import coding, library, steps
from smwidgets.dashboards._empty_board import EmptyBoard
from smwidgets.dashboards._workspace_bar import show_bar
from smwidgets.dashboards._workspace_dialogs import WorkspaceDialogs
from smwidgets.dashboards.board import Board
from smwidgets.dashboards.builtin import initial_state
from smwidgets.dashboards.entitled import Entitled
from smwidgets.dashboards.handwork import after
from smwidgets.dashboards.header import Header
from smwidgets.dashboards.headline import HEADLINE
from smwidgets.dashboards.history import History
from smwidgets.dashboards.keeping import Keeping
from smwidgets.dashboards.links import View, read_query, write_query
from smwidgets.dashboards.news import News
from smwidgets.dashboards.notices import Notice
from smwidgets.dashboards.saving import Loaded, WorkspaceFile
from smwidgets.dashboards.state import WorkspaceState
from smwidgets.model.dashboard_model import check_model
from smwidgets.model.identity import is_published
from smwidgets.parts import Placed, theme
from smwidgets.parts.notice_bar import NoticeBar
from smwidgets.parts.tab_bar import TabBar
from smwidgets.sections._settings import setting_names
from smwidgets.sections._written import written_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from traitlets import Bunch

    from smwidgets.dashboards.library import Offer
    from smwidgets.model.dashboard_model import DashboardModel
    from smwidgets.parts.written import Written
    from smwidgets.sections import Section

ENVIRONMENT = "SMWIDGETS_WORKSPACE"
"""Names the file of a workspace that is given none."""


class Workspace(KnownAttributes, Uncopied, Placed, VBox):
    """All dashboards as tabs: the Main one, Contact analytics, and those that people make; displays itself.

    Every step, from a moved tile to a changed setting, is one value of :attr:`state`, which is saved at once and can be
    undone.

    Parameters
    ----------
    model
        Shared by every section.
    path
        Of the JSON file that the dashboards are saved in; by default the one that ``SMWIDGETS_WORKSPACE`` names. With
        neither nothing is saved.
    state
        What to begin with; by default what the file holds, or the built-in dashboards. Over a file that holds something
        else it is a step, to be undone.
    read_only
        Nothing is managed, arranged or saved, while period, settings and tabs may be changed for this visit. By default
        so on a published page.

    Raises
    ------
    ConfigurationError
        An argument is of another kind.

    Notes
    -----
    Specification W1 to W7, X6.
    """

    _instead = "make another one over the same model, sm.Workspace(model, state=workspace.state)"

    def __init__(
        self,
        model: DashboardModel,
        path: str | os.PathLike[str] | None = None,
        *,
        state: WorkspaceState | None = None,
        read_only: bool | None = None,
    ) -> None:
        check_model(model, type(self).__name__)
        check_argument(
            path, str | os.PathLike | None, "path is that of a file", "sm.Workspace(model, 'dashboards.json')"
        )
        check_argument(state, WorkspaceState | None, "state is what another workspace's .state gives")
        check_argument(read_only, bool | None, "read_only is True or False")
        self.model = model
        self.read_only = is_published(os.environ) if read_only is None else read_only
        named = path or os.environ.get(ENVIRONMENT)
        file = WorkspaceFile(named, read_only=self.read_only) if named else None
        loaded = Loaded(None) if file is None else file.load()
        self._history = History(loaded.state or state or initial_state())
        self._history.do(state or self.state)
        self._news = News(model, *loaded.notices)
        kept = None if self.read_only else file
        self._keeping = Keeping(kept, loaded.state or self.state, lambda: self.state, self.do, self._news)
        self._boards: dict[str, Board] = {}
        self._opened: list[Board] = []
        self._shown: tuple[Any, ...] = ()
        self._managed = self._arranging = self._drawn = self._resting = False
        super().__init__()
        self.add_class("smw-dashboard")
        self._placeable = True
        self._under_construction = False

    def __repr__(self) -> str:
        names = ", ".join(one.title(self.model.locale) for one in self.state.dashboards)
        return f"<Workspace of {self.model.shop.name!r}: {names:.100}>"

    # --- what it is ------------------------------------------------------------------------------------------------

    @property
    def state(self) -> WorkspaceState:
        """All dashboards with their tiles, and which is open."""
        return self._history.state

    @property
    def sections(self) -> dict[str, Section]:
        """Sections of the open dashboard by the id of their tile."""
        return self._board(self.state.open).sections

    def to_json(self) -> str:
        """Write the state as its file holds it."""
        return coding.to_json(self.state)

    def export_python(self) -> str:
        """Write code that builds the same workspace from a ``model``."""
        return coding.export_python(self.state)

    # --- what is done with it --------------------------------------------------------------------------------------

    def do(self, state: WorkspaceState) -> None:
        """Take a step: make a state the present one, and save it; where nothing is saved, for this visit.

        Parameters
        ----------
        state
            Made from :attr:`state` by a function of :mod:`smwidgets.dashboards.steps`.

        Raises
        ------
        WorkspaceError
            The step is taken but could not be saved, and there is no page yet to say so; a
            :class:`~smwidgets.core.errors.ConflictError` where another session saved meanwhile.
        """
        self._history.do(state)
        self._settle()

    def undo(self) -> None:
        """Take the last step back.

        Raises
        ------
        ConfigurationError
            There is none.
        """
        self._history.undo()
        self._settle()

    def redo(self) -> None:
        """Do again what was taken back.

        Raises
        ------
        ConfigurationError
            There is nothing.
        """
        self._history.redo()
        self._settle()

    def open_dashboard(self, key: str) -> None:
        """Show a tab, which is no step to undo.

        Raises
        ------
        UnknownNameError
            No dashboard has this id.
        """
        if key != self.state.open:
            self._history.amend(steps.open_dashboard(self.state, key))
            self._settle()

    def arrange(self, *, on: bool) -> None:
        """Show the frames of the open dashboard's tiles, or hide them."""
        self._arranging, self._managed = on and not self.read_only, False
        self._draw()

    def link(self) -> str:
        """Return the query of an address that shows this view: dashboard, period, and settings that are not saved."""
        saved = {tile.id: tile.settings for one in self._keeping.saved.dashboards for tile in one.tiles}
        board = self._board(self.state.open)
        settings = {key: viewed for key in board.sections if (viewed := board.viewed(key, saved.get(key, {})))}
        return write_query(View(self.state.open, self.model.override, settings))

    def follow_link(self, query: str) -> None:
        """Show what a link says; what is wrong with it is passed over with a notice. Nothing is saved."""
        view, said = read_query(query)
        news = [Notice(text) for text in said]
        if view.dashboard is not None:
            try:
                self._history.amend(steps.open_dashboard(self.state, view.dashboard))
            except UnknownNameError:
                news.append(Notice(texts.NO_DASHBOARD))
        if view.period is not None:
            self.model.override = view.period
        board = self._board(self.state.open)
        fitting = [board.view(key, settings) for key, settings in view.settings.items()]
        if not all(fitting):
            news.append(Notice(texts.NOT_FITTING))
        if news:
            self._news.add(*news)
        self._draw()

    # --- on the page -----------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Build the header, the tabs and the open dashboard once, or wake them up again."""
        self.wanted()
        if self._drawn and self._resting:
            self._resting = False
            self._header.show()
            self._draw()
            self._board(self.state.open).show()
        if self._drawn:
            return
        self._drawn = True
        self._header: Header = Header(self.model)
        self._bar, self._notice = TabBar(), NoticeBar()
        self._dialogs, self._empty = WorkspaceDialogs(self.model), EmptyBoard()
        self._entitled = Entitled(self.model, self._draw)
        self._bar.on_tab(self._on_tab)
        self._bar.on_button(self._on_button)
        self._empty.on_add(self._add_first)
        self.model.observe(self._relabel, "locale")
        self._news.show(self._notice)
        self._keeping.show(self._dialogs)
        if os.environ.get("QUERY_STRING"):
            self.follow_link(os.environ["QUERY_STRING"])
        else:
            self._dialogs.on_opened(self.follow_link)
        self._draw()

    def hide(self) -> None:
        """Let everything rest until shown again."""
        if self._drawn:
            self._resting = True
            self._header.hide()
            for board in self._boards.values():
                board.hide()

    def written_heading(self) -> str:
        """Name the shop and the moment."""
        return written_heading(self.model)

    def written_sections(self) -> Sequence[Written]:
        """Say in text what the figures of the open dashboard say."""
        return self._board(self.state.open).written_sections()

    def close(self) -> None:
        """Close everything the workspace is made of; safe to call twice."""
        self._placeable = False
        if not self.closed:
            for board in self._boards.values():
                board.close()
            if self._drawn:
                self.model.unobserve(self._relabel, "locale")
                self._dialogs.close()
                for widget in (self._header, self._bar, self._notice, self._entitled, self._empty):
                    widget.close()
        super().close()

    def _settle(self) -> None:
        """Bring the boards and the page to the present state, and save it."""
        known = {one.id: one for one in self.state.dashboards}
        for key in [*self._boards]:
            if key in known:
                self._boards[key].put(known[key].tiles)
        self._draw()
        for key in [*self._boards]:
            if key not in known:
                gone = self._boards.pop(key)
                if gone in self._opened:
                    self._opened.remove(gone)
                    self._draw()
                gone.close()
        self._keeping.save()

    def _relabel(self, _: Bunch) -> None:
        self._news.translate()
        self._draw()

    def _draw(self) -> None:
        if not self._drawn or self._resting:
            return
        show_bar(
            self._bar,
            self._history,
            self.model.locale,
            managed=self._managed,
            arranging=self._arranging,
            read_only=self.read_only,
        )
        if steps.find_dashboard(self.state, self.state.open).tiles:
            self._empty.hide()
        else:
            add = "" if self.read_only else say(texts.ADD, self.model.locale)
            self._empty.say(say(texts.EMPTY, self.model.locale), add)
        board = self._board(self.state.open)
        if board not in self._opened:
            self._opened.append(board)
        for other in self._opened:
            if other is not board:
                other.put_away()
        shown: tuple[Any, ...] = (theme(), self._header)
        if self._entitled.text:
            board.put_away()
            shown += (self._entitled, *self._dialogs.widgets)
        else:
            board.bring_out()
            shown += (self._bar, self._notice, *self._dialogs.widgets, self._empty, *self._opened)
        if shown != self._shown:
            self._shown = self.children = shown
        if not self.read_only:
            for other in self._boards.values():
                other.arrange(on=self._arranging and other is board)

    def _board(self, key: str) -> Board:
        if key not in self._boards:
            board = Board(
                self.model,
                steps.find_dashboard(self.state, key).tiles,
                lambda tile: library.make(self.model, tile.section, tile.settings),
                arrangeable=not self.read_only,
            )
            if not self.read_only:
                board.on_step(lambda step: self.do(after(self.state, step)))
                board.on_try(lambda step: steps.find_dashboard(after(self.state, step), key).tiles)
                board.on_setting(self._on_setting)
            self._boards[key] = board
        return self._boards[key]

    # --- what people do --------------------------------------------------------------------------------------------

    def _on_setting(self, key: str, settings: Mapping[str, Any]) -> None:
        """Keep what a person set; what the section does not know stays as the file has it."""
        home, tile = steps.find_tile(self.state, key)
        known = setting_names(self._board(home.id).sections[key])
        unknown = {name: value for name, value in tile.settings.items() if name not in known}
        self.do(steps.set_settings(self.state, key, unknown | dict(settings)))

    def _on_tab(self, action: str, key: str) -> None:
        if action == "open":
            self.open_dashboard(key)
        elif self.read_only:
            return
        elif action in ("left", "right"):
            ids = [one.id for one in self.state.dashboards]
            self.do(steps.move_dashboard(self.state, key, ids.index(key) + (1 if action == "right" else -1)))
        else:
            dashboard = steps.find_dashboard(self.state, key)
            name = dashboard.title(self.model.locale)
            if action == "rename":
                self._dialogs.name(
                    texts.RENAME_TITLE,
                    texts.SAVE,
                    name,
                    lambda new: self.do(steps.rename_dashboard(self.state, key, new)),
                )
            else:
                sections = sum(tile.section != HEADLINE for tile in dashboard.tiles)
                self._dialogs.confirm_delete(name, sections, lambda: self.do(steps.delete_dashboard(self.state, key)))

    def _on_button(self, key: str) -> None:
        if key == "link":
            self._dialogs.show_link(self.link())
        elif self.read_only:
            return
        elif key == "undo" and self._history.can_undo:
            self.undo()
        elif key == "redo" and self._history.can_redo:
            self.redo()
        elif key == "arrange":
            self.arrange(on=not self._arranging)
        elif key == "manage":
            self._managed = not self._managed
            self._draw()
        elif key == "new":
            self._dialogs.name(texts.NEW_TITLE, texts.CREATE, "", self._create)
        elif key == "add":
            self._dialogs.open_library(self._take)

    def _create(self, name: str) -> None:
        self.do(steps.create_dashboard(self.state, name))
        self._add_first()

    def _add_first(self) -> None:
        if not self.read_only:
            self.arrange(on=True)
            self._dialogs.open_library(self._take)

    def _take(self, offer: Offer) -> None:
        self.do(steps.add_tile(self.state, self.state.open, offer.name, offer.section.size, offer.settings))

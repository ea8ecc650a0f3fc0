"""Keeping a workspace saved, beside other sessions with the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.errors import ConflictError, WorkspaceError
from smwidgets.dashboards import _workspace_texts as texts
from smwidgets.dashboards.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.dashboards._workspace_dialogs import WorkspaceDialogs
    from smwidgets.dashboards.news import News
    from smwidgets.dashboards.saving import WorkspaceFile
    from smwidgets.dashboards.state import WorkspaceState


class Keeping:
    """Saves a workspace at every step, and settles with a person what another session got in the way of.

    Parameters
    ----------
    file
        Where it is saved; None saves nothing.
    saved
        What the file holds, or will.
    present
        Returns the state of the workspace.
    take
        Makes a state the present one, as a step.
    news
        Told what could not be saved.

    Notes
    -----
    Specification W5.
    """

    def __init__(
        self,
        file: WorkspaceFile | None,
        saved: WorkspaceState,
        present: Callable[[], WorkspaceState],
        take: Callable[[WorkspaceState], None],
        news: News,
    ) -> None:
        self._file, self._present, self._take, self._news = file, present, take, news
        self._dialogs: WorkspaceDialogs | None = None
        self.saved = saved
        """What other sessions know."""

    def show(self, dialogs: WorkspaceDialogs) -> None:
        """Ask and tell on a page from now on; until then what goes wrong is raised."""
        self._dialogs = dialogs

    def save(self, *, overwrite: bool = False) -> None:
        """Save the present state.

        Parameters
        ----------
        overwrite
            Also over what another session saved, if a person was told of it.

        Raises
        ------
        WorkspaceError
            It could not be saved, and there is no page to say so; a :class:`~smwidgets.core.errors.ConflictError`
            where another session saved meanwhile.
        """
        if self._file is None:
            return
        state = self._present()
        try:
            self._file.save(state, overwrite=overwrite)
        except ConflictError as conflict:
            if conflict.theirs is not None and conflict.theirs.dashboards == self.saved.dashboards:
                self.save(overwrite=True)  # they only opened another tab
            elif state.dashboards != self.saved.dashboards:
                if self._dialogs is None:
                    raise
                self._dialogs.settle_conflict(self._reload, lambda: self.save(overwrite=True), self._copy)
        except WorkspaceError as error:
            if self._dialogs is None:
                raise
            self._complain(error)
        else:
            self.saved = state
            self._news.retract(texts.NOT_SAVED)

    def _reload(self) -> None:
        """Take over what another session saved; one's own version is a step back."""
        assert self._file is not None
        loaded = self._file.load()
        self._news.tell(*loaded.notices)
        if loaded.state is not None:
            self.saved = loaded.state
            self._take(loaded.state)

    def _copy(self) -> None:
        assert self._file is not None
        try:
            kept = self._file.save_copy(self._present())
        except WorkspaceError as error:
            self._complain(error)
            return
        self._reload()
        self._news.add(Notice(texts.COPY_SAVED, values={"name": kept.name}))

    def _complain(self, error: WorkspaceError) -> None:
        self._news.tell(Notice(texts.NOT_SAVED, values={"why": str(error)}))

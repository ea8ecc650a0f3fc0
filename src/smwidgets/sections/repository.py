"""The Repository of exported files: listed, downloaded, deleted (R1, R2)."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar
from uuid import uuid4

from traitlets import Enum, Unicode

from smwidgets.core.errors import AccessError, NotFoundError
from smwidgets.data.exports import MIME
from smwidgets.data.repository import ACCESSES
from smwidgets.parts import ActionButton, DataTable, Download, FilterMenu, Fold, Html, Pager, Select, markup
from smwidgets.parts.question import Question
from smwidgets.sections import _repository_texts as texts
from smwidgets.sections._answer import Explanation
from smwidgets.sections._folder_dialog import FolderDialog
from smwidgets.sections._folders import folder_text, once, path_text, stored_as
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._questions import Questions
from smwidgets.sections._repository_files import FileList, cells, columns, filter_fields, read_files
from smwidgets.sections._section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import Widget
    from traitlets import Bunch

    from smwidgets.core.periods import Timeframe
    from smwidgets.core.text import Text
    from smwidgets.data.repository import StoredFile
    from smwidgets.data.shop import Shop
    from smwidgets.model import DashboardModel

ROWS = 10
"""Rows of a page."""

_ALL = "/"
"""Stands for all folders: none is called so."""

_WATCHED = ("repository_revision", "user")

log = logging.getLogger(__name__)


class Repository(Section):
    """Files that the user may see, newest first, with a download and, for the user's own, a deletion.

    Notes
    -----
    Specification R1, R2. :attr:`frame`: one row per file that meets the filters, ``id``, ``folder``, ``name``,
    ``owner``, ``access`` (``"private"`` or ``"shared"``), ``kept_at`` (aware, the shop's zone), ``rows`` (Int64),
    ``size_bytes``. From Python the same files are at :attr:`smwidgets.DashboardModel.repository`.
    """

    title: ClassVar[Text] = texts.TITLE
    help: ClassVar[Text] = texts.HELP
    group: ClassVar[str] = "contacts"
    size: ClassVar[tuple[int, int]] = (12, 10)
    min_w: ClassVar[int] = 4
    picture: ClassVar[str] = "rows"

    folder = Unicode(None, allow_none=True).tag(setting=True)
    """Only files of this folder; None is every one."""

    access = Enum(ACCESSES, default_value=None, allow_none=True).tag(setting=True)
    """Only ``"private"`` or only ``"shared"`` files; None is both."""

    search = Unicode("").tag(setting=True)
    """Only files whose name contains this, in letters of either case."""

    _first = 0

    def __init__(self, model: DashboardModel, **settings: Any) -> None:
        super().__init__(model, **settings)
        self.model.observe(self._on_model, _WATCHED)

    def close(self) -> None:
        """Stop observing and close every widget of the section; safe to call twice."""
        if not self.closed:
            self.model.unobserve(self._on_model, _WATCHED)
        super().close()

    # --- what is asked ---------------------------------------------------------------------------------------------

    def query(self, shop: Shop, period: Timeframe) -> Any:  # noqa: ARG002 - files have no period
        """Read the list of files, off the main thread."""
        return partial(read_files, self.model.repository, shop.timezone, self.folder, self.access, self.search)

    def explain(self) -> Explanation:
        """Definition and number of files; no SQL stands behind them."""
        today = self.timeframe().current
        return Explanation(self.say(self.title), self.say(self.help), today, None, len(self._answer.frame), "")

    def _key(self) -> tuple[Any, ...]:
        model = self.model
        return (model.repository, model.repository_revision, model.revision, self.folder, self.access, self.search)

    # --- what it is made of ----------------------------------------------------------------------------------------

    def tabs(self) -> Widget:
        """Make the list of folders, and beside it filters and the button for a new folder."""
        self._folders, self._filters, self._new_folder = Select(), FilterMenu(), ActionButton()
        self._folders.observe(self._on_folder, "value")
        self._filters.on_apply(self._on_filters)
        self._new_folder.on_click(lambda _: self._folder_dialog.open())
        self._making = Fold(self._new_folder)
        return Toolbar((self._folders,), (self._filters, self._making))

    def build(self) -> Sequence[Widget]:
        """Make the list, its pager and its dialogs."""
        self._shown: dict[str, StoredFile] = {}
        self._message, self._table, self._pager, self._download = Html(), DataTable(), Pager(), Download()
        self._telling = Fold(self._message)
        self._confirmation, self._questions = Question(), Questions(self._complain)
        self._folder_dialog = FolderDialog(self.model, self._on_new_folder, self._complain)
        self._telling.shown(shown=False)
        self._table.on_action(self._on_action)
        self._pager.on_turn(self._on_turn)
        dialogs = (self._confirmation, self._folder_dialog.dialog)
        return self._telling, self._table, self._pager, *dialogs, self._download

    def update(self, frame: pd.DataFrame) -> None:
        """Write a page of the list."""
        found, formats, user = self._found, self.model.formats, self.model.repository.user
        self._first = min(self._first, max(0, (len(frame) - 1) // ROWS * ROWS))
        shown = found.files[self._first : self._first + ROWS]
        self._shown = {file.id: file for file in shown}
        self._table.show(
            columns(formats.locale),
            [cells(file, user, formats) for file in shown],
            list(self._shown),
            empty=self._emptiness(),
            caption=self.say(texts.TITLE),
        )
        ends = {"first": formats.count(self._first + 1), "last": formats.count(self._first + len(shown))}
        self._pager.show(
            newer=self._first > 0,
            older=self._first + ROWS < len(frame),
            texts={key: self.say(text) for key, text in texts.PAGER.items()},
            note=self.say(texts.SHOWN, **ends, all=formats.count(len(frame))) if len(frame) > ROWS else "",
        )
        self._write_tools(found.folders)

    def _write_tools(self, folders: Sequence[str]) -> None:
        locale = self.model.locale
        names = once([*folders, *([self.folder] if self.folder else [])], locale)
        options = [(_ALL, self.say(texts.EVERY_FOLDER)), *((name, folder_text(name, locale)) for name in names)]
        self._folders.show(self.say(texts.FOLDER), options, stored_as(self.folder, names) if self.folder else _ALL)
        self._filters.show(
            filter_fields(locale),
            {"access": self.access, "search": self.search or None},
            {key: self.say(text) for key, text in texts.FILTERS.items()},
        )
        self._new_folder.label = self.say(texts.NEW_FOLDER)
        self._making.shown(shown=self.model.repository.user is not None)

    def _emptiness(self) -> str:
        if self.access or self.search:
            return self.say(texts.NO_MATCH)
        if self.folder:
            return self.say(texts.EMPTY_FOLDER)
        return self.say(texts.NONE_SHARED if self.model.repository.user is None else texts.NONE)

    @property
    def _found(self) -> FileList:
        answer = self._answer
        assert isinstance(answer, FileList)
        return answer

    def _wait(self) -> None:
        """Leave the files that are shown: the list is read in a moment."""
        if not self._shown:
            super()._wait()

    def _present(self) -> None:
        self.update(self._answer.frame)
        if self._found.damaged:
            self._card.status("stale", self.say(texts.DAMAGED))
        else:
            self._card.status("fresh")
        self._card.note(self.say(texts.ANONYMOUS) if self.model.repository.user is None else "")

    # --- what a person does ----------------------------------------------------------------------------------------

    def _on_folder(self, change: Bunch) -> None:
        self.set_trait("folder", None if change.new == _ALL else change.new)

    def _on_filters(self, values: Mapping[str, Any]) -> None:
        self._on_save({"access": values["access"], "search": values["search"] or ""})

    def _on_setting(self, change: Bunch | None = None) -> None:
        self._first = 0
        self._tell("")
        super()._on_setting(change)

    def _on_turn(self, direction: str) -> None:
        self._first = max(0, self._first + (ROWS if direction == "older" else -ROWS))
        self.update(self._answer.frame)

    def _on_action(self, key: str, column: str) -> None:
        file = self._shown.get(key)
        if file is None:
            return
        if column == "download":
            self._questions.ask(partial(_noted, self.model, file), partial(self._give, file))
        elif file.owner == self.model.repository.user:
            self._confirmation.ask(
                self.say(texts.DELETE_TITLE),
                self.say(texts.DELETE_SHARED if file.access == "shared" else texts.DELETE_PRIVATE),
                [(self.say(texts.DELETE), partial(self._delete, file)), (self.say(texts.CANCEL), lambda: None)],
                subject=path_text(file, self.model.locale),
                danger=0,
                close=self.say(texts.CANCEL),
            )

    def _give(self, file: StoredFile, content: BinaryIO) -> None:
        self._tell("")
        mime = MIME.get(file.name.rpartition(".")[2], "application/octet-stream")
        self._download.save(file.name, content, mime)

    def _delete(self, file: StoredFile) -> None:
        self._questions.ask(partial(self.model.repository.delete, file.id), lambda _: self._on_deleted(file))

    def _on_deleted(self, file: StoredFile) -> None:
        self.model.repository_revision += 1
        self._tell(self.say(texts.DELETED, path=path_text(file, self.model.locale)))

    def _on_new_folder(self, name: str) -> None:
        self.model.repository_revision += 1
        self.set_trait("folder", name)

    # --- what is said ----------------------------------------------------------------------------------------------

    def _complain(self, error: Exception) -> None:
        if isinstance(error, NotFoundError):
            self.model.repository_revision += 1
            self._tell(self.say(texts.GONE), "problem")
        elif isinstance(error, AccessError):
            self._tell(self.say(texts.REFUSED), "problem")
        else:
            reference = uuid4().hex[:8]
            log.error("the Repository failed, reference %s", reference, exc_info=error)
            self._tell(self.say(texts.FAILED, reference=reference), "problem")

    def _tell(self, text: str, kind: str = "done") -> None:
        if not self._built:
            return
        role = "alert" if kind == "problem" else "status"
        told = '<div class="smw-told {kind:attr}" role="{role:attr}">{text}</div>'
        self._message.value = markup(told, kind=f"smw-told-{kind}", role=role, text=text)
        self._telling.shown(shown=bool(text))


def _noted(model: DashboardModel, file: StoredFile) -> BinaryIO:
    """Open a file to be given out, which is noted in the audit; one that cannot be noted is not given out."""
    content = model.repository.open(file.id)
    try:
        model.record("download file", {"file": file.id, "kept_by": file.owner, "access": file.access}, file.rows or 0)
    except BaseException:
        content.close()
        raise
    return content

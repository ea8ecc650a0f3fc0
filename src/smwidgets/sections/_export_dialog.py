"""Exporting a list: which rows, how many, where to; then the file, with progress (I4, CA4)."""

from __future__ import annotations

import errno
import logging
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from smwidgets.core.clock import now
from smwidgets.core.errors import EmptyPeriodError
from smwidgets.core.text import say
from smwidgets.data.exports import MIME, SUFFIX, file_stem, write_rows
from smwidgets.parts import ActionButton, Dialog, Download, Fold, Html, Progress, markup
from smwidgets.sections import _export_texts as texts
from smwidgets.sections import _texts
from smwidgets.sections._export import Delivery, deliver
from smwidgets.sections._export_form import ExportForm
from smwidgets.sections._export_job import ExportJob
from smwidgets.sections._export_readers import readers_text
from smwidgets.sections._export_scope import ExportScope
from smwidgets.sections._folders import folder_text, path_text
from smwidgets.sections._live_toolbar import Toolbar
from smwidgets.sections._questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.core.periods import Period
    from smwidgets.core.text import Text
    from smwidgets.data.repository import Repository
    from smwidgets.model import DashboardModel
    from smwidgets.sections._export import Export
    from smwidgets.sections._export_form import Choice

log = logging.getLogger(__name__)


class ExportDialog:
    """Counts what would be exported at every change, and exports it when asked.

    Closing the window neither asks nor stops anything: an export goes on, the file is downloaded when it is ready, and
    the window shows how far it is when opened again. Only its Cancel button stops it.

    Parameters
    ----------
    model
        Whose Repository the file is kept in, in whose language it is written.

    Notes
    -----
    Specification I4, CA4. The dates are the dialog's own; a list's filters add the rest. An anonymous user's file is
    downloaded and kept nowhere.
    """

    def __init__(self, model: DashboardModel) -> None:
        self.model = model
        self.dialog, self.download = Dialog("narrow"), Download()
        self._form, self._questions = ExportForm(), Questions(self._fail_to_count)
        self._folders = Questions(self._without_folders)
        self._export: Export | None = None
        self._rows: int | None = None
        self._job: ExportJob | None = None
        self._unseen = False
        self._about, self._progress = Html(), Progress()
        self._count, self._outcome = Html(), Html()
        self._close, self._button = ActionButton(), ActionButton()
        self._button.add_class("smw-primary")
        self._form.on_change(self._on_change)
        self._button.on_click(lambda _: self._begin())
        self._close.on_click(lambda _: self._close_or_cancel())
        self.dialog.on_close(self._questions.drop)
        actions = Toolbar((self._count,), (self._close, self._button))
        self._asking, self._writing = Fold(*self._form.body), Fold(self._about, self._progress)
        self._telling = Fold(self._outcome)
        self.dialog.place((self._asking, self._writing, actions, self._telling))

    def offer(self, export: Export) -> None:
        """Open the window for a list; while an export is under way, for that one.

        Parameters
        ----------
        export
            What can be exported.
        """
        if not self._running:
            self._export = export
            model, repository = self.model, self.model.repository
            readers = partial(readers_text, model, export)
            self._form.offer(export, model.locale, model.now.date(), anonymous=repository.user is None, readers=readers)
            self._folders.ask(repository.folders, self._form.folders)
            if not self._unseen:
                self._conclude("")
            self._write_labels()
            self._recount()
        self._unseen = False
        self.dialog.open_dialog()

    def close(self) -> None:
        """Stop what is under way: the section is going."""
        if self._job is not None:
            self._job.cancel()

    @property
    def _running(self) -> bool:
        return self._job is not None and self._job.running

    # --- which rows ------------------------------------------------------------------------------------------------

    def _on_change(self) -> None:
        self._conclude("")
        self._recount()

    def _recount(self) -> None:
        assert self._export is not None
        self._rows, self._button.busy = None, True
        period, filtered = self._form.rows
        try:
            current = self.model.timeframe(period).current
        except EmptyPeriodError:
            self._questions.drop()
            self._tell(self._count, self._say(_texts.NOT_BEGUN))
            return
        self._tell(self._count, self._say(texts.COUNTING))
        self._questions.ask(partial(self._export.count, current, filtered), self._counted)

    def _counted(self, rows: int) -> None:
        self._rows = rows
        self._tell(self._count, self._say(texts.ROW_COUNT, count=rows))
        self._button.busy = self._running or rows == 0

    def _fail_to_count(self, error: Exception) -> None:
        self._tell(self._count, "")
        self._complain(texts.COUNT_FAILED, error)

    def _without_folders(self, error: Exception) -> None:
        self._complain(texts.FAILED, error)

    # --- the file --------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        choice = self._form.choice()
        if choice is None or self._export is None or self._rows is None or self._running:
            return
        model, export = self.model, self._export
        current = model.timeframe(choice.period).current
        stem = file_stem(export.stem, f"{current.start.date()}_{current.last_on}", now(model.shop.timezone))
        filters = {"start": current.start, "end": current.end, **(export.filters if choice.filtered else {})}
        record = partial(model.record, f"export {export.what}", filters)
        scope = ExportScope(model.shop.rights, export.owners(choice.filtered))
        work = partial(_write, model.repository, export, current, choice, stem, model.locale, record, scope)
        self._job = ExportJob(
            work, on_rows=self._show_rows, on_done=partial(self._done, choice), on_stopped=self._stopped
        )
        self._conclude("")
        self._tell(self._count, "")
        self._describe(choice, current)
        self._show_rows(0)
        self._job.start()
        self._show_state()

    def _close_or_cancel(self) -> None:
        if self._running and self._job is not None:
            self._job.cancel()
            self._progress.text = self._say(texts.CANCELLING)
        else:
            self.dialog.close_dialog()

    def _show_rows(self, rows: int) -> None:
        every = self._rows or 0
        done = self.model.formats.count(rows)
        text = self._say(texts.WRITTEN, count=every, done=done) if rows < every else self._say(texts.FINISHING)
        self._progress.show(rows, every, text, label=self.dialog.heading)

    def _done(self, choice: Choice, delivery: Delivery) -> None:
        self._end()
        self.download.save(delivery.name, delivery.file, MIME[choice.format])
        if delivery.kept is None:
            text = self._say(texts.DOWNLOADED, count=delivery.rows, name=delivery.name)
        else:
            text = self._say(texts.KEPT, count=delivery.rows, path=path_text(delivery.kept, self.model.locale))
            self._form.kept_in(delivery.kept.folder)
            self.model.repository_revision += 1
        self._conclude(text, "done")

    def _stopped(self, error: Exception | None) -> None:
        self._end()
        if error is None:
            self._conclude(self._say(texts.CANCELLED), "note")
        else:
            self._complain(texts.NO_SPACE if _is_full(error) else texts.FAILED, error)

    def _end(self) -> None:
        self._unseen = not self.dialog.opened
        self._tell(self._count, self._say(texts.ROW_COUNT, count=self._rows or 0))
        self._show_state()

    # --- what is said ----------------------------------------------------------------------------------------------

    def _write_labels(self) -> None:
        assert self._export is not None
        self.dialog.title(self._say(texts.TITLE, list=self._export.title), self._say(texts.CLOSE))
        self._button.label = self._say(texts.EXPORT)
        self._show_state()

    def _show_state(self) -> None:
        """Show the questions, or how far an export is."""
        running = self._running
        self._asking.shown(shown=not running)
        self._writing.shown(shown=running)
        self._close.label = self._say(texts.CANCEL if running else texts.CLOSE)
        self._button.busy = running or not self._rows
        if running:
            self._close.focus()  # the button that was pressed takes no more presses

    def _describe(self, choice: Choice, current: Period) -> None:
        """Say what is being written and where to."""
        formats, place = self.model.formats, choice.place
        text = texts.ABOUT if self.model.repository.user is None else texts.ABOUT_KEPT
        about = self._say(
            text,
            dates=formats.date_range(current),
            format=choice.format.upper(),
            folder=folder_text(place.folder, formats.locale),
            access=self._say(texts.ACCESSES[place.access]).lower(),
        )
        self._about.value = markup(
            '<div class="smw-form-hint">{about}</div><div class="smw-form-hint">{note}</div>',
            about=about,
            note=self._say(texts.GOES_ON),
        )

    def _complain(self, text: Text, error: Exception) -> None:
        reference = uuid4().hex[:8]
        log.error("an export failed, reference %s", reference, exc_info=error)
        self._conclude(self._say(text, reference=reference), "problem")

    def _conclude(self, text: str, kind: str = "done") -> None:
        """Say what came of it; with no text, nothing."""
        self._tell(self._outcome, text, kind)
        self._telling.shown(shown=bool(text))

    def _tell(self, place: Html, text: str, kind: str = "") -> None:
        role = "alert" if kind == "problem" else "status"
        place.value = markup(
            '<div class="smw-told {kind:attr}" role="{role:attr}">{text}</div>',
            kind=f"smw-told-{kind}" if kind else "",
            role=role,
            text=text,
        )

    def _say(self, text: Text, count: float | None = None, **values: object) -> str:
        return say(text, self.model.locale, count, **values)


def _write(  # noqa: PLR0917 - what partial fills in
    repository: Repository,
    export: Export,
    period: Period,
    choice: Choice,
    stem: str,
    locale: str,
    record: Callable[[int], None],
    scope: ExportScope,
    on_rows: Callable[[int], None],
) -> Delivery:
    """Write the rows, in a thread."""

    def write(file: BinaryIO) -> int:
        with closing(export.rows(period, choice.filtered)) as batches:
            watched = scope.watch(batches)
            rows = write_rows(file, watched, format=choice.format, locale=locale, sheet=export.sheet, on_rows=on_rows)
        on_rows(rows)  # the last chance to be cancelled
        return rows

    return deliver(repository, choice.place, stem, SUFFIX[choice.format], write, record, scope.rights)


def _is_full(error: BaseException | None) -> bool:
    """Whether a disk or a quota is full, whoever says so."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        error = error.__cause__ or error.__context__
    return False

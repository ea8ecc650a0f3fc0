"""The table behind a chart as a file: kept in the Repository and downloaded (X3)."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import uuid4

from smwidgets.core.clock import now
from smwidgets.core.errors import EmptyPeriodError, InvalidNameError
from smwidgets.data.exports import MIME, SUFFIX, Sheet, file_stem, frame_batches, write_rows
from smwidgets.data.repository import valid_name
from smwidgets.parts import Dialog, Download
from smwidgets.sections import _export_texts as texts
from smwidgets.sections._export import Delivery, Place, deliver
from smwidgets.sections._export_job import ExportJob

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    from ipywidgets import Widget

    from smwidgets.sections._section import Section

log = logging.getLogger(__name__)

_LONGEST = 100


class TableExport:
    """Listens to the buttons beside the tables of a section's charts.

    Parameters
    ----------
    section
        Its title names the folder, the sheet and, with its period, the file; its card says where the file is.
    """

    def __init__(self, section: Section) -> None:
        self._section = section
        self._download: Download | None = None
        self._closed = False

    def wire(self, root: Widget) -> None:
        """Offer the tables of all charts at or below a widget as files."""
        for widget in _below(root):
            if hasattr(widget, "on_export") and hasattr(widget, "table"):
                widget.on_export(partial(self._export, widget))

    def close(self) -> None:
        """Let go of the file that is being downloaded; what is still written is kept, and not downloaded."""
        self._closed = True
        if self._download is not None:
            self._download.close()

    def _export(self, chart: Any, format: str) -> None:  # noqa: A002 - the word of the field
        section = self._section
        frame: pd.DataFrame = chart.table()
        model, title = section.model, section.say(section.title)
        stem = file_stem(title, _dates(section), now(model.shop.timezone))
        folder = _folder(title, section.say(texts.TABLES))
        sheet, zone, locale = Sheet(title), model.shop.timezone.key, model.locale

        def write(file: BinaryIO) -> int:
            return write_rows(file, frame_batches(frame, zone), format=format, locale=locale, sheet=sheet)

        def work(_: Callable[[int], None]) -> Delivery:
            return deliver(repository, Place(folder), stem, SUFFIX[format], write, record)

        record = partial(model.record, f"export table {type(section).__name__}", dict(section.settings))
        repository = model.repository
        done = partial(self._done, MIME[format])
        ExportJob(work, on_rows=lambda _: None, on_done=done, on_stopped=self._failed).start()

    def _done(self, mime: str, delivery: Delivery) -> None:
        section = self._section
        if delivery.kept is not None:
            section.model.repository_revision += 1
        if self._closed:
            delivery.file.close()
            return
        if self._download is None:
            self._download = Download()
        self._download.save(delivery.name, delivery.file, mime)
        if delivery.kept is None:
            section.note(section.say(texts.TABLE_DOWNLOADED, name=delivery.name))
        else:
            section.note(section.say(texts.TABLE_KEPT, path=delivery.kept.path))

    def _failed(self, error: Exception | None) -> None:
        reference = uuid4().hex[:8]
        log.error("a table could not be exported, reference %s", reference, exc_info=error)
        if not self._closed:
            self._section.note(self._section.say(texts.FAILED, reference=reference))


def _below(root: Widget) -> Iterator[Widget]:
    """Give a widget and all it shows, in dialogs too."""
    yield root
    inside = [root.body] if isinstance(root, Dialog) else getattr(root, "children", ())
    for child in inside:
        yield from _below(child)


def _dates(section: Section) -> str | None:
    """Name the days of a section's period; None where it has none."""
    if not section.periods():
        return None
    try:
        current = section.timeframe().current
    except EmptyPeriodError:
        return None
    return f"{current.start.date()}_{current.last_on}"


def _folder(title: str, usual: str) -> str:
    """Make a folder's name of a title, without the signs that no name may have."""
    plain = " ".join(re.sub(r"[^\w\-.,()&+]", " ", title).split())[:_LONGEST].rstrip(" .")
    try:
        return valid_name(plain)
    except InvalidNameError:
        return usual

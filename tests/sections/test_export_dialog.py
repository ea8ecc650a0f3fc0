"""The dialog of every export with a running event loop: progress, cancelling, closing, opening again."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pytest

import smwidgets as sm
from smwidgets.data.exports import Sheet
from smwidgets.sections import _export_job
from smwidgets.sections._export import Export
from smwidgets.sections._export_dialog import ExportDialog

ROWS = 60_000
PIECE = 1_000


class Tap:
    """Rows that come only as far as they are let, so that a test sees an export in the middle."""

    def __init__(self):
        self.left = threading.Semaphore(0)
        self.closed = threading.Event()

    def __call__(self, _period, _filtered):
        try:
            for first in range(0, ROWS, PIECE):
                assert self.left.acquire(timeout=30)
                yield pa.RecordBatch.from_pydict({"n": list(range(first, first + PIECE))})
        finally:
            self.closed.set()

    def let(self, pieces):
        self.left.release(pieces)

    def let_all(self):
        self.let(ROWS // PIECE)


@pytest.fixture
def tap():
    return Tap()


@pytest.fixture
def signed_in(seed_shop, tmp_path):
    return sm.DashboardModel(seed_shop, as_of="2025-01-06 12:00", user="ola", repository=tmp_path / "repository")


@pytest.fixture
def dialog(signed_in, monkeypatch):
    monkeypatch.setattr(_export_job, "PROGRESS_SECONDS", 0)
    made = ExportDialog(signed_in)
    yield made
    made.close()
    made.dialog.close()
    made.download.close()


@pytest.fixture
def export(tap):
    return Export("Liczby", "Liczby", Sheet("Liczby"), lambda *_: ROWS, tap)


async def until(condition, seconds=20):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for are traits of widgets
            await asyncio.sleep(0.005)


def away(fold):
    return "smw-away" in fold._dom_classes


@pytest.mark.spec("I4", "CA4")
def test_progress_arrives_on_the_loop_and_the_file_at_the_end(dialog, export, tap):
    async def use():
        here, threads = threading.get_ident(), set()
        dialog._progress.observe(lambda _: threads.add(threading.get_ident()), "done")
        dialog.offer(export)
        await until(lambda: dialog._rows == ROWS)
        assert (away(dialog._asking), away(dialog._writing)) == (False, True)
        dialog._button.click()
        assert (away(dialog._asking), away(dialog._writing)) == (True, False)
        assert (dialog._progress.done, dialog._progress.whole) == (0, ROWS)
        assert dialog._button.disabled
        tap.let(30)
        await until(lambda: 0 < dialog._progress.done < ROWS)
        assert dialog._progress.text.startswith("Zapisano ")
        assert "60\u00a0000 wierszy" in dialog._progress.text
        assert dialog.model.repository.files() == []
        tap.let_all()
        await until(lambda: not dialog._running)
        assert threads == {here}

    asyncio.run(use())
    (file,) = dialog.model.repository.files()
    assert (file.rows, file.folder, file.access) == (ROWS, "Eksporty", "private")
    assert dialog.download.offer["name"] == file.name
    assert dialog.model.repository_revision == 1
    assert (away(dialog._asking), away(dialog._writing)) == (False, True)
    assert f"Eksporty/{file.name}" in dialog._outcome.value


@pytest.mark.spec("CA4")
def test_a_cancelled_export_leaves_nothing_behind(dialog, export, tap):
    async def use():
        dialog.offer(export)
        await until(lambda: dialog._rows == ROWS)
        dialog._button.click()
        tap.let(25)
        await until(lambda: dialog._progress.done > 0)
        dialog._close.click()
        assert dialog._progress.text == "Przerywamy…"
        tap.let_all()
        await until(lambda: not dialog._running)

    asyncio.run(use())
    assert "Eksport przerwano" in dialog._outcome.value
    assert dialog.dialog.opened
    assert dialog.download.offer == {}
    assert tap.closed.is_set()
    assert dialog.model.repository.files() == []
    assert list(dialog.model.repository.root.rglob("*.csv")) == []
    assert list((dialog.model.repository.root / "parts").glob("*")) == []
    assert not dialog._button.disabled


@pytest.mark.spec("CA4")
def test_cancelling_when_the_file_is_kept_already_takes_it_away_again(dialog, export, tap):
    async def use():
        dialog.offer(export)
        await until(lambda: dialog._rows == ROWS)
        dialog._button.click()
        tap.let_all()
        while not dialog.model.repository.files():  # the loop stands still: nothing is told before it is cancelled
            threading.Event().wait(0.01)
        dialog._close.click()
        await until(lambda: not dialog._running)

    asyncio.run(use())
    assert "Eksport przerwano" in dialog._outcome.value
    assert dialog.model.repository.files() == []


@pytest.mark.spec("CA4")
def test_a_closed_window_stops_nothing_and_shows_the_export_when_opened_again(dialog, export, tap):
    async def use():
        dialog.offer(export)
        await until(lambda: dialog._rows == ROWS)
        dialog._button.click()
        dialog.dialog._handle_custom_msg({"kind": "close"}, [])
        tap.let(25)
        await until(lambda: dialog._progress.done > 0)
        other = Export("Inne", "Inne", Sheet("Inne"), lambda *_: 1, tap)
        dialog.offer(other)
        assert dialog.dialog.heading == "Eksport: Liczby"
        assert away(dialog._asking)
        dialog.dialog.close_dialog()
        tap.let_all()
        await until(lambda: not dialog._running)
        assert dialog.download.offer["chunks"] > 0
        dialog.offer(other)
        assert dialog.dialog.heading == "Eksport: Inne"
        assert "kopia jest w Repozytorium" in dialog._outcome.value  # nobody has seen it yet
        dialog.dialog.close_dialog()
        dialog.offer(other)
        assert away(dialog._telling)

    asyncio.run(use())
    assert len(dialog.model.repository.files()) == 1


def test_a_section_that_goes_takes_its_export_with_it(dialog, export, tap):
    async def use():
        dialog.offer(export)
        await until(lambda: dialog._rows == ROWS)
        dialog._button.click()
        tap.let(25)
        await until(lambda: dialog._progress.done > 0)
        dialog.close()
        tap.let_all()
        await until(lambda: not dialog._running)

    asyncio.run(use())
    assert dialog.model.repository.files() == []


@pytest.mark.spec("CA4", "R1")
def test_a_new_folder_is_validated_in_its_place_and_chosen_from_then_on(dialog, export, tap):
    tap.let_all()
    dialog.offer(export)
    form = dialog._form
    assert [name for name, _ in form._folder.options] == ["Eksporty", "/"]
    assert away(form._naming)
    form._folder.set_state({"value": "/"})
    assert not away(form._naming)
    for name in ("", "../x", "a/b", "CON", "<b>", "x" * 101):
        form._new_folder.set_state({"value": name})
        dialog._button.click()
        assert form._new_folder.problem.startswith("Nazwa ma od 1 do 100 znaków")
    assert dialog.model.repository.files() == []
    form._new_folder.set_state({"value": "  Kampania z\u0307ółta "})
    form._access.set_state({"value": "shared"})
    dialog._button.click()
    (file,) = dialog.model.repository.files()
    assert (file.folder, file.access) == ("Kampania żółta", "shared")
    assert form._new_folder.problem == ""
    assert form._folder.value == "Kampania żółta"
    assert away(form._naming)


def test_folders_that_are_there_are_offered_and_the_last_one_is_kept(dialog, export, tap):
    dialog.model.repository.create_folder("Wizyty")
    dialog.offer(export)
    folder = dialog._form._folder
    assert [name for name, _ in folder.options] == ["Eksporty", "Wizyty", "/"]
    folder.set_state({"value": "Wizyty"})
    folder.set_state({"value": "../etc"})
    dialog.dialog.close_dialog()
    dialog.offer(export)
    assert folder.value == "Wizyty"


def test_a_count_that_fails_says_so_and_another_range_works(dialog, export, caplog):
    answers = iter([RuntimeError("<b>lost</b>"), 7])

    def count(*_):
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    dialog.offer(Export("Liczby", "Liczby", Sheet("Liczby"), count, export.rows))
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in dialog._outcome.value
    assert "lost" not in dialog._outcome.value
    assert dialog._button.disabled
    dialog._form._picker.set_state({"value": "last_7_days"})
    assert "7 wierszy" in dialog._count.value
    assert (dialog._button.disabled, away(dialog._telling)) == (False, True)


def test_the_range_and_the_file_are_of_the_same_days(signed_in, tap):
    asked = []
    tap.let_all()

    def rows(period, filtered):
        asked.append((period.start, period.end, filtered))
        return tap(period, filtered)

    dialog = ExportDialog(signed_in)
    dialog.offer(Export("Liczby", "Łączna sprzedaż", Sheet("Liczby"), lambda *_: ROWS, rows, first="previous_month"))
    dialog._button.click()
    (file,) = signed_in.repository.files()
    assert file.name.startswith("laczna-sprzedaz_2024-12-01_2024-12-31_")
    start, end, filtered = asked[0]
    assert (start.astimezone(UTC), filtered) == (datetime(2024, 11, 30, 23, tzinfo=UTC), False)
    assert end - start == pd.Timedelta(days=31)
    dialog.dialog.close()
    dialog.download.close()

"""The Repository as a person uses it in Voilà and JupyterLab: an export that is kept, listed, downloaded, deleted."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest

from smwidgets.data.importing import import_shop
from smwidgets.data.repository import Repository
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"
SOURCE = """
import os
os.environ["SMWIDGETS_REPOSITORY"] = {repository!r}
{before}
import smwidgets as sm

about = dict(as_of={as_of!r}, locale="pl", user={user!r}, rights=sm.Rights())
model = sm.DashboardModel(sm.connect({store!r}), **about)
sm.Dashboard(model, {{"main": ({{"pl": "Główny", "en": "Main"}}, [
    sm.Place("live", sm.sections.LiveEvents), sm.Place("files", sm.sections.Repository)])}})
"""
SLOW = """
import threading
from smwidgets.data import listing
everything = listing.export_rows
def slowly(*asked, **more):
    for batch in everything(*asked, **more):
        for first in range(0, batch.num_rows, 20):
            threading.Event().wait(0.2)
            yield batch.slice(first, 20)
listing.export_rows = slowly
"""
DIALOG = "dialog[open]"
LIVE = ".smw-card:has(.smw-tabs)"
FILES = ".smw-card:has(.smw-title:has-text('Repozytorium'))"
ROW = f"{FILES} tbody tr"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    import_shop(sample_tables(7, date(2026, 3, 6), contacts=300), path, timezone="Europe/Warsaw", currency="PLN")
    return path


@pytest.fixture
def notebook(tmp_path, store):
    """Write a notebook over an empty Repository."""

    def write(user="ola", before=""):
        source = SOURCE.format(
            repository=str(tmp_path / "repository"), before=before, store=str(store), as_of=AS_OF, user=user
        )
        path = tmp_path / "files.ipynb"
        # Without a kernel named JupyterLab asks which one.
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)], metadata=kernel), path)
        return path

    return write


@pytest.fixture(params=["voila", "lab"])
def opened(request, notebook, browse, run_server, free_port, tmp_path):
    """A page with both sections, and the user's Repository."""
    page, path = browse(width=1400, height=1100), notebook()
    if request.param == "lab":
        request.getfixturevalue("run_in_lab")(page, path)
    else:
        visit(page, path, run_server, free_port)
    page.locator(f"{LIVE} tbody tr").first.wait_for()
    return page, Repository(tmp_path / "repository", user="ola")


def visit(page, path, run_server, free_port):
    script = Path(__file__).with_name("_serve_notebook.py")
    page.goto(run_server([sys.executable, str(script), str(path), str(free_port()), "auto"]).address)
    page.locator(f"{LIVE} tbody tr").first.wait_for()


def told(page, text):
    page.locator(DIALOG).get_by_text(text).wait_for()


@pytest.mark.spec("I4", "R1")
def test_an_export_is_kept_listed_without_a_reload_downloaded_and_deleted(opened):
    page, repository = opened
    page.locator(FILES).get_by_text("Nie ma jeszcze żadnych plików").wait_for()
    page.locator(LIVE).get_by_role("button", name="Eksportuj").click()
    dialog = page.locator(DIALOG)
    told(page, re.compile("do eksportu"))
    dialog.get_by_label("Folder Repozytorium").select_option(label="Nowy folder…")
    dialog.get_by_label("Nazwa nowego folderu").fill("wiosna/2026")
    export = dialog.get_by_role("button", name="Eksportuj")
    export.click()
    dialog.get_by_role("alert").get_by_text("Nazwa ma od 1 do 100 znaków").wait_for()
    assert repository.files() == []
    dialog.get_by_label("Nazwa nowego folderu").fill("Wiosna 2026")
    dialog.get_by_role("radio", name="Udostępniony").click()
    told(page, "Plik zobaczy każdy")
    with page.expect_download() as download:
        export.click()
    told(page, "kopia jest w Repozytorium")
    (file,) = repository.files()
    assert (file.folder, file.access) == ("Wiosna 2026", "shared")
    with repository.open(file.id) as kept:
        content = kept.read()
    assert Path(download.value.path()).read_bytes() == content
    assert file.path in dialog.inner_text().replace("\u200b", "")
    page.keyboard.press("Escape")

    row = page.locator(ROW)
    row.wait_for()
    assert row.locator("td").nth(0).inner_text() == file.name
    assert row.locator("td").nth(1).inner_text() == "Wiosna 2026"
    with page.expect_download() as again:
        row.get_by_role("button", name="Pobierz").click()
    assert again.value.suggested_filename == file.name
    assert Path(again.value.path()).read_bytes() == content

    remove = row.get_by_role("button", name="Usuń")
    remove.focus()
    page.keyboard.press("Enter")
    told(page, "Plik jest udostępniony")
    page.keyboard.press("Escape")
    page.locator(DIALOG).wait_for(state="detached")
    assert len(repository.files()) == 1
    assert remove.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    told(page, "Plik jest udostępniony")
    page.locator(DIALOG).get_by_role("button", name="Usuń").focus()
    page.keyboard.press("Enter")
    page.locator(FILES).get_by_text("Usunięto plik").wait_for()
    row.wait_for(state="detached")
    page.wait_for_function("() => document.activeElement.closest('.smw-datatable') !== null")
    assert repository.files() == []


@pytest.mark.spec("I4", "CA4")
def test_progress_goes_on_behind_a_closed_window_and_cancel_leaves_nothing(
    notebook, browse, run_server, free_port, tmp_path
):
    page = browse(width=1400, height=1100)
    visit(page, notebook(before=SLOW), run_server, free_port)
    opener = page.locator(LIVE).get_by_role("button", name="Eksportuj")
    opener.click()
    dialog = page.locator(DIALOG)
    dialog.locator(".smw-period select").select_option("last_12_months")
    told(page, re.compile("do eksportu"))
    dialog.get_by_role("button", name="Eksportuj").click()
    bar = dialog.get_by_role("progressbar")
    bar.wait_for()
    page.wait_for_function("Number(document.querySelector('[role=progressbar]').ariaValueNow) > 0")
    whole, before = (int(bar.get_attribute(name)) for name in ("aria-valuemax", "aria-valuenow"))
    assert 0 < before < whole
    cancel = dialog.get_by_role("button", name="Przerwij eksport")
    assert cancel.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    opener.click()
    page.wait_for_function(
        "before => Number(document.querySelector('[role=progressbar]')?.ariaValueNow) > before", arg=before
    )
    cancel.click()
    told(page, "Eksport przerwano")
    assert Repository(tmp_path / "repository", user="ola").files() == []
    assert list((tmp_path / "repository").rglob("*.csv")) == []


@pytest.mark.spec("I4", "R2")
def test_an_anonymous_viewer_downloads_and_sees_shared_files_only(notebook, browse, run_server, free_port, tmp_path):
    ola = Repository(tmp_path / "repository", user="ola")
    ola.keep("Eksporty", "tajny", ".csv", lambda file: file.write(b"a"))
    ola.keep("Eksporty", "jawny", ".csv", lambda file: file.write(b"b"), access="shared")
    page = browse(width=1400, height=1100)
    visit(page, notebook(user=None), run_server, free_port)
    page.locator(ROW).first.wait_for()
    assert page.locator(f"{ROW} td:first-child").all_inner_texts() == ["jawny.csv"]
    assert page.locator(FILES).get_by_role("button", name="Usuń").count() == 0
    assert not page.locator(FILES).get_by_role("button", name="Nowy folder").is_visible()
    page.locator(LIVE).get_by_role("button", name="Eksportuj").click()
    dialog = page.locator(DIALOG)
    told(page, re.compile("do eksportu"))
    assert not dialog.get_by_label("Folder Repozytorium").is_visible()
    told(page, "Plik zostanie tylko pobrany")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Eksportuj").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    assert len(ola.files()) == 2


@pytest.mark.spec("R1")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_files_scroll_in_their_own_box_on_a_phone(notebook, browse, run_server, free_port, tmp_path, scheme):
    ola = Repository(tmp_path / "repository", user="ola")
    ola.keep("Eksporty", "x" * 90, ".csv", lambda file: file.write(b"a"))
    page = browse(width=400, height=850, color_scheme=scheme)
    visit(page, notebook(), run_server, free_port)
    page.locator(ROW).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    page.locator(LIVE).get_by_role("button", name="Eksportuj").click()
    told(page, re.compile("do eksportu"))
    content = page.locator(f"{DIALOG} .smw-dialog-content")
    assert content.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert page.locator(DIALOG).evaluate("one => one.getBoundingClientRect().right") <= 400

"""Real-time site events as a person uses them in Voilà: tabs, pages, filters, export, profiles, rows that come."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import date
from pathlib import Path

import nbformat
import pytest

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.data.importing import import_shop
from smwidgets.data.repository import Repository
from smwidgets.data.sample import sample_tables

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"
PUBLISHED = """
import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents

model = sm.DashboardModel(sm.connect({store!r}), as_of={as_of!r}, locale={locale!r}, user="ola")
sm.Dashboard(model, {{"main": ({{"pl": "Główny", "en": "Main"}}, [sm.Place("live", LiveEvents)])}})
"""
ARRIVING = """
import pandas as pd
import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents

at = pd.Timestamp.now("UTC") + pd.to_timedelta(range(-40, 300), unit="s")
events = pd.DataFrame({"event_id": range(340), "contact_id": 1, "type": "PURCHASE", "occurred_at": at, "value": 10.0})
shop = sm.connect({"events": events}, timezone="Europe/Warsaw", currency="PLN")
LiveEvents(sm.DashboardModel(shop), poll_seconds=0.5)
"""
ROW = ".smw-card tbody tr"
DIALOG = "dialog[open]"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "shop.duckdb"
    import_shop(sample_tables(7, date(2026, 3, 6), contacts=1_000), path, timezone="Europe/Warsaw", currency="PLN")
    return path


@pytest.fixture(scope="module")
def serve(tmp_path_factory, run_server, free_port):
    """Serve one cell of Python; exports are kept in ``.repository``."""

    def start(source):
        folder = tmp_path_factory.mktemp("notebook")
        path = folder / "live.ipynb"
        source = f"import os\nos.environ['SMWIDGETS_REPOSITORY'] = {str(folder / 'repository')!r}\n{source}"
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), path)
        script = Path(__file__).with_name("_serve_notebook.py")
        server = run_server([sys.executable, str(script), str(path), str(free_port()), "auto"])
        server.repository = folder / "repository"
        return server

    return start


@pytest.fixture(scope="module")
def published(serve, store):
    return serve(PUBLISHED.format(store=str(store), as_of=AS_OF, locale="pl"))


@pytest.fixture
def live(published, page):
    page.goto(published.address)
    page.locator(ROW).first.wait_for(timeout=60_000)
    return page


@pytest.fixture(scope="module")
def expected(store):
    """A page of a list as Python reads it."""
    with sm.connect(store) as shop:
        model = sm.DashboardModel(shop, as_of=AS_OF)
        yield lambda kind, **asked: listing.page(shop, kind, until=model.now, **asked)


def keys(page):
    return page.locator(ROW).evaluate_all("rows => rows.map(row => row.dataset.key)")


def settle(page, wanted):
    """Wait until the table has these rows."""
    page.wait_for_function(
        "([s, wanted]) => JSON.stringify([...document.querySelectorAll(s)].map(row => row.dataset.key)) === wanted",
        arg=[ROW, str(wanted).replace("'", '"').replace(", ", ",")],
    )


def ids(found):
    return [str(one) for one in found.rows.iloc[:, 0]]


@pytest.mark.spec("I1", "I2")
def test_tabs_and_pages_show_the_rows_that_the_source_has(live, expected):
    first = expected("monitored")
    settle(live, ids(first))
    live.get_by_role("button", name="Starsze").click()
    second = expected("monitored", after=first.next)
    settle(live, ids(second))
    live.get_by_role("button", name="‹ Nowsze").click()
    settle(live, ids(first))
    live.get_by_role("radio", name="Anonimowe").click()
    settle(live, ids(expected("anonymous")))
    assert live.locator(ROW).first.locator("td").nth(1).inner_text() == "anonimowy"
    live.get_by_role("radio", name="Transakcje").click()
    orders = expected("transactions")
    settle(live, ids(orders))
    row = orders.rows.iloc[0]
    cells = [text.replace("\xa0", " ") for text in live.locator(ROW).first.locator("td").all_inner_texts()]
    assert cells[1:3] == [row["email"], row["name"]]
    assert cells[3] == f"{row['value']:.2f} zł".replace(".", ",")
    assert cells[4] == str(row["products"])


@pytest.mark.spec("I3")
def test_filters_are_applied_counted_and_cleared(live, expected):
    opener = live.locator(".smw-filters > button")
    opener.click()
    live.get_by_label("Właściciel kontaktu").select_option("jan.lesny@sklep-ogrodowy.example")
    live.get_by_label("Minimalny scoring wizyty").fill("20")
    live.get_by_role("button", name="Zastosuj").click()
    filters = listing.Filters(owner="jan.lesny@sklep-ogrodowy.example", min_score=20)
    settle(live, ids(expected("monitored", filters=filters)))
    assert opener.inner_text() == "Filtry (2)"
    live.get_by_role("radio", name="Transakcje").click()
    settle(live, ids(expected("transactions", filters=filters)))
    assert opener.inner_text() == "Filtry (1)"
    opener.click()
    assert live.get_by_label("Minimalny scoring wizyty").count() == 0
    live.get_by_role("button", name="Wyczyść filtry").click()
    settle(live, ids(expected("transactions")))
    assert opener.inner_text() == "Filtry"


@pytest.mark.spec("I4")
def test_an_export_says_its_rows_first_and_is_downloaded_and_kept(live, published, store):
    live.get_by_role("radio", name="Transakcje").click()
    live.locator(f"{ROW} td").nth(4).wait_for()
    live.get_by_role("button", name="Eksportuj").click()
    live.locator(f"{DIALOG} .smw-period select").select_option("last_7_days")
    told = live.locator(DIALOG).get_by_text("do eksportu")
    told.wait_for()
    live.wait_for_timeout(500)
    told.wait_for()
    with live.expect_download() as download:
        live.locator(DIALOG).get_by_role("button", name="Eksportuj").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    _, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    with sm.connect(store) as shop:
        model = sm.DashboardModel(shop, as_of=AS_OF)
        week = model.timeframe("last_7_days").current
        filters = listing.Filters(start=week.start, end=week.end)
        listed = listing.page(shop, "transactions", until=model.now, filters=filters, limit=10_000).rows
    assert [row[0] for row in rows] == listed["event_id"].astype(str).tolist()
    assert [float(row[5].replace(",", ".")) for row in rows] == listed["value"].tolist()
    assert int(re.sub(r"\D", "", told.inner_text())) == len(rows) > 0
    live.locator(DIALOG).get_by_text("kopia jest w Repozytorium").wait_for()
    with Repository(published.repository, user="ola").read(f"Eksporty/{download.value.suggested_filename}") as kept:
        assert kept.read() == content


@pytest.mark.spec("I5")
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
@pytest.mark.parametrize(
    ("tab", "parts"),
    [
        ("Monitorowane", ["Ostatnia wizyta", "Historia wizyt"]),
        ("Anonimowe", ["Ostatnia wizyta", "Historia wizyt"]),
        ("Transakcje", ["Transakcje", "Koszyki", "Interakcje", "Wizyty", "Zgody"]),
    ],
)
def test_the_profile_opens_turns_and_closes(live, expected, tab, parts, by):
    kind = {"Monitorowane": "monitored", "Anonimowe": "anonymous", "Transakcje": "transactions"}[tab]
    live.get_by_role("radio", name=tab).click()
    settle(live, ids(expected(kind)))
    opener = live.locator(ROW).nth(1).get_by_role("button")
    if by == "mouse":
        opener.click()
    else:
        opener.focus()
        live.keyboard.press("Enter")
    dialog = live.locator(DIALOG)
    dialog.get_by_role("radio").nth(len(parts) - 1).wait_for()
    assert dialog.get_by_role("radio").all_inner_texts() == parts
    assert (dialog.locator("[data-fact=email]").count() == 1) == (kind != "anonymous")
    if by == "mouse":
        dialog.get_by_role("radio", name=parts[1]).click()
    else:
        dialog.get_by_role("radio", name=parts[0]).focus()
        live.keyboard.press("ArrowRight")
    dialog.locator('[aria-checked="true"]', has_text=parts[1]).wait_for()
    dialog.locator(".smw-datatable").first.wait_for()
    if by == "mouse":
        dialog.get_by_role("button", name="Zamknij").click()
    else:
        live.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert opener.evaluate("one => one === document.activeElement")


@pytest.mark.spec("I1")
def test_rows_come_by_themselves_and_wait_behind_a_button_on_other_pages(serve, page):
    page.goto(serve(ARRIVING).address)
    page.locator(ROW).first.wait_for(timeout=60_000)
    before = keys(page)[0]
    page.wait_for_function(
        "([s, before]) => Number(document.querySelector(s).dataset.key) >= Number(before) + 2", arg=[ROW, before]
    )
    page.get_by_role("button", name="Starsze").click()
    banner = page.get_by_role("button", name=re.compile("now[aey]"), exact=False).filter(has_text=re.compile(r"wiersz"))
    banner.wait_for()
    page.wait_for_timeout(600)
    shown = keys(page)
    page.wait_for_timeout(1200)
    assert keys(page) == shown
    banner.click()
    page.wait_for_function(
        "([s, shown]) => Number(document.querySelector(s).dataset.key) > Number(shown)", arg=[ROW, shown[0]]
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 400])
def test_neither_list_nor_dialog_scrolls_the_page_sideways(published, browse, width, scheme):
    page = browse(width=width, height=900, color_scheme=scheme)
    page.goto(published.address)
    page.locator(ROW).first.wait_for(timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator(ROW).first.get_by_role("button").click()
    page.locator(f"{DIALOG} [data-fact]").first.wait_for()
    assert page.locator(DIALOG).evaluate("one => one.getBoundingClientRect().right") <= width
    content = page.locator(f"{DIALOG} .smw-dialog-content")
    assert content.evaluate("one => one.scrollWidth <= one.clientWidth + 1")

"""Real-time site events as a person uses them in Voilà and JupyterLab: tabs, pages, filters, export, profiles, news."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

import smwidgets as sm
from smwidgets.data import listing
from smwidgets.data.repository import Repository

pytestmark = pytest.mark.browser

AS_OF = "2026-03-06 14:32"
OWNER = "jan.lesny@sklep-ogrodowy.example"
WARSAW = ZoneInfo("Europe/Warsaw")
FIXED = """
import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents

model = sm.DashboardModel(sm.connect({store!r}), as_of={as_of!r}, locale="pl", user="ola", rights=sm.Rights())
sm.Dashboard(model, {{"main": ({{"pl": "Główny", "en": "Main"}}, [sm.Place("live", LiveEvents)])}})
"""
ARRIVING = """
import pandas as pd
import smwidgets as sm
from smwidgets.sections.live_events import LiveEvents

at = pd.Timestamp.now("UTC") + pd.to_timedelta(range(-40, 300), unit="s")
events = pd.DataFrame({"event_id": range(340), "contact_id": 1, "type": "PURCHASE", "occurred_at": at, "value": 10.0})
shop = sm.connect({"events": events}, timezone="Europe/Warsaw", currency="PLN")
LiveEvents(sm.DashboardModel(shop, rights=sm.Rights()), poll_seconds=0.5)
"""
ROW = ".smw-card tbody tr"
DIALOG = "dialog[open]"


@pytest.fixture(scope="module")
def cell(sample_store):
    return FIXED.format(store=str(sample_store), as_of=AS_OF)


@pytest.fixture
def live(show_cell, cell, page):
    """The lists in a page of each host."""
    show_cell(page, cell)
    page.locator(ROW).first.wait_for()
    return page


@pytest.fixture(scope="module")
def model(sample_store):
    with sm.connect(sample_store) as shop:
        yield sm.DashboardModel(shop, as_of=AS_OF)


@pytest.fixture(scope="module")
def expected(model):
    """A page of a list as Python reads it."""
    return lambda kind, **asked: listing.page(model.shop, kind, until=model.now, **asked)


def keys(page):
    return page.locator(ROW).evaluate_all("rows => rows.map(row => row.dataset.key)")


def settle(page, wanted, rows=ROW):
    """Wait until a table has these rows."""
    page.wait_for_function(
        "([s, wanted]) => JSON.stringify([...document.querySelectorAll(s)].map(row => row.dataset.key)) === wanted",
        arg=[rows, json.dumps(wanted, separators=(",", ":"))],
    )


def ids(rows):
    return [str(one) for one in rows.iloc[:, 0]]


@pytest.mark.spec("I1", "I2")
def test_tabs_and_pages_show_the_rows_that_the_source_has(live, expected):
    first = expected("monitored")
    settle(live, ids(first.rows))
    live.get_by_role("button", name="Starsze").click()
    second = expected("monitored", after=first.next)
    settle(live, ids(second.rows))
    live.get_by_role("button", name="‹ Nowsze").click()
    settle(live, ids(first.rows))
    live.get_by_role("radio", name="Anonimowe").click()
    settle(live, ids(expected("anonymous").rows))
    assert live.locator(ROW).first.locator("td").nth(1).inner_text() == "anonimowy"
    live.get_by_role("radio", name="Transakcje").click()
    orders = expected("transactions")
    settle(live, ids(orders.rows))
    row = orders.rows.iloc[0]
    cells = [text.replace("\xa0", " ") for text in live.locator(ROW).first.locator("td").all_inner_texts()]
    assert cells[1:3] == [row["email"], row["name"]]
    assert cells[3] == f"{row['value']:.2f} zł".replace(".", ",")
    assert cells[4] == str(row["products"])


@pytest.mark.spec("I3")
def test_filters_are_applied_counted_and_cleared(live, expected):
    opener = live.locator(".smw-filters > button")
    opener.click()
    live.get_by_label("Właściciel kontaktu").select_option(OWNER)
    live.get_by_label("Minimalny scoring wizyty").fill("20")
    live.get_by_role("button", name="Zastosuj").click()
    settle(live, ids(expected("monitored", filters=listing.Filters(owner=OWNER, min_score=20)).rows))
    expect(opener).to_have_text("Filtry (2)")

    opener.focus()
    live.keyboard.press("Enter")
    dates = live.locator(".smw-panel:popover-open")
    dates.get_by_label("Od", exact=True).fill("2026-02-20")
    dates.get_by_label("Do", exact=True).fill("2026-02-28")
    dates.get_by_label("Do", exact=True).press("Enter")
    days = {"start": datetime(2026, 2, 20, tzinfo=WARSAW), "end": datetime(2026, 3, 1, tzinfo=WARSAW)}
    filters = listing.Filters(owner=OWNER, min_score=20, **days)
    found = ids(expected("monitored", filters=filters).rows)
    settle(live, found)
    assert found != []
    expect(opener).to_have_text("Filtry (3)")

    live.get_by_role("radio", name="Transakcje").click()
    settle(live, ids(expected("transactions", filters=filters).rows))
    expect(opener).to_have_text("Filtry (2)")
    opener.click()
    expect(live.get_by_label("Minimalny scoring wizyty")).to_have_count(0)
    clear = live.get_by_role("button", name="Wyczyść filtry")
    clear.press("Enter")
    settle(live, ids(expected("transactions").rows))
    expect(opener).to_have_text("Filtry")


@pytest.mark.spec("I4")
def test_an_export_says_its_rows_first_and_every_row_of_the_file_is_right(live, cell, write_cell, model):
    live.locator(".smw-filters > button").click()
    live.get_by_label("Właściciel kontaktu").select_option(OWNER)
    live.get_by_role("button", name="Zastosuj").click()
    live.get_by_role("radio", name="Transakcje").click()
    live.locator(f"{ROW} td").nth(4).wait_for()
    live.get_by_role("button", name="Eksportuj").click()
    dialog = live.locator(DIALOG)
    dialog.locator(".smw-period select").select_option("last_7_days")

    week = model.timeframe("last_7_days").current
    days = {"start": week.start, "end": week.end}
    mine, everybodys = (listing.Filters(owner=owner, **days) for owner in (OWNER, None))
    counts = {one: listing.count(model.shop, "transactions", model.now, one) for one in (mine, everybodys)}
    assert 0 < counts[mine] < counts[everybodys]
    told = dialog.get_by_text("do eksportu")
    use = dialog.get_by_role("checkbox", name=re.compile(OWNER))
    expect(told).to_have_text(re.compile(rf"^{counts[mine]}\D"))
    use.uncheck()
    expect(told).to_have_text(re.compile(rf"^{counts[everybodys]}\D"))
    use.check()
    expect(told).to_have_text(re.compile(rf"^{counts[mine]}\D"))

    with live.expect_download() as download:
        dialog.get_by_role("button", name="Eksportuj").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    listed = listing.page(model.shop, "transactions", until=model.now, filters=mine, limit=10_000).rows
    names = listing.headers("pl", "Europe/Warsaw")
    assert head == [names[name] for name in listed]
    at = listed["at"].dt.tz_localize("UTC").dt.tz_convert(WARSAW).dt.strftime("%Y-%m-%d %H:%M:%S")
    texts = listed.assign(at=at, value=0).astype(str)
    assert [row[:5] + row[6:] for row in rows] == texts.drop(columns="value").to_numpy().tolist()
    assert [float(row[5].replace(",", ".")) for row in rows] == listed["value"].tolist()
    assert len(rows) == counts[mine]

    dialog.get_by_text("kopia jest w Repozytorium").wait_for()
    repository = Repository(write_cell(cell).repository, user="ola")
    (file,) = [one for one in repository.files() if one.name == download.value.suggested_filename]
    assert (file.rows, file.access) == (counts[mine], "private")
    with repository.open(file.id) as kept:
        assert kept.read() == content
    repository.delete(file.id)


FORMS = {
    "monitored": ("Monitorowane", ["Ostatnia wizyta", "Historia wizyt"]),
    "anonymous": ("Anonimowe", ["Ostatnia wizyta", "Historia wizyt"]),
    "transactions": ("Transakcje", ["Transakcje", "Koszyki", "Interakcje", "Wizyty", "Zgody"]),
}
"""Tab of each list, and the tabs of its profile."""


def second_part(model, kind, row):
    """Ids of what stands in the second tab of a profile: the visits, or a buyer's carts."""
    if kind == "anonymous":
        asked = {"visit_id": row["visit_id"], "visitor_id": row["visitor_id"]}
        return ids(listing.visitor_profile(model.shop, model.now, **asked).visits.rows)
    profile = listing.profile(model.shop, row["contact_id"], model.now)
    return ids((profile.visits if kind == "monitored" else profile.carts).rows)


@pytest.mark.spec("I5")
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_each_profile_opens_turns_and_closes(live, expected, model, by):
    dialog = live.locator(DIALOG)
    for kind, (tab, parts) in FORMS.items():
        live.get_by_role("radio", name=tab).click()
        rows = expected(kind).rows
        settle(live, ids(rows))
        opener = live.locator(ROW).nth(1).get_by_role("button")
        if by == "mouse":
            opener.click()
        else:
            opener.focus()
            live.keyboard.press("Enter")
        expect(dialog.get_by_role("radio")).to_have_text(parts)
        dialog.get_by_role("radio", name=parts[0], checked=True).wait_for()
        emails = [] if kind == "anonymous" else [rows.iloc[1]["email"]]
        assert dialog.locator("[data-fact=email] dd").all_inner_texts() == emails
        full = [str(rows.iloc[1]["contact_id"])] if kind == "transactions" else []
        assert dialog.locator("[data-fact=contact_id] dd").all_inner_texts() == full
        if by == "mouse":
            dialog.get_by_role("radio", name=parts[1]).click()
        else:
            dialog.get_by_role("radio", name=parts[0]).focus()
            live.keyboard.press("ArrowRight")
        dialog.get_by_role("radio", name=parts[1], checked=True).wait_for()
        settle(live, second_part(model, kind, rows.iloc[1]), f"{DIALOG} tbody tr")
        if by == "mouse":
            dialog.get_by_role("button", name="Zamknij").click()
        else:
            live.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        assert opener.evaluate("one => one === document.activeElement")


@pytest.mark.spec("I1")
def test_rows_come_by_themselves_and_wait_behind_a_button_on_other_pages(serve_cell, page):
    page.goto(serve_cell(ARRIVING))
    page.locator(ROW).first.wait_for()
    before = keys(page)[0]
    page.wait_for_function(
        "([s, before]) => Number(document.querySelector(s).dataset.key) >= Number(before) + 2", arg=[ROW, before]
    )
    page.get_by_role("button", name="Starsze").click()
    banner = page.get_by_role("button").filter(has_text=re.compile(r"now\w+ wiersz"))
    banner.wait_for()
    shown, came = keys(page), int(re.sub(r"\D", "", banner.inner_text()))
    expect(banner).to_have_text(re.compile(rf"^{came + 2}\s"))
    assert keys(page) == shown
    banner.click()
    page.wait_for_function(
        "([s, shown]) => Number(document.querySelector(s).dataset.key) > Number(shown)", arg=[ROW, shown[0]]
    )


def test_neither_list_nor_dialog_overflows_on_a_phone_or_in_the_dark(live, paint, host):
    if host == "lab":
        live.evaluate("jupyterapp.shell.collapseLeft()")
    for width in (1400, 400):
        live.set_viewport_size({"width": width, "height": 900})
        for scheme in ("dark", "light"):
            paint(live, scheme)
            assert live.evaluate("document.documentElement.scrollWidth") == width
            board = live.locator(".smw-dashboard")
            assert board.evaluate("one => one.getBoundingClientRect().right <= innerWidth")
            assert board.evaluate("one => one.scrollWidth <= one.clientWidth")
            live.locator(ROW).first.get_by_role("button").click()
            live.locator(f"{DIALOG} [data-fact]").first.wait_for()
            assert live.locator(DIALOG).evaluate("one => one.getBoundingClientRect().right") <= width
            content = live.locator(f"{DIALOG} .smw-dialog-content")
            assert content.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
            live.keyboard.press("Escape")
            live.locator(DIALOG).wait_for(state="detached")

"""Donuts, tables, dialogs, filters and downloads in a real browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def gallery(
    tmp_path_factory: pytest.TempPathFactory, run_server: Callable[..., object], free_port: Callable[[], int]
) -> object:
    cell = nbformat.v4.new_code_cell((HERE / "_gallery_lists.py").read_text(encoding="utf-8"))
    path = tmp_path_factory.mktemp("gallery") / "gallery.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return run_server([sys.executable, str(HERE / "_serve_notebook.py"), str(path), str(free_port()), "auto"])


@pytest.fixture
def visit(gallery: object, browse: Callable[..., Page]) -> Callable[..., Page]:
    def go(**options: object) -> Page:
        page = browse(**options)
        page.goto(gallery.address)
        page.locator(".card-stacked_bar .smw-xlabels span").first.wait_for()
        page.locator(".card-moduły .bqplot .slice").first.wait_for()
        return page

    return go


def heard(page: Page, text: str) -> None:
    page.locator(".heard", has_text=text).wait_for()


@pytest.mark.spec("D2", "E2")
def test_a_donut_hides_picks_and_lights_up(visit):
    page = visit()
    card = page.locator(".card-moduły")
    rows, total = card.locator(".smw-slice"), card.locator(".smw-ring-total")
    slices = card.locator(".bqplot .slice")
    assert (rows.count(), slices.count(), total.inner_text()) == (5, 5, "804\u00a0tys.\u00a0zł")

    rows.nth(0).locator(".smw-slice-label").click()
    heard(page, "hidden k0")
    page.wait_for_function("document.querySelector('.card-moduły .smw-ring-total').textContent.startsWith('498')")
    page.wait_for_function("document.querySelectorAll('.card-moduły .bqplot .slice').length === 4")
    assert rows.nth(1).locator(".smw-slice-share").inner_text() == "43,6%"
    assert rows.nth(0).locator(".smw-slice-label").get_attribute("aria-pressed") == "false"

    face = card.locator(".smw-ring-face")
    box = face.bounding_box()
    # The first slice that is left begins at twelve o'clock and goes clockwise.
    face.hover(position={"x": box["width"] / 2 + 30, "y": 28})
    assert "Workflow" in card.locator(".smw-tip").inner_text()
    assert "43,6%" in card.locator(".smw-tip").inner_text()
    assert card.locator(".bqplot .slice.smw-faded").count() == 3
    face.click(position={"x": box["width"] / 2 + 30, "y": 28})
    heard(page, "picked k1")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    heard(page, "closed")

    rows.nth(2).locator(".smw-slice-open").focus()
    page.keyboard.press("Enter")
    heard(page, "picked k2")


@pytest.mark.spec("X3")
def test_every_chart_turns_into_a_table_and_back(visit):
    page = visit()
    card = page.locator(".card-area")
    toggle, plot = card.locator(".smw-table-toggle"), card.locator(".bqplot")
    height = card.bounding_box()["height"]
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "true"
    table = card.get_by_role("table", name="W czasie")
    assert table.locator("thead th").all_inner_texts() == ["Okres", "1", "2", "3", "4", "5"]
    assert table.locator("tbody tr").first.inner_text().split("\t")[:2] == ["sty 2026", "1\u00a0250"]
    assert table.locator("tbody th").first.get_attribute("scope") == "row"
    assert not plot.is_visible()
    assert card.bounding_box()["height"] == pytest.approx(height, abs=1)
    card.locator(".smw-legend button").first.click()
    page.wait_for_function("document.querySelectorAll('.card-area thead th').length === 5")
    toggle.click()
    assert plot.is_visible()
    assert table.count() == 0

    donut = page.locator(".card-kanały")
    donut.locator(".smw-table-toggle").click()
    assert donut.get_by_role("table").locator("tbody tr").count() == 5
    assert "803" in donut.get_by_role("table").locator("tfoot").inner_text()
    for cell, side in (("th", "left"), ("td", "right")):
        expect(donut.locator(f".smw-table-box tfoot {cell}").first).to_have_css("text-align", side)


def test_a_table_shows_text_only_and_keeps_the_focus_when_rows_come(visit):
    page = visit()
    card = page.locator(".card-lists")
    rows = card.locator(".smw-datatable tbody tr")
    assert page.evaluate("window.hacked") is None
    assert card.locator("img").count() == 0
    cell = rows.nth(2).locator(".smw-cell").nth(2)
    assert cell.bounding_box()["width"] < 300
    cell.hover()
    assert len(cell.get_attribute("title")) == 10_000

    card.locator(".smw-banner").click()
    heard(page, "news")
    page.wait_for_function("document.querySelectorAll('.card-lists tbody tr').length === 9")
    assert rows.nth(0).get_attribute("class") == "smw-fresh"
    assert not card.locator(".smw-banner").is_visible()

    action = rows.nth(1).get_by_role("button", name="Profil 360°")
    action.click()
    heard(page, "acted row0 profile")


def test_pages_are_turned_where_there_are_some(visit):
    page = visit()
    pager = page.locator(".card-lists .smw-pager")
    newer, older = pager.get_by_role("button").all()
    newer.click(force=True)
    older.click()
    heard(page, "turned older")
    pager.get_by_text("26–33 z 33").wait_for()
    assert older.get_attribute("aria-disabled") == "true"
    assert newer.get_attribute("aria-disabled") == "false"


def test_a_dialog_is_modal_draws_its_charts_and_gives_the_focus_back(visit):
    page = visit()
    button = page.locator(".card-lists tbody button").first
    for _ in range(2):
        button.click()
        dialog = page.get_by_role("dialog", name="Profil 360°")
        dialog.locator(".bqplot .tick text").first.wait_for()
        assert dialog.locator(".smw-datatable tbody tr").count() == 8
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.closest('dialog')")
        dialog.get_by_role("button", name="Zamknij").click()
        dialog.wait_for(state="hidden")
        heard(page, "closed")
        assert button.evaluate("e => document.activeElement === e")
        assert page.locator(".smw-dialog .bqplot").count() == 0


def test_a_dialog_fills_a_phone_and_nothing_scrolls_sideways(visit):
    page = visit(width=400, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator(".card-lists tbody button").first.evaluate("e => e.click()")
    box = page.get_by_role("dialog", name="Profil 360°").bounding_box()
    assert (box["width"], box["height"]) == (400, 800)
    page.keyboard.press("Escape")
    heard(page, "closed")


@pytest.mark.spec("I3")
def test_filters_reach_python_when_applied_only(visit):
    page = visit()
    menu = page.locator(".smw-filters")
    opener, panel = menu.locator("> button"), menu.locator(".smw-panel")
    assert opener.inner_text() == "Filtry (1)"
    opener.click()
    panel.get_by_label("Właściciel").select_option("piotr")
    page.keyboard.press("Escape")
    opener.click()
    assert panel.get_by_label("Właściciel").input_value() == "anna"
    panel.locator("[name=dates-from]").fill("2026-03-05")
    panel.locator("[name=dates-to]").fill("2026-03-01")
    panel.get_by_role("button", name="Zastosuj").click()
    panel.get_by_text("Koniec wypada przed początkiem.").wait_for()
    panel.locator("[name=dates-to]").fill("2026-03-06")
    panel.get_by_label("Minimalny scoring").fill("7")
    panel.get_by_role("button", name="Zastosuj").click()
    heard(page, "applied anna (datetime.date(2026, 3, 5), datetime.date(2026, 3, 6)) 7")
    page.wait_for_function("document.querySelector('.smw-filters > button').textContent === 'Filtry (3)'")
    opener.click()
    panel.get_by_role("button", name="Wyczyść filtry").click()
    heard(page, "applied None None None")
    page.wait_for_function("document.querySelector('.smw-filters > button').textContent === 'Filtry'")


@pytest.mark.spec("I4")
def test_a_file_of_several_pieces_arrives_whole(visit):
    page = visit()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Pobierz").click()
    assert waiting.value.suggested_filename == "duży_plik.bin"
    assert Path(waiting.value.path()).read_bytes() == bytes(range(256)) * 20_480


def test_charts_of_a_row_are_level_whatever_stands_beside_them(visit):
    page = visit()
    area, bars = (page.locator(f".card-{kind} .smw-plot").bounding_box() for kind in ("area", "stacked_bar"))
    assert (area["y"], area["height"]) == pytest.approx((bars["y"], bars["height"]), abs=0.5)
    cards = [page.locator(f".card-{name}").bounding_box() for name in ("area", "stacked_bar", "dziwne")]
    assert len({round(card["height"]) for card in cards}) == 1
    heads = [page.locator(f".card-{name} .smw-donut").bounding_box()["y"] for name in ("kanały", "moduły", "zakupów")]
    assert max(heads) - min(heads) < 1, "a period under a title moved one chart only"


@pytest.mark.parametrize("width", [360, 700, 1090, 1400])
def test_no_title_is_cut(visit, width):
    page = visit(width=width, height=900)
    for title in page.locator(".smw-title").all():
        assert title.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
        controls = title.locator("xpath=ancestor::*[contains(@class, 'smw-card-bar')]").locator("select")
        if controls.count():
            one, other = title.bounding_box(), controls.first.bounding_box()
            beside = one["x"] + one["width"] <= other["x"] + 1
            assert beside or one["y"] + one["height"] <= other["y"] + 1

"""Parts in a real browser: what a mouse, a finger and a keyboard do to them, wide and narrow, light and dark."""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import expect

from smwidgets.parts.palette import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
NBSP = "\xa0"


@pytest.fixture(scope="module")
def gallery(
    tmp_path_factory: pytest.TempPathFactory, run_server: Callable[..., object], free_port: Callable[[], int]
) -> object:
    cell = nbformat.v4.new_code_cell((HERE / "_gallery.py").read_text(encoding="utf-8"))
    path = tmp_path_factory.mktemp("gallery") / "gallery.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return run_server([sys.executable, str(HERE / "_serve_notebook.py"), str(path), str(free_port()), "auto"])


@pytest.fixture
def visit(gallery: object, browse: Callable[..., Page]) -> Callable[..., Page]:
    """Open the gallery: ``visit(width=…, color_scheme=…)``."""

    def go(**options: object) -> Page:
        page = browse(**options)
        page.goto(gallery.address)
        page.locator(".card-Całkowita .smw-xlabels span").first.wait_for()
        page.locator(".card-Punkt .bqplot .tick text").first.wait_for()
        return page

    return go


def heard(page: Page, text: str) -> None:
    page.locator(".heard", has_text=text).wait_for()


def axis_top(card: Locator) -> float:
    labels = card.locator(".bqplot .axis .tick text").all_text_contents()
    return max(float(re.sub(r"[^\d,]", "", label).replace(",", ".")) for label in labels)


def overflows(page: Page) -> list[str]:
    """Elements that reach out of the page sideways."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.smw-dashboard *')].filter((node) => {
            const box = node.getBoundingClientRect();
            return box.width && (box.right > innerWidth + 1 || box.left < -1) && !node.closest('.smw-unseen');
        }).map((node) => node.className.baseVal ?? node.className)"""
    )


def test_a_legend_hides_restores_and_singles_out_and_the_axis_follows(visit):
    page = visit()
    card = page.locator(".card-click")
    current, previous = card.locator(".smw-legend button").all()
    bars = card.locator(".bqplot .bar:visible")
    assert axis_top(card) == 2
    assert bars.count() == 14

    previous.click()
    heard(page, "hidden previous")
    assert previous.get_attribute("aria-pressed") == "false"
    assert "line-through" in previous.locator(".smw-legend-label").evaluate(
        "e => getComputedStyle(e).textDecorationLine"
    )
    card.locator(".bqplot").evaluate("e => new Promise((done) => requestAnimationFrame(done))")
    assert bars.count() == 7

    previous.click()
    heard(page, "hidden")
    page.wait_for_function("document.querySelectorAll('.card-click .bqplot .bargroup:first-child .bar').length >= 2")

    previous.dblclick()
    heard(page, "hidden current")
    assert (current.get_attribute("aria-pressed"), previous.get_attribute("aria-pressed")) == ("false", "true")
    expect(card.locator(".bqplot .axis .tick text")).to_have_text(
        ["0", f"0,25{NBSP}tys.", f"0,5{NBSP}tys.", f"0,75{NBSP}tys.", f"1{NBSP}tys."]
    )
    page.wait_for_timeout(100)  # bqplot writes them once more in a later frame
    assert axis_top(card) == 1

    previous.dblclick()
    page.wait_for_function("document.querySelectorAll('.card-click [aria-pressed=true]').length === 2")

    current.focus()
    page.keyboard.press("s")
    heard(page, "hidden previous")
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("document.querySelectorAll('.card-click [aria-pressed=true]').length === 2")
    page.keyboard.press("Space")
    heard(page, "hidden current")
    assert current.evaluate("e => document.activeElement === e")


def test_a_chart_with_all_series_hidden_says_so(visit):
    page = visit()
    card = page.locator(".card-AOV")
    for button in card.locator(".smw-legend button").all():
        button.click()
    card.get_by_text("Wszystkie serie są ukryte.").wait_for()
    assert card.locator(".bqplot .line:visible").count() == 0
    assert len(card.locator(".bqplot .tick text").all()) == 5


def test_the_tooltip_follows_the_pointer_and_the_keyboard(visit):
    page = visit()
    card = page.locator(".card-Całkowita")
    area, tip = card.locator(".smw-hover-area"), card.locator(".smw-tip")
    assert not tip.is_visible()

    box = area.bounding_box()
    area.hover(position={"x": box["width"] * 10 / 29, "y": 60})
    assert tip.is_visible()
    assert "11 lut 2026" in tip.inner_text()
    assert "11 sty 2026" in tip.inner_text()
    assert "+6,5%" in tip.inner_text()
    assert tip.locator(".smw-tip-value").count() == 2

    page.mouse.move(5, 5)
    assert not tip.is_visible()

    area.focus()
    page.keyboard.press("Home")
    assert "1 lut 2026" in tip.inner_text()
    page.keyboard.press("ArrowRight")
    assert "2 lut 2026" in tip.inner_text()
    assert "Bieżący okres, 2 lut 2026" in card.locator("[aria-live]").inner_text()
    page.keyboard.press("End")
    assert "2 mar 2026" in tip.inner_text()
    right = tip.bounding_box()
    assert right["x"] + right["width"] <= card.bounding_box()["x"] + card.bounding_box()["width"]
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    assert area.get_attribute("aria-label") == "Sprzedaż, Całkowita"


@pytest.mark.parametrize("name", ["kampanie", "click"])
def test_the_crosshair_stands_in_the_middle_of_a_group_of_bars(visit, name):
    page = visit()
    card = page.locator(f".card-{name}")
    area = card.locator(".smw-hover-area")
    area.focus()
    page.keyboard.press("Home")
    for step in range(7):
        cross = card.locator(".smw-crosshair").bounding_box()["x"]
        group = (
            card.locator(".bqplot .bargroup")
            .nth(step)
            .evaluate(
                "g => { const boxes = [...g.querySelectorAll('.bar')].map((b) => b.getBoundingClientRect());"
                " return (Math.min(...boxes.map((b) => b.left)) + Math.max(...boxes.map((b) => b.right))) / 2; }"
            )
        )
        assert cross == pytest.approx(group, abs=1.5)
        page.keyboard.press("ArrowRight")


@pytest.mark.spec("X3")
@pytest.mark.parametrize("width", [1400, 400])
def test_the_caption_of_a_table_is_read_in_full_wherever_the_table_is_scrolled(visit, width):
    page = visit(width=width)
    card = page.locator(".card-Całkowita")
    card.get_by_role("button", name="Dane w tabeli").click()
    box, caption = card.locator(".smw-table-box"), card.locator(".smw-table-box caption")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth"), "the table is not wider than its box"
    for end in ("start", "end"):
        box.evaluate("(e, end) => { e.scrollLeft = end === 'end' ? e.scrollWidth : 0; }", end)
        outer, inner = box.bounding_box(), caption.bounding_box()
        assert inner["x"] >= outer["x"] - 0.5
        assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 0.5
        assert caption.evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.spec("X3")
def test_in_a_table_periods_stand_to_the_left_and_numbers_to_the_right_under_their_heads(visit):
    card = visit().locator(".card-Całkowita")
    card.get_by_role("button", name="Dane w tabeli").click()
    lines = card.locator(".smw-table-box tr").evaluate_all(
        "lines => lines.map((line) => [...line.cells].map((cell) => getComputedStyle(cell).textAlign))"
    )
    heads = card.locator(".smw-table-box thead th").all_inner_texts()
    assert len(lines) > 2
    assert dict(zip(heads, lines[0], strict=True)) == {
        "Okres": "left",
        "Bieżący okres": "right",
        "Okres (Poprzedni okres)": "left",
        "Poprzedni okres": "right",
        "Zmiana": "right",
    }
    assert all(line == lines[0] for line in lines)


@pytest.mark.spec("X3")
def test_what_is_copied_out_of_a_table_is_rows_of_a_spreadsheet(visit):
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator(".card-Całkowita")
    card.get_by_role("button", name="Dane w tabeli").click()
    card.locator(".smw-table-box table").evaluate(
        "table => { const all = document.createRange(); all.selectNode(table);"
        " getSelection().removeAllRanges(); getSelection().addRange(all); }"
    )
    page.keyboard.press("ControlOrMeta+c")
    head, first, *rest = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert head.split("\t")[1:3] == ["Niepełny przedział", "Bieżący okres"]
    assert len(rest) == 29
    value = first.split("\t")[2]
    assert re.fullmatch(r"\d+(,\d+)?", value), "a number as a Polish spreadsheet reads it"


@pytest.mark.spec("X3", "R3")
@pytest.mark.parametrize("width", [1400, 400])
def test_a_table_is_exported_by_mouse_and_keyboard_while_it_is_seen(visit, width):
    page = visit(width=width)
    card = page.locator(".card-Całkowita")
    toggle = card.get_by_role("button", name="Dane w tabeli")
    csv = card.get_by_role("button", name="Pobierz tabelę jako CSV")
    xlsx = card.get_by_role("button", name="Pobierz tabelę jako XLSX")
    assert (csv.count(), xlsx.count()) == (0, 0), "without the table there is nothing to export"

    toggle.click()
    csv.click()
    heard(page, "export Całkowita: csv, 30 rows")
    xlsx.click()
    heard(page, "export Całkowita: xlsx, 30 rows")

    toggle.focus()
    page.keyboard.press("Tab")
    assert csv.evaluate("e => e === document.activeElement && e.matches(':focus-visible')")
    page.keyboard.press("Enter")
    heard(page, "export Całkowita: csv, 30 rows")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    heard(page, "export Całkowita: xlsx, 30 rows")

    boxes = [one.bounding_box() for one in (csv, xlsx, toggle)]
    assert len({box["y"] for box in boxes}) == len({box["height"] for box in boxes}) == 1
    assert all(left["x"] + left["width"] <= right["x"] for left, right in itertools.pairwise(boxes))
    legend = [one.bounding_box() for one in card.locator(".smw-legend button").all()]
    assert not any(
        one["x"] + one["width"] > boxes[0]["x"] and one["y"] + one["height"] > boxes[0]["y"] for one in legend
    ), "a button lies over the legend"

    toggle.click()
    assert (csv.count(), xlsx.count()) == (0, 0)


def test_settings_reach_python_on_save_only(visit):
    page = visit()
    card = page.locator(".card-Rok")
    gear, panel = card.locator(".smw-gear"), card.locator(".smw-settings .smw-panel")
    gear.click()
    panel.get_by_text("Liniowy").click()
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert gear.evaluate("e => document.activeElement === e")

    gear.click()
    assert panel.get_by_label("Słupkowy").is_checked(), "Escape kept the draft"
    panel.get_by_text("Liniowy").click()
    panel.get_by_role("button", name="Anuluj").click()
    gear.click()
    panel.get_by_text("Liniowy").click()
    page.mouse.click(3, 300)
    assert not panel.is_visible()
    assert page.locator(".heard").count() == 0

    gear.press("Enter")
    panel.get_by_text("Liniowy").click()
    panel.get_by_label("Porównaj").uncheck()
    panel.get_by_role("button", name="Zapisz").click()
    heard(page, "saved line False")
    assert not panel.is_visible()
    card.locator(".bqplot .line:visible").first.wait_for()


def test_a_period_by_name_and_by_dates(visit):
    page = visit()
    card = page.locator(".card-Całkowita")
    select, panel = card.locator(".smw-period select"), card.locator(".smw-period .smw-panel")
    select.select_option("last_7_days")
    heard(page, "period last_7_days")

    select.select_option("custom")
    panel.locator("[name=start]").fill("2026-01-05")
    panel.locator("[name=end]").fill("2025-12-30")
    panel.get_by_role("button", name="Zastosuj").click()
    panel.get_by_text("Koniec wypada przed początkiem.").wait_for()
    assert page.locator(".heard").inner_text() == "period last_7_days"

    panel.locator("[name=start]").fill("2025-12-30")
    panel.locator("[name=end]").fill("2026-01-05")
    panel.get_by_role("button", name="Zastosuj").click()
    heard(page, "period 2025-12-30T00:00:00/2026-01-06T00:00:00")
    panel.wait_for(state="hidden")
    shown = select.evaluate("e => e.selectedOptions[0].textContent")
    assert re.sub(r"\s", " ", shown) == "30 gru 2025 – 5 sty 2026"

    select.select_option("custom")
    assert panel.locator("[name=end]").input_value() == "2026-01-05"
    page.keyboard.press("Escape")
    page.wait_for_function("e => e.selectedOptions[0].textContent.startsWith('30')", arg=select.element_handle())


def test_measures_are_chosen_by_arrow_keys(visit):
    page = visit()
    tabs = page.locator(".card-Całkowita").get_by_role("radio")
    assert tabs.nth(1).get_attribute("aria-checked") == "true"
    tabs.nth(1).focus()
    page.keyboard.press("ArrowRight")
    heard(page, "measure aov")
    assert tabs.nth(2).evaluate("e => document.activeElement === e")
    page.keyboard.press("ArrowRight")
    heard(page, "measure orders")


def test_help_is_shown_on_hover_and_focus(visit):
    page = visit()
    button = page.locator(".card-Całkowita .smw-help")
    bubble = page.get_by_role("tooltip")
    button.hover()
    assert bubble.inner_text() == "Suma wartości zdarzeń zewnętrznych ZAKUP w wybranym okresie."
    page.mouse.move(5, 5)
    bubble.wait_for(state="hidden")
    button.focus()
    bubble.wait_for()
    page.keyboard.press("Escape")
    bubble.wait_for(state="hidden")


@pytest.mark.parametrize("width", [400, 800, 1400])
def test_nothing_scrolls_sideways_collides_or_is_cut(visit, width):
    page = visit(width=width, height=1000)
    assert overflows(page) == []
    for card in page.locator(".smw-card:not(.smw-bare):has(.smw-xlabels)").all():
        edge = card.bounding_box()
        labels = [node.bounding_box() for node in card.locator(".smw-xlabels span").all()]
        assert labels
        for one, following in zip(labels, [*labels[1:], None], strict=True):
            assert edge["x"] <= one["x"]
            assert one["x"] + one["width"] <= (following["x"] if following else edge["x"] + edge["width"])
        for tick in card.locator(".bqplot .tick text").all():
            assert tick.bounding_box()["x"] >= edge["x"]
    for value in page.locator(".smw-value").all()[:6]:
        assert value.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), "a figure is cut"
    assert page.locator(".smw-heading, .smw-title").first.is_visible()


def test_cards_of_a_row_are_as_high_as_each_other_and_their_charts_start_level(visit):
    page = visit()
    cards = [page.locator(f".card-{name}") for name in ("Całkowita", "kampanie", "click")]
    boxes = [card.bounding_box() for card in cards]
    assert len({round(box["height"]) for box in boxes}) == 1
    assert len({round(card.locator(".smw-plot").bounding_box()["y"]) for card in cards}) == 1
    tiles = [tile.bounding_box()["height"] for tile in page.locator(".smw-tile").all()[:6]]
    assert max(tiles) == pytest.approx(min(tiles), abs=0.5)


def test_the_theme_is_the_hosts(visit):
    colours = {}
    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme)
        colours[scheme] = page.locator(".card-Całkowita").evaluate("e => getComputedStyle(e).backgroundColor")
        quiet = page.locator(".card-Całkowita .bqplot .tick text").first.evaluate("e => getComputedStyle(e).fill")
        assert quiet == rgb({"light": LIGHT, "dark": DARK}[scheme]["quiet"])
    assert colours == {"light": rgb(LIGHT["card"]), "dark": rgb(DARK["card"])}


def test_values_are_text_and_nothing_else(visit):
    page = visit()
    assert page.evaluate("window.hacked") is None
    assert page.locator(".smw-tile").last.locator("img").count() == 0
    assert "<img src=x" in page.locator(".smw-tile").last.inner_text()


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"

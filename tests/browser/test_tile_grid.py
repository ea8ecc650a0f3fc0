"""Arranging tiles by mouse, touch and keyboard in a real browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.spec("W4")]

HERE = Path(__file__).parent
BEGIN = "one 0 0 4 8; two 4 0 4 8; three 8 0 4 16; four 0 8 8 8; five 0 16 12 9"


@pytest.fixture(scope="module")
def tiles(
    tmp_path_factory: pytest.TempPathFactory, run_server: Callable[..., object], free_port: Callable[[], int]
) -> object:
    cell = nbformat.v4.new_code_cell((HERE / "_gallery_tiles.py").read_text(encoding="utf-8"))
    path = tmp_path_factory.mktemp("tiles") / "tiles.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    return run_server([sys.executable, str(HERE / "_serve_notebook.py"), str(path), str(free_port()), "auto"])


@pytest.fixture
def visit(tiles: object, browse: Callable[..., Page]) -> Callable[..., Page]:
    def go(**options: object) -> Page:
        page = browse(**({"height": 1700} | options))
        page.goto(tiles.address)
        page.locator(".smw-frame").nth(4).wait_for()
        page.locator(".smw-place-five .bqplot .line").first.wait_for()
        heard(page, BEGIN)
        return page

    return go


def heard(page: Page, board: str) -> None:
    page.locator(".heard", has_text=board).wait_for()


def frame(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=f"Kafelek {name}")


def box(locator: Locator) -> tuple[float, ...]:
    found = locator.bounding_box()
    return tuple(round(found[side], 1) for side in ("x", "y", "width", "height"))


def press(page: Page, name: str, action: str) -> None:
    frame(page, name).get_by_role("button", name=f"{action}: Kafelek {name}").click()


def test_frames_lie_on_their_tiles_and_rest_them(visit):
    page = visit()
    for name in ("one", "two", "three", "four", "five"):
        assert box(frame(page, name)) == box(page.locator(f".smw-place-{name}"))
    assert page.locator(".smw-cells > .smw-section[inert]").count() == 5
    # Cards that begin together have their charts on one level, and so have those that end together their figures.
    tops = [box(page.locator(f".smw-place-{name} .smw-plot"))[1] for name in ("one", "two", "three")]
    assert len(set(tops)) == 1
    ends = [box(page.locator(f".smw-place-{name} .smw-figures"))[1] for name in ("three", "four")]
    assert len(set(ends)) == 1


def test_a_tile_is_dragged_while_the_others_make_room(visit):
    page = visit()
    grip = frame(page, "four").locator(".smw-frame-grip")
    start, goal = grip.bounding_box(), page.locator(".smw-place-one").bounding_box()
    page.mouse.move(start["x"] + 14, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, goal["y"] + 200, steps=4)
    page.mouse.move(start["x"] + 14, goal["y"] + 20, steps=4)
    # Not let go yet: the others have made room, the tile itself is under the pointer, and nothing was changed.
    page.wait_for_function(
        "document.querySelector('.smw-place-one').getBoundingClientRect().y > 300"
        " && document.querySelector('.smw-frame[data-key=four]').getBoundingClientRect().y < 100",
    )
    heard(page, BEGIN)
    held = page.locator(".smw-place-four").bounding_box()
    assert abs(held["y"] - goal["y"]) < 30
    page.mouse.up()
    heard(page, "four 0 0 8 8; three 8 0 4 16; one 0 8 4 8; two 4 8 4 8; five 0 16 12 9")
    page.wait_for_function("!document.querySelector('.smw-dragging')")
    assert box(frame(page, "four")) == box(page.locator(".smw-place-four"))
    assert page.locator(".smw-place-four").evaluate("node => node.style.transform") == ""


def test_escape_takes_a_drag_back(visit):
    page = visit()
    before = [box(page.locator(f".smw-place-{name}")) for name in ("one", "two", "four")]
    grip = frame(page, "one").locator(".smw-frame-grip")
    start = grip.bounding_box()
    page.mouse.move(start["x"] + 14, start["y"] + 14)
    page.mouse.down()
    page.mouse.move(start["x"] + 500, start["y"] + 500, steps=5)
    page.wait_for_function("document.querySelector('.smw-frame[data-key=one]').getBoundingClientRect().y > 300")
    page.keyboard.press("Escape")
    page.mouse.up()
    page.wait_for_function("!document.querySelector('.smw-dragging')")
    assert [box(page.locator(f".smw-place-{name}")) for name in ("one", "two", "four")] == before
    heard(page, BEGIN)


def test_a_corner_resizes_a_tile(visit):
    page = visit()
    corner = frame(page, "one").locator(".smw-frame-corner").bounding_box()
    column = (page.locator(".smw-cells").bounding_box()["width"] + 16) / 12
    page.mouse.move(corner["x"] + 20, corner["y"] + 20)
    page.mouse.down()
    page.mouse.move(corner["x"] + 20 - column, corner["y"] + 20 + 4 * 48, steps=5)
    page.mouse.up()
    heard(page, "one 0 0 3 12; two 4 0 4 8; three 8 0 4 16; four 0 12 8 8; five 0 20 12 9")
    page.wait_for_function("document.querySelector('.smw-place-one').getBoundingClientRect().height >= 560")


def test_buttons_and_arrow_keys_take_every_step(visit):
    page = visit()
    press(page, "one", "W prawo")
    heard(page, "two 0 0 4 8; one 4 0 4 8;")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "W prawo: Kafelek one"
    page.get_by_role("status").filter(has_text="Kafelek one: kolumna 5, rząd 1, szerokość 4, wysokość 8").wait_for()
    frame(page, "one").locator(".smw-frame-grip").focus()
    page.keyboard.press("ArrowDown")
    heard(page, "two 0 0 4 8; three 8 0 4 16; four 0 8 8 8; one 4 16 4 8; five 0 24 12 9")
    page.keyboard.press("ArrowUp")
    heard(page, "two 0 0 4 8; one 4 0 4 8;")
    page.keyboard.press("Shift+ArrowLeft")
    heard(page, "one 4 0 3 8;")
    page.keyboard.press("Shift+ArrowDown")
    heard(page, "one 4 0 3 9;")
    press(page, "five", "Usuń")
    page.wait_for_function("document.querySelectorAll('.smw-frame').length === 4")
    assert page.evaluate("document.activeElement.closest('.smw-frame') !== null"), "the focus went with the tile"


def test_a_finger_drags_a_tile_by_its_grip(visit):
    page = visit(width=900, has_touch=True)
    grip, goal = frame(page, "five").locator(".smw-frame-grip").bounding_box(), box(page.locator(".smw-place-one"))
    touch = page.context.new_cdp_session(page)

    def at(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = grip["x"] + 14, grip["y"] + 14
    at("touchStart", x, y)
    for step in range(1, 9):
        at("touchMove", x, y + (goal[1] + 14 - y) * step / 8)
    at("touchEnd", x, goal[1] + 14)
    heard(page, "five 0 0 12 9; one 0 9 4 8")


def test_a_phone_has_one_column_and_no_way_to_the_side(visit):
    page = visit(width=400)
    lefts = {box(frame(page, name))[0] for name in ("one", "two", "three", "four", "five")}
    assert len(lefts) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert frame(page, "two").get_by_role("button").count() == 3
    press(page, "five", "W górę")
    heard(page, "five 0")
    top = "document.querySelector('{}').getBoundingClientRect().top"
    frame_top, tile_top = top.format(".smw-frame[data-key=five]"), top.format(".smw-place-five")
    page.wait_for_function(f"{frame_top} === {tile_top}")

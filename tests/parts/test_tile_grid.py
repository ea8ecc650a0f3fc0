from __future__ import annotations

import pytest
from ipywidgets import Box

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts.arranger import TEXTS, Step
from smwidgets.parts.cell import Cell, lines
from smwidgets.parts.tile_grid import GridTile, TileGrid

pytestmark = pytest.mark.spec("W4")

SAID = dict.fromkeys(TEXTS, "…")


def tile(key, *place):
    return GridTile(key, Box(), Cell(*place), key.title())


def test_a_cell_lies_within_the_twelve_columns():
    for place in ((-1, 0, 4, 4), (0, -1, 4, 4), (0, 0, 0, 4), (0, 0, 4, 0), (9, 0, 4, 4)):
        with pytest.raises(ConfigurationError, match="12 columns"):
            Cell(*place)


def test_only_edges_of_tiles_make_lines():
    written = lines({"a": Cell(0, 0, 4, 100), "b": Cell(4, 0, 8, 40), "c": Cell(4, 40, 8, 60)})
    assert written["a"].area == "1 / 1 / 17 / 5"
    assert written["b"].area == "1 / 5 / 9 / 13"
    assert written["c"].area == "9 / 5 / 17 / 13"
    assert written["b"].min_height == f"{40 * 48 - 16}px"


def test_tiles_stand_in_reading_order_and_are_moved_not_made_anew():
    grid = TileGrid()
    one, two = tile("one", 4, 0, 4, 4), tile("two", 0, 0, 4, 4)
    grid.show([one, two])
    assert [shown.key for shown in grid.tiles] == ["two", "one"]
    assert one.widget.layout.grid_area == "1 / 5 / 9 / 9"
    assert {"smw-place-one", "smw-span-4"} <= set(one.widget._dom_classes)
    moved = GridTile("one", one.widget, Cell(0, 4, 6, 4), "One")
    grid.show([moved, two])
    assert one.widget.layout.grid_area == "9 / 1 / 17 / 7"
    assert "smw-span-4" not in one.widget._dom_classes
    with pytest.raises(ConfigurationError, match="key of its own"):
        grid.show([one, one])


@pytest.fixture
def arranged():
    grid = TileGrid(arrangeable=True)
    grid.show([tile("one", 0, 0, 4, 4), tile("two", 4, 0, 4, 4)])
    heard = []
    grid.on_step(heard.append)
    grid.arrange(SAID)
    return grid, heard


def send(grid, content):
    grid._arranger._handle_custom_msg(content, [])


def test_a_step_of_the_page_is_handed_over(arranged):
    grid, heard = arranged
    send(grid, {"kind": "step", "action": "move", "key": "one", "across": 3, "down": 7})
    send(grid, {"kind": "step", "action": "remove", "key": "two"})
    assert heard == [Step("move", "one", 3, 7), Step("remove", "two")]


@pytest.mark.parametrize(
    "content",
    [
        "move",
        {"kind": "step"},
        {"kind": "step", "action": "delete", "key": "one"},
        {"kind": "step", "action": "move", "key": "three"},
        {"kind": "step", "action": "move", "key": ["one"]},
        {"kind": "step", "action": "move", "key": "one", "across": -1, "down": 0},
        {"kind": "step", "action": "move", "key": "one", "across": 1.5, "down": 0},
        {"kind": "step", "action": "move", "key": "one", "across": "1", "down": 0},
        {"kind": "step", "action": "move", "key": "one", "across": 10**9, "down": 0},
        {"kind": "step", "action": "move", "key": "one", "across": True, "down": 0},
    ],
)
def test_what_no_frame_sends_is_dropped(arranged, content):
    grid, heard = arranged
    send(grid, content)
    assert heard == []


def test_nothing_is_taken_once_arranging_is_over(arranged):
    grid, heard = arranged
    grid.arrange(None)
    send(grid, {"kind": "step", "action": "remove", "key": "one"})
    assert heard == []
    with pytest.raises(ConfigurationError, match="arrangeable"):
        TileGrid().arrange(SAID)


def test_a_try_is_answered_and_changes_nothing(arranged):
    grid, heard = arranged
    grid.on_try(lambda step: {"one": Cell(step.across, step.down, 4, 4)})
    sent = []
    grid._arranger.send = sent.append
    send(grid, {"kind": "try", "number": 5, "action": "move", "key": "one", "across": 2, "down": 0})
    assert sent == [{"kind": "tried", "number": 5, "tiles": [["one", 2, 0, 4, 4, "1 / 3 / 9 / 7"]]}]
    assert heard == []


def test_while_arranging_no_child_is_shifted(arranged):
    grid, _ = arranged
    arranger, one, two = grid._cells.children
    new = tile("new", 8, 0, 4, 4)
    grid.show([new, GridTile("two", two, Cell(0, 0, 4, 4), "Two")])
    assert [grid._cells.children[place] for place in (0, 2, 3)] == [arranger, two, new.widget]
    assert grid._cells.children[1] not in (one, two)
    grid.arrange(None)
    assert grid._cells.children == (arranger, two, new.widget)


def test_the_page_writes_no_trait(arranged):
    grid, _ = arranged
    grid._arranger.set_state({"active": False, "tiles": [], "_esm": "alert(1)"})
    assert grid._arranger.active
    assert len(grid._arranger.tiles) == 2

from __future__ import annotations

import asyncio

import pytest
from ipywidgets import VBox

from smwidgets.dashboards import library
from smwidgets.dashboards.board import FRAME, Board, cell_of
from smwidgets.dashboards.headline import Headline
from smwidgets.dashboards.state import TileState
from smwidgets.parts.arranger import TEXTS
from smwidgets.parts.cell import Cell


def tile(key, section="sales_summary", x=0, y=0, w=6, h=4, **its):
    return TileState(id=key, section=section, settings=its, x=x, y=y, w=w, h=h)


TILES = (
    tile("title", "heading", w=12, h=1, text={"pl": "Tytuł", "en": "Title"}),
    tile("right", "sales_analytics", x=6, y=1, measure="orders"),
    tile("left", y=1),
)


@pytest.fixture
def board(corner):
    made = []

    def make(tiles=TILES, **options):
        made.append(Board(corner, tiles, lambda one: library.make(corner, one.section, one.settings), **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.mark.spec("W1")
def test_sections_are_there_at_once_in_reading_order_and_built_when_placed(board):
    made = board()
    assert list(made.sections) == ["left", "right"]
    assert made.children == ()
    assert not any(section._built for section in made.sections.values())
    VBox([made])
    assert all(section._built for section in made.sections.values())
    assert [one.key for one in made._grid.tiles] == ["title", "left", "right"]
    assert made._grid.tiles[2].cell == Cell(6, 1, 6, 4) == cell_of(TILES[1])


def test_the_first_are_built_at_once_the_others_when_the_kernel_has_time(board):
    tiles = tuple(tile(f"t{number}", "page_views", y=number * 4) for number in range(6))

    async def scene():
        made = board(tiles)
        made.show()
        at_once = [section._built for section in made.sections.values()]
        while not all(section._built for section in made.sections.values()):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)
        return at_once

    assert asyncio.run(scene()) == [True, True, True, True, False, False]


def test_a_hidden_board_rests(board, corner):
    made = board()
    made.show()
    made.hide()
    assert not any(section._visible for section in made.sections.values())
    made.show()
    assert all(section._visible for section in made.sections.values())


def test_another_text_is_another_headline_and_other_settings_are_not_another_section(board, living):
    made = board()
    made.show()
    before, widgets = dict(made._standing), living()
    made.put((tile("title", "heading", w=12, h=1, text="Inny"), tile("right", "sales_analytics", y=1), TILES[2]))
    assert isinstance(made._standing["title"], Headline)
    assert made._standing["title"] is not before["title"]
    assert before["title"].comm is None
    assert made._standing["right"] is before["right"]
    assert made.sections["right"].measure == "revenue"
    assert living() == widgets


def test_the_same_id_with_another_section_is_another_section(board, living):
    made = board()
    made.show()
    old = made.sections["left"]
    made.put((TILES[0], TILES[1], tile("left", "page_views", y=1)))
    assert type(made.sections["left"]).__name__ == "PageViews"
    assert made.sections["left"]._built
    assert old.comm is None
    made.put(())
    assert made.sections == {}
    assert made._grid.tiles == ()


def test_what_a_person_sets_is_handed_over_and_what_the_board_sets_is_not(board):
    made, heard = board(), []
    made.on_setting(lambda *change: heard.append(change))
    made.show()
    made.put((*TILES[:1], tile("right", "sales_analytics", x=6, y=1, measure="aov"), TILES[2]))
    made.view("right", {"chart": "bar"})
    assert heard == []
    assert (made.sections["right"].measure, made.sections["right"].chart) == ("aov", "bar")
    made.sections["right"].compare = True
    assert heard == [("right", {"measure": "aov", "chart": "bar", "compare": True})]


@pytest.mark.spec("W6")
def test_a_view_says_whether_all_of_it_fits(board):
    made = board()
    assert made.view("right", {"chart": "bar"})
    assert made.viewed("right", {"measure": "orders"}) == {"chart": "bar"}
    assert made.viewed("right", {}) == {"measure": "orders", "chart": "bar"}
    assert not made.view("right", {"chart": "pie"})
    assert not made.view("right", {"colour": "red"})
    assert not made.view("title", {"text": "x"})
    assert not made.view("nothing", {})
    assert made.sections["right"].measure == "orders"


@pytest.mark.spec("W4")
def test_frames_speak_the_models_language_and_only_while_tiles_are_arranged(board, corner):
    assert set(FRAME) == set(TEXTS) - {"move", "resize"}, "these two have no button"
    made = board(arrangeable=True)
    made.show()
    made.arrange(on=True)
    arranger = made._grid._arranger
    assert arranger.texts["wider"] == "Poszerz"
    assert [one[:2] for one in arranger.tiles] == [
        ["title", "Tytuł"],
        ["left", made.sections["left"].title["pl"]],
        ["right", made.sections["right"].title["pl"]],
    ]
    corner.locale = "en"
    assert arranger.texts["wider"] == "Wider"
    assert arranger.tiles[0][1] == "Title"
    made.arrange(on=False)
    assert not arranger.active
    assert board()._grid is None


def test_closing_closes_everything_also_of_a_board_that_was_never_shown(board, living, corner):
    board().close()
    widgets, heard = living(), len(corner._trait_notifiers["locale"]["change"])
    made = board(arrangeable=True)
    made.show()
    made.close()
    made.close()
    board().close()
    assert living() == widgets
    assert len(corner._trait_notifiers["locale"]["change"]) == heard

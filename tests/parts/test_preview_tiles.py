from __future__ import annotations

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import PreviewTile, PreviewTiles

TILES = (
    PreviewTile("all", "All", "everybody", "10"),
    PreviewTile("new", "New <b>", "added", "—", "lacking", ready=False),
)


@pytest.fixture
def tiles():
    made = PreviewTiles()
    made.show(TILES, "all", "Preview", "Groups")
    yield made
    made.close()


@pytest.mark.spec("CA1")
def test_figures_reach_the_page_as_text(tiles):
    assert [tile["value"] for tile in tiles.tiles] == ["10", "—"]
    assert tiles.tiles[1]["label"] == "New <b>"
    assert [tile["ready"] for tile in tiles.tiles] == [True, False]
    assert (tiles.action, tiles.label) == ("Preview", "Groups")


@pytest.mark.spec("CA3")
def test_the_page_chooses_only_what_there_is(tiles):
    for value, expected in (("new", "new"), ("zzz", "new"), ("all", "all")):
        tiles.set_state({"value": value})
        assert tiles.value == expected
    tiles.set_state({"tiles": []})
    assert len(tiles.tiles) == 2


def test_a_choice_that_is_no_tile_is_refused(tiles):
    with pytest.raises(UnknownNameError):
        tiles.show(TILES, "none", "Preview")

from __future__ import annotations

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import FigureStrip, FigureText, Tile, TrendText

UP = TrendText("+2 149 zł", "0,5%", 1, good=True, notes=("noisy",), description="both periods")


@pytest.mark.spec("M5")
@pytest.mark.parametrize(
    ("direction", "good", "arrow", "tone"),
    [(1, True, "▲", "smw-good"), (1, False, "▲", "smw-bad"), (-1, True, "▼", "smw-good"), (0, None, "→", "smw-flat")],
)
def test_colour_follows_meaning_and_the_arrow_the_sign(direction, good, arrow, tone):
    text = TrendText("+1", "1,0%", direction, good).markup()
    assert arrow in text
    assert tone in text


@pytest.mark.spec("M5")
def test_what_cannot_be_compared_is_a_dash_without_an_arrow():
    text = TrendText("—", "", 0, None).markup()
    assert text.count("—") == 1
    assert "→" not in text


@pytest.mark.spec("M5", "M7", "M10")
def test_a_tile_has_value_trend_remark_and_note():
    tile = Tile()
    tile.show("Yesterday", "how <it> counts", "61 905 zł", UP, "refreshed 14:32")
    for text in ("Yesterday", "how &lt;it&gt; counts", "61 905 zł", "+2 149 zł", "0,5%", "noisy", "refreshed 14:32"):
        assert text in tile.value
    assert 'title="both periods"' in tile.value


def test_the_places_of_a_tile_are_there_with_and_without_a_trend():
    tile = Tile()
    tile.show("Today", "", "1 zł", None)
    assert tile.value.count("smw-tile-trend") == 1
    assert "smw-help" not in tile.value


def test_a_state_keeps_the_figure_for_later():
    tile = Tile()
    tile.show("Today", "", "1 zł", None)
    tile.status("error", "reference <3>")
    assert 'role="alert"' in tile.value
    assert "&lt;3&gt;" in tile.value
    tile.status("fresh")
    assert "reference" not in tile.value
    assert "1 zł" in tile.value
    with pytest.raises(UnknownNameError):
        tile.status("freshh")


def test_figures_carry_their_keys():
    strip = FigureStrip()
    strip.show([FigureText("revenue", "Revenue", "1 zł", UP), FigureText("a<b", "x", "—")])
    assert 'data-figure="revenue"' in strip.value
    assert 'data-figure="a&lt;b"' in strip.value
    assert strip.value.count("smw-trend") == 1

from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError
from smwidgets.dashboards.placing import Heading, Place, tiles_of

TITLE = {"pl": "Tytuł", "en": "Title"}


def test_places_fill_rows_from_the_left_with_headings_across():
    layout = [
        Place("a", sm.sections.SalesSummary),
        Heading(TITLE),
        Place("b", sm.sections.SalesAnalytics, 4, {"attribution": "touchpoint"}),
        Place("c", sm.sections.PageViews, 8, rows=9),
        Place("d", sm.sections.ChannelSales, 6, {"hidden": ("x",), "period": sm.Period("2025-01-01", "2025-01-08")}),
    ]
    tiles = tiles_of(layout, "mine")
    height = sm.sections.SalesSummary.size[1]
    tall = sm.sections.SalesAnalytics.size[1]
    assert [(tile.id, tile.section, tile.x, tile.y, tile.w) for tile in tiles][:4] == [
        ("a", "sales_summary", 0, 0, 12),
        ("mine-heading-1", "heading", 0, height, 12),
        ("b", "sales_analytics", 0, height + 1, 4),
        ("c", "page_views", 4, height + 1, 8),
    ]
    assert (tiles[2].h, tiles[3].h) == (tall, 9)
    assert [tile.settings for tile in tiles[1:3]] == [{"text": TITLE}, {"attribution": "touchpoint"}]
    assert tiles[4].settings == {
        "hidden": ["x"],
        "period": {"start": "2025-01-01T00:00:00", "end": "2025-01-08T00:00:00"},
    }


@pytest.mark.parametrize("span", [0, 13, -1])
def test_a_span_that_no_board_has_is_refused(span):
    with pytest.raises(ConfigurationError):
        tiles_of([Place("a", sm.sections.SalesSummary, span)], "mine")

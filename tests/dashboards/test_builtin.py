from __future__ import annotations

import pytest

import smwidgets as sm
from smwidgets.dashboards import library
from smwidgets.dashboards.arranging import settle
from smwidgets.dashboards.builtin import initial_state
from smwidgets.dashboards.coding import from_json, to_json


@pytest.mark.spec("W1")
def test_a_workspace_begins_with_main_first_and_contact_analytics_next():
    state = initial_state()
    assert [one.builtin for one in state.dashboards] == ["main", "contacts"]
    assert [one.title("en") for one in state.dashboards] == ["Main", "Contact analytics"]
    assert state.open == "main"
    assert from_json(to_json(state)) == state


def test_its_tiles_are_those_of_the_dashboards_as_code_and_their_ids_stay_the_same(model):
    for made, one in zip((sm.MainDashboard, sm.ContactAnalytics), initial_state().dashboards, strict=True):
        dashboard = made(model)
        assert [tile.id for tile in one.tiles if tile.section != "heading"] == list(dashboard.sections)
        assert all(type(dashboard.sections[tile.id]) is library.registered()[tile.section]
                   for tile in one.tiles if tile.section != "heading")  # fmt: skip
        dashboard.close()
    assert initial_state() == initial_state()


@pytest.mark.spec("W4")
def test_its_boards_are_arranged_and_each_section_has_the_columns_it_needs():
    for one in initial_state().dashboards:
        assert settle(one.tiles) == one.tiles
        for tile in one.tiles:
            if tile.section != "heading":
                assert tile.w >= library.registered()[tile.section].min_w

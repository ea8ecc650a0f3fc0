from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState

TILE = {"id": "a", "section": "heading", "x": 0, "y": 0, "w": 6, "h": 2}
MAIN = DashboardState(id="main", name="Main", builtin="main", tiles=(TileState(**TILE),))


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "a b"},
        {"id": "a\n"},
        {"id": '"><script>'},
        {"id": "a" * 65},
        {"section": "a/b"},
        {"section": "a:b:c"},
        {"section": ""},
        {"x": -1},
        {"x": 7},
        {"x": 12},
        {"y": -1},
        {"w": 0},
        {"w": 13},
        {"h": 0},
        {"h": 101},
        {"x": 1.0},
        {"h": "2"},
        {"w": True},
        {"settings": {"a": float("nan")}},
        {"settings": {"a": "\ud800"}},
        {"settings": []},
        {"colour": "red"},
    ],
)
def test_what_is_no_tile_is_refused(wrong):
    with pytest.raises(ValidationError):
        TileState(**TILE | wrong)


def test_tiles_of_a_dashboard_are_arranged():
    other = TileState(**TILE | {"id": "b", "y": 9})
    over = TileState(**TILE | {"id": "c", "x": 3, "y": 1})
    tiles = DashboardState(id="main", name="Main", tiles=(other, over, MAIN.tiles[0])).tiles
    assert [(tile.id, tile.x, tile.y) for tile in tiles] == [("a", 0, 0), ("c", 3, 2), ("b", 0, 4)]


@pytest.mark.parametrize(
    "dashboards",
    [
        (),
        (DashboardState(id="mine", name="Mine"),),
        (MAIN, DashboardState(id="main", name="Mine")),
        (MAIN, DashboardState(id="mine", name="Mine", builtin="main")),
        (MAIN, DashboardState(id="mine", name="Mine", tiles=MAIN.tiles)),
    ],
)
def test_a_workspace_has_one_main_dashboard_and_each_id_once(dashboards):
    with pytest.raises(ValidationError):
        WorkspaceState(dashboards=dashboards, open="main")


def test_the_open_tab_is_one_of_them():
    with pytest.raises(ValidationError, match="open"):
        WorkspaceState(dashboards=(MAIN,), open="mine")


def test_a_name_is_in_every_language_or_the_same_in_all():
    assert DashboardState(id="a", name={"pl": "Główny", "en": "Main"}).title("pl") == "Główny"
    assert DashboardState(id="a", name="{braces} <b>").title("pl") == "{braces} <b>"
    with pytest.raises(ValidationError):
        DashboardState(id="a", name={"pl": "Główny"})


def test_nothing_in_it_can_be_changed():
    with pytest.raises(ValidationError):
        MAIN.tiles[0].x = 3
    given = {"names": ["a"]}
    tile = TileState(**TILE, settings=given)
    given["names"].append("b")
    assert tile.settings == {"names": ["a"]}


def test_what_is_saved_is_read_without_widgets_or_an_engine():
    modules = ", ".join(f"smwidgets.dashboards.{name}" for name in ("steps", "history", "saving", "coding"))
    code = f"import sys, {modules}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert {"ipywidgets", "bqplot", "anywidget", "ibis", "duckdb", "pandas"} & set(done.stdout.split()) == set()

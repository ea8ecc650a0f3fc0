"""What a person may do to a workspace, step by step and in any order."""

from __future__ import annotations

import os
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.dashboards import steps
from smwidgets.dashboards.coding import export_python, from_json, to_json
from smwidgets.dashboards.history import History
from smwidgets.dashboards.saving import WorkspaceFile
from smwidgets.dashboards.state import DashboardState, TileState, WorkspaceState

drawing = SimpleNamespace(**run_path(str(Path(__file__).with_name("boards.py"))))

MAIN = DashboardState(
    id="main",
    name={"pl": "Główny", "en": "Main"},
    builtin="main",
    tiles=(
        TileState(id="sales_summary", section="sales_summary", x=0, y=0, w=12, h=3),
        TileState(id="heading", section="heading", settings={"text": {"pl": "Ż", "en": "Z"}}, x=0, y=3, w=12, h=1),
        TileState(id="aov", section="average_order_value", x=0, y=4, w=6, h=6),
        TileState(id="channels", section="channel_sales", x=6, y=4, w=6, h=6),
    ),
)
CONTACTS = DashboardState(id="contacts", name={"pl": "Kontakty", "en": "Contacts"}, builtin="contacts")
START = WorkspaceState(dashboards=(MAIN, CONTACTS), open="main")

which = st.integers(0, 50)
names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40).filter(str.strip)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
some_settings = st.dictionaries(names, values, max_size=3)
sections = st.sampled_from(["sales_analytics", "heading", "nobody_knows", "shop-tools:weather"])


def rebuilt(code):
    """The state of the workspace that code builds."""
    scope = {"model": object()}
    with patch.object(sm, "Workspace", lambda model, state: SimpleNamespace(model=model, state=state), create=True):
        exec(code, scope)  # noqa: S102 - running it is the point
    assert scope["workspace"].model is scope["model"]
    return scope["workspace"].state


@settings(max_examples=50, stateful_step_count=25, deadline=None)
class AnyOrder(RuleBasedStateMachine):
    """Every step in any order, against the list of all states that were."""

    @initialize()
    def start(self):
        self.history, self.past, self.at = History(START), [START], 0
        self.folder = TemporaryDirectory()
        self.file = WorkspaceFile(Path(self.folder.name) / "dashboards.json")

    def teardown(self):
        if hasattr(self, "history"):
            while self.history.can_undo:
                self.history.undo()
            assert self.history.state == START
            while self.history.can_redo:
                self.history.redo()
            assert self.history.state == self.past[-1]
            self.folder.cleanup()

    def dashboard(self, number):
        return self.history.state.dashboards[number % len(self.history.state.dashboards)].id

    def tile(self, number):
        tiles = [tile.id for one in self.history.state.dashboards for tile in one.tiles]
        return tiles[number % len(tiles)]

    def has_tiles(self):
        return any(one.tiles for one in self.history.state.dashboards)

    def do(self, new):
        if new != self.history.state:
            self.past[self.at + 1 :] = [new]
            self.at += 1
        assert self.history.do(new) is self.history.state

    @rule(name=names)
    def create(self, name):
        self.do(steps.create_dashboard(self.history.state, name))
        assert self.history.state.dashboards[-1].id == self.history.state.open

    @rule(number=which, name=names)
    def rename(self, number, name):
        self.do(steps.rename_dashboard(self.history.state, self.dashboard(number), name))

    @rule(number=which)
    def delete(self, number):
        dashboard = steps.find_dashboard(self.history.state, self.dashboard(number))
        if dashboard.builtin == "main":
            with pytest.raises(ConfigurationError, match="Main"):
                steps.delete_dashboard(self.history.state, dashboard.id)
        else:
            self.do(steps.delete_dashboard(self.history.state, dashboard.id))

    @rule(number=which, position=st.integers(-1, 9))
    def move_tab(self, number, position):
        self.do(steps.move_dashboard(self.history.state, self.dashboard(number), position))

    @rule(number=which)
    def open(self, number):
        self.do(steps.open_dashboard(self.history.state, self.dashboard(number)))

    @rule(number=which, section=sections, size=drawing.sizes, given=some_settings)
    def add(self, number, section, size, given):
        self.do(steps.add_tile(self.history.state, self.dashboard(number), section, size, given))

    @precondition(has_tiles)
    @rule(number=which, x=st.integers(-1, 12), y=st.integers(-1, 20))
    def move(self, number, x, y):
        self.do(steps.move_tile(self.history.state, self.tile(number), x, y))

    @precondition(has_tiles)
    @rule(number=which, way=st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
    def nudge(self, number, way):
        self.do(steps.nudge_tile(self.history.state, self.tile(number), *way))

    @precondition(has_tiles)
    @rule(number=which, w=st.integers(-1, 14), h=st.integers(-1, 9), min_w=st.integers(1, 4))
    def resize(self, number, w, h, min_w):
        self.do(steps.resize_tile(self.history.state, self.tile(number), w, h, min_w=min_w))

    @precondition(has_tiles)
    @rule(number=which, wider=st.integers(-1, 1), taller=st.integers(-1, 1))
    def stretch(self, number, wider, taller):
        self.do(steps.stretch_tile(self.history.state, self.tile(number), wider, taller))

    @precondition(has_tiles)
    @rule(number=which)
    def remove(self, number):
        self.do(steps.remove_tile(self.history.state, self.tile(number)))

    @precondition(has_tiles)
    @rule(number=which, given=some_settings)
    def change_settings(self, number, given):
        self.do(steps.set_settings(self.history.state, self.tile(number), given))

    @precondition(lambda self: self.history.can_undo)
    @rule()
    def undo(self):
        self.history.undo()
        self.at -= 1

    @precondition(lambda self: self.history.can_redo)
    @rule()
    def redo(self):
        self.history.redo()
        self.at += 1

    @invariant()
    def the_state_is_the_one_that_was(self):
        if hasattr(self, "history"):
            assert self.history.state == self.past[self.at]
            assert self.history.can_undo == (self.at > 0)
            assert self.history.can_redo == (self.at < len(self.past) - 1)

    @invariant()
    def it_is_whole(self):
        if hasattr(self, "history"):
            state = self.history.state
            assert [one.builtin for one in state.dashboards].count("main") == 1
            assert state.open in {one.id for one in state.dashboards}
            for one in state.dashboards:
                drawing.assert_arranged(one.tiles)
            tiles = [tile.id for one in state.dashboards for tile in one.tiles]
            assert len(tiles) == len(set(tiles))
            assert WorkspaceState.model_validate(state.model_dump()) == state

    @invariant()
    def file_code_and_json_build_it_again(self):
        if hasattr(self, "history"):
            state = self.history.state
            self.file.save(state)
            loaded = WorkspaceFile(self.file.path).load()
            assert (loaded.state, loaded.notices) == (state, ())
            assert from_json(to_json(state)) == state
            assert rebuilt(export_python(state)) == state


@pytest.mark.spec("W2", "W5", "X6")
def test_steps_in_any_order_can_be_undone_saved_and_printed(monkeypatch):
    """Undone to the start and redone to the end; saved, written as JSON and as code, and built again at each step."""
    monkeypatch.setattr(os, "fsync", lambda _: None)  # thousands of files that need not outlive a power cut
    run_state_machine_as_test(AnyOrder)


@pytest.mark.spec("W2")
def test_the_main_dashboard_can_be_moved_and_renamed_and_not_deleted():
    state = steps.rename_dashboard(steps.move_dashboard(START, "main", 1), "main", "  Sprzedaż \n całej firmy ")
    assert [(one.id, one.title("en"), one.builtin) for one in state.dashboards] == [
        ("contacts", "Contacts", "contacts"),
        ("main", "Sprzedaż całej firmy", "main"),
    ]
    assert state.dashboards[1].tiles == MAIN.tiles
    with pytest.raises(ConfigurationError, match="the Main dashboard cannot be deleted"):
        steps.delete_dashboard(state, "main")


@pytest.mark.parametrize(
    ("deleted", "opened", "then"),
    [("contacts", "contacts", "main"), ("mine", "mine", "contacts"), ("contacts", "mine", "mine")],
)
def test_when_the_open_tab_is_deleted_its_left_neighbour_opens(deleted, opened, then):
    state = steps.create_dashboard(START, "Mój", key="mine")
    assert steps.delete_dashboard(steps.open_dashboard(state, opened), deleted).open == then


def test_when_the_first_tab_is_deleted_the_next_one_opens():
    state = steps.open_dashboard(steps.move_dashboard(START, "contacts", 0), "contacts")
    assert steps.delete_dashboard(state, "contacts").open == "main"


def test_one_section_stands_twice_with_settings_of_its_own():
    state = steps.create_dashboard(START, "Mój", key="mine")
    given = {"names": ["a"]}
    for key in ("first", "second"):
        state = steps.add_tile(state, "mine", "sales_analytics", (6, 4), given, key=key)
    state = steps.set_settings(state, "second", {"attribution": "touchpoint"})
    given["names"].append("b")
    assert [(tile.id, tile.x, tile.y, tile.settings) for tile in state.dashboards[-1].tiles] == [
        ("first", 0, 0, {"names": ["a"]}),
        ("second", 6, 0, {"attribution": "touchpoint"}),
    ]


@pytest.mark.parametrize("name", ["", "  \t\n ", "a" * 101, "a\0b", "\x1b[31m", 7, None])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ConfigurationError, match="name"):
        steps.create_dashboard(START, name)
    with pytest.raises(ConfigurationError, match="name"):
        steps.rename_dashboard(START, "main", name)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, (1, 2), object(), "\ud800", [10**5000]])
def test_settings_that_no_file_can_hold_are_refused(value):
    with pytest.raises(ConfigurationError):
        steps.set_settings(START, "aov", {"a": [value]})


@pytest.mark.parametrize(
    "step",
    [
        lambda: steps.rename_dashboard(START, "mian", "A"),
        lambda: steps.delete_dashboard(START, "mian"),
        lambda: steps.move_dashboard(START, "mian", 0),
        lambda: steps.open_dashboard(START, "mian"),
        lambda: steps.add_tile(START, "mian", "heading", (1, 1)),
        lambda: steps.move_tile(START, "aovv", 0, 0),
        lambda: steps.remove_tile(START, "aovv"),
        lambda: steps.set_settings(START, "aovv", {}),
    ],
)
def test_unknown_dashboards_and_tiles_are_refused_with_a_suggestion(step):
    with pytest.raises(UnknownNameError, match=r"did you mean '(main|aov)'"):
        step()


def test_an_id_is_taken_once():
    with pytest.raises(ConfigurationError, match="'aov'"):
        steps.add_tile(START, "contacts", "heading", (1, 1), key="aov")
    with pytest.raises(ConfigurationError, match="main"):
        steps.create_dashboard(START, "A", key="main")


@pytest.mark.parametrize("size", [(0, 1), (13, 1), (1, 0), (1, 101), (1.5, 1), (True, 1)])
def test_sizes_of_no_tile_are_refused(size):
    with pytest.raises(ConfigurationError):
        steps.add_tile(START, "main", "heading", size)


@pytest.mark.parametrize("name", ["SalesAnalytics", "salesanalytics", "Sales_Analytics", "sales_analitics"])
def test_what_is_meant_for_a_registered_section_is_refused_with_its_name(name):
    with pytest.raises(UnknownNameError, match="did you mean 'sales_analytics'"):
        steps.add_tile(START, "main", name, (4, 4))

from __future__ import annotations

import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.dashboards.history import History
from smwidgets.dashboards.state import DashboardState, WorkspaceState
from smwidgets.dashboards.steps import open_dashboard, rename_dashboard

STATE = WorkspaceState(
    dashboards=(DashboardState(id="main", name="0", builtin="main"), DashboardState(id="mine", name="Mine")),
    open="main",
)


def named(state, name):
    return rename_dashboard(state, "main", str(name))


def test_the_oldest_steps_are_forgotten():
    history = History(STATE)
    for number in range(1, 301):
        history.do(named(history.state, number))
    undone = 0
    while history.can_undo:
        history.undo()
        undone += 1
    assert (undone, history.state.dashboards[0].name) == (200, "100")
    while history.can_redo:
        history.redo()
    assert history.state.dashboards[0].name == "300"


def test_a_new_step_forgets_what_was_taken_back():
    history = History(STATE)
    history.do(named(STATE, 1))
    history.undo()
    history.do(named(STATE, 2))
    assert not history.can_redo
    assert history.undo() == STATE


def test_a_step_that_changes_nothing_is_none():
    history = History(STATE)
    history.do(named(STATE, 1))
    history.undo()
    history.do(named(STATE, 0))
    assert (history.can_undo, history.can_redo) == (False, True)


def test_opening_a_tab_can_be_no_step():
    history = History(STATE)
    history.do(named(STATE, 1))
    history.amend(open_dashboard(history.state, "mine"))
    assert history.state.open == "mine"
    assert history.undo() == STATE
    assert history.redo().open == "mine"


def test_nothing_to_undo_or_redo_is_said():
    with pytest.raises(ConfigurationError, match="nothing to undo"):
        History(STATE).undo()
    with pytest.raises(ConfigurationError, match="nothing to redo"):
        History(STATE).redo()

"""What a notebook's page and its cells say about what is shown."""

from __future__ import annotations

import pytest
from ipywidgets import Box
from ipywidgets.widgets import widget

from smwidgets.parts import Html, Placed, displays
from smwidgets.parts.running_cell import Run


class Panel(Placed, Box):
    """Counts what it is told."""

    def __init__(self):
        super().__init__()
        self.told = []
        self._placeable = True

    def show(self):
        self.told.append("show")
        if not self.children:
            self.children = (Html(), Box([Html()]))

    def hide(self):
        self.told.append("hide")


class Shell:
    def __init__(self):
        self.user_ns = {"Out": {}}
        self.user_ns_hidden = {}
        self.events = self

    def register(self, event, callback):
        assert event == "post_run_cell"
        self.after = callback


@pytest.fixture
def run(monkeypatch, living):
    """Run a cell: what it displays, by name, and what was deleted before; the page hears nothing by itself."""
    shell = Shell()
    monkeypatch.setattr(displays, "get_ipython", lambda: shell)
    monkeypatch.setattr(displays, "_newest", {})
    numbers = iter(range(100))

    def run(cell, *shown, deleted=()):
        one = Run(cell, f"m{next(numbers)}", executes=True, deleted=frozenset(deleted))
        monkeypatch.setattr(displays, "running_cell", lambda: one)
        for panel in shown:
            panel._repr_mimebundle_()
        if hasattr(shell, "after"):
            shell.after(None)

    return run


def page_sees(panel, views):
    panel.set_state({"_view_count": views})


def test_what_an_earlier_run_displayed_is_forgotten_whole_by_the_page(run, living):
    old, new = Panel(), Panel()
    run("a", old)
    held = living()
    run("a", new)
    assert (old.comm, old.closed, old.told[-1]) == (None, False, "hide")
    assert living() == held
    assert all(child.comm is None for child in old.children)


def test_what_is_let_go_is_told_anew_where_it_is_displayed_again(run):
    panel = Panel()
    run("a", panel)
    before = panel.model_id
    run("a")
    run("b", panel)
    assert panel.comm is not None
    assert panel.model_id != before
    assert widget._instances[panel.children[1].model_id] is panel.children[1]
    assert panel.told == ["show", "hide", "show"]


def test_what_another_cell_shows_stays(run):
    panel = Panel()
    run("a", panel)
    run("b", panel)
    run("a")
    assert panel.comm is not None
    run("c", deleted=("b",))
    assert panel.comm is None


def test_what_stands_in_another_widget_stays(run):
    panel = Panel()
    run("a", panel)
    Box([panel])
    run("a")
    assert panel.comm is not None


def test_the_page_says_when_the_last_view_is_gone(run):
    panel = Panel()
    run("a", panel)
    page_sees(panel, 2)
    page_sees(panel, 1)
    assert panel.told[-1] == "show"
    page_sees(panel, 0)
    assert panel.told[-1] == "hide"
    page_sees(panel, 1)
    assert panel.told[-1] == "show"


def test_what_a_page_still_sees_waits_until_it_says_otherwise(run):
    panel = Panel()
    run("a", panel)
    page_sees(panel, 1)
    run("a")
    assert panel.comm is not None
    page_sees(panel, 0)
    assert panel.comm is None


def test_what_nobody_looked_at_again_is_let_go_after_the_next_cell(run):
    panel = Panel()
    run("a", panel)
    page_sees(panel, 1)
    page_sees(panel, 0)
    assert panel.comm is not None
    run("b")
    assert panel.comm is None


def test_a_page_that_was_not_asked_writes_no_count_of_views():
    panel = Panel()
    panel._repr_mimebundle_()
    page_sees(panel, 3)
    assert panel._view_count is None


def test_out_forgets_what_was_let_go_and_a_name_of_a_persons_own_does_not(run):
    panel = Panel()
    shell = displays.get_ipython()
    shell.user_ns |= {"Out": {3: panel}, "_3": panel, "mine": panel}
    run("a", panel)
    run("a")
    assert shell.user_ns == {"Out": {}, "mine": panel}

"""A workspace and its file: what is saved, what is kept, what is told, and what a reader cannot do."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest

from smwidgets.core.errors import ConflictError, WorkspaceError
from smwidgets.dashboards import steps
from smwidgets.dashboards.builtin import initial_state
from smwidgets.dashboards.saving import WorkspaceFile

trying = SimpleNamespace(**run_path(str(Path(__file__).with_name("workspaces.py"))))
tile, state_of, SMALL, LED, press, tab, answer, asked, saved, buttons = (
    trying.tile,
    trying.state_of,
    trying.SMALL,
    trying.LED,
    trying.press,
    trying.tab,
    trying.answer,
    trying.asked,
    trying.saved,
    trying.buttons,
)

# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.spec("W1", "W5")
def test_the_open_tab_is_remembered_and_is_no_step(make, path):
    workspace = make()
    tab(workspace, "open", "contacts")
    assert not buttons(workspace)["undo"]["enabled"]
    assert saved(path).open == "contacts"
    assert make().state.open == "contacts"


@pytest.mark.spec("W5")
@pytest.mark.parametrize("fresh", [True, False])
def test_sessions_that_only_open_tabs_do_not_quarrel(make, path, fresh):
    if not fresh:
        WorkspaceFile(path).save(initial_state())
    one, other = make(), make()
    for key in ("contacts", "main", "contacts"):
        tab(one, "open", key)
        tab(other, "open", key)
        assert saved(path).open == key
    assert not asked(one)
    assert not asked(other)
    one.do(steps.rename_dashboard(one.state, "contacts", "Kontakty"))
    tab(other, "open", "main")
    assert not asked(other)
    assert saved(path) == one.state, "opening a tab never writes over what another session did"
    other.do(steps.rename_dashboard(other.state, "main", "Sprzedaż"))
    assert asked(other)
    assert saved(path) == one.state


@pytest.fixture
def quarrel(make):
    """Two sessions; the first has saved, the second is asked what is to become of its step."""
    one, other = make(state=SMALL), make(state=SMALL)
    one.do(steps.rename_dashboard(one.state, "main", "Pierwsza"))
    other.do(steps.rename_dashboard(other.state, "main", "Druga"))
    assert asked(other)
    return one, other


@pytest.mark.spec("W5")
def test_a_refused_change_is_lost_if_one_loads_the_other_but_can_be_brought_back(quarrel, path):
    one, other = quarrel
    answer(other, 0)
    assert not asked(other)
    assert other.state == one.state == saved(path)
    other.undo()
    assert other.state.dashboards[0].name == "Druga"
    assert saved(path) == other.state


@pytest.mark.spec("W5")
def test_a_refused_change_may_be_kept_as_a_copy(quarrel, path):
    one, other = quarrel
    mine = other.state
    answer(other, 1)
    assert saved(path) == one.state == other.state
    assert saved(path.with_name("dashboards.copy.json")) == mine
    assert "dashboards.copy.json" in other._notice.text


@pytest.mark.spec("W5")
def test_a_refused_change_may_be_saved_over_the_other_but_not_over_a_third_one(quarrel, make, path):
    _, other = quarrel
    third = make()
    third.do(steps.rename_dashboard(third.state, "mine", "Trzecia"))
    answer(other, 2)
    assert asked(other), "what nobody told of is not written over"
    assert saved(path) == third.state
    answer(other, 2)
    assert not asked(other)
    assert saved(path) == other.state


@pytest.mark.spec("W5")
def test_without_an_answer_the_next_step_asks_again(quarrel, path):
    one, other = quarrel
    other._dialogs._question._dialog._handle_custom_msg({"kind": "close"}, [])
    assert not asked(other)
    other.sections["sales"].measure = "orders"
    assert asked(other)
    assert saved(path) == one.state


@pytest.mark.spec("W5")
def test_without_a_page_a_refused_change_is_an_error(make):
    one, other = make(state=SMALL, shown=False), make(state=SMALL, shown=False)
    one.do(steps.rename_dashboard(one.state, "main", "Pierwsza"))
    other.open_dashboard("mine")
    with pytest.raises(ConflictError):
        other.do(steps.rename_dashboard(other.state, "main", "Druga"))
    assert other.state.dashboards[0].name == "Druga"


@pytest.mark.spec("W5")
def test_what_cannot_be_saved_is_told_until_it_is(make, tmp_path):
    folder = tmp_path / "folder"
    folder.write_text("in the way")
    workspace = make(folder / "dashboards.json", state=SMALL)
    workspace._news.tell()
    workspace.sections["sales"].measure = "orders"
    assert "dashboards.json" in workspace._notice.text
    assert str(tmp_path) not in workspace._notice.text
    assert workspace.state != SMALL
    folder.unlink()
    workspace.sections["sales"].measure = "aov"
    assert workspace._notice.text == ""
    assert saved(folder / "dashboards.json") == workspace.state
    silent = make(tmp_path / "dashboards.json" / "x.json", state=SMALL, shown=False)
    (tmp_path / "dashboards.json").write_text("in the way")
    with pytest.raises(WorkspaceError):
        silent.do(steps.remove_tile(silent.state, "sales"))


@pytest.mark.spec("W5")
@pytest.mark.parametrize(
    "content", [b"{", b"[1, 2", b'{"schema_version": 99}', b"\xff\xfe", b'{"schema_version": 1}', b""]
)
def test_a_damaged_file_is_set_aside_with_a_message_and_the_workspace_opens(make, path, content):
    path.write_bytes(content)
    workspace = make()
    assert workspace.state == initial_state()
    (kept,) = path.parent.glob("dashboards.damaged-*.json")
    assert kept.read_bytes() == content
    assert kept.name in workspace._notice.text
    workspace.sections["sales_all"].measure = "orders"
    assert saved(path) == workspace.state
    assert kept.read_bytes() == content


@pytest.mark.spec("W5", "X6")
def test_a_state_over_a_file_is_a_step_so_that_nothing_is_lost(make, path):
    WorkspaceFile(path).save(SMALL)
    workspace = make(state=LED)
    assert workspace.state == LED
    assert saved(path) == SMALL
    workspace.undo()
    assert workspace.state == saved(path) == SMALL


@pytest.mark.spec("W5")
def test_the_environment_names_the_file_and_without_one_nothing_is_saved(make, path, monkeypatch, tmp_path):
    workspace = make(None, state=SMALL)
    workspace.sections["sales"].measure = "orders"
    assert list(tmp_path.glob("*.json")) == []
    monkeypatch.setenv("SMWIDGETS_WORKSPACE", str(path))
    workspace = make(None, state=SMALL)
    workspace.sections["sales"].measure = "orders"
    assert saved(path) == workspace.state
    assert make(None).state == workspace.state
    elsewhere = make(tmp_path / "elsewhere.json")
    assert elsewhere.state == initial_state()


# --- what is not known here -------------------------------------------------------------------------------------------


@pytest.mark.spec("W5")
def test_a_placeholder_keeps_place_and_settings(make, path, state):
    gone = {"text": "<b>ż</b>", "deep": [{"a": None}]}
    WorkspaceFile(path).save(state_of(tile("gone", "shop:gone", **gone), tile("sales", "sales_analytics", x=6)))
    workspace = make()
    placeholder = workspace.sections["gone"]
    assert state(placeholder) == "unavailable"
    assert "shop:gone" in placeholder._card._status.value
    workspace.do(steps.move_tile(workspace.state, "gone", 6, 0))
    workspace.sections["sales"].measure = "orders"
    kept = next(one for one in saved(path).dashboards[0].tiles if one.id == "gone")
    assert (kept.section, kept.settings) == ("shop:gone", gone)


@pytest.mark.spec("W5")
def test_unknown_settings_stay_in_the_file_when_known_ones_change(make, path):
    WorkspaceFile(path).save(
        state_of(tile("sales", "sales_analytics", measure="orders", from_the_future=[1, {"a": 2}]))
    )
    workspace = make()
    sales = workspace.sections["sales"]
    sales.measure = "revenue"
    sales.chart = "bar"
    assert saved(path).dashboards[0].tiles[0].settings == {"from_the_future": [1, {"a": 2}], "chart": "bar"}
    workspace.undo()
    workspace.undo()
    assert sales.measure == "orders"


DEEP = json.loads("[" * 200 + "]" * 200)
REFUSED = [
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    "",
    "x",
    "<script>",
    "\x00",
    [],
    [1],
    [["a"]],
    {"start": {}, "end": []},
    DEEP,
]


@pytest.mark.spec("W5")
@pytest.mark.parametrize("value", REFUSED, ids=lambda value: f"{value!r:.20}")
def test_refused_values_leave_the_others_of_the_section_and_the_board_alone(make, path, state, caplog, value):
    names = ("period", "measure", "attribution", "compare")
    wrong = {name: value for name in names if not (name == "compare" and value in (True, 0, None))}
    boards = state_of(
        tile("sales", "sales_analytics", chart="bar", **wrong),
        tile("channels", "channel_sales", x=6, hidden=value, period=value),
        tile("retention", "customer_retention", y=8, groups=value, hidden=value),
        tile("heading", "heading", y=16, w=12, h=1, text=value),
        tile("views", "page_views", x=6, y=8),
    )
    WorkspaceFile(path).save(boards)
    caplog.set_level(logging.CRITICAL)
    workspace = make()
    sales = workspace.sections["sales"]
    assert (sales.period, sales.measure, sales.attribution, sales.chart) == ("last_30_days", "revenue", "all", "bar")
    assert {state(section) for section in workspace.sections.values()} == {"fresh"}
    assert saved(path) == boards


# --- reading only -----------------------------------------------------------------------------------------------------


@pytest.mark.spec("R6", "W5")
def test_read_only_nothing_is_managed_arranged_or_saved_whatever_the_page_sends(make, path, tmp_path):
    WorkspaceFile(path).save(SMALL)
    before = {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}
    workspace = make(read_only=True)
    assert list(buttons(workspace)) == ["link"]
    for key in ("undo", "redo", "new", "add", "arrange", "manage", "link"):
        press(workspace, key)
        workspace._on_button(key)
    for action in ("left", "right", "rename", "delete"):
        tab(workspace, action, "mine")
        workspace._on_tab(action, "mine")
    workspace.arrange(on=True)
    workspace._empty._add.click()
    workspace._dialogs._catalogue._handle_custom_msg({"kind": "pick", "key": "page_views"}, [])
    workspace._bar.set_state(
        {"managed": True, "tabs": [], "value": "mine", "buttons": [{"key": "new", "enabled": True}]}
    )
    assert workspace._boards["main"]._grid._arranger is None
    assert not workspace._bar.managed
    assert not workspace._dialogs._library.opened
    assert not asked(workspace)
    assert workspace.state == SMALL
    sales = workspace.sections["sales"]
    sales._picker.set_state({"value": "yesterday"})
    sales._menu._handle_custom_msg({"kind": "save", "values": {"chart": "bar"}}, [])
    tab(workspace, "open", "mine")
    assert (sales.period, sales.chart, workspace.state.open) == ("yesterday", "bar", "mine")
    workspace.open_dashboard("main")
    assert (sales.period, sales.chart) == ("yesterday", "bar")
    assert not workspace._history.can_undo
    assert {file: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


@pytest.mark.spec("R6")
def test_read_only_a_step_from_python_changes_the_view_and_never_the_file(make, path):
    WorkspaceFile(path).save(SMALL)
    workspace = make(read_only=True)
    workspace.do(steps.remove_tile(workspace.state, "sales"))
    assert list(workspace.sections) == ["views"]
    workspace.undo()
    assert list(workspace.sections) == ["sales", "views"]
    assert saved(path) == SMALL


@pytest.mark.spec("R6")
def test_read_only_a_damaged_file_is_left_where_it_is(make, path):
    path.write_text("{")
    workspace = make(read_only=True)
    assert workspace.state == initial_state()
    assert workspace._notice.text
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.spec("R6")
@pytest.mark.parametrize(
    ("environment", "published"),
    [
        ({}, False),
        ({"SERVER_SOFTWARE": "voila/0.5.12"}, True),
        ({"VOILA_PREHEAT": "False"}, True),
        ({"SERVER_SOFTWARE": "jupyter/1.0"}, False),
    ],
)
def test_a_published_page_is_read_only(make, monkeypatch, environment, published):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert make(shown=False).read_only is published
    assert not make(shown=False, read_only=False).read_only

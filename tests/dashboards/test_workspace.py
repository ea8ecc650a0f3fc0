"""The workspace, without a page: what its buttons do, and what becomes of the sections."""

from __future__ import annotations

import os
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import smwidgets as sm
from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.dashboards import _workspace_texts as texts
from smwidgets.dashboards import steps
from smwidgets.dashboards.coding import from_json
from smwidgets.sections._unknown import UnknownSection

trying = SimpleNamespace(**run_path(str(Path(__file__).with_name("workspaces.py"))))
tile, state_of, SMALL, LED, press, tab, arrange, answer, asked, saved, buttons = (
    trying.tile,
    trying.state_of,
    trying.SMALL,
    trying.LED,
    trying.press,
    trying.tab,
    trying.arrange,
    trying.answer,
    trying.asked,
    trying.saved,
    trying.buttons,
)

# --- tabs -------------------------------------------------------------------------------------------------------------


@pytest.mark.spec("W1")
def test_it_begins_with_main_and_contact_analytics_and_builds_a_tab_when_it_is_first_shown(make):
    workspace = make()
    assert [one["label"] for one in workspace._bar.tabs] == ["Główny", "Analityka kontaktów"]
    assert list(workspace._boards) == ["main"]
    assert workspace.children[-1] is workspace._boards["main"]
    tab(workspace, "open", "contacts")
    assert workspace.sections["contact_base"]._built
    assert workspace.children[-1] is workspace._boards["contacts"]
    assert not any(section._visible for section in workspace._boards["main"].sections.values())
    base = workspace.sections["contact_base"]
    tab(workspace, "open", "main")
    tab(workspace, "open", "contacts")
    assert workspace.sections["contact_base"] is base
    assert base._visible


@pytest.mark.spec("W2")
def test_tabs_are_managed_renamed_moved_and_deleted_after_a_question_and_all_of_it_is_undone(make, path):
    workspace = make(state=SMALL)
    press(workspace, "manage")
    assert workspace._bar.managed
    tab(workspace, "rename", "main")
    workspace._dialogs._name.set_state({"value": "  Sprzedaż\n<b>tu</b> "})
    answer(workspace, 0)
    assert not asked(workspace)
    tab(workspace, "left", "mine")
    assert [one.title("pl") for one in workspace.state.dashboards] == ["Mine", "Sprzedaż <b>tu</b>"]
    tab(workspace, "delete", "mine")
    assert asked(workspace)
    assert len(workspace.state.dashboards) == 2
    answer(workspace, 1)
    assert len(workspace.state.dashboards) == 2
    tab(workspace, "delete", "mine")
    answer(workspace, 0)
    assert [one.id for one in saved(path).dashboards] == ["main"]
    for _ in range(3):
        press(workspace, "undo")
    assert workspace.state == SMALL == saved(path)
    assert not buttons(workspace)["undo"]["enabled"]
    for _ in range(3):
        press(workspace, "redo")
    assert [one.id for one in workspace.state.dashboards] == ["main"]
    press(workspace, "manage")
    assert not workspace._bar.managed


@pytest.mark.spec("W2")
def test_a_name_that_is_none_is_asked_for_again(make):
    workspace = make(state=SMALL)
    press(workspace, "new")
    workspace._dialogs._name.set_state({"value": " \t "})
    answer(workspace, 0)
    assert asked(workspace)
    assert workspace._dialogs._name.problem
    assert workspace.state == SMALL


@pytest.mark.spec("W2")
def test_main_is_not_deleted_even_by_a_forged_message(make):
    workspace = make(state=SMALL)
    press(workspace, "manage")
    tab(workspace, "delete", "main")
    assert not asked(workspace)
    with pytest.raises(ConfigurationError):
        workspace.do(steps.delete_dashboard(workspace.state, "main"))
    assert workspace.state == SMALL


@pytest.mark.spec("W2")
def test_the_question_counts_widgets_not_headings(make):
    workspace = make()
    press(workspace, "manage")
    tab(workspace, "open", "contacts")
    tab(workspace, "delete", "contacts")
    assert f" {len(workspace.sections)} " in workspace._dialogs._question._text.value


@pytest.mark.spec("W2")
def test_deleting_the_open_dashboard_opens_its_neighbour_and_undo_brings_it_back(make, living):
    workspace = make(state=SMALL)
    tab(workspace, "open", "mine")
    widgets = living()
    workspace.do(steps.delete_dashboard(workspace.state, "mine"))
    assert workspace.state.open == "main"
    assert workspace.children[-1] is workspace._boards["main"]
    assert "mine" not in workspace._boards
    assert living() < widgets
    workspace.undo()
    assert workspace.state.open == "mine"
    assert workspace.sections["growth"]._built
    assert living() == widgets


@pytest.mark.spec("W1")
def test_an_unknown_tab_is_no_tab(make):
    workspace = make(state=SMALL)
    tab(workspace, "open", "nowhere")
    assert workspace.state == SMALL
    with pytest.raises(UnknownNameError, match="did you mean 'mine'"):
        workspace.open_dashboard("mien")


# --- the library ------------------------------------------------------------------------------------------------------


@pytest.mark.spec("W3")
def test_a_new_dashboard_is_named_then_filled_from_the_library_the_same_section_twice(make, path):
    workspace = make(state=SMALL)
    press(workspace, "new")
    workspace._dialogs._name.set_state({"value": "Moje"})
    answer(workspace, 0)
    catalogue = workspace._dialogs._catalogue
    assert workspace._dialogs._library.opened
    assert workspace._arranging
    for _ in range(2):
        catalogue._handle_custom_msg({"kind": "pick", "key": "sales_analytics,attribution=touchpoint"}, [])
    catalogue._handle_custom_msg({"kind": "pick", "key": "os.system"}, [])
    first, second = workspace.sections.values()
    assert (first.attribution, second.attribution) == ("touchpoint", "touchpoint")
    second.period = "yesterday"
    dashboard = saved(path).dashboards[-1]
    assert dashboard.name == "Moje"
    assert [one.settings for one in dashboard.tiles] == [
        {"attribution": "touchpoint"},
        {"attribution": "touchpoint", "period": "yesterday"},
    ]
    assert first.period == "last_30_days"


@pytest.mark.spec("W3")
def test_the_library_shows_each_offer_with_title_words_and_picture_and_leaves_no_widget_behind(make, living):
    workspace = make(state=SMALL)
    before = living()
    press(workspace, "add")
    assert buttons(workspace)["arrange"]
    workspace._dialogs.open_library(print)
    catalogue = workspace._dialogs._catalogue
    assert len(catalogue.items) >= 20
    assert all(item["title"] and item["text"] and item["shelf"] for item in catalogue.items)
    assert set(catalogue.pictures) == {item["key"] for item in catalogue.items}
    assert living() == before


# --- steps and sections -----------------------------------------------------------------------------------------------


@pytest.mark.spec("W2", "W4")
def test_a_step_moves_what_stays_makes_what_is_new_and_closes_what_is_gone(make, living):
    workspace = make(state=SMALL)
    sales, views = workspace.sections["sales"], workspace.sections["views"]
    widgets = living()
    workspace.do(steps.add_tile(workspace.state, "main", "page_views", (4, 8), {"measure": "anonymous"}, key="more"))
    workspace.do(steps.move_tile(workspace.state, "sales", 6, 0))
    workspace.do(steps.set_settings(workspace.state, "views", {"chart": "bar"}))
    assert workspace.sections["sales"] is sales
    assert workspace.sections["views"] is views
    assert views.chart == "bar"
    assert workspace.sections["more"].measure == "anonymous"
    workspace.do(steps.remove_tile(workspace.state, "sales"))
    assert list(workspace.sections) == ["views", "more"]
    assert sales.comm is None
    workspace.do(steps.remove_tile(workspace.state, "more"))
    for _ in range(5):
        workspace.undo()
    assert workspace.state == SMALL
    assert workspace.sections["views"] is views
    assert workspace.sections["sales"].period == "last_7_days"
    assert views.chart == "line"
    assert living() == widgets + 3, "the chart keeps the bars that it once drew: two marks and their scale"


@pytest.mark.spec("W4")
def test_each_button_of_a_frame_is_one_step_and_arranging_is_none(make, path):
    workspace = make(state=SMALL)
    press(workspace, "arrange")
    assert workspace.state == SMALL
    for action in ("narrower", "taller", "down", "shorter", "up", "right", "left", "wider"):
        before = workspace.state
        arrange(workspace, action, "sales")
        if workspace.state != before:
            workspace.undo()
            assert workspace.state == before
            workspace.redo()
        assert saved(path) == workspace.state
    arrange(workspace, "move", "views", 0, 0)
    arrange(workspace, "resize", "views", 12, 4)
    assert next(one for one in workspace.state.dashboards[0].tiles if one.id == "views").w == 12
    arrange(workspace, "resize", "views", 1, 4)
    assert next(one for one in workspace.state.dashboards[0].tiles if one.id == "views").w == 3
    arrange(workspace, "remove", "views")
    assert list(workspace.sections) == ["sales"]
    press(workspace, "arrange")
    arrange(workspace, "remove", "sales")
    assert list(workspace.sections) == ["sales"]


@pytest.mark.spec("W4")
def test_a_try_is_computed_from_the_board_as_it_is_and_changes_nothing(make, path):
    workspace = make(state=SMALL)
    press(workspace, "arrange")
    arranger = workspace._boards["main"]._grid._arranger
    sent = []
    arranger.send = sent.append
    for number, x in enumerate((0, 1, 6)):
        content = {"kind": "try", "number": number, "action": "move", "key": "views", "across": x, "down": 0}
        arranger._handle_custom_msg(content, [])
    assert {one[0]: one[1:5] for one in sent[2]["tiles"]} == {"sales": [0, 0, 6, 8], "views": [6, 0, 6, 8]}
    assert {one[0]: one[1:3] for one in sent[0]["tiles"]}["views"] == [0, 0]
    assert workspace.state == SMALL
    assert not path.exists()


@pytest.mark.spec("W5")
def test_a_settings_menu_that_saves_three_settings_is_one_step(make, path):
    workspace = make(state=SMALL)
    sales = workspace.sections["sales"]
    values = {"chart": "bar", "compare": True}
    sales._menu._handle_custom_msg({"kind": "save", "values": values}, [])
    workspace.undo()
    assert (sales.chart, sales.compare) == ("line", False)
    assert not buttons(workspace)["undo"]["enabled"]
    workspace.redo()
    with sales.together():
        sales.chart, sales.compare, sales.measure = "line", False, "orders"
    assert saved(path).dashboards[0].tiles[0].settings == {"period": "last_7_days", "measure": "orders"}
    workspace.undo()
    assert (sales.chart, sales.compare, sales.measure) == ("bar", True, "revenue")
    with sales.together():
        sales.chart = "line"
        sales.chart = "bar"
    assert buttons(workspace)["redo"]["enabled"], "nothing changed, so it is no step"


@pytest.mark.spec("W2", "W5")
def test_settings_are_undone_and_done_again(make, path):
    workspace = make(state=SMALL)
    sales = workspace.sections["sales"]
    sales._picker.set_state({"value": "yesterday"})
    sales._picker._handle_custom_msg({"kind": "range", "start": "2025-01-02", "end": "2025-01-03"}, [])
    assert saved(path).dashboards[0].tiles[0].settings == {
        "period": {"start": "2025-01-02T00:00:00", "end": "2025-01-04T00:00:00"}
    }
    workspace.undo()
    assert (sales.period, sales._picker.period) == ("yesterday", "yesterday")
    workspace.undo()
    assert sales.period == "last_7_days"
    workspace.redo()
    workspace.redo()
    assert sales.period == sm.Period("2025-01-02", "2025-01-04")
    assert make().sections["sales"].period == sm.Period("2025-01-02", "2025-01-04")


@pytest.mark.spec("W5")
def test_a_setting_of_a_dashboard_that_is_not_open_is_a_step_too(make, path):
    workspace = make(state=SMALL)
    sales = workspace.sections["sales"]
    tab(workspace, "open", "mine")
    sales.measure = "orders"
    assert saved(path).dashboards[0].tiles[0].settings["measure"] == "orders"
    workspace.undo()
    assert sales.measure == "revenue"


OPERATIONS = ("move", "resize", "remove", "add", "settings", "new", "rename", "delete", "swap", "open", "undo", "redo")


def operate(workspace, operation, draw):  # noqa: C901, PLR0912 - one branch for each thing to do
    """Do something that is possible, at random."""
    state = workspace.state
    tiles = [(home.id, one) for home in state.dashboards for one in home.tiles]
    key = draw(st.sampled_from([one.id for one in state.dashboards]))
    if operation == "new" and len(state.dashboards) < 4:
        workspace.do(steps.create_dashboard(state, "Nowy"))
    elif operation == "rename":
        workspace.do(steps.rename_dashboard(state, key, draw(st.sampled_from(["A", "B"]))))
    elif operation == "delete" and key != "main":
        workspace.do(steps.delete_dashboard(state, key))
    elif operation == "swap":
        workspace.do(steps.move_dashboard(state, key, draw(st.integers(0, 3))))
    elif operation == "open":
        workspace.open_dashboard(key)
    elif operation == "add":
        name = draw(st.sampled_from(["sales_summary", "opt_out_reasons", "contact_base", "heading", "shop:gone"]))
        workspace.do(steps.add_tile(state, key, name, draw(st.tuples(st.integers(1, 12), st.integers(1, 9)))))
    elif operation == "undo" and workspace._history.can_undo:
        workspace.undo()
    elif operation == "redo" and workspace._history.can_redo:
        workspace.redo()
    elif tiles:
        _, one = draw(st.sampled_from(tiles))
        if operation == "move":
            workspace.do(steps.move_tile(state, one.id, draw(st.integers(0, 11)), draw(st.integers(0, 9))))
        elif operation == "resize":
            workspace.do(steps.resize_tile(state, one.id, draw(st.integers(1, 12)), draw(st.integers(1, 9))))
        elif operation == "remove":
            workspace.do(steps.remove_tile(state, one.id))
        elif operation == "settings":
            section = workspace._boards[workspace.state.open].sections.get(one.id)
            if section is not None and section.has_trait("period"):
                section.period = draw(st.sampled_from(["today", "yesterday", "last_30_days"]))


@pytest.mark.spec("W2", "W5", "X6")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(data=st.data())
def test_whatever_is_done_the_widgets_file_and_code_agree_and_undo_leads_back(corner, tmp_path, living, data):
    path, before = tmp_path / f"{os.urandom(8).hex()}.json", living()
    workspace = sm.Workspace(corner, path, state=SMALL)
    workspace.show()
    try:
        for operation in data.draw(st.lists(st.sampled_from(OPERATIONS), min_size=1, max_size=10)):
            operate(workspace, operation, data.draw)
            assert_agrees(workspace)
            assert not path.exists() or saved(path) == workspace.state
        made = {"model": corner}
        exec(workspace.export_python(), made)  # noqa: S102 - running it is the point
        assert made["workspace"].state == from_json(workspace.to_json()) == workspace.state
        again = sm.Workspace(corner, state=from_json(workspace.to_json()))
        assert live(made["workspace"]) == live(again) == live(workspace)
        made["workspace"].close()
        again.close()
        while workspace._history.can_undo:
            workspace.undo()
            assert_agrees(workspace)
        assert workspace.state.dashboards == SMALL.dashboards
    finally:
        workspace.close()
    assert living() == before


def live(workspace):
    """What stands on the open dashboard."""
    return [(key, type(section), section.settings) for key, section in workspace.sections.items()]


def assert_agrees(workspace):
    """Every board that was built shows the state, and nothing else stands on it."""
    for key, board in workspace._boards.items():
        tiles = steps.find_dashboard(workspace.state, key).tiles
        assert [one.id for one in tiles] == list(board._standing) or {one.id for one in tiles} == set(board._standing)
        for one in tiles:
            if one.section == "heading":
                continue
            section = board.sections[one.id]
            assert isinstance(section, UnknownSection) == (one.section == "shop:gone")
            assert section.comm is not None
            if section.has_trait("period"):
                assert section.settings["period"] == one.settings.get("period", section.trait_defaults("period"))
        assert key != workspace.state.open or board in workspace.children


# --- following --------------------------------------------------------------------------------------------------------


@pytest.mark.spec("CA2", "W5")
def test_one_choice_of_a_leader_is_one_step_and_the_own_periods_of_the_others_stay(make, path):
    workspace = make(state=LED)
    base, activity, reasons = workspace.sections.values()
    base._picker.set_state({"value": "last_7_days"})
    assert activity.timeframe() == reasons.timeframe() == base.timeframe()
    assert [one.settings for one in saved(path).dashboards[0].tiles] == [
        {"period": "last_7_days"},
        {"period": "yesterday"},
        {},
    ]
    assert "period" not in workspace.link().replace("dashboard=main", "")
    workspace.undo()
    assert workspace.state == LED
    assert activity.timeframe() == base.timeframe()
    assert base.timeframe().name == "last_30_days"


@pytest.mark.spec("CA2", "W2")
def test_a_section_gets_its_own_picker_back_when_its_leader_goes_and_loses_it_when_it_returns(make, state):
    workspace = make(state=LED)
    activity = workspace.sections["activity"]
    assert activity._picker is None
    for again in range(2):
        workspace.do(steps.remove_tile(workspace.state, "base"))
        assert activity._picker.period == "yesterday"
        assert activity.timeframe().name == "yesterday"
        activity._picker.set_state({"value": "last_7_days"})
        assert workspace.state.dashboards[0].tiles[0].settings == {"period": "last_7_days"}
        workspace.undo()
        assert activity.period == "yesterday"
        workspace.undo()
        assert activity._picker is None
        assert activity.timeframe() == workspace.sections["base"].timeframe()
        workspace.sections["base"].period = ("previous_month", "last_12_months")[again]
        assert activity.timeframe() == workspace.sections["base"].timeframe()
        assert state(activity) == "fresh"


@pytest.mark.spec("CA2")
def test_leaders_lead_on_their_own_board_only(make):
    workspace = make(state=state_of(tile("base", "contact_base"), mine=(tile("reasons", "opt_out_reasons"),)))
    workspace.sections["base"].period = "yesterday"
    tab(workspace, "open", "mine")
    reasons = workspace.sections["reasons"]
    assert reasons._picker is not None
    assert reasons.timeframe().name == "last_30_days"
    workspace.do(steps.add_tile(workspace.state, "mine", "contact_base", (12, 8), {"period": "last_7_days"}))
    assert reasons._picker is None
    assert reasons.timeframe().name == "last_7_days"


@pytest.mark.spec("W7")
def test_the_period_of_the_whole_leaves_every_own_period_as_it_was(make, corner, path):
    workspace = make(state=LED)
    base, activity, reasons = workspace.sections.values()
    before = [section.timeframe() for section in (base, activity, reasons)]
    picker = workspace._header._period
    picker._handle_custom_msg({"kind": "range", "start": "2025-01-02", "end": "2025-01-03"}, [])
    assert corner.override == sm.Period("2025-01-02", "2025-01-04")
    ruled = {section.timeframe().current for section in (base, activity, reasons)}
    assert ruled == {corner.timeframe(sm.Period("2025-01-02", "2025-01-04")).current}
    workspace.do(steps.remove_tile(workspace.state, "base"))
    assert activity._picker.reason
    activity._picker.set_state({"value": "today"})
    workspace.undo()
    picker.period = None
    assert corner.override is None
    assert [section.timeframe() for section in workspace.sections.values()] == before
    assert workspace.state == LED == saved(path)


# --- languages, closing -----------------------------------------------------------------------------------------------


@pytest.mark.spec("W1")
def test_another_language_relabels_everything_also_what_was_said(make, path, corner):
    path.write_text("{")
    workspace = make()
    press(workspace, "arrange")
    headline = next(one for key, one in workspace._boards["main"]._standing.items() if "heading" in key)
    polish = workspace._notice.text

    def said():
        return {one["key"]: one["label"] for one in workspace._bar.buttons}

    assert said()["arrange"] == texts.ARRANGED["pl"]
    assert "Analityka sprzedaży" in headline.value
    corner.locale = "en"
    assert [one["label"] for one in workspace._bar.tabs] == ["Main", "Contact analytics"]
    assert said()["arrange"] == texts.ARRANGED["en"]
    assert "Sales analytics" in headline.value
    arranger = workspace._boards["main"]._grid._arranger
    assert arranger.texts["remove"] == "Remove from the dashboard"
    assert "Sales summary" in [one[1] for one in arranger.tiles]
    assert workspace._notice.text.startswith("The saved dashboards")
    assert workspace._notice._dismiss.label == texts.DISMISS["en"]
    corner.locale = "pl"
    assert workspace._notice.text == polish
    workspace._notice._dismiss.click()
    corner.locale = "en"
    assert workspace._notice.text == "", "what was taken away stays away"


@pytest.mark.spec("W2")
def test_a_renamed_dashboard_has_one_name_in_every_language(make, corner):
    workspace = make(state=SMALL)
    workspace.do(steps.rename_dashboard(workspace.state, "main", "Nasz"))
    corner.locale = "en"
    assert workspace._bar.tabs[0]["label"] == "Nasz"


def test_closing_closes_all_it_was_made_of_and_lets_go_of_the_model(make, living, corner):
    make(None, state=LED).close()
    widgets, heard = living(), sum(len(one["change"]) for one in corner._trait_notifiers.values())
    workspace = make(None)
    tab(workspace, "open", "contacts")
    press(workspace, "arrange")
    press(workspace, "add")
    press(workspace, "link")
    workspace.do(steps.remove_tile(workspace.state, "contact_base"))
    workspace.close()
    workspace.close()
    assert living() == widgets
    assert sum(len(one["change"]) for one in corner._trait_notifiers.values()) == heard
    never = make(None, shown=False)
    never.close()
    assert living() == widgets

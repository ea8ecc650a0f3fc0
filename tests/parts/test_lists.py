from __future__ import annotations

from datetime import date

import pytest

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.parts import Banner, Column, DataTable, Dialog, FilterField, FilterMenu, Html, Pager

COLUMNS = (Column("at", "When"), Column("open", "", "right", "action"))


def send(widget, content):
    widget._handle_custom_msg(content, [])


def test_rows_reach_the_page_as_text_in_the_order_of_the_columns():
    table = DataTable()
    table.show(COLUMNS, [{"open": "Open", "at": "<b>\u202e" + "x" * 20_000}, {}], ["1", "2"], fresh={"2", "9"})
    assert table.rows[0][0].startswith("<b>x")
    assert len(table.rows[0][0]) == 10_000
    assert table.rows[1] == ["", ""]
    assert table.fresh == ["2"]


def test_only_a_button_that_is_there_can_be_pressed():
    table, acted = DataTable(), []
    table.on_action(lambda key, column: acted.append((key, column)))
    columns = (*COLUMNS, Column("delete", "", kind="action"))
    table.show(columns, [{"at": "now", "open": "Open"}, {"open": "Open", "delete": "Delete"}], ["1", "2"])
    for key in ("1", "2", "3", None, ["1"]):
        for column in ("at", "open", "delete", "drop", None, {}):
            send(table, {"kind": "action", "key": key, "column": column})
    for content in ({"kind": "action", "key": "1"}, {"kind": "action"}, [], "action", {"key": "1", "column": "open"}):
        send(table, content)
    assert acted == [("1", "open"), ("2", "open"), ("2", "delete")]


@pytest.mark.parametrize("keys", [["1"], ["1", "1"]])
def test_each_row_has_a_key_of_its_own(keys):
    with pytest.raises(ConfigurationError):
        DataTable().show(COLUMNS, [{}, {}], keys)


def test_a_column_has_a_known_kind():
    with pytest.raises(ConfigurationError):
        Column("a", "A", kind="image")


def test_only_a_page_that_is_there_is_turned_to():
    pager, turned = Pager(), []
    pager.on_turn(turned.append)
    pager.show(newer=False, older=True, texts={"newer": "N", "older": "O"})
    for direction in ("newer", "older", "note", None):
        send(pager, {"kind": "turn", "direction": direction})
    assert turned == ["older"]


def test_a_banner_without_a_text_is_not_there():
    banner = Banner()
    assert banner.layout.display == "none"
    banner.show("3 new")
    assert (banner.description, banner.layout.display) == ("3 new", None)


def test_a_dialog_closes_once_and_says_so(living):
    dialog, closed = Dialog("narrow"), []
    dialog.on_close(lambda: closed.append(dialog.opened))
    dialog.title("A title", "Close")
    dialog.place([Html()])
    dialog.open_dialog()
    dialog.set_state({"opened": False, "heading": "other"})
    assert (dialog.opened, dialog.heading) == (True, "A title")
    send(dialog, {"kind": "close"})
    send(dialog, {"kind": "close"})
    assert closed == [False]
    dialog.close()
    assert living() == 0


def test_a_dialog_has_a_known_size():
    with pytest.raises(ConfigurationError):
        Dialog("huge")


FIELDS = (
    FilterField("owner", "Owner", choices=(("a", "Anna"),)),
    FilterField("dates", "Dates", kind="dates"),
    FilterField("score", "Score", kind="number"),
)


@pytest.fixture
def menu():
    made = FilterMenu()
    made.applied = []
    made.on_apply(made.applied.append)
    made.show(FIELDS, {"owner": "a", "dates": (date(2026, 1, 1), None)}, {"title": "Filters"})
    return made


@pytest.mark.spec("I3")
def test_filters_reach_python_at_once_and_typed(menu):
    assert menu.values == {"owner": "a", "dates": ["2026-01-01", ""], "score": None}
    send(menu, {"kind": "apply", "values": {"owner": "a", "dates": ["2026-01-01", "2026-01-02"], "score": 5.0}})
    assert menu.applied == [{"owner": "a", "dates": (date(2026, 1, 1), date(2026, 1, 2)), "score": 5}]
    send(menu, {"kind": "apply", "values": {"owner": None, "dates": None, "score": None}})
    assert menu.applied[-1] == {"owner": None, "dates": None, "score": None}
    assert menu.values == {"owner": None, "dates": ["", ""], "score": None}


@pytest.mark.parametrize(
    "values",
    [
        {"owner": "zzz"},
        {"owner": ["a"]},
        {"score": True},
        {"score": 1.5},
        {"score": "1"},
        {"dates": ["2026-01-02", "2026-01-01"]},
        {"dates": "yesterday"},
        {"dates": [1, 2]},
        "all",
    ],
)
def test_what_no_filter_takes_changes_nothing(menu, values):
    send(menu, {"kind": "apply", "values": values})
    assert menu.applied == []
    assert menu.values["owner"] == "a"


def test_a_value_has_to_be_one_of_a_filter_on_offer():
    with pytest.raises(UnknownNameError):
        FilterMenu().show(FIELDS[:1], {"score": 1}, {})
    with pytest.raises(ConfigurationError):
        FilterMenu().show(FIELDS, {"owner": "zzz"}, {})
    with pytest.raises(ConfigurationError):
        FilterField("a", "A", kind="number", choices=(("1", "1"),))

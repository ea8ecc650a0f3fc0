from __future__ import annotations

import pytest

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.parts import Field, SettingsMenu

FIELDS = (
    Field("chart", "Chart", choices=(("line", "Line"), ("bar", "Bars"))),
    Field("compare", "Compare", kind="flag"),
)
TEXTS = {"title": "Settings", "save": "Save", "cancel": "Cancel"}


@pytest.fixture
def menu():
    made = SettingsMenu()
    made.show(FIELDS, {"chart": "line", "compare": False}, TEXTS)
    made.saved = []
    made.on_save(made.saved.append)
    return made


def send(menu, content):
    menu._handle_custom_msg(content, [])


def test_save_reaches_python_once_with_everything(menu):
    send(menu, {"kind": "save", "values": {"chart": "bar", "compare": True}})
    assert menu.saved == [{"chart": "bar", "compare": True}]
    assert menu.values == {"chart": "bar", "compare": True}


@pytest.mark.parametrize(
    ("values", "taken"),
    [
        ({"chart": "pie", "compare": True}, [{"compare": True}]),
        ({"chart": "bar", "path": "/etc"}, [{"chart": "bar"}]),
        ({"compare": "yes"}, []),
        ({"chart": ["line"]}, []),
        ([], []),
        ("chart", []),
    ],
)
def test_what_was_not_offered_is_dropped(menu, values, taken):
    send(menu, {"kind": "save", "values": values})
    assert menu.saved == taken


@pytest.mark.parametrize("content", [{"kind": "drop", "values": {"compare": True}}, {}, [], "save"])
def test_other_messages_are_nothing(menu, content):
    send(menu, content)
    assert menu.saved == []


def test_the_browser_writes_no_trait(menu):
    menu.set_state({"values": {"chart": "bar"}, "fields": []})
    assert menu.values["chart"] == "line"
    assert len(menu.fields) == 2


@pytest.mark.parametrize("values", [{"chart": "pie", "compare": True}, {"chart": "line"}])
def test_a_field_without_a_proper_value_is_an_error(values):
    with pytest.raises(ConfigurationError):
        SettingsMenu().show(FIELDS, values, TEXTS)


def test_a_value_without_a_field_is_an_error():
    with pytest.raises(UnknownNameError):
        SettingsMenu().show(FIELDS[1:], {"compare": True, "chart": "line"}, TEXTS)


def test_a_choice_needs_choices():
    with pytest.raises(ConfigurationError):
        Field("chart", "Chart")

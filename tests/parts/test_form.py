"""Text field, check box, progress, form, and what is folded away."""

from __future__ import annotations

import pytest
from traitlets import TraitError

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts import CheckBox, FilterField, FilterMenu, Fold, Form, FormRow, Html, Progress, TextField


def test_a_page_writes_the_value_of_a_field_and_no_more_than_it_takes():
    field = TextField(limit=5)
    field.show("Name", "abc")
    field.complain("Wrong")
    field.set_state({"value": "abcde", "problem": "", "limit": 10, "label": "x"})
    assert (field.value, field.problem, field.limit, field.label) == ("abcde", "Wrong", 5, "Name")
    field.set_state({"value": "abcdef"})
    field.set_state({"value": 7})
    assert field.value == "abcde"
    with pytest.raises(TraitError):
        field.value = "abcdef"


def test_enter_is_heard_and_nothing_else():
    field, heard = TextField(), []
    field.on_enter(lambda: heard.append(field.value))
    field.set_state({"value": "abc"})
    for content in ({"kind": "enter"}, {"kind": "other"}, "enter", [], None):
        field._handle_custom_msg(content, [])
    assert heard == ["abc"]


def test_a_box_out_of_force_is_not_ticked():
    box = CheckBox()
    box.show("Use the filters", value=False)
    box.set_state({"value": True, "label": "x", "disabled": True})
    assert (box.value, box.label, box.disabled) == (True, "Use the filters", False)
    box.show("Use the filters", value=False, disabled=True)
    box.set_state({"value": True})
    assert box.value is False


@pytest.mark.parametrize(
    ("done", "whole", "shown"), [(0, 0, (0, 1)), (3, 10, (3, 10)), (11, 10, (10, 10)), (-1, 10, (0, 10))]
)
def test_progress_is_never_more_than_all(done, whole, shown):
    bar = Progress()
    bar.show(done, whole, "3 of 10", label="Export")
    bar.set_state({"done": 7, "text": "x"})
    assert ((bar.done, bar.whole), bar.text, bar.label) == (shown, "3 of 10", "Export")


def test_what_is_folded_away_stays_what_it_is(living):
    inside = Html()
    fold = Fold(inside)
    fold.shown(shown=False)
    fold.shown(shown=False)
    assert fold._dom_classes.count("smw-away") == 1
    fold.shown(shown=True)
    assert ("smw-away" in fold._dom_classes, fold.children) == (False, (inside,))
    fold.close()
    assert living() == 0


def test_a_name_in_a_form_is_text(living):
    row = FormRow(TextField())
    form = Form([row])
    row.name("<b>Folder</b>")
    assert "&lt;b&gt;Folder" in row._name.value
    row.shown(shown=False)
    assert "smw-away" in row._dom_classes
    form.close()
    assert living() == 0


def test_a_filter_by_text_takes_a_text_and_is_off_when_it_is_blank():
    menu, applied = FilterMenu(), []
    menu.on_apply(applied.append)
    menu.show([FilterField("search", "Name", kind="text")], {"search": "a"}, {})
    assert menu.values == {"search": "a"}
    for sent in ("  visits ", "   ", "", None, 7, ["a"], "x" * 201):
        menu._handle_custom_msg({"kind": "apply", "values": {"search": sent}}, [])
    assert [one["search"] for one in applied] == ["visits", None, None, None]
    with pytest.raises(ConfigurationError):
        menu.show([FilterField("search", "Name", kind="text")], {"search": 7}, {})

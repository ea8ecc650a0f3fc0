"""Measure tabs, select and action button."""

from __future__ import annotations

import pytest
from traitlets import TraitError

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import ActionButton, MeasureTabs, Select

OPTIONS = (("orders", "Orders"), ("revenue", "Revenue"))


@pytest.fixture(params=[MeasureTabs, Select])
def control(request):
    made = request.param()
    if request.param is Select:
        made.show("Measure", OPTIONS, "orders")
    else:
        made.show(OPTIONS, "orders")
    return made


def test_the_browser_chooses_what_is_offered_and_nothing_else(control):
    control.set_state({"value": "revenue"})
    assert control.value == "revenue"
    control.set_state({"value": "margin", "options": [["margin", "Margin"]]})
    assert control.value == "revenue"


def test_python_is_told_of_a_value_that_is_not_offered(control):
    with pytest.raises(TraitError):
        control.value = "margin"
    with pytest.raises(UnknownNameError, match="did you mean 'orders'"):
        control._offer(OPTIONS, "order")


def test_new_options_with_a_new_value_come_together(control):
    heard = []
    control.observe(lambda change: heard.append((change.new, len(control.options))), "value")
    control._offer((("aov", "AOV"),), "aov")
    assert heard == [("aov", 1)]


def test_an_action_is_done_once_and_not_while_busy():
    done = []
    button = ActionButton("Refresh", icon="refresh")
    button.on_click(lambda _: done.append(1))
    assert button.description == "↻ Refresh"
    button.click()
    button.busy = True
    button.click()
    button._handle_button_msg(button, {"event": "click"}, [])
    assert len(done) == 1
    assert button.disabled
    button.set_state({"disabled": False})
    assert button.disabled


def test_an_action_is_relabelled():
    button = ActionButton(icon="refresh")
    button.label = "Odśwież"
    assert button.description == "↻ Odśwież"

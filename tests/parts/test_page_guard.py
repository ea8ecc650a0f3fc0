from __future__ import annotations

import pytest
from ipywidgets import Dropdown, Widget

from smwidgets.parts.page_guard import guard_page


@pytest.mark.spec("R6")
def test_a_value_that_a_control_refuses_is_one_line_and_the_page_is_told_what_holds(monkeypatch, caplog):
    monkeypatch.setattr(Widget, "set_state", Widget.set_state)
    guard_page()
    control = Dropdown(options=["a", "b"], value="a")
    told = []
    monkeypatch.setattr(Dropdown, "send_state", lambda _, key=None: told.append(key))
    control.set_state({"index": "nonsense"})
    control.set_state({"index": 1})
    assert control.value == "b"
    assert ["index"] in told
    (line,) = caplog.records
    assert line.getMessage().startswith("Dropdown: the page wrote a value that is refused: ")
    assert line.exc_info is None

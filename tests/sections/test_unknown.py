from __future__ import annotations

import pytest

from smwidgets.sections._unknown import UnknownSection


@pytest.mark.spec("W5")
def test_it_names_what_is_missing_in_both_languages_and_asks_nothing(model, state):
    section = UnknownSection(model, "garden:<b>map</b>")
    section.show()
    assert state(section) == "unavailable"
    said = section._card._status.value
    assert "garden:" in said
    assert "<b>" not in said
    assert "zachowane" in said
    model.locale = "en"
    assert "are kept" in section._card._status.value
    model.refresh()
    assert state(section) == "unavailable"
    assert section.frame.empty
    assert section.figures == {}
    section.close()


def test_it_has_no_settings_no_period_and_no_menu(model):
    section = UnknownSection(model, "garden:map")
    section.show()
    assert section.settings == {}
    assert section._picker is None
    assert section._menu is None
    section.close()

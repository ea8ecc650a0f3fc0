from __future__ import annotations

import pytest
from ipywidgets import HTML

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.parts import Card, Grid, PeriodPicker, Tile
from smwidgets.parts.status import STATUSES


def states(card):
    return [name for name in card._dom_classes if name.startswith("smw-is-")]


def said(card):
    return card.children[2].value


def test_a_card_is_in_one_state_at_a_time_and_keeps_its_content():
    card, body = Card(), HTML()
    card.add_class("of-mine")
    card.place(body=(body,))
    for kind in STATUSES:
        card.status(kind, "why")
        assert states(card) == [f"smw-is-{kind}"]
        assert body.comm is not None
    assert "of-mine" in card._dom_classes
    with pytest.raises(UnknownNameError, match="did you mean 'stale'"):
        card.status("stal")


@pytest.mark.parametrize(
    ("kind", "role"), [("error", "alert"), ("stale", "status"), ("empty", "status"), ("unavailable", "status")]
)
def test_a_message_is_spoken(kind, role):
    card = Card()
    card.status(kind, "<why>")
    assert f'role="{role}"' in said(card)
    assert "&lt;why&gt;" in said(card)
    card.status("fresh")
    assert said(card) == ""


def test_picker_and_settings_stand_in_the_same_corner():
    card, picker = Card(), PeriodPicker()
    card.place(picker=picker)
    assert card.children[0].children[1].children == (picker,)
    card.place()
    assert card.children[0].children[1].children == ()


def test_a_title_is_whole_on_hover_and_help_is_focusable():
    card = Card()
    card.title('A "long" title', "Sum of values")
    head = card.children[0].children[0].value
    assert 'title="A &quot;long&quot; title"' in head
    assert '<button type="button" class="smw-help"' in head


def test_spans_are_classes_and_follow_the_items():
    grid, tile, card = Grid(), Tile(), Card()
    grid.items = [(tile, 2), (card, 4)]
    assert "smw-span-2" in tile._dom_classes
    grid.items = [(card, 6)]
    assert "smw-span-2" not in tile._dom_classes
    assert "smw-span-4" not in card._dom_classes
    assert "smw-span-6" in card._dom_classes
    assert grid.items == ((card, 6),)


@pytest.mark.parametrize("span", [0, 13])
def test_a_span_beyond_the_columns_is_refused(span):
    with pytest.raises(ConfigurationError):
        Grid([(Tile(), span)])

from __future__ import annotations

import pytest
from traitlets import TraitError

from smwidgets.core.errors import UnknownNameError
from smwidgets.parts import Combobox

OPTIONS = (("a", "A – first"), ("b", "B – second"), ("c", "C – <b>third</b>"))
TEXTS = {"search": "Search", "note": "A label only", "none": "None"}


@pytest.fixture
def box():
    box = Combobox()
    box.show("Letter", OPTIONS, "b", first=2, texts=TEXTS)
    yield box
    box.close()


@pytest.mark.spec("M9")
def test_it_offers_the_first_ones_the_others_by_search_and_says_what_the_choice_means(box):
    assert (box.value, box.label, box.first) == ("b", "Letter", 2)
    assert box.options == list(OPTIONS)
    assert box.texts == TEXTS


def test_the_page_may_choose_what_is_on_the_list_and_write_nothing_else(box):
    box.set_state({"value": "c", "first": 99, "texts": {"note": "changed"}})
    assert (box.value, box.first, box.texts) == ("c", 2, TEXTS)
    with pytest.raises(TraitError, match="none of the choices"):
        box.value = "z"


def test_a_value_that_is_not_offered_is_refused(box):
    with pytest.raises(UnknownNameError):
        box.show("Letter", OPTIONS, "z", first=2, texts=TEXTS)

from __future__ import annotations

import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts import markup
from smwidgets.parts.catalogue import Catalogue, CatalogueItem

pytestmark = pytest.mark.spec("W3")

ITEMS = [CatalogueItem("a", "Półka", "Pierwszy <b>", "Opis"), CatalogueItem("b", "Półka", "Drugi", "Opis")]
SAID = {"search": "Szukaj", "add": "Dodaj", "none": "Nic"}
PICTURE = markup("<svg></svg>")


@pytest.fixture
def catalogue():
    made = Catalogue()
    made.heard = []
    made.on_pick(made.heard.append)
    made.show(ITEMS, SAID)
    yield made
    made.close()


def test_what_is_chosen_is_handed_over_and_nothing_else(catalogue):
    for content in ({"kind": "pick", "key": "b"}, {"kind": "pick", "key": "c"}, {"kind": "pick", "key": ["a"]},
                    {"kind": "drop", "key": "a"}, {"key": "a"}, "pick", None):  # fmt: skip
        catalogue._handle_custom_msg(content, [])
    assert catalogue.heard == ["b"]


def test_pictures_are_markup_and_stay_for_the_items_that_stay(catalogue):
    catalogue.illustrate({"a": PICTURE, "b": PICTURE})
    with pytest.raises(ConfigurationError, match="markup"):
        catalogue.illustrate({"a": "<img onerror=alert(1)>"})
    catalogue.show(ITEMS[1:], SAID)
    assert catalogue.pictures == {"b": PICTURE}


def test_two_items_have_two_keys(catalogue):
    with pytest.raises(ConfigurationError, match="key"):
        catalogue.show([ITEMS[0], ITEMS[0]], SAID)


def test_the_page_writes_nothing(catalogue):
    catalogue.set_state({"items": [], "pictures": {"a": "<img onerror=alert(1)>"}, "texts": {}})
    assert len(catalogue.items) == 2
    assert catalogue.pictures == {}
    assert catalogue.texts == SAID

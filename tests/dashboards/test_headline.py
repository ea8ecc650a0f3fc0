from __future__ import annotations

import pytest

from smwidgets.dashboards.headline import Headline


def test_it_is_written_in_the_models_language(model):
    headline = Headline(model, {"pl": "Sprzedaż", "en": "Sales"})
    assert headline.value == '<h2 class="smw-heading"><bdi>Sprzedaż</bdi></h2>'
    model.locale = "en"
    assert "Sales" in headline.value
    assert headline.text("pl") == "Sprzedaż"
    headline.close()
    headline.close()
    model.locale = "pl"
    assert "Sales" in headline.value, "a closed one listens no longer"


def test_one_text_stands_in_every_language_and_markup_is_text(model):
    headline = Headline(model, "<img src=x onerror=alert(1)>")
    assert "<img" not in headline.value
    assert headline.text("pl") == headline.text("en") == "<img src=x onerror=alert(1)>"
    headline.close()


@pytest.mark.parametrize("text", [None, 5, [], {}, {"pl": 3}, {"pl": {"one": "x"}}, {"en": "only"}])
def test_what_a_damaged_file_may_have_is_no_text(model, text):
    headline = Headline(model, text)
    assert headline.text("pl") == ""
    headline.close()

from __future__ import annotations

from datetime import datetime

import pytest

from smwidgets.core.clock import zone
from smwidgets.core.formats import Formats
from smwidgets.core.periods import resolve
from smwidgets.core.trends import trend
from smwidgets.sections._trend_text import trend_text

WARSAW = zone("Europe/Warsaw")
PERIOD = resolve("last_7_days", datetime(2026, 1, 6, 12, tzinfo=WARSAW))
RESTLESS = [100, 300, 100, 300, 100, 300, 100, 300]


def written(change, locale="pl", **kwargs):
    return trend_text(change, "count", PERIOD, Formats(locale, "PLN", WARSAW), **kwargs)


@pytest.mark.spec("M5")
@pytest.mark.parametrize(("locale", "word"), [("pl", "nowe"), ("en", "new")])
def test_what_was_not_there_before_is_new_with_its_number_and_without_an_arrow(locale, word):
    text = written(trend(30, 0), locale)
    assert (text.delta, text.percent, text.direction) == ("+30", word, None)
    assert not {"▲", "▼", "→", "—"} & set(text.markup())


@pytest.mark.spec("M5")
def test_nothing_after_nothing_is_a_dash_and_neutral():
    text = written(trend(0, 0))
    assert (text.delta, text.percent, text.direction, text.good) == ("0", "—", None, None)


@pytest.mark.spec("M5")
def test_colour_follows_meaning():
    assert written(trend(30, 20)).good is True
    assert written(trend(30, 20), rise_is_good=False).good is False
    assert written(trend(30, 0), rise_is_good=False).good is False
    assert written(trend(20, 20)).good is None


@pytest.mark.spec("M7")
def test_a_change_within_the_usual_variation_has_a_remark_and_no_colour():
    text = written(trend(150, 100, like=RESTLESS))
    assert text.good is None
    assert text.notes == ("w granicach zwykłych wahań",)
    assert "smw-flat" in text.markup()
    assert "▲" in text.markup()
    assert written(trend(900, 100, like=RESTLESS)).good is True

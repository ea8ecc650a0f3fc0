from __future__ import annotations

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.core.period_names import PERIOD_TEXTS, period_name
from smwidgets.core.periods import CUSTOM, PERIOD_NAMES
from smwidgets.core.text import LOCALES, check_text, say


@pytest.mark.spec("M3")
def test_every_period_has_its_own_name_in_every_language():
    assert tuple(PERIOD_TEXTS) == (*PERIOD_NAMES, CUSTOM)
    for text in PERIOD_TEXTS.values():
        check_text(text)
    for locale in LOCALES:
        assert len({say(text, locale) for text in PERIOD_TEXTS.values()}) == len(PERIOD_TEXTS)


def test_a_name_is_said():
    assert period_name("last_12_months", "pl") == "Ostatnie 12 miesięcy"
    assert period_name("custom", "en") == "Custom range"


def test_an_unknown_period_is_corrected():
    with pytest.raises(UnknownNameError, match="did you mean 'yesterday'"):
        period_name("yesterdy", "en")

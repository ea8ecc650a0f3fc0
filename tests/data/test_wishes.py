from __future__ import annotations

import pytest

from smwidgets.core.errors import UnknownNameError
from smwidgets.data.attribution import Attribution
from smwidgets.data.wishes import Wishes


def test_what_was_asked_for_wins():
    asked, known = Wishes(currency="EUR"), Wishes("Europe/London", "GBP", "Shop", Attribution(days=30))
    assert asked.otherwise(known) == Wishes("Europe/London", "EUR", "Shop", Attribution(days=30))


@pytest.mark.parametrize("asked", [{"timezone": "Mars/Phobos"}, {"currency": "XXZ"}])
def test_unknown_names_are_refused(asked):
    with pytest.raises(UnknownNameError):
        Wishes(**asked)

from __future__ import annotations

import numpy as np
import pytest

from smwidgets.core.errors import ConfigurationError
from smwidgets.parts import Series
from smwidgets.parts._arrays import ArrayError


def test_values_pass_the_gate():
    np.testing.assert_array_equal(Series("a", "A", [None, 2]).y, [np.nan, 2])
    with pytest.raises(ArrayError):
        Series("a", "A", ["2"])


@pytest.mark.parametrize("wrong", [{"colour": 0}, {"colour": 9}, {"texts": ("1",)}, {"whens": ("1", "2", "3")}])
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ConfigurationError):
        Series("a", "A", [1, 2], **wrong)


def test_a_colour_is_the_themes():
    assert Series("a", "A", [1], 3).css == "var(--smw-series-3)"

"""The policy refuses what makes no sense."""

import pytest

from smwidgets.core.errors import ConfigurationError, UnknownNameError
from smwidgets.data.attribution import Attribution


@pytest.mark.spec("B2", "B3")
def test_default_policy_is_the_specification_s():
    assert Attribution() == Attribution(days=90, interactions=25, last_click="any_entry")


@pytest.mark.parametrize("days", [0, -1, 1.5, "90", True, None, 10**9])
def test_days_must_be_a_positive_whole_number(days):
    with pytest.raises(ConfigurationError, match="days must be a whole number"):
        Attribution(days=days)


@pytest.mark.parametrize("interactions", [0, -25, 2.0, False])
def test_interactions_must_be_a_positive_whole_number(interactions):
    with pytest.raises(ConfigurationError, match="interactions must be a whole number"):
        Attribution(interactions=interactions)


def test_unknown_policy_suggests_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'last_non_direct'"):
        Attribution(last_click="last_nondirect")


def test_policies_are_values():
    assert len({Attribution(), Attribution(90), Attribution(days=30)}) == 2

from __future__ import annotations

import pytest

from smwidgets.sections._ranking import REST, SLICES, colours, rank

NAMES = [f"n{number}" for number in range(40)]


@pytest.mark.spec("D1", "E1")
@pytest.mark.parametrize("unnamed", [False, True])
@pytest.mark.parametrize("count", [0, 1, 6, 7, 8, 9, 40])
def test_what_is_drawn_has_a_colour_each_and_nothing_is_left_out(count, unnamed):
    ranking = rank([*NAMES[:count], *([None] * unnamed)])
    given = colours(ranking, NAMES[::-1])
    assert (*ranking.named, *ranking.rest) == tuple(NAMES[:count])
    assert ranking.unnamed is unnamed
    assert set(given) == {*ranking.named, *([REST] if ranking.rest else [])}
    assert len(set(given.values())) == len(given)
    assert all(1 <= colour <= SLICES - unnamed for colour in given.values())
    assert len(given) + unnamed <= SLICES
    assert len(ranking.rest) != 1  # "other" are several


def test_the_first_of_the_shop_keep_their_colours_whatever_is_drawn():
    known = NAMES[:12]
    for drawn in (["n1", "n5"], ["n11", "n1", "n9", "n5"], [*known[::-1], None]):
        given = colours(rank(drawn), known)
        assert all(given[name] == known.index(name) + 1 for name in ("n1", "n5") if name in given)

"""Which categories of a donut have a slice of their own, and in which colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smwidgets.parts.palette import NEUTRAL, SERIES

if TYPE_CHECKING:
    from collections.abc import Sequence

SLICES = len(SERIES)
"""The most that stand side by side: a colour for each, and as many rows as the card has room for."""

REST = ""
"""Stands for those that share a slice; no category is called so."""


@dataclass(frozen=True)
class Ranking:
    """The largest categories, and the others together.

    Parameters
    ----------
    named
        Those with a slice of their own, the largest first.
    rest
        Those that share one; none where all have their own.
    unnamed
        Whether something has no category.
    """

    named: tuple[str, ...]
    rest: tuple[str, ...]
    unnamed: bool


def rank(categories: Sequence[str | None]) -> Ranking:
    """Leave a slice to each category, or to the largest where they are more than ``SLICES``.

    Parameters
    ----------
    categories
        All different, the largest first; None is no category and keeps a slice of its own.
    """
    named = tuple(one for one in categories if one is not None)
    unnamed = len(named) < len(categories)
    room = SLICES - unnamed
    if len(named) > room:
        return Ranking(named[: room - 1], named[room - 1 :], unnamed)
    return Ranking(named, (), unnamed)


def colours(ranking: Ranking, known: Sequence[str]) -> dict[str, int]:
    """Give each category one colour, and no colour twice.

    Parameters
    ----------
    ranking
        What is drawn.
    known
        All of the shop, in an order that stays: the first have the same colours whatever is drawn, the others those
        that are free.

    Returns
    -------
    dict
        Numbers of colours of the palette by category, and under ``REST`` that of those that share a slice. The neutral
        one is kept for what has no category.
    """
    numbers = range(1, NEUTRAL) if ranking.unnamed else range(1, NEUTRAL + 1)
    lasting = dict(zip(known, range(1, NEUTRAL), strict=False))
    given = {one: lasting[one] for one in ranking.named if one in lasting}
    free = iter([number for number in numbers if number not in set(given.values())])
    given |= {one: next(free) for one in ranking.named if one not in lasting}
    return given | ({REST: next(free)} if ranking.rest else {})

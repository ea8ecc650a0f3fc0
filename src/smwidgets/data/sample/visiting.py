"""Visits to the sample shop's site, and how each of them ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .mailings import ADS, DIRECT, EMAIL, ORGANIC, REFERRAL, SOCIAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draws import Draws, Flags, Ints
    from .hours import Hours
    from .mailings import Mailing
    from .people import People

LEAVES, LEAVES_CART, BUYS = range(3)
ANONYMOUS = -1

_OWN_WILL = {ORGANIC: 370, DIRECT: 290, ADS: 190, SOCIAL: 80, REFERRAL: 50, EMAIL: 20}  # that e-mail is another's
_VISITS_A_CONTACT = 9
_ANONYMOUS_A_CONTACT = 9
_BUYS_FIRST, _BUYS, _BUYS_AFTER_CLICK = 720, 280, 330  # per mille
_LEAVES_CART = 110


def first_visits(draws: Draws, people: People, hours: Hours) -> pd.DataFrame:
    """Draw the visits that need no message: those of new contacts, those of known ones, and anonymous ones.

    Returns
    -------
    pandas.DataFrame
        int64 columns contact (`ANONYMOUS` for none), start (seconds), channel, mailing (-1: none), ending.
    """
    new = np.flatnonzero(people.buys_first)
    moments = hours.moments(draws, len(people) * _VISITS_A_CONTACT)
    weights = np.concatenate([[0], np.cumsum(people.visit_weight)])
    known = weights[np.searchsorted(people.created, moments, side="right")]
    back = np.searchsorted(weights[1:], draws.below(len(moments), np.maximum(known, 1)), side="right")
    moments, back = moments[known > 0], back[known > 0]
    anonymous = hours.moments(draws, len(people) * _ANONYMOUS_A_CONTACT)
    contact = np.concatenate([new, back, np.full(len(anonymous), ANONYMOUS)])
    start = np.concatenate([people.created[new] + 1, moments, anonymous])
    buys = np.repeat([_BUYS_FIRST, _BUYS, 0], [len(new), len(back), len(anonymous)])
    return pd.DataFrame(
        {
            "contact": contact,
            "start": start,
            "channel": np.array(list(_OWN_WILL))[draws.pick(len(start), list(_OWN_WILL.values()))],
            "mailing": -1,
            "ending": _endings(draws, buys, contact != ANONYMOUS),
        }
    )


def visits_after(draws: Draws, readings: pd.DataFrame, mailings: Sequence[Mailing]) -> pd.DataFrame:
    """Draw the visits that follow a click, seconds later; columns as `first_visits` returns."""
    clicked = readings[readings["click_at"] >= 0]
    n = len(clicked)
    return pd.DataFrame(
        {
            "contact": clicked["contact"].to_numpy(),
            "start": clicked["click_at"].to_numpy() + draws.between(n, 1, 9),
            "channel": np.array([mailing.channel for mailing in mailings])[clicked["mailing"]],
            "mailing": clicked["mailing"].to_numpy(),
            "ending": _endings(draws, np.full(n, _BUYS_AFTER_CLICK), np.ones(n, dtype=bool)),
        }
    )


def _endings(draws: Draws, buys: Ints, known: Flags) -> Ints:
    lot = draws.below(len(buys), 1000)
    leaves_cart = known & (lot < buys + _LEAVES_CART)
    return np.where(lot < buys, BUYS, np.where(leaves_cart, LEAVES_CART, LEAVES))

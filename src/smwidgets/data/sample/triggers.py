"""What makes the shop write to one contact: a sign-up, a cart left behind, an order, a look around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .hours import DAY, HOUR
from .mailings import AFTER_ORDER, CONFIRMATION, LEFT_CART, SEEN, SURVEY, WELCOME
from .visiting import ANONYMOUS, BUYS, LEAVES, LEAVES_CART

if TYPE_CHECKING:
    import pandas as pd

    from .draws import Draws, Ints
    from .hours import Hours
    from .people import People

_SEEN = 300  # per mille of the visits that end without a cart


@dataclass(frozen=True)
class Trigger:
    """The messages of one campaign: to whom, and from when to when they may be read (seconds since 1970, UTC)."""

    mailing: int
    contact: Ints
    soonest: Ints
    latest: Ints


def triggers(draws: Draws, people: People, visits: pd.DataFrame, hours: Hours) -> tuple[Trigger, ...]:
    """Return the messages that the shop sends by itself, in the order of their campaigns."""
    contact, ending = visits["contact"].to_numpy(), visits["ending"].to_numpy()
    start = visits["start"].to_numpy()
    new = np.flatnonzero(people.created >= hours.starts[0])
    bought, left_cart = np.flatnonzero(ending == BUYS), np.flatnonzero(ending == LEAVES_CART)
    looked = np.flatnonzero((ending == LEAVES) & (contact != ANONYMOUS))
    looked = looked[people.has_app[contact[looked]] & draws.chance(len(looked), _SEEN)]
    reasons = (
        (CONFIRMATION, new, people.created[new], HOUR // 60, DAY),
        (WELCOME, new, people.created[new], 3 * DAY, 6 * DAY),
        (LEFT_CART, contact[left_cart], start[left_cart], 2 * HOUR, DAY),
        (AFTER_ORDER, contact[bought], start[bought], 14 * DAY, 18 * DAY),
        (SEEN, contact[looked], start[looked], 20 * HOUR, 2 * DAY),
        (SURVEY, contact[bought], start[bought], 2 * DAY, 5 * DAY),
    )
    return tuple(
        _sent(Trigger(mailing, to, since + soonest, since + latest), people, hours)
        for mailing, to, since, soonest, latest in reasons
    )


def _sent(trigger: Trigger, people: People, hours: Hours) -> Trigger:
    kept = trigger.soonest < np.minimum(people.opted_out[trigger.contact], hours.end)
    return Trigger(trigger.mailing, trigger.contact[kept], trigger.soonest[kept], trigger.latest[kept])

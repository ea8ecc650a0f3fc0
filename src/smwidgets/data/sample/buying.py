"""Carts, orders and what comes back: the events of the sample shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .catalogue import CODES, DEMAND, PRICES
from .columns import instants, named
from .hours import DAY, HOUR
from .people import FIRST_ID as FIRST_CONTACT
from .visiting import BUYS

if TYPE_CHECKING:
    from .draws import Draws, Flags, Ints

FIRST_ID = 500_001

_SIZES = (360, 290, 160, 90, 50, 28, 14, 8)  # baskets of 1, 2, … products
_PAYMENTS = (("BLIK", 46), ("karta płatnicza", 24), ("szybki przelew", 18), ("za pobraniem", 8), ("raty", 4))
_CANCELLED, _RETURNED = 14, 45  # per mille of the orders
TYPES = ("CART", "PURCHASE", "CANCELLATION", "RETURN")
_CART, _PURCHASE, _CANCELLATION, _RETURN = range(len(TYPES))


@dataclass(frozen=True)
class Baskets:
    """What each visit with a cart put into it: `item` product after product, `count` of them from `first` on.

    `visit` is the visit's place, `worth` the sum of the prices in grosze.
    """

    visit: Ints
    item: Ints
    first: Ints
    count: Ints
    worth: Ints


def fill_baskets(draws: Draws, visits: pd.DataFrame) -> Baskets:
    """Draw the baskets of all visits that reach the cart, with what sells in the month."""
    visit = np.flatnonzero(visits["ending"].to_numpy() > 0)
    count = 1 + draws.pick(len(visit), _SIZES)
    first = np.cumsum(count) - count
    start = visits["start"].to_numpy()[visit].astype("datetime64[s]")
    month = np.repeat(start.astype("datetime64[M]").astype(np.int64) % 12, count)
    demand = np.cumsum(DEMAND)
    before = np.concatenate([[0], np.cumsum(DEMAND.sum(axis=1))])
    lot = before[month] + draws.below(len(month), DEMAND.sum(axis=1)[month])
    item = np.searchsorted(demand, lot, side="right") % len(PRICES)
    worth = np.add.reduceat(PRICES[item], first)
    return Baskets(visit, item, first, count, worth)


def events_table(
    draws: Draws, visits: pd.DataFrame, baskets: Baskets, *, cart_at: Ints, bought_at: Ints, end: int
) -> pd.DataFrame:
    """Write the events, sorted by time and none after `end`, as the data contract's table.

    `cart_at` and `bought_at` hold for each basket the second at which it was filled and paid for.
    """
    contact = visits["contact"].to_numpy()[baskets.visit]
    every = np.arange(len(contact))
    orders = every[visits["ending"].to_numpy()[baskets.visit] == BUYS]
    orders = orders[np.argsort(bought_at[orders], kind="stable")]
    lot = draws.below(len(orders), 1000)
    cancelled, returned = orders[lot < _CANCELLED], orders[(lot >= _CANCELLED) & (lot < _CANCELLED + _RETURNED)]
    partly = draws.chance(len(returned), 500)
    basket = np.concatenate([every, orders, cancelled, returned])
    kind = np.repeat(range(len(TYPES)), [len(every), len(orders), len(cancelled), len(returned)])
    one = np.concatenate([np.zeros(len(basket) - len(returned), dtype=bool), partly])
    at = np.concatenate(
        [
            cart_at,
            bought_at[orders],
            bought_at[cancelled] + draws.between(len(cancelled), 600, 2 * DAY),
            bought_at[returned] + draws.between(len(returned), 3 * DAY, 20 * DAY) + HOUR,
        ]
    )
    payment = draws.pick(len(contact), [weight for _, weight in _PAYMENTS])
    number = np.full(len(contact), -1)
    number[orders] = np.arange(len(orders))
    sorted_at = np.argsort(at, kind="stable")
    sorted_at = sorted_at[at[sorted_at] < end]
    basket, kind, one, at = basket[sorted_at], kind[sorted_at], one[sorted_at], at[sorted_at]
    grosze = np.where(one, PRICES[baskets.item[baskets.first[basket]]], baskets.worth[basket])
    return pd.DataFrame(
        {
            "event_id": np.arange(FIRST_ID, FIRST_ID + len(at)),
            "contact_id": FIRST_CONTACT + contact[basket],
            "type": named(TYPES, kind),
            "occurred_at": instants(at),
            "value": grosze / 100,
            "products": _codes(baskets, basket, one),
            "quantity": np.where(one, 1, baskets.count[basket]),
            "description": named([name for name, _ in _PAYMENTS], np.where(kind == _CART, -1, payment[basket])),
            "location": named(["sklep-ogrodowy"], np.zeros(len(at), dtype=np.int64)),
            "external_id": named(
                [f"ZAM-{place:07d}" for place in range(1, len(orders) + 1)], np.where(kind == _CART, -1, number[basket])
            ),
        }
    )


def _codes(baskets: Baskets, basket: Ints, one: Flags) -> list[str]:
    codes = [CODES[item] for item in baskets.item.tolist()]
    first, count = baskets.first.tolist(), baskets.count.tolist()
    joined = [",".join(codes[start : start + n]) for start, n in zip(first, count, strict=True)]
    return [
        codes[first[place]] if single else joined[place] for place, single in zip(basket.tolist(), one, strict=True)
    ]

"""The pages seen on each visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .catalogue import CART, CHECKOUT, FIRST_PRODUCT, PAGES, THANKS
from .columns import instants, named, numbers
from .people import FIRST_ID as FIRST_CONTACT
from .visiting import BUYS, LEAVES, LEAVES_CART
from .words import PROVIDERS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .draws import Draws, Ints

FIRST_ID = 1_000_001


@dataclass(frozen=True)
class Views:
    """Page views, visit after visit: the visit's place, the second it began and the place of the page.

    `first` and `count` hold for each visit where its views begin and how many there are, `left` the second at which
    its last page was left.
    """

    visit: NDArray[np.int32]
    began: Ints
    page: NDArray[np.int16]
    first: Ints
    count: Ints
    left: Ints

    def at_from_end(self, place: int) -> Ints:
        """Return for each visit the second of its last view (0), the one before (1) …, of the first one at most."""
        return self.began[self.first + np.maximum(self.count - 1 - place, 0)]


def draw_views(draws: Draws, visits: pd.DataFrame, product: Ints) -> Views:
    """Draw the pages of each visit; one that fills a cart sees `product` first, then the cart, one that buys pays."""
    ending = visits["ending"].to_numpy()
    n = len(ending)
    count = np.where(ending == BUYS, 4, np.where(ending == LEAVES_CART, 2, 1)) + draws.skewed(n, 9, 3)
    first = np.cumsum(count) - count
    # A view is one of a million and a half: what is small takes little.
    visit = np.repeat(np.arange(n, dtype=np.int32), count)
    seconds = 6 + draws.skewed(len(visit), 200, 3)
    spent = np.cumsum(seconds) - seconds
    at = visits["start"].to_numpy()[visit] + spent - spent[first][visit]
    page = draws.pick(len(visit), [page.weight for page in PAGES]).astype(np.int16)
    last = first + count - 1
    buys, carts = ending == BUYS, ending == LEAVES_CART
    page[last[buys]], page[last[buys] - 1], page[last[buys] - 2] = THANKS, CHECKOUT, CART
    page[last[buys] - 3] = FIRST_PRODUCT + product[buys]
    page[last[carts]] = CART
    page[last[carts] - 1] = FIRST_PRODUCT + product[carts]
    return Views(visit, at, page, first, count, at[last] + seconds[last])


def visits_table(draws: Draws, visits: pd.DataFrame, views: Views, channels: tuple[str, ...]) -> pd.DataFrame:
    """Write the visits, sorted by time, as the data contract's table."""
    contact, ending = visits["contact"].to_numpy(), visits["ending"].to_numpy()
    n = len(visits)
    anonymous = contact < 0
    strangers = max(int(anonymous.sum()) * 7 // 10, 1)
    visitor = np.where(anonymous, draws.below(n, strangers) + contact.max() + 1, contact)
    known, visitor = np.unique(visitor, return_inverse=True)
    score = views.count * 2 + np.where(ending == BUYS, 25, np.where(ending == LEAVES, 0, 12)) + draws.below(n, 6)
    return pd.DataFrame(
        {
            "visit_id": np.arange(FIRST_ID, FIRST_ID + n),
            "contact_id": numbers(FIRST_CONTACT + contact, anonymous),
            "visitor_id": named([f"v{number:07d}" for number in known.tolist()], visitor),
            "started_at": instants(visits["start"].to_numpy()),
            "page_views": views.count,
            "duration_s": views.left - visits["start"].to_numpy(),
            "score": score,
            "isp": named([name for name, _ in PROVIDERS], draws.pick(n, [weight for _, weight in PROVIDERS])),
            "source": named(channels, visits["channel"].to_numpy()),
            "landing_url": named([page.url for page in PAGES], views.page[views.first]),
        }
    )


def page_views_table(visits: pd.DataFrame, views: Views) -> pd.DataFrame:
    """Write the page views, sorted by time, as the data contract's table."""
    order = np.argsort(views.began, kind="stable")
    visit, page = views.visit[order], views.page[order]
    contact = visits["contact"].to_numpy()[visit]
    return pd.DataFrame(
        {
            "viewed_at": instants(views.began[order]),
            "visit_id": FIRST_ID + visit.astype(np.int64),
            "contact_id": numbers(FIRST_CONTACT + contact, contact < 0),
            "url": named([page.url for page in PAGES], page),
            "title": named([page.title for page in PAGES], page),
        }
    )

"""A made-up Polish garden shop: two years of data that agree with one another, and thirty days ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from smwidgets.core import clock
from smwidgets.core.errors import ConfigurationError, shown

from .browsing import draw_views, page_views_table, visits_table
from .buying import events_table, fill_baskets
from .draws import Draws
from .hours import HOUR, Hours, first_day, shop_hours
from .mailings import CHANNELS, Mailing, mailings
from .marketing import campaigns_table, interactions_table
from .people import People, contacts_table, draw_people
from .reading import bulk_readings, opt_outs, triggered_readings
from .stories import REASON, Stories
from .triggers import Trigger, triggers
from .visiting import BUYS, first_visits, visits_after

if TYPE_CHECKING:
    from datetime import date

SHOP_NAME = "Sklep Ogrodowy"
CURRENCY = "PLN"
TIMEZONE = "Europe/Warsaw"


def sample_tables(
    seed: int = 7,
    today: date | None = None,
    timezone: str = TIMEZONE,
    *,
    contacts: int = 24_000,
    stories: bool = False,
) -> dict[str, pd.DataFrame]:
    """Draw the sample shop, every text written out; parameters and errors as of :func:`sample_frames`."""
    frames = sample_frames(seed, today, timezone, contacts=contacts, stories=stories)
    return {name: _written_out(frame) for name, frame in frames.items()}


def _written_out(frame: pd.DataFrame) -> pd.DataFrame:
    texts = frame.select_dtypes("category")
    return frame.assign(**{str(name): texts[name].astype(texts[name].cat.categories.dtype) for name in texts})


def sample_frames(
    seed: int = 7,
    today: date | None = None,
    timezone: str = TIMEZONE,
    *,
    contacts: int = 24_000,
    stories: bool = False,
) -> dict[str, pd.DataFrame]:
    """Draw the sample shop.

    Parameters
    ----------
    seed
        A non-negative integer. The same seed, day, zone and number of contacts give the same tables on every machine.
    today
        The day the shop has reached; data begin on the first of its month two years before and end 30 days after it,
        so that an as-of clock reveals new rows as time passes. By default the present date in `timezone`.
    timezone
        IANA name of the shop's zone, in which its seasons and hours lie.
    contacts
        Number of contacts; everything else grows with it.
    stories
        Let happen what a course asks about, see :class:`~smwidgets.data.sample.stories.Stories`.

    Returns
    -------
    dict of str to pandas.DataFrame
        The six tables of the data contract, sorted by time. Times are UTC instants to the second; amounts are float64
        in zloty with two decimals; texts that repeat are categories, which take a tenth of the memory. An order follows
        a visit of the same contact and, like every click, leads from or to a site entry; campaigns' counts are those of
        the interactions.

    Raises
    ------
    UnknownNameError
        There is no such time zone.
    ConfigurationError
        The seed is no whole number from 0 on.
    """
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ConfigurationError(f"seed is a whole number, 0 or above, as 7; not {shown(seed)}")
    zone = clock.zone(timezone)
    day = today or clock.now(zone).date()
    hours = shop_hours(Draws(seed, "hours"), day, zone)
    told = Stories(first_day(day), zone) if stories else None
    sent = mailings(hours, zone) if told is None else told.sends(mailings(hours, zone))
    known = draw_people(Draws(seed, "people"), hours, contacts)
    known, openings = opt_outs(Draws(seed, "opt-outs"), known, hours, sent)
    misled = np.zeros(0, dtype=np.int64)
    if told is not None:
        known, openings, misled = told.leave(Draws(seed, "broken links"), known, sent, openings)
    bulk = bulk_readings(Draws(seed, "bulk readings"), known, hours, sent, openings)
    visits = pd.concat(
        [
            first_visits(Draws(seed, "first visits"), known, hours),
            visits_after(Draws(seed, "visits after bulk"), bulk, sent),
        ]
    )
    found = triggers(Draws(seed, "triggers"), known, visits, hours)
    personal = triggered_readings(Draws(seed, "triggered readings"), known, hours, sent, found)
    visits = pd.concat([visits, visits_after(Draws(seed, "visits after triggers"), personal, sent)])
    visits = visits[visits["start"] < hours.closing + HOUR].sort_values("start", kind="stable", ignore_index=True)
    readings = pd.concat([bulk, personal], ignore_index=True)
    tables = _tables(seed, hours, people=known, sent=sent, found=found, visits=visits, readings=readings, stories=told)
    tables["contacts"].loc[misled, "opt_out_reason"] = REASON
    return tables


def _tables(
    seed: int,
    hours: Hours,
    *,
    people: People,
    sent: tuple[Mailing, ...],
    found: tuple[Trigger, ...],
    visits: pd.DataFrame,
    readings: pd.DataFrame,
    stories: Stories | None,
) -> dict[str, pd.DataFrame]:
    baskets = fill_baskets(Draws(seed, "baskets"), visits)
    lead = np.zeros(len(visits), dtype=np.int64)
    lead[baskets.visit] = baskets.item[baskets.first]
    views = draw_views(Draws(seed, "page views"), visits, lead)
    buys = visits["ending"].to_numpy()[baskets.visit] == BUYS
    cart_at = np.where(buys, views.at_from_end(2)[baskets.visit], views.at_from_end(0)[baskets.visit])
    bought_at = views.at_from_end(0)[baskets.visit]
    interactions = interactions_table(Draws(seed, "interactions"), visits, readings, sent)
    orders = np.bincount(visits["contact"].to_numpy()[baskets.visit[buys]], minlength=len(people))
    visited = visits_table(Draws(seed, "visits"), visits, views, CHANNELS)
    events = events_table(Draws(seed, "events"), visits, baskets, cart_at=cart_at, bought_at=bought_at, end=hours.end)
    viewed = page_views_table(visits, views)
    if stories is not None:
        interactions = interactions[stories.recorded(interactions["occurred_at"])]
        visited = visited[stories.recorded(visited["started_at"])]
        viewed = viewed[viewed["visit_id"].isin(visited["visit_id"])]
    return {
        "contacts": contacts_table(Draws(seed, "contacts"), people, orders),
        "events": events,
        "visits": visited,
        "page_views": viewed,
        "interactions": interactions,
        "campaigns": campaigns_table(Draws(seed, "campaigns"), people, sent, found, interactions),
    }

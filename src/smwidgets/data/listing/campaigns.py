"""Recent campaigns: the mass messages of the last three calendar months."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date
from typing import TYPE_CHECKING

from smwidgets.core.buckets import first_instant
from smwidgets.data.listing.filters import naive_utc
from smwidgets.data.listing.histories import plain

if TYPE_CHECKING:
    from datetime import datetime

    import pandas as pd

    from smwidgets.data.shop import Shop

MASS_KINDS = ("bulk", "ab_test", "ab_winner")
"""Kinds of mass messages; the others are sent by rules, workflows, the API, on birthdays or to confirm."""

_MONTHS = 3
_COLUMNS = ("campaign_id", "scheduled_at", "channel", "kind", "name", "reach")


def campaigns(shop: Shop, until: datetime) -> pd.DataFrame:
    """List the mass messages of the last three calendar months, newest first.

    Parameters
    ----------
    shop
        Where they are.
    until
        The as-of moment, naive UTC or aware: nothing scheduled at or after it is listed.

    Returns
    -------
    pandas.DataFrame
        ``campaign_id``, ``scheduled_at`` (naive UTC), ``channel``, ``kind``, ``name``, ``reach`` (int64).

    Raises
    ------
    MissingDataError
        The shop has no campaigns.

    Notes
    -----
    Specification J1, J2. As of 6 January they are those since 6 October 00:00 of the shop's clock.
    """
    table = shop.table("campaigns")
    moment = naive_utc(until)
    found = table.filter(
        table.kind.isin(MASS_KINDS), table.scheduled_at >= _since(shop, moment), table.scheduled_at < moment
    )
    ordered = found.order_by(found.scheduled_at.desc(), found.campaign_id.desc())
    return plain(shop.execute(ordered.select(*_COLUMNS)))


def _since(shop: Shop, moment: datetime) -> datetime:
    today = moment.replace(tzinfo=UTC).astimezone(shop.timezone).date()
    return naive_utc(first_instant(_months_before(today, _MONTHS), shop.timezone))


def _months_before(day: date, months: int) -> date:
    """Return the same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""What came of one campaign: its counts and rates, the orders it is credited with, its days one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from smwidgets.core.buckets import first_instant, tile
from smwidgets.core.errors import ConfigurationError, MissingDataError
from smwidgets.data.listing.filters import naive_utc
from smwidgets.data.listing.histories import matching
from smwidgets.data.shapes import BY_MACHINE, DEEDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from smwidgets.core.buckets import Buckets
    from smwidgets.data.shop import Shop

COUNTS = ("sent", "delivered", "opened", "clicked", "bounced", "unsubscribed")
"""What a campaign's row counts."""

RATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "delivered": ("delivered", "sent"),
        "opened": ("opened", "delivered"),
        "clicked": ("clicked", "delivered"),
        "bounced": ("bounced", "sent"),
        "unsubscribed": ("unsubscribed", "delivered"),
    }
)
"""Each rate by name: what is divided by what."""

_SHOWN = ("campaign_id", "scheduled_at", "channel", "kind", "name", "reach")
_EVER, _NEVER = datetime(1900, 1, 1), datetime(9000, 1, 1)  # noqa: DTZ001 - naive UTC
_SALES = ("touchpoint_orders", "touchpoint_revenue", "last_click_orders", "last_click_revenue")


@dataclass(frozen=True, eq=False)
class CampaignAnalytics:
    """What came of a campaign, as of a moment.

    Parameters
    ----------
    campaign
        Its row: ``campaign_id``, ``scheduled_at`` (naive UTC), ``channel``, ``kind``, ``name``, ``reach``.
    counts
        By the names of ``COUNTS``; None where the shop does not know. Opened and clicked are people: contacts, each
        once, at the first time.
    machines
        ``opened`` and ``clicked``: contacts for whom a machine did so, as a mail proxy; part of no count and no rate.
        None where the shop does not tell machines.
    sales
        ``touchpoint_orders``, ``touchpoint_revenue``, ``last_click_orders``, ``last_click_revenue`` (currency units);
        None where the shop cannot know.
    buckets
        The local days from the one on which it was scheduled to the moment.
    daily
        One row per bucket: ``start`` (aware, the shop's zone), ``opened``, ``clicked`` (people who did so for the first
        time, the few before the first day in that) and the four of ``sales``, float64; NaN where the shop cannot know.
    """

    campaign: Mapping[str, Any]
    counts: Mapping[str, int | None]
    machines: Mapping[str, int | None]
    sales: Mapping[str, float | None]
    buckets: Buckets
    daily: pd.DataFrame

    @property
    def rates(self) -> dict[str, float | None]:
        """The shares of ``RATES``, 0 to 1; None where a count is not known or nothing is there to divide by."""
        return {name: _share(self.counts[part], self.counts[whole]) for name, (part, whole) in RATES.items()}

    @property
    def impossible_rates(self) -> tuple[str, ...]:
        """Names of the rates over 1: what the source counts does not fit together."""
        return tuple(name for name, rate in self.rates.items() if rate is not None and rate > 1)


def campaign_analytics(shop: Shop, campaign_id: int | str, until: datetime) -> CampaignAnalytics:
    """Find out what came of a campaign.

    Parameters
    ----------
    shop
        Where it is.
    campaign_id
        As :func:`smwidgets.data.listing.campaigns.campaigns` lists it, or its text.
    until
        The as-of moment, naive UTC or aware. People who first opened or clicked at or after it are taken off the
        campaign's own counts, and those whose message a machine opened; what is left is no less than the people of whom
        the shop knows. When a message was sent, delivered, bounced or answered by leaving is recorded nowhere: these
        stand as imported.

    Raises
    ------
    MissingDataError
        The shop has no campaigns.
    ConfigurationError
        It has no such campaign as of the moment.

    Notes
    -----
    Specification J2. Orders are those credited to the campaign by the attribution policy since the day it was
    scheduled on.
    """
    moment = naive_utc(until)
    row = _row(shop, campaign_id, moment)
    days = _days(shop, row["scheduled_at"], moment)
    start, where = days.edges[0].item(), {"campaign_id": row["campaign_id"]}
    people = _slice(shop, "campaign_activity", _EVER, moment, by=("bucket_at", "deed"), where=where)
    later = _slice(shop, "campaign_activity", moment, _NEVER, by=("deed",), where=where)
    credited = _slice(shop, "campaign_sales", start, moment, by=("bucket_at",), where=where)
    earned = _slice(shop, "campaign_sales", start, moment, by=(), where=where)
    daily = pd.DataFrame({"start": list(days.starts)})
    for name in DEEDS:
        daily[name] = _by_day(_of_deed(people, name), "contacts", days)
    for name in _SALES:
        daily[name] = _by_day(credited, name, days)
    return CampaignAnalytics(
        campaign={name: row[name] for name in _SHOWN},
        counts={name: _count(row, name, people, later) for name in COUNTS},
        machines={name: _machines(shop, people, name) for name in DEEDS},
        sales={name: None if earned is None else float(earned[name].iloc[0]) for name in _SALES},
        buckets=days,
        daily=daily,
    )


def _row(shop: Shop, campaign_id: int | str, moment: datetime) -> dict[str, Any]:
    table = shop.table("campaigns")
    found = shop.execute(matching(table, "campaign_id", campaign_id).filter(table.scheduled_at < moment).limit(1))
    if found.empty:
        raise ConfigurationError(f"the shop has no campaign {campaign_id!r} at this moment")
    row = {str(name): None if pd.isna(value) else value for name, value in found.iloc[0].items()}
    key: Any = row["campaign_id"]
    return row | {"campaign_id": key if isinstance(key, str) else int(key)}


def _days(shop: Shop, scheduled_at: datetime, moment: datetime) -> Buckets:
    zone = shop.timezone
    local, now = (at.replace(tzinfo=UTC).astimezone(zone) for at in (scheduled_at, moment))
    return tile(first_instant(local.date(), zone), now, "day", now)


def _slice(
    shop: Shop, cube: str, start: datetime, end: datetime, *, by: tuple[str, ...], where: Mapping[str, Any]
) -> pd.DataFrame | None:
    """Ask a cube; None where the shop lacks what it is made of, or its interactions name no campaigns."""
    if not shop.has("interactions", "campaign_id"):
        return None
    try:
        return shop.slice(cube, start, end, by=by, where=where)
    except MissingDataError:
        return None


def _of_deed(people: pd.DataFrame | None, deed: str) -> pd.DataFrame | None:
    return None if people is None else people[people["deed"] == deed]


def _by_day(rows: pd.DataFrame | None, measure: str, days: Buckets) -> NDArray[np.float64]:
    if rows is None:
        return np.full(len(days), np.nan)
    at = rows["bucket_at"].to_numpy("datetime64[us]")
    day = np.maximum(np.searchsorted(days.edges, at, side="right") - 1, 0)
    sums = np.bincount(day, weights=rows[measure].to_numpy("float64"), minlength=len(days))
    return sums.astype("float64")


def _count(row: Mapping[str, Any], name: str, people: pd.DataFrame | None, later: pd.DataFrame | None) -> int | None:
    """Return a count as of the moment: the campaign's own, corrected by what is known of people; else these."""
    known = _people(people, name) if name in DEEDS else None
    if row.get(name) is None:
        # A total that is left out, of a message nobody is known to have opened: a channel that tells no opens, perhaps.
        is_told = name not in row or known or _people(later, name)
        return known if is_told else None
    if known is None:
        return int(row[name])
    machine = f"{BY_MACHINE}{name}"
    not_then = (_people(later, name) or 0) + (_people(people, machine) or 0) + (_people(later, machine) or 0)
    return max(int(row[name]) - not_then, known)


def _people(rows: pd.DataFrame | None, deed: str) -> int | None:
    found = _of_deed(rows, deed)
    return None if found is None else int(found["contacts"].sum())


def _machines(shop: Shop, people: pd.DataFrame | None, deed: str) -> int | None:
    return _people(people, f"{BY_MACHINE}{deed}") if shop.has("interactions", "machine") else None


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None

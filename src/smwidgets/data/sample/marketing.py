"""The marketing contacts and the campaigns' counts, from what was read and visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .columns import instants, named, numbers
from .mailings import CHANNELS, EMAIL, MODULES, NURTURING, POPUP, SMS
from .mailings import FIRST_ID as FIRST_CAMPAIGN
from .people import FIRST_ID as FIRST_CONTACT
from .people import NEVER
from .reading import readers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draws import Draws, Ints
    from .mailings import Mailing
    from .people import People
    from .triggers import Trigger

FIRST_ID = 9_000_001
KINDS = ("open", "view", "click", "entry")
_OPEN, _VIEW, _CLICK, _ENTRY = range(len(KINDS))
_POPUPS = 12  # per mille of the visits
_BOUNCES = 12  # per mille of the messages


def interactions_table(
    draws: Draws, visits: pd.DataFrame, readings: pd.DataFrame, mailings: Sequence[Mailing]
) -> pd.DataFrame:
    """Write openings, views, clicks and entries, sorted by time, as the contract's table."""
    channel = np.array([mailing.channel for mailing in mailings])
    module = np.array([*(mailing.module for mailing in mailings), -1])
    read = readings[channel[readings["mailing"]] != SMS]
    clicked = readings[readings["click_at"] >= 0]
    entries = visits[visits["contact"] >= 0]
    popups = entries[draws.chance(len(entries), _POPUPS)]
    opened = np.where(channel[read["mailing"]] == EMAIL, _OPEN, _VIEW)
    messages = pd.DataFrame(
        {
            "contact": np.concatenate([read["contact"], clicked["contact"]]),
            "at": np.concatenate([read["at"], clicked["click_at"]]),
            "kind": np.concatenate([opened, np.full(len(clicked), _CLICK)]),
            "mailing": np.concatenate([read["mailing"], clicked["mailing"]]),
        }
    ).assign(channel=lambda rows: channel[rows["mailing"]], module=lambda rows: module[rows["mailing"]], own=True)
    entered = pd.DataFrame(
        {
            "contact": entries["contact"],
            "at": entries["start"],
            "kind": _ENTRY,
            "mailing": entries["mailing"],
            "channel": entries["channel"],
            "module": module[entries["mailing"]],
            "own": entries["mailing"] >= 0,
        }
    )
    seen = pd.DataFrame(
        {
            "contact": popups["contact"],
            "at": popups["start"] + draws.between(len(popups), 4, 5),
            "kind": _VIEW,
            "mailing": -1,
            "channel": POPUP,
            "module": np.where(draws.chance(len(popups), 400), NURTURING, -1),
            "own": True,
        }
    )
    table = pd.concat([messages, entered, seen]).sort_values("at", kind="stable")
    mailing = table["mailing"].to_numpy()
    return pd.DataFrame(
        {
            "interaction_id": np.arange(FIRST_ID, FIRST_ID + len(table)),
            "contact_id": FIRST_CONTACT + table["contact"].to_numpy(),
            "occurred_at": instants(table["at"].to_numpy()),
            "kind": named(KINDS, table["kind"].to_numpy()),
            "channel": named(CHANNELS, table["channel"].to_numpy()),
            "own": table["own"].to_numpy(),
            "module": named(MODULES, table["module"].to_numpy()),
            "campaign_id": numbers(FIRST_CAMPAIGN + mailing, mailing < 0),
        }
    )


def campaigns_table(
    draws: Draws, people: People, mailings: Sequence[Mailing], triggers: Sequence[Trigger], interactions: pd.DataFrame
) -> pd.DataFrame:
    """Write the campaigns as the data contract's table.

    Reach counts contacts, the other columns messages; a triggered campaign may send one contact several.
    """
    n = len(mailings)
    opened = _counts(interactions, ("open", "view"), n)
    clicked = _counts(interactions, ("click",), n)
    reach, sent = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    place = np.arange(len(people))
    for number, mailing in enumerate(mailings):
        if mailing.triggered:
            to = triggers[number].contact
            reach[number], sent[number] = len(np.unique(to)), len(to)
            continue
        there = (people.created < mailing.at) & (people.opted_out > mailing.at) & readers(people, mailing.channel)
        reach[number] = sent[number] = (there & mailing.audience.includes(place)).sum()
    text = np.array([mailing.channel for mailing in mailings]) == SMS
    returned = sent * draws.between(n, _BOUNCES // 2, 2 * _BOUNCES) // 1000
    bounced = np.minimum(returned, sent - np.maximum(opened, clicked))
    return pd.DataFrame(
        {
            "campaign_id": np.arange(FIRST_CAMPAIGN, FIRST_CAMPAIGN + n),
            "scheduled_at": instants(np.array([mailing.at for mailing in mailings])),
            "channel": named(CHANNELS, np.array([mailing.channel for mailing in mailings])),
            "kind": [mailing.kind for mailing in mailings],
            "name": [mailing.name for mailing in mailings],
            "reach": reach,
            "sent": sent,
            "delivered": sent - bounced,
            "opened": numbers(opened, text),
            "clicked": clicked,
            "bounced": bounced,
            "unsubscribed": _unsubscribed(people, interactions, n),
        }
    )


def _counts(interactions: pd.DataFrame, kinds: tuple[str, ...], n: int) -> Ints:
    rows = interactions[interactions["kind"].isin(kinds) & interactions["campaign_id"].notna()]
    return np.bincount(rows["campaign_id"].to_numpy(dtype=np.int64) - FIRST_CAMPAIGN, minlength=n)


def _unsubscribed(people: People, interactions: pd.DataFrame, n: int) -> Ints:
    """Count for each campaign the contacts whose last reading before they opted out was of it."""
    rows = interactions[interactions["kind"].isin(("open", "view", "click")) & interactions["campaign_id"].notna()]
    last = rows.groupby("contact_id")["campaign_id"].last()
    left = last[last.index.isin(FIRST_CONTACT + np.flatnonzero(people.opted_out != NEVER))]
    return np.bincount(left.to_numpy(dtype=np.int64) - FIRST_CAMPAIGN, minlength=n)

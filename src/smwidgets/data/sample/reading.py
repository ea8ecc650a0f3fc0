"""Who opens and clicks what is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .hours import DAY, HOUR
from .mailings import EMAIL, MOBILE_PUSH, SMS, WEB_PUSH
from .people import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draws import Draws, Flags, Ints
    from .hours import Hours
    from .mailings import Mailing
    from .people import People
    from .triggers import Trigger

_OPTS_OUT = 130  # per mille of the contacts


def opt_outs(draws: Draws, people: People, hours: Hours, mailings: Sequence[Mailing]) -> tuple[People, pd.DataFrame]:
    """Let some contacts opt out, each by a bulk e-mail it opened; return them and those openings."""
    bulk = np.array(
        [place for place, mailing in enumerate(mailings) if (mailing.channel, mailing.kind) == (EMAIL, "bulk")]
    )
    sent = np.array([mailings[place].at for place in bulk])
    nth = np.searchsorted(sent, people.created, side="right")
    left = len(bulk) - nth
    chosen = nth + draws.below(len(people), np.maximum(left, 1))
    mailing = bulk[np.minimum(chosen, len(bulk) - 1)]
    at = sent[np.minimum(chosen, len(bulk) - 1)] + 300 + draws.skewed(len(people), 2 * DAY, 3)
    leaves = draws.chance(len(people), _OPTS_OUT) & (left > 0) & (at < hours.closing)
    contact = np.flatnonzero(leaves)
    openings = pd.DataFrame({"contact": contact, "mailing": mailing[leaves], "at": at[leaves] - 20, "click_at": -1})
    return replace(people, opted_out=np.where(leaves, at, NEVER)), openings


def readers(people: People, channel: int) -> Flags:
    """Tell of each contact whether messages of `channel` reach it, had it not opted out."""
    reached = {SMS: people.has_phone, WEB_PUSH: people.has_push, MOBILE_PUSH: people.has_app}
    return reached.get(channel, np.ones(len(people), dtype=bool))


def bulk_readings(
    draws: Draws, people: People, hours: Hours, mailings: Sequence[Mailing], openings: pd.DataFrame
) -> pd.DataFrame:
    """Draw who reads the campaigns that go to all at once: columns contact, mailing, at, click_at (-1: no click)."""
    weights = {
        channel: np.concatenate([[0], np.cumsum(np.where(readers(people, channel), people.read_weight, 0))])
        for channel in {mailing.channel for mailing in mailings}
    }
    possible = {
        channel: np.concatenate([[0], np.cumsum(readers(people, channel) & (people.read_weight > 0))])
        for channel in weights
    }
    contacts, places = [openings["contact"].to_numpy()], [openings["mailing"].to_numpy()]
    for place, mailing in enumerate(mailings):
        if mailing.triggered:
            continue
        there = int(np.searchsorted(people.created, mailing.at))
        cumulative = weights[mailing.channel][: there + 1]
        n = int(possible[mailing.channel][there]) * mailing.reads // 1000
        if n == 0 or cumulative[-1] == 0:
            continue
        contact = np.searchsorted(cumulative[1:], draws.below(n, cumulative[-1]), side="right")
        contact = contact[mailing.audience.includes(contact)]
        contacts.append(contact)
        places.append(np.full(len(contact), place))
    contact, mailing_at = np.concatenate(contacts), np.concatenate(places)
    first = np.unique(mailing_at * len(people) + contact, return_index=True)[1]
    contact, mailing_at = contact[first], mailing_at[first]
    sent = np.array([mailing.at for mailing in mailings])[mailing_at]
    soon = draws.chance(len(sent), 450)
    later = hours.moments_after(draws, sent, 72)
    at = np.where(soon, sent + 30 + draws.skewed(len(sent), 4 * HOUR, 2), later)
    forced = first < len(openings)
    at[forced] = openings["at"].to_numpy()[first[forced]]
    return _with_clicks(draws, people, hours, mailings, contact=contact, place=mailing_at, at=at)


def triggered_readings(
    draws: Draws, people: People, hours: Hours, mailings: Sequence[Mailing], triggers: Sequence[Trigger]
) -> pd.DataFrame:
    """Draw who reads what is sent when something happens; columns as `bulk_readings` returns."""
    contacts, places, moments = [], [], []
    for trigger in triggers:
        reads = draws.chance(len(trigger.contact), mailings[trigger.mailing].reads)
        contacts.append(trigger.contact[reads])
        places.append(np.full(len(contacts[-1]), trigger.mailing))
        moments.append(
            trigger.soonest[reads] + draws.below(len(contacts[-1]), (trigger.latest - trigger.soonest)[reads])
        )
    contact, place, at = np.concatenate(contacts), np.concatenate(places), np.concatenate(moments)
    return _with_clicks(draws, people, hours, mailings, contact=contact, place=place, at=at)


def _with_clicks(
    draws: Draws, people: People, hours: Hours, mailings: Sequence[Mailing], *, contact: Ints, place: Ints, at: Ints
) -> pd.DataFrame:
    """Let some readings end in a click, and drop what comes after the contact opted out or the shop's time ends."""
    clicks = np.array([mailing.clicks for mailing in mailings])[place]
    until = np.minimum(people.opted_out[contact], hours.closing)
    click_at = at + draws.between(len(at), 3, 90)
    clicked = draws.chance(len(at), clicks) & people.monitored[contact] & (click_at < until)
    readings = {"contact": contact, "mailing": place, "at": at, "click_at": np.where(clicked, click_at, -1)}
    return pd.DataFrame(readings)[at < until].reset_index(drop=True)

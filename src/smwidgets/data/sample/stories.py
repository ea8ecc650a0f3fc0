"""What happened to the sample shop that a course asks about: three events of its last year, on known days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .hours import DAY
from .mailings import BULK, EMAIL, Mailing
from .people import NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from .draws import Draws, Flags, Ints
    from .people import People

CAMPAIGN = "Black Friday: −30% na wszystko"
"""Name of the campaign that Black Friday has of its own."""

REASON = "content_mismatch"
"""Why contacts left after the broken campaign."""

_SENT_AT, _NEWSLETTER_AT = 7, 10
_LEAVES = 8  # per mille of the contacts that the broken campaign reached
_TUESDAY, _THURSDAY = 1, 3


@dataclass(frozen=True)
class Stories:
    """A Black Friday with a campaign of its own, a newsletter whose links did not work, a tracking outage.

    They are found by the calendar alone, so that whoever knows on which day the shop's data begin knows them all.

    Parameters
    ----------
    since
        First local day of the data, the first of a month.
    zone
        The shop's.
    """

    since: date
    zone: ZoneInfo

    @property
    def black_friday(self) -> date:
        """The last day after the fourth Thursday of November in the shop's first two years."""
        return self._last(11, nth=4, weekday=_THURSDAY) + timedelta(days=1)

    @property
    def broken_on(self) -> date:
        """The third Tuesday of March, when the newsletter went out without working links."""
        return self._last(3, nth=3, weekday=_TUESDAY)

    @property
    def blind_on(self) -> date:
        """The third Tuesday of September, a newsletter's day, of which no visit or interaction was recorded."""
        return self._last(9, nth=3, weekday=_TUESDAY)

    @property
    def outage(self) -> tuple[datetime, datetime]:
        """When tracking failed, aware, half-open: from 18:00 on the day before to 12:00 on the day after."""
        day = timedelta(days=1)
        return self._at(self.blind_on - day, 18), self._at(self.blind_on + day, 12)

    @property
    def campaign_at(self) -> datetime:
        """When Black Friday's campaign was sent, aware."""
        return self._at(self.black_friday, _SENT_AT)

    @property
    def broken_at(self) -> datetime:
        """When the broken campaign was sent, aware."""
        return self._at(self.broken_on, _NEWSLETTER_AT)

    def sends(self, mailings: Sequence[Mailing]) -> tuple[Mailing, ...]:
        """Add Black Friday's campaign, and take the links out of the broken one."""
        own = Mailing(_second(self.campaign_at), EMAIL, "bulk", CAMPAIGN, BULK, 800, 480)
        broken = _second(self.broken_at)
        sent = [replace(one, clicks=0) if _is_newsletter(one, broken) else one for one in (*mailings, own)]
        standing = sum(one.triggered for one in sent)
        return tuple(sent[:standing] + sorted(sent[standing:], key=lambda one: one.at))

    def leave(
        self, draws: Draws, people: People, mailings: Sequence[Mailing], openings: pd.DataFrame
    ) -> tuple[People, pd.DataFrame, Ints]:
        """Let contacts opt out by the broken campaign; return all contacts, all such openings, and who it was."""
        at = _second(self.broken_at)
        place = next(place for place, one in enumerate(mailings) if _is_newsletter(one, at))
        there = (people.created < at) & (people.opted_out == NEVER)
        leaves = there & draws.chance(len(people), _LEAVES)
        left = at + 300 + draws.skewed(len(people), 2 * DAY, 3)
        contact = np.flatnonzero(leaves)
        opened = pd.DataFrame({"contact": contact, "mailing": place, "at": left[leaves] - 20, "click_at": -1})
        known = replace(people, opted_out=np.where(leaves, left, people.opted_out))
        return known, pd.concat([openings, opened], ignore_index=True), contact

    def recorded(self, times: pd.Series) -> Flags:
        """Tell of each instant, aware, whether tracking worked."""
        start, end = self.outage
        return np.asarray((times < start) | (times >= end))

    def _last(self, month: int, *, nth: int, weekday: int) -> date:
        """Return the nth such weekday of the last such month before the data's first two years are over."""
        year = self.since.year + (2 if month < self.since.month else 1)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    def _at(self, day: date, hour: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.zone)


def _is_newsletter(mailing: Mailing, at: int) -> bool:
    return (mailing.at, mailing.channel, mailing.kind) == (at, EMAIL, "bulk")


def _second(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())

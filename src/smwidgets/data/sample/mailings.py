"""The campaigns of the sample shop: what is sent, when and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .words import MONTHS, SUBJECTS

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from .draws import Flags, Ints
    from .hours import Hours

CHANNELS = (
    "email", "sms", "web_push", "mobile_push", "popup",
    "organic", "direct", "ads", "social", "referral",
)  # fmt: skip
EMAIL, SMS, WEB_PUSH, MOBILE_PUSH, POPUP, ORGANIC, DIRECT, ADS, SOCIAL, REFERRAL = range(len(CHANNELS))
MODULES = ("bulk", "workflow", "automation_rules", "recommendations", "lead_nurturing")
BULK, WORKFLOW, RULES, RECOMMENDATIONS, NURTURING = range(len(MODULES))

FIRST_ID = 5001


@dataclass(frozen=True)
class Audience:
    """Every `step`-th contact from the `first` on, or with `other` all but those."""

    step: int = 1
    first: int = 0
    other: bool = False

    def includes(self, contact: Ints) -> Flags:
        """Tell of each contact, by its place, whether it is in the audience."""
        return np.asarray((contact % self.step == self.first) != self.other)


@dataclass(frozen=True)
class Mailing:
    """One campaign; `triggered` ones go to each contact when something happens, the others to all at once.

    `reads` is the number of readings in a thousand possible readers, `clicks` of clicks in a thousand readings.
    """

    at: int
    channel: int
    kind: str
    name: str
    module: int
    reads: int
    clicks: int
    audience: Audience = Audience()
    triggered: bool = False


CONFIRMATION, WELCOME, LEFT_CART, AFTER_ORDER, SEEN, SURVEY = range(6)


def mailings(hours: Hours, zone: ZoneInfo) -> tuple[Mailing, ...]:
    """Return the campaigns: first the triggered ones, in the order of their constants, then the others by time."""
    start = int(hours.starts[0])
    standing = (
        Mailing(start, EMAIL, "confirmation", "Potwierdzenie zapisu", NURTURING, 180, 30, triggered=True),
        Mailing(start, EMAIL, "workflow", "Powitanie: pierwszy ogród", WORKFLOW, 90, 160, triggered=True),
        Mailing(start, EMAIL, "workflow", "Porzucony koszyk", WORKFLOW, 260, 420, triggered=True),
        Mailing(start, EMAIL, "automation_rule", "Rekomendacje po zakupie", RECOMMENDATIONS, 30, 300, triggered=True),
        Mailing(start, MOBILE_PUSH, "automation_rule", "Wróć do oglądanych", RULES, 30, 260, triggered=True),
        Mailing(start, EMAIL, "api", "Ankieta po zakupie", -1, 10, 60, triggered=True),
    )
    edges = pd.DatetimeIndex([start * 10**9, hours.end * 10**9]).tz_localize("UTC").tz_convert(zone)
    first, last = edges[0].date(), edges[1].date()
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    sent = sorted((mailing for day in days for mailing in _of_day(day, zone)), key=lambda mailing: mailing.at)
    return standing + tuple(sent)


def _of_day(day: date, zone: ZoneInfo) -> list[Mailing]:
    subjects, week = SUBJECTS[day.month - 1], day.isocalendar().week
    subject = subjects[(day.day - 1) // 8]
    month = f"{MONTHS[day.month - 1]} {day.year}"
    found = []
    if day.day == 1:
        born = Audience(12, day.month - 1)
        found += [
            Mailing(_at(day, 8, zone), EMAIL, "recurring", f"Kalendarz ogrodnika: {month}", BULK, 420, 160),
            Mailing(_at(day, 9, zone), EMAIL, "birthday", f"Urodziny: {month}", NURTURING, 700, 160, born),
        ]
    if day.weekday() == 1:
        found.append(Mailing(_at(day, 10, zone), EMAIL, "bulk", f"Newsletter {week}: {subject}", BULK, 480, 210))
    if day.weekday() == 3 and 8 <= day.day <= 14:  # noqa: PLR2004 - the second Thursday
        tested, rest = Audience(5), Audience(5, other=True)
        found += [
            Mailing(_at(day, 9, zone), EMAIL, "ab_test", f"Test A/B: {subject}", BULK, 520, 230, tested),
            Mailing(_at(day, 14, zone), EMAIL, "ab_winner", f"Test A/B: {subject} (zwycięska)", BULK, 560, 240, rest),
        ]
    if day.weekday() == 2 and week % 2 == 0:  # noqa: PLR2004 - Wednesday
        found.append(Mailing(_at(day, 12, zone), SMS, "bulk", f"SMS: {subject}", BULK, 130, 1000))
    if day.weekday() == 5:  # noqa: PLR2004 - Saturday
        found.append(Mailing(_at(day, 9, zone), WEB_PUSH, "bulk", f"Weekend: {subject}", BULK, 150, 260))
    if day.weekday() == 0 and week % 2 == 1:
        found.append(Mailing(_at(day, 18, zone), MOBILE_PUSH, "bulk", f"Aplikacja: {subject}", BULK, 260, 260))
    return found


def _at(day: date, hour: int, zone: ZoneInfo) -> int:
    local = pd.Timestamp(day.year, day.month, day.day, hour).tz_localize(
        zone, ambiguous=True, nonexistent="shift_forward"
    )
    return int(local.timestamp())
